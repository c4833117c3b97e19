"""What `action_admit_limit` promises."""

from actions.chitchat.tell_shop import ActionTellShop
from actions.complain.open_case import ActionOpenCase
from actions.handoff.arrange_callback import ActionArrangeCallback
from actions.out_of_scope.admit_limit import ActionAdmitLimit

ACT = ActionAdmitLimit()


def test_what_is_not_known_is_admitted(customer) -> None:
    assert customer.says(ACT, "who won the match", intent="out_of_scope").responses == ["utter_missed"]


def test_the_second_miss_in_a_row_offers_a_person(customer) -> None:
    customer.says(ACT, "blub", intent="out_of_scope")
    heard = customer.says(ACT, "blub blub", intent="out_of_scope")
    assert heard.responses == ["utter_missed_again"]
    assert heard.slots["open_question"] == "colleague"


def test_what_is_said_right_after_a_case_was_opened_goes_into_it(customer) -> None:
    customer.says(ActionOpenCase(), "I want to return the headphones", intent="request_return", product="headphones")
    assert customer.says(ACT, "they hurt my ears", intent="out_of_scope").responses[0] == "utter_case_more"
    (case,) = customer.store.cases.open_for(customer.id)
    assert "they hurt my ears" in case.summary


def test_a_miss_long_ago_does_not_count(customer) -> None:
    customer.says(ACT, "blub", intent="out_of_scope")
    customer.says(ActionTellShop(), "when are you open", intent="ask_shop")
    assert customer.says(ACT, "blub", intent="out_of_scope").responses == ["utter_missed"]


def test_a_number_that_was_asked_for_is_taken_whatever_it_was_understood_as(customer) -> None:
    customer.says(ActionArrangeCallback(), "call me back", intent="request_callback")
    heard = customer.says(ACT, "+49 30 1234567", intent="out_of_scope", phone="+49301234567")
    assert heard.responses == ["utter_call_promised"]


def test_a_bare_kind_of_thing_is_shown_and_a_question_is_not_taken_for_one(customer) -> None:
    assert all(sku.startswith("VAC-") for sku in customer.says(ACT, "hoover", intent="out_of_scope").products)
    assert not customer.says(ACT, "how light", intent="out_of_scope").products


def test_what_it_is_for_is_not_what_is_wanted(customer) -> None:
    heard = customer.says(ACT, "need a power bank for 3 phones and flights", intent="out_of_scope", quantity=3)
    assert {customer.store.catalogue.get(sku).category for sku in heard.products} == {"power-banks"}


def test_a_percentage_asks_for_the_discount(customer) -> None:
    heard = customer.says(ACT, "so the ad said -10% purifiers", intent="out_of_scope")
    assert all("discount" in response for response in heard.responses), heard.responses


def test_a_prezzie_is_a_gift(customer) -> None:
    heard = customer.says(ACT, "hi there lookin for a prezzie for my sister", intent="out_of_scope")
    assert heard.responses == ["utter_gift_for_what"]
