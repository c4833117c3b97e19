"""What `action_ask_order_confirmed` promises."""

from actions.order.ask_order_confirmed import ActionAskOrderConfirmed
from tests.actions.conftest import X2

ACT = ActionAskOrderConfirmed()


def test_contents_total_name_and_email_are_repeated(customer) -> None:
    customer.puts(X2)
    customer.slots.update(customer_name="Tom Weber", customer_email="tom@w.example")
    heard = customer.says(ACT, "tom@w.example", intent="give_details")
    assert heard.responses == ["utter_confirm_order"]
    said = heard.values
    assert (said["total"], said["customer"], said["email"]) == ("€629", "Tom Weber", "tom@w.example")
