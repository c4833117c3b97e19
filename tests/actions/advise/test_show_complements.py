"""What `action_show_complements` promises."""

from actions.advise.show_complements import ActionShowComplements
from actions.basket.add_product import ActionAddProduct
from actions.offer.answer_no import ActionAnswerNo
from actions.offer.answer_yes import ActionAnswerYes
from sales import advisor

ACT = ActionShowComplements()


def test_an_unhappy_customer_gets_no_offer_even_when_asking(customer) -> None:
    customer.is_unhappy()
    heard = customer.says(ACT, "what goes with the Vanta Z5", intent="ask_goes_with", product="Vanta Z5")
    assert heard.responses == ["utter_goes_with_later"]
    assert heard.offer is None


def test_what_goes_with_nothing_is_said_so(customer) -> None:
    customer.sees("SVC-OLD-TAKE", focus="SVC-OLD-TAKE")
    assert customer.says(ACT, "and with it?", intent="ask_goes_with").responses == ["utter_goes_with_nothing"]


def test_the_customer_who_asks_gets_what_fits(customer) -> None:
    heard = customer.says(ACT, "what goes with the Vanta Z5", intent="ask_goes_with", product="Vanta Z5")
    assert heard.offer


def test_what_is_asked_for_by_name_is_all_that_is_answered(customer) -> None:
    customer.sees("TV-LUM-75Q", focus="TV-LUM-75Q")
    heard = customer.says(ACT, "and a mount for it?", intent="ask_goes_with", product="mount")
    offer = customer.store.offers.get(customer.id, heard.offer)
    assert {customer.store.catalogue.get(sku).category for sku, _, _ in offer.items} == {"tv-mounts"}


def test_something_for_it_where_nobody_knows_for_what_is_looked_for(customer) -> None:
    heard = customer.says(ACT, "is there a bag for it", intent="ask_goes_with", product="bag")
    assert heard.offer is None
    assert heard.products


def test_what_was_refused_and_is_now_asked_for_by_name_is_shown_without_an_offer(customer) -> None:
    customer.sees("TV-LUM-75Q", focus="TV-LUM-75Q")
    customer.says(ACT, "and a mount for it?", intent="ask_goes_with", product="mount")
    customer.says(ActionAnswerNo(), "nah", intent="deny")
    heard = customer.says(ACT, "what about a mount then", intent="ask_goes_with", product="mount")
    assert heard.offer is None
    assert {customer.store.catalogue.get(sku).category for sku in heard.products} == {"tv-mounts"}


def test_without_the_device_in_the_basket_no_common_total_is_spoken_of(customer) -> None:
    heard = customer.says(ACT, "what goes with the Vanta Z5", intent="ask_goes_with", product="Vanta Z5")
    assert heard.responses == ["utter_offer_two_alone"]


def test_with_the_device_in_the_basket_the_total_is_of_both(customer) -> None:
    customer.puts("CAM-VAN-Z5-KIT")
    heard = customer.says(ACT, "what goes with the Vanta Z5", intent="ask_goes_with", product="Vanta Z5")
    assert heard.responses == ["utter_offer_two_essential"]
    offer = customer.store.offers.get(customer.id, heard.offer)
    assert offer.total_after == offer.price + customer.store.catalogue.get("CAM-VAN-Z5-KIT").price


def test_taking_what_goes_with_a_device_asks_about_the_device(customer) -> None:
    customer.says(ACT, "what goes with the Vanta Z5", intent="ask_goes_with", product="Vanta Z5")
    heard = customer.says(ActionAddProduct(), "add it", intent="add_to_basket")
    assert heard.responses == ["utter_offer_accepted_two", "utter_device_too"]
    assert heard.slots["open_question"] == "add_focus"
    customer.says(ActionAnswerYes(), "yes", intent="affirm")
    assert "CAM-VAN-Z5-KIT" in customer.basket


def test_what_is_only_sold_installed_is_said_to_be_installed(customer) -> None:
    customer.sees("AC-BRI-M9", "AC-BRI-S9", "AC-BRI-S12")
    heard = customer.says(ACT, "install it too?", intent="ask_goes_with")
    assert heard.responses == ["utter_installed_with_several"]
    assert heard.values["names"] == "the Brisa S9 and the Brisa S12"
    assert heard.values["price"] == "€690"


def test_who_asks_for_installation_is_offered_the_service(customer) -> None:
    customer.sees("TV-LUM-75Q", focus="TV-LUM-75Q")
    heard = customer.says(ACT, "do you mount it too", intent="ask_goes_with")
    offer = customer.store.offers.get(customer.id, heard.offer)
    assert {customer.store.catalogue.get(sku).kind.value for sku, _, _ in offer.items} == {"service"}


def test_the_doors_word_holds_even_where_the_advisor_would_answer(customer, monkeypatch) -> None:
    monkeypatch.setattr(advisor, "SILENCE", ())
    customer.metadata = {"offers_paused": {"rule": "open case", "since": "2026-11-21"}}
    heard = customer.says(ACT, "what goes with the Vanta Z5", intent="ask_goes_with", product="Vanta Z5")
    assert (heard.offer, heard.responses) == (None, ["utter_goes_with_later"])
    assert customer.store.offers.decisions(customer.id)[0]["rule"] == "held back by the dialogue"


def test_a_thing_that_does_not_go_with_it_is_not_answered_by_another(customer) -> None:
    customer.sees("CAM-VAN-DASH2", focus="CAM-VAN-DASH2")
    heard = customer.says(ACT, "does it come with a screen", intent="ask_goes_with")
    assert heard.offer is None


def test_what_goes_with_it_is_found_where_its_name_was_not_marked(customer) -> None:
    customer.sees("CAM-VAN-DASH2", focus="CAM-VAN-DASH2")
    heard = customer.says(ACT, "does it come with a mount", intent="ask_goes_with")
    offer = customer.store.offers.get(customer.id, heard.offer)
    assert all("mount" in customer.store.catalogue.get(sku).name for sku, _, _ in offer.items)


def test_a_bag_said_after_cameras_is_a_bag_for_them(customer) -> None:
    customer.sees("CAM-VAN-Z5-KIT", "CAM-VAN-Z3-KIT")
    heard = customer.says(ACT, "with a bag", intent="ask_goes_with", product="bag")
    items = [sku for sku, _, _ in customer.store.offers.get(customer.id, heard.offer).items] if heard.offer else []
    assert not [sku for sku in [*items, *heard.products] if "ZEF" in sku]
