"""What `tell_asked_again` promises: a word or two after a question go on with it."""

from actions.advise.give_advice import ActionGiveAdvice
from actions.advise.judge_fit import ActionJudgeFit
from actions.advise.tell_feature import ActionTellFeature
from actions.browse.find_products import ActionFindProducts
from actions.complain.open_case import ActionOpenCase

FEATURE, FIND, FIT = ActionTellFeature(), ActionFindProducts(), ActionJudgeFit()
SPEAKER = "SPK-SOL-BOOM"


def test_a_thing_to_buy_is_no_question_on(customer) -> None:
    customer.sees(SPEAKER, focus=SPEAKER)
    heard = customer.says(FIND, "and a battery for my vanta z5", intent="search_product", product="battery")
    assert "utter_feature_said" not in heard.responses


def test_a_bare_battery_with_a_question_mark_is_the_one_inside(customer) -> None:
    customer.sees(SPEAKER, focus=SPEAKER)
    heard = customer.says(FIND, "battery?", intent="search_product", product="battery")
    assert heard.responses == ["utter_feature_said"]
    assert heard.values["name"] == "Solva Boom"


def test_another_model_is_asked_the_same(customer) -> None:
    customer.sees("CAM-VAN-Z5-KIT", focus="CAM-VAN-Z5-KIT")
    customer.says(FEATURE, "how heavy is it", intent="ask_feature")
    for action in (FIND, FIT):
        heard = customer.says(action, "and the vanta z3?", intent="ask_feature", product="vanta z3")
        assert heard.values["name"] == "Vanta Z3"
        assert "weighs" in heard.values["says"]


def test_it_is_the_camera_where_the_pouch_has_no_such_thing(customer) -> None:
    customer.sees("CAM-VAN-Z5-KIT")
    customer.events.append({"event": "bot", "data": {"custom": {"products": ["CAM-VAN-Z5-KIT"]}}})
    customer.sees("CBG-STA-POUCH", focus="CBG-STA-POUCH")
    heard = customer.says(FEATURE, "what zoom does it have", intent="ask_feature")
    assert heard.values["name"] == "Vanta Z5"


def test_in_trouble_no_fact_is_told_for_a_cause(customer) -> None:
    customer.is_unhappy()
    customer.says(ActionOpenCase(), "the camera takes no pictures", intent="report_defect", product="camera")
    heard = customer.says(FEATURE, "is it the camera or the card?", intent="ask_feature", product="camera")
    assert heard.responses == ["utter_cause_unknown"]


def test_anything_quieter_is_asked_of_what_was_shown(customer) -> None:
    customer.sees("AC-BRI-M9", focus="AC-BRI-M9")
    heard = customer.says(FIND, "too loud. anything quieter?", intent="search_product", attribute="quieter")
    assert heard.responses[0] in ("utter_surpassing", "utter_none_surpasses", "utter_comparison_unknown")


def test_what_counts_decides_between_two_of_a_kind(customer) -> None:
    customer.sees("PH-AUR-X1-128-BLK", "PH-AUR-X2-128-BLK")
    heard = customer.says(FIND, "battery matters", intent="state_need", attribute="battery")
    assert heard.responses == ["utter_leads"]
    assert heard.products == ["PH-AUR-X2-128-BLK"]


def test_and_battery_after_advice_asks_for_the_battery_inside(customer) -> None:
    customer.sees("PH-AUR-X2-128-BLK", focus="PH-AUR-X2-128-BLK")
    customer.says(ActionGiveAdvice(), "is it any good", intent="ask_advice")
    heard = customer.says(FIND, "and battery", intent="state_need")
    assert heard.responses == ["utter_feature_said"]


def test_a_feature_asked_on_after_a_comparison_is_told_of_both(customer) -> None:
    customer.sees("PH-AUR-X2-128-BLK", "PH-AUR-X1-128-BLK")
    customer.says(ActionGiveAdvice(), "is the aurora x2 better than the aurora x1", intent="ask_advice")
    heard = customer.says(FIND, "and battery", intent="state_need")
    assert heard.responses in (["utter_feature_of_each"], ["utter_feature_of_some"])
