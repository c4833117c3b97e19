"""What `validate_checkout_form` promises."""

import pytest

from actions.order.validate_checkout_form import ValidateCheckoutForm

ACT = ValidateCheckoutForm()


@pytest.mark.parametrize("text", ["how long is delivery?", "can I pay by card", "what", "12", "<b>Tom</b>"])
def test_what_is_no_name_is_not_taken_for_one(customer, text) -> None:
    customer.slots["requested_slot"] = "customer_name"
    assert "customer_name" not in customer.says(ACT, text, intent="out_of_scope").slots


@pytest.mark.parametrize(
    ("text", "name"),
    [("Tom Weber", "Tom Weber"), ("my name is Ana Maria Lopez", "Ana Maria Lopez"), ("It's O'Neill.", "O'Neill")],
)
def test_a_name_is_taken(customer, text, name) -> None:
    customer.slots["requested_slot"] = "customer_name"
    assert customer.says(ACT, text, intent="give_details").slots["customer_name"] == name


def test_name_and_email_in_one_message(customer) -> None:
    customer.slots["requested_slot"] = "customer_name"
    heard = customer.says(ACT, "Tom Weber, tom@w.example", intent="give_details", email="tom@w.example")
    assert heard.slots == {"customer_email": "tom@w.example", "customer_name": "Tom Weber"}


def test_only_an_explicit_yes_confirms(customer) -> None:
    customer.slots["requested_slot"] = "order_confirmed"
    assert "order_confirmed" not in customer.says(ACT, "thanks", intent="thank").slots
    assert customer.says(ACT, "yes", intent="affirm").slots["order_confirmed"] is True


def test_a_no_ends_it(customer) -> None:
    customer.slots["requested_slot"] = "customer_name"
    assert customer.says(ACT, "no, leave it", intent="deny").slots["order_confirmed"] is False
