"""What `action_tell_service` promises."""

import pytest

from actions.advise.explain_use import ActionExplainUse
from actions.browse.tell_service import ActionTellService
from actions.complain.open_case import ActionOpenCase
from actions.offer.suggest_complement import ActionSuggestComplement

ACT = ActionTellService()


@pytest.mark.parametrize("text", ["do you tune pianos", "can you sharpen my knives", "do you rent cameras"])
def test_what_the_catalogue_does_not_have_is_not_promised(customer, text: str) -> None:
    heard = customer.says(ACT, text, intent="ask_service")
    assert heard.responses == ["utter_no_service"]
    assert not heard.products
    assert heard.slots["open_question"] == "colleague"


def test_the_customers_own_word_comes_back_in_the_no(customer) -> None:
    heard = customer.says(ACT, "do you repair bicycles", intent="ask_service", product="bicycles")
    assert heard.responses == ["utter_no_service_for"]
    assert heard.values["said"] == "bicycles"


def test_a_thing_for_sale_is_no_service(customer) -> None:
    assert not customer.says(ACT, "can I rent the Vanta Z5", intent="ask_service", product="Vanta Z5").products


def test_a_service_just_offered_is_the_one_that_somebody_can_come_and_do(customer) -> None:
    customer.sees("RTR-MES-R1", focus="RTR-MES-R1")
    customer.says(ActionExplainUse(), "is it hard to set up", intent="ask_how_to")
    offer = customer.store.offers.get(customer.id, customer.then(ActionSuggestComplement()).offer)
    heard = customer.says(ACT, "can someone come do it", intent="ask_service")
    assert heard.responses == ["utter_service"]
    assert heard.products == [sku for sku, _, _ in offer.items if sku.startswith("SVC-")] != []


def test_a_service_of_the_shop_is_shown_with_its_price(customer) -> None:
    heard = customer.says(ACT, "coffee machine service?", intent="ask_service", product="coffee machine")
    assert heard.responses == ["utter_service"]
    assert heard.products == ["SVC-COF-MAINT"]
    assert heard.values["price"].startswith("€")


def test_a_bare_thing_is_looked_for(customer) -> None:
    assert customer.says(ACT, "speakers", intent="ask_service", product="speakers").products


def test_the_installation_of_what_is_talked_about_is_meant(customer) -> None:
    customer.sees("AC-BRI-S12", focus="AC-BRI-S12")
    heard = customer.says(ACT, "and installation?", intent="ask_service")
    assert heard.products == ["SVC-AC-INST"]


def test_of_several_things_it_is_said_whose_installation_it_is(customer) -> None:
    customer.sees("AC-BRI-M9", "AC-BRI-S12")
    heard = customer.says(ACT, "and installation?", intent="ask_service")
    assert heard.responses == ["utter_service_for"]
    assert heard.values["device"] == "Brisa S12"


def test_what_needs_no_installation_says_so(customer) -> None:
    customer.sees("AC-BRI-M9", focus="AC-BRI-M9")
    heard = customer.says(ACT, "and installation?", intent="ask_service")
    assert heard.responses == ["utter_feature_text"]
    assert "no installation" in heard.values["told"]
    # By this name the words themselves would be said, without the response around them.
    assert "text" not in heard.values


def test_an_installation_is_found_though_more_is_asked_with_it(customer) -> None:
    said = "can i get the tv installed on friday and the old one taken away"
    heard = customer.says(ACT, said, intent="ask_service", product="tv")
    assert heard.responses == ["utter_service"]
    assert heard.products[0] == "SVC-TV-WALL"


def test_can_somebody_hang_it_is_its_installation(customer) -> None:
    customer.sees("TV-LUM-55Q", focus="TV-LUM-55Q")
    heard = customer.says(ActionTellService(), "can somebody hang it", intent="ask_service")
    assert heard.products == ["SVC-TV-WALL"]


def test_a_service_for_it_is_for_the_thing_named_before(customer) -> None:
    customer.says(ActionOpenCase(), "my treadmill squeaks", intent="report_defect", product="treadmill")
    heard = customer.says(ActionTellService(), "is there a service for it", intent="ask_service")
    assert heard.products == ["SVC-FIT-MAINT"]


def test_who_installs_what_needs_no_installing_is_told_that(customer) -> None:
    customer.sees("AC-BRI-M9", focus="AC-BRI-M9")
    heard = customer.says(ACT, "who installs it", intent="ask_service")
    assert not any(sku.startswith("SVC-") for sku in heard.products)
    assert heard.responses == ["utter_feature_text"]


def test_what_they_do_is_asked_of_the_things(customer) -> None:
    customer.sees("HP-SOL-K1-YEL", "HP-SOL-H3-BLU")
    heard = customer.says(ACT, "do they fold", intent="ask_service")
    assert heard.responses == ["utter_feature_of_some"]
