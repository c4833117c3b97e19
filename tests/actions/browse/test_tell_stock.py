"""What `action_tell_stock` promises."""

from actions.browse.tell_stock import ActionTellStock
from tests.actions.conftest import SOLD_OUT, X2_CASE

ACT = ActionTellStock()


def test_sold_out_is_said_without_a_promise(customer) -> None:
    customer.sees(SOLD_OUT, focus=SOLD_OUT)
    heard = customer.says(ACT, "is it in stock", intent="ask_stock")
    assert heard.responses == ["utter_out_of_stock"]
    assert heard.slots["open_question"] == "colleague"


def test_stock_is_the_catalogues(customer) -> None:
    customer.sees(X2_CASE, focus=X2_CASE)
    heard = customer.says(ACT, "is it in stock", intent="ask_stock")
    assert heard.responses == ["utter_in_stock"]
    assert heard.values["stock"] == customer.store.catalogue.get(X2_CASE).stock


def test_a_service_does_not_run_out(customer) -> None:
    customer.sees("SVC-PHONE-SETUP", focus="SVC-PHONE-SETUP")
    assert customer.says(ACT, "available?", intent="ask_stock").responses == ["utter_always_available"]
