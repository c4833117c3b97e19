"""What `action_open_case` promises."""

import pytest

from actions.complain.open_case import ActionOpenCase
from actions.offer.answer_yes import ActionAnswerYes
from sales.customer import CaseKind, Mood

ACT = ActionOpenCase()


def guessed(customer, text: str, confidence: float, intent: str = "report_defect", **more) -> None:
    """Have said something that was read so surely as trouble."""
    message = {"text": text, "intent": {"name": intent, "confidence": confidence}, "entities": [], **more}
    customer.message = message
    customer.events.append({"event": "user", "text": text, "parse_data": message})


@pytest.mark.parametrize("reading", [{"confidence": 0.5}, {"confidence": 0.9, "in_scope": 0.3}])
def test_a_calm_guess_opens_no_case_and_offers_no_person(customer, reading) -> None:
    guessed(customer, "the lid is open", **reading)
    heard = customer.then(ACT)
    assert heard.responses == ["utter_trouble_or_question"]
    assert customer.store.cases.open_for(customer.id) == []
    assert heard.slots["open_question"].startswith("trouble complaint")


def test_an_unhappy_customer_is_not_asked_whether_something_is_wrong(customer) -> None:
    customer.is_unhappy()
    guessed(customer, "the lid is open", 0.4)
    assert customer.then(ACT).responses[0] == "utter_sorry_complaint"


def test_a_guess_in_a_voice_that_backs_it_is_acted_on(customer) -> None:
    guessed(customer, "the lid is open", 0.4, mood={"label": "neutral", "unhappy": 0.4})
    assert customer.then(ACT).responses[0] == "utter_sorry_complaint"


def test_the_answer_that_something_is_wrong_opens_the_case_that_was_asked_about(customer) -> None:
    guessed(customer, "the lid is open", 0.4)
    customer.then(ACT)
    customer.says(ACT, "yes, something is wrong", intent="complain")
    assert [case.summary for case in customer.store.cases.open_for(customer.id)] == ["the lid is open"]


def test_a_plain_yes_opens_it_too(customer) -> None:
    guessed(customer, "the lid is open", 0.4)
    customer.then(ACT)
    heard = customer.says(ActionAnswerYes(), "yes", intent="affirm")
    assert heard.responses[0] == "utter_sorry_complaint"
    assert [case.summary for case in customer.store.cases.open_for(customer.id)] == ["the lid is open"]


def test_a_return_that_names_nothing_of_theirs_is_asked_about_in_its_own_words(customer) -> None:
    guessed(customer, "return to the list", 0.5, "request_return")
    assert customer.then(ACT).responses == ["utter_return_or_question"]
    assert customer.store.cases.open_for(customer.id) == []


@pytest.mark.parametrize(
    ("text", "entities"),
    [("i want to retrun my order", []), ("the kettle goes back", [{"entity": "product", "value": "kettle"}])],
)
def test_a_return_of_something_of_theirs_is_opened_at_once(customer, text: str, entities: list) -> None:
    guessed(customer, text, 0.5, "request_return", in_scope=0.4, entities=entities)
    assert customer.then(ACT).responses[0] == "utter_sorry_return"
    assert [case.kind for case in customer.store.cases.open_for(customer.id)] == [CaseKind.RETURN]


def test_an_own_mistake_hears_no_excuse(customer) -> None:
    heard = customer.says(
        ACT, "i bought the wrong cartridges lol my bad", intent="request_return", product="cartridges"
    )
    assert heard.responses[0] == "utter_sorry_return"
    assert heard.values["words"] == "i bought the wrong cartridges lol my bad"


@pytest.mark.parametrize(
    ("intent", "kind"),
    [
        ("complain", CaseKind.COMPLAINT),
        ("report_defect", CaseKind.COMPLAINT),
        ("report_late_delivery", CaseKind.DELIVERY),
        ("report_payment_problem", CaseKind.PAYMENT),
        ("request_return", CaseKind.RETURN),
        ("request_refund", CaseKind.REFUND),
    ],
)
def test_the_case_is_open_before_anything_else_is_asked(customer, intent, kind) -> None:
    heard = customer.says(ACT, "it is not right", intent=intent)
    assert [case.kind for case in customer.store.cases.open_for(customer.id)] == [kind]
    assert heard.responses[0] == f"utter_sorry_{kind.value}"
    assert not heard.products
    assert heard.offer is None


def test_the_customers_words_are_repeated_and_a_person_is_on_offer(customer) -> None:
    heard = customer.says(ACT, "third time I write about this", intent="complain")
    assert heard.values["words"] == "third time I write about this"
    assert heard.slots["open_question"] == "colleague"


def test_the_same_trouble_again_is_one_case_and_one_apology(customer) -> None:
    customer.says(ACT, "it broke", intent="report_defect")
    heard = customer.says(ACT, "and nobody answers", intent="complain")
    assert heard.responses[0] == "utter_case_more"
    assert len(customer.store.cases.open_for(customer.id)) == 1


