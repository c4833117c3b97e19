"""What `action_tell_feature` promises."""

from actions.advise.tell_feature import ActionTellFeature
from tests.actions.conftest import CAMERA

ACT = ActionTellFeature()


def test_an_unknown_feature_is_admitted_with_a_colleague_on_offer(customer) -> None:
    customer.sees(CAMERA, focus=CAMERA)
    heard = customer.says(ACT, "can it teleport", intent="ask_feature")
    assert heard.responses == ["utter_feature_unknown"]
    assert heard.slots["open_question"] == "colleague"


def test_a_known_feature_is_answered_from_the_attributes(customer) -> None:
    heard = customer.says(ACT, "is the Z5 waterproof", intent="ask_feature", product="Vanta Z5")
    assert heard.responses == ["utter_feature_said"]
    assert heard.values["name"] == "Vanta Z5"
    assert heard.values["says"] == "is splash-proof (IPX4), not for heavy rain"


def test_without_a_product_it_asks_which(customer) -> None:
    assert customer.says(ACT, "is it loud", intent="ask_feature").responses == ["utter_which_product"]
