"""What `action_show_complements` promises."""

from actions.advise.show_complements import ActionShowComplements

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