@pytest.mark.parametrize(
    ("intent", "mood"), [("report_defect", Mood.UNHAPPY), ("complain", Mood.UNHAPPY), ("request_return", Mood.HAPPY)]
)
def test_a_complaint_is_unhappy_whatever_its_words_sound_like_and_a_return_need_not_be(customer, intent, mood) -> None:
    customer.store.conversations.record_mood(customer.id, Mood.HAPPY, now=customer.now, cause="sounds happy")
    customer.says(ACT, "bravo, what a masterpiece", intent=intent)
    assert customer.store.conversations.get(customer.id).mood is mood


def test_only_the_problem_is_repeated_not_the_whole_sentence(customer) -> None:
    text = "Hello, I bought a toaster from you for my mother and the toaster smells of smoke whenever she turns it on"
    heard = customer.says(ACT, text, intent="report_defect", problem="smells of smoke")
    assert heard.values["words"] == "smells of smoke"


def test_a_long_story_without_a_short_piece_is_not_quoted(customer) -> None:
    heard = customer.says(ACT, "the " + "very " * 20 + "old thing you sent me", intent="complain")
    assert heard.responses[0] == "utter_sorry"


def test_the_same_words_again_are_not_added_and_the_next_step_is_not_said_again(customer) -> None:
    first = customer.says(ACT, "it broke", intent="report_defect")
    again = customer.says(ACT, "It broke!!", intent="report_defect")
    assert first.responses == ["utter_sorry_complaint", "utter_case_next_step"]
    assert again.responses == ["utter_case_more", "utter_case_next_again"]
    assert customer.says(ACT, "it broke", intent="report_defect").responses[0] == "utter_case_has_it"


def test_an_outcry_about_an_open_case_is_added_to_it(customer) -> None:
    customer.says(ACT, "give me my money back", intent="request_refund")
    heard = customer.says(ACT, "this is a scam", intent="complain")
    assert heard.responses[0] == "utter_case_more"
    assert [case.kind for case in customer.store.cases.open_for(customer.id)] == [CaseKind.REFUND]


def test_who_is_very_angry_is_asked_nothing_and_gets_a_person(customer) -> None:
    customer.metadata = {"outburst": True}
    heard = customer.says(ACT, "THIS IS A SCAM, you thieves!!", intent="complain")
    assert heard.responses[-1] == "utter_nobody_online"
    assert not {"utter_case_next_step", "utter_trouble_or_question"} & set(heard.responses)
    handoff = customer.store.handoffs.current(customer.id)
    assert (handoff.reason, handoff.topic, handoff.state.value) == ("strong anger", "complaints", "waiting")
    assert [case.kind for case in customer.store.cases.open_for(customer.id)] == [CaseKind.COMPLAINT]


def test_how_long_it_takes_is_no_second_case(customer) -> None:
    customer.says(ACT, "refund still not there", intent="request_refund")
    customer.says(ACT, "its been 3 weeks", intent="report_late_delivery")
    assert len(customer.store.cases.open_for(customer.id)) == 1


def test_a_parcel_that_is_late_besides_is_a_case_of_its_own(customer) -> None:
    customer.says(ACT, "refund still not there", intent="request_refund")
    customer.says(ACT, "and the other parcel is three weeks late", intent="report_late_delivery")
    assert len(customer.store.cases.open_for(customer.id)) == 2


def test_repair_or_a_new_one_opens_nothing(customer) -> None:
    text = "my laptop is 8 years old and doesnt start. repair or new one?"
    heard = customer.says(ACT, text, intent="report_defect", product="laptop", problem="doesnt start")
    assert heard.responses == ["utter_repair_or_new"]
    assert not customer.store.cases.open_for(customer.id)


def test_of_what_is_not_sold_a_repair_is_left_to_a_person(customer) -> None:
    text = "is it worth repairing my dishwasher"
    heard = customer.says(ACT, text, intent="report_defect", product="dishwasher")
    assert heard.responses == ["utter_repair_or_ask"]
    assert heard.slots["open_question"] == "colleague"


@pytest.mark.parametrize("where", ["bought it 2 yrs ago elsewhere", "i got it from another shop", "not from you"])
def test_what_was_bought_at_another_shop_opens_no_case_here(customer, where: str) -> None:
    said = {"product": "phone", "problem": "cracked"}
    heard = customer.says(ACT, f"the screen on my phone cracked, {where}", intent="report_defect", **said)
    assert heard.responses == ["utter_not_from_here"]
    assert customer.store.cases.open_for(customer.id) == []


def test_what_was_told_of_the_purchase_is_not_quoted_with_the_trouble(customer) -> None:
    said = {"product": "vacuum", "problem": "stopped working"}
    text = "i bought a vacuum last year from you and it stopped working"
    assert customer.says(ACT, text, intent="report_defect", **said).values["words"] == "it stopped working"


@pytest.mark.parametrize(
    "regret", ["next time i buy elsewhere", "should have bought it at another shop", "i wish i had got it elsewhere"]
)
def test_who_wishes_to_have_bought_elsewhere_bought_here(customer, regret: str) -> None:
    said = {"product": "kettle", "problem": "leaking"}
    customer.says(ACT, f"the kettle you sent is leaking, {regret}", intent="report_defect", **said)
    assert len(customer.store.cases.open_for(customer.id)) == 1
