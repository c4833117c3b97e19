"""What `actions.devices` promises: a broken device of their own is no complaint before it is known whose."""

from actions.browse.find_products import ActionFindProducts
from actions.complain.open_case import ActionOpenCase
from actions.offer.answer_no import ActionAnswerNo
from actions.offer.answer_yes import ActionAnswerYes
from actions.order.take_details import ActionTakeDetails
from sales.customer import Mood

OPEN = ActionOpenCase()


def cases(customer):
    return customer.store.cases.open_for(customer.id)


def tell(customer, text="my printer prints stripes", **entities):
    return customer.says(OPEN, text, intent="report_defect", product="printer", **entities)


def test_what_was_bought_here_is_a_case_at_once(customer) -> None:
    for text in ("my printer from you prints stripes", "the new one does not start", "my tablet broke after two days"):
        assert "utter_bought_here" not in tell(customer, text).responses
    assert cases(customer)


def test_who_is_unhappy_is_not_asked_where_it_is_from(customer) -> None:
    customer.metadata = {"message_mood": "unhappy"}
    assert "utter_bought_here" not in tell(customer).responses
    assert cases(customer)


def test_a_yes_opens_the_case_with_the_words_that_were_said(customer) -> None:
    assert tell(customer).responses == ["utter_bought_here"]
    assert not cases(customer)
    customer.says(ActionAnswerYes(), "yes", intent="affirm")
    assert cases(customer)[0].summary == "my printer prints stripes"


def test_an_old_one_is_no_complaint_and_a_new_one_may_help(customer) -> None:
    customer.store.conversations.record_mood(customer.id, Mood.UNHAPPY, now=customer.now, cause="told of a defect")
    tell(customer)
    assert customer.says(ActionAnswerNo(), "no, it is an old one", intent="deny").responses == ["utter_not_from_here"]
    assert not cases(customer)
    assert customer.store.conversations.get(customer.id).mood is Mood.NEUTRAL
    shown = customer.says(ActionAnswerYes(), "yes", intent="affirm")
    assert all(sku.startswith("PRN-") for sku in shown.products)
    assert shown.products


def test_its_age_is_an_answer_too(customer) -> None:
    tell(customer)
    heard = customer.says(ActionTakeDetails(), "it's 3 years old", intent="give_details")
    assert heard.responses == ["utter_not_from_here"]
    new = customer.says(ActionFindProducts(), "do you sell new ones", intent="search_product")
    assert new.products
    assert all(sku.startswith("PRN-") for sku in new.products)


def test_what_their_own_child_broke_is_bad_luck_and_no_complaint(customer) -> None:
    heard = tell(customer, "my kid broke the screen of his phone")
    assert heard.responses == ["utter_own_accident"]
    assert not cases(customer)


def test_an_accident_calms_nobody_who_was_upset_before(customer) -> None:
    customer.is_unhappy()
    customer.metadata = {"was_unhappy": True}
    assert "utter_own_accident" not in tell(customer, "my kid broke the screen of his phone").responses
    assert customer.store.conversations.get(customer.id).mood is Mood.UNHAPPY
