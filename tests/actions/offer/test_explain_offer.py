"""What `action_explain_offer` promises."""

import pytest

from actions.basket.add_product import ActionAddProduct
from actions.browse.find_products import ActionFindProducts
from actions.complain.open_case import ActionOpenCase
from actions.offer.explain_offer import ActionExplainOffer
from actions.offer.suggest_complement import ActionSuggestComplement
from actions.order.cancel_order import ActionCancelOrder

ACT = ActionExplainOffer()


@pytest.fixture
def offered(customer) -> str:
    """The id of an offer that waits."""
    customer.says(ActionAddProduct(), "add the Vanta Z5", intent="add_to_basket", product="Vanta Z5")
    return customer.then(ActionSuggestComplement()).offer


def test_without_a_suggestion_there_is_nothing_to_explain(customer) -> None:
    assert customer.says(ACT, "why", intent="ask_why_offer").responses == ["utter_nothing_suggested"]


def test_what_a_search_brought_up_is_explained_by_what_was_asked_for(customer) -> None:
    customer.says(ActionFindProducts(), "descaler", intent="search_product", product="descaler")
    heard = customer.says(ACT, "why that one", intent="ask_why_offer")
    assert heard.responses == ["utter_why_shown"]
    assert heard.values["need"] == "descaler"


def test_the_reason_is_the_recorded_one(customer, offered) -> None:
    heard = customer.says(ACT, "why are you pushing that", intent="ask_why_offer")
    offer = customer.store.offers.get(customer.id, offered)
    assert heard.responses == ["utter_why_curated"]
    assert heard.values["reason"] in [reason for _, reason, _ in offer.items]


def test_the_reason_stays_the_true_one_when_the_catalogue_changed_since(customer, offered, monkeypatch) -> None:
    monkeypatch.setattr(type(customer.store.catalogue), "relations", lambda *_: [])
    heard = customer.says(ACT, "why that", intent="ask_why_offer")
    assert heard.responses == ["utter_why_curated"]
    assert heard.values["anchor"].startswith("Vanta Z5")


def test_a_why_after_a_question_is_about_the_question(customer) -> None:
    customer.says(ActionCancelOrder(), "cancel my order", intent="cancel_order")
    assert customer.says(ACT, "why", intent="ask_why").responses == ["utter_ask_why"]


def test_a_why_after_a_recommendation_is_about_that(customer) -> None:
    customer.sees("CAM-VAN-Z5-KIT", focus="CAM-VAN-Z5-KIT")
    customer.store.conversations.set_need(customer.id, "for birds")
    assert customer.says(ACT, "why", intent="ask_why").responses == ["utter_why_shown"]


def test_who_pays_in_trouble_goes_to_the_case(customer) -> None:
    customer.is_unhappy()
    customer.says(ActionOpenCase(), "my parcel was stolen", intent="report_late_delivery")
    heard = customer.says(ActionExplainOffer(), "so who pays", intent="ask_why")
    assert heard.responses[0] == "utter_case_more"


def test_why_it_is_dear_is_told_by_what_it_does(customer) -> None:
    customer.sees("CAM-VAN-C2-BLU", focus="CAM-VAN-C2-BLU")
    heard = customer.says(ACT, "why is it so dear", intent="ask_why")
    assert heard.responses == ["utter_chosen"]


def test_what_was_asked_for_is_looked_for_where_nothing_was_suggested(customer) -> None:
    heard = customer.says(ACT, "i asked for a tripod", intent="ask_why_offer", product="tripod")
    assert heard.products
