"""What `tell_whether_good_for` promises: a named thing is measured against its kind before it is called good."""

from actions.advise.give_advice import ActionGiveAdvice
from actions.browse.find_products import ActionFindProducts


def test_a_wish_is_no_question_whether_it_is_good(customer) -> None:
    heard = customer.says(
        ActionFindProducts(), "a laptop for gaming", intent="search_product", product="laptop", purpose="for gaming"
    )
    assert not {"utter_good_for", "utter_rather_for"} & set(heard.responses)


def test_what_others_do_better_is_not_called_good(customer) -> None:
    text = "is the Korvo Study 15 good for gaming"
    heard = customer.says(ActionGiveAdvice(), text, intent="ask_advice", product="Korvo Study 15", purpose="for gaming")
    assert heard.responses == ["utter_rather_for"]
    assert heard.products[0].startswith("LAP-KOR-G16")


def test_what_is_made_for_it_is_called_good(customer) -> None:
    text = "is the Korvo Play 16 good for gaming"
    heard = customer.says(ActionGiveAdvice(), text, intent="ask_advice", product="Korvo Play 16", purpose="for gaming")
    assert heard.responses == ["utter_good_for"]


def test_the_biggest_is_measured(customer) -> None:
    heard = customer.says(ActionGiveAdvice(), "what's the biggest tv you have", intent="ask_advice", product="tv")
    assert heard.products == ["TV-LUM-75Q"]


def test_is_it_good_for_that_means_what_is_talked_about(customer) -> None:
    customer.sees("LAP-KOR-G16-1T-BLK", focus="LAP-KOR-G16-1T-BLK")
    heard = customer.says(ActionGiveAdvice(), "is it good for gaming", intent="ask_advice", purpose="for gaming")
    assert heard.responses == ["utter_good_for"]
