"""Questions about kinds of things are answered by the catalogue, and no further."""

from actions.advise.give_advice import ActionGiveAdvice
from actions.browse.compare_products import ActionCompareProducts

SMALL_TV, LARGER_TV = "TV-LUM-32", "TV-LUM-43"


def test_two_kinds_of_a_thing_on_the_table_are_told_by_an_example_each(customer) -> None:
    customer.sees(SMALL_TV, LARGER_TV, "TV-LUM-50")
    heard = customer.says(ActionGiveAdvice(), "4K or full HD? what do i really need", intent="ask_advice")
    assert heard.responses == ["utter_sides"]
    assert heard.products == [LARGER_TV, SMALL_TV]
    assert heard.values["first"] == "4K"


def test_the_kind_may_be_named_beside_the_question(customer) -> None:
    text = "I'm thinking about a coffee machine. beans or capsules, what is better"
    heard = customer.says(ActionGiveAdvice(), text, intent="ask_advice", product=["coffee machine", "capsules"])
    assert heard.responses == ["utter_sides"]
    assert all(sku.startswith("COF-") for sku in heard.products)


def test_without_any_context_the_catalogue_finds_the_kind(customer) -> None:
    heard = customer.says(ActionGiveAdvice(), "laser or inkjet?", intent="ask_advice", attribute="laser")
    assert heard.responses == ["utter_sides"]
    assert all(sku.startswith("PRN-") for sku in heard.products)


def test_two_kinds_of_things_are_told_by_one_of_each(customer) -> None:
    heard = customer.says(ActionGiveAdvice(), "router or mesh?", intent="ask_advice")
    assert heard.responses == ["utter_sides"]
    kinds = {product.category for product in customer.store.catalogue.many(heard.products).values()}
    assert len(kinds) == len(heard.products) == 2


def test_a_side_that_nothing_is_called_is_admitted(customer) -> None:
    customer.sees(SMALL_TV, LARGER_TV)
    heard = customer.says(ActionCompareProducts(), "difference between OLED and QLED", intent="compare_products")
    assert heard.responses == ["utter_one_side"]
    assert (heard.values["had"], heard.values["missing"]) == ("OLED", "QLED")


def test_what_the_data_know_nothing_of_goes_to_a_colleague(customer) -> None:
    heard = customer.says(ActionCompareProducts(), "what's the difference between VHS and Betamax")
    assert heard.responses == ["utter_not_for_data"]
    assert heard.slots["open_question"] == "colleague"


def test_two_models_are_compared_as_products(customer) -> None:
    heard = customer.says(ActionCompareProducts(), "z3 or z5?", intent="compare_products", product=["z3", "z5"])
    assert heard.responses == ["utter_comparison"]


def test_which_of_those_is_answered_by_what_was_measured(customer) -> None:
    customer.sees("LAP-KOR-S15-256-BLU", "LAP-KOR-A13-256-SLV")
    text = "which of those has the longer battery"
    heard = customer.says(ActionCompareProducts(), text, intent="compare_products", product="battery")
    assert heard.responses == ["utter_leads"]
    assert heard.products == ["LAP-KOR-A13-256-SLV"]


def test_where_two_lead_neither_is_put_before_the_other(customer) -> None:
    customer.sees("HP-SOL-H7-BLK", "HP-SOL-H7-SND")
    heard = customer.says(ActionCompareProducts(), "which lasts longer", intent="compare_products")
    assert heard.responses == ["utter_lead_equal"]


def test_two_models_are_put_side_by_side_where_nothing_is_known_of_the_use(customer) -> None:
    heard = customer.says(ActionGiveAdvice(), "which is better z3 or z5", intent="ask_advice", product="z5")
    assert heard.responses == ["utter_comparison"]


def test_two_models_are_judged_by_the_use_that_is_told(customer) -> None:
    text = "which is better for birds, the z3 or the z5"
    heard = customer.says(ActionGiveAdvice(), text, intent="ask_advice", product="z5", purpose="for birds")
    assert heard.responses == ["utter_recommended"]
    assert len(heard.products) == 1


def test_two_colours_of_one_model_lead_as_one_beside_another_model(customer) -> None:
    customer.sees("WAT-TRE-RUN2-BLU", "WAT-TRE-RUN2-BLK", "WAT-TRE-RUN3-BLK")
    heard = customer.says(ActionCompareProducts(), "which has longer battery", intent="compare_products")
    assert heard.responses == ["utter_leads"]


def test_the_smaller_one_is_put_beside_the_one_talked_about(customer) -> None:
    customer.sees("TV-LUM-43")
    text = "whats the difference to the smaller one"
    heard = customer.says(ActionCompareProducts(), text, intent="compare_products", attribute="smaller")
    assert heard.products == ["TV-LUM-43", "TV-LUM-32"]


def test_a_head_said_once_is_meant_for_either_side(customer) -> None:
    said = ["capsule", "bean machine"]
    heard = customer.says(ActionGiveAdvice(), "capsule or bean machine", intent="ask_advice", product=said)
    kinds = {product.category for product in customer.store.catalogue.many(heard.products).values()}
    assert heard.responses == ["utter_sides"]
    assert kinds == {"coffee-machines"}
