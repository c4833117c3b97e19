"""What `action_tell_feature` promises."""

from actions.advise.show_complements import ActionShowComplements
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


def test_they_are_all_that_was_shown(customer) -> None:
    customer.sees("HP-SOL-K1-YEL", "HP-SOL-H3-BLU", "HP-SOL-W1")
    heard = customer.says(ACT, "are they bluetooth", intent="ask_feature")
    assert heard.responses == ["utter_feature_of_each"]
    assert all(name in heard.values["told"] for name in ("Solva K1", "Solva H3", "Solva W1"))


def test_what_is_known_of_none_is_said_once(customer) -> None:
    customer.sees("HP-SOL-K1-YEL", "HP-SOL-W1")
    heard = customer.says(ACT, "do they glow", intent="ask_feature")
    assert heard.responses == ["utter_feature_of_none"]
    assert heard.slots["open_question"] == "colleague"


def test_what_it_needs_and_nobody_sells_is_a_question_about_it(customer) -> None:
    customer.sees("CAM-VAN-C2-BLU", focus="CAM-VAN-C2-BLU")
    heard = customer.says(ActionShowComplements(), "does it need a subscription", intent="ask_goes_with")
    assert heard.responses == ["utter_feature_unknown"]
    assert heard.offer is None


def test_a_whole_kind_is_asked_about_and_not_its_first(customer) -> None:
    heard = customer.says(ACT, "does the phone have 5g", intent="ask_feature", product="phone")
    assert heard.responses == ["utter_which_of_these"]


def test_which_of_those_shown_leads_in_it_is_told(customer) -> None:
    customer.sees("LAP-KOR-S15-256-BLU", "LAP-KOR-A13-256-SLV")
    heard = customer.says(ACT, "which one has the longest battery", intent="ask_feature")
    assert heard.responses == ["utter_leads"]


def test_a_camera_it_may_have_is_asked_of_it_and_not_of_the_cameras(customer) -> None:
    customer.sees("PH-SEN-EASY-BLK", focus="PH-SEN-EASY-BLK")
    heard = customer.says(ACT, "does it have a camera", intent="ask_feature", product="camera")
    assert heard.values["name"] == "Senda Easy 3"
