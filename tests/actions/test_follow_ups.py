"""Words that only make sense after what was said before them."""

from actions.advise.judge_fit import ActionJudgeFit
from actions.advise.show_complements import ActionShowComplements
from actions.advise.tell_feature import ActionTellFeature
from actions.basket.add_product import ActionAddProduct
from actions.browse.choose_option import ActionChooseOption
from actions.browse.find_cheaper import ActionFindCheaper
from actions.browse.find_products import ActionFindProducts
from actions.browse.show_details import ActionShowDetails
from actions.browse.tell_price import ActionTellPrice
from actions.complain.open_case import ActionOpenCase
from actions.complain.tell_returns import ActionTellReturns
from actions.offer.meet_price import ActionMeetPrice
from actions.order.take_details import ActionTakeDetails
from actions.order.tell_delivery import ActionTellDelivery
from actions.order.tell_discount import ActionTellDiscount
from actions.out_of_scope.admit_limit import ActionAdmitLimit
from tests.actions.conftest import X2

FIND = ActionFindProducts()


def test_a_bare_colour_narrows_what_was_shown(customer) -> None:
    customer.says(FIND, "speaker", intent="search_product", product="speaker")
    heard = customer.says(FIND, "red", intent="search_product", attribute="red", colour="red")
    assert heard.products[0] == "SPK-SOL-MINI-RED"


def test_a_bare_measure_narrows_what_was_shown_whatever_it_was_taken_for(customer) -> None:
    customer.says(FIND, "laptops", intent="search_product", product="laptops")
    heard = customer.says(ActionTakeDetails(), "14 inch", intent="give_details")
    assert heard.products
    assert all("14" in sku for sku in heard.products)


def test_a_detail_that_the_data_do_not_know_is_admitted(customer) -> None:
    customer.says(FIND, "routers", intent="search_product", product="routers")
    heard = customer.says(ActionTakeDetails(), "3 floors and a cellar", intent="give_details")
    assert heard.responses == ["utter_advice_not_known"]


def test_and_another_kind_of_thing_is_a_search_of_its_own(customer) -> None:
    customer.says(FIND, "smart bulbs", intent="search_product", product="smart bulbs")
    heard = customer.says(FIND, "and a motion sensor", intent="state_need")
    assert heard.products == ["SEN-HAU-MOVE"]


def test_the_next_device_is_for_what_was_asked_before(customer) -> None:
    text = "do you have a case that fits the samsung s23"
    customer.says(ActionJudgeFit(), text, intent="ask_fit", product=["case", "samsung s23"])
    heard = customer.says(FIND, "and for the aurora x1", intent="search_product", product="aurora x1")
    assert heard.responses == ["utter_these_fit"]
    assert all(sku.startswith("CASE-AUR-X1-") for sku in heard.products)


def test_what_is_not_wanted_is_not_shown(customer) -> None:
    heard = customer.says(FIND, "no I don't want a new laptop!!", intent="search_product", product="laptop")
    assert heard.responses == ["utter_nothing_wanted"]
    text = "I don't want a laptop but a tablet"
    assert customer.says(FIND, text, intent="search_product", product=["laptop", "tablet"]).responses != heard.responses


def test_a_limit_on_what_is_wanted_is_no_refusal(customer) -> None:
    text = "I don't want to spend more than 300 on a phone"
    heard = customer.says(FIND, text, intent="search_product", product="phone", price_max="300")
    assert heard.products


def test_what_follows_a_trouble_without_naming_a_thing_belongs_to_it(customer) -> None:
    customer.says(ActionOpenCase(), "the mount came out of the wall", intent="report_defect", problem="came out")
    customer.is_unhappy()
    assert customer.says(FIND, "I have photos", intent="state_need").responses[0] == "utter_case_more"


def test_the_cheapest_of_a_sort_is_the_cheapest_of_that_sort(customer) -> None:
    customer.sees("PRN-ODR-P1", "PRN-ODR-L2")
    heard = customer.says(ActionFindCheaper(), "and the cheapest laser?", intent="ask_cheaper")
    assert heard.products == ["PRN-ODR-L2"]


def test_two_features_are_both_answered(customer) -> None:
    customer.sees(X2, focus=X2)
    text = "is it waterproof and how heavy is it"
    heard = customer.says(ActionTellFeature(), text, intent="ask_feature", attribute="waterproof")
    assert heard.responses == ["utter_feature_said"]
    assert "weighs" in heard.values["says"]
    assert "water" in heard.values["says"]


def test_of_two_features_the_unknown_one_is_admitted(customer) -> None:
    customer.sees(X2, focus=X2)
    text = "is it waterproof and does it have a barometer"
    heard = customer.says(ActionTellFeature(), text, intent="ask_feature", attribute=["waterproof", "barometer"])
    assert heard.responses == ["utter_feature_said_in_part"]


def test_a_thing_without_milk_foam_is_said_to_make_none(customer) -> None:
    customer.sees("COF-PRE-FILTRA", focus="COF-PRE-FILTRA")
    heard = customer.says(ActionTellFeature(), "does it make milk foam", intent="ask_feature", attribute="milk foam")
    assert heard.values["says"] == "makes no milk foam"


def test_is_that_everything_is_about_the_basket(customer) -> None:
    customer.puts("VBT-ZEF-C12")
    heard = customer.says(ActionShowComplements(), "is that everything I need?", intent="ask_goes_with")
    assert heard.responses == ["utter_nothing_missing"]


def test_what_the_basket_does_not_work_without_is_named(customer) -> None:
    customer.puts("COF-PRE-CAPSO-WHT")
    heard = customer.says(ActionShowComplements(), "is that everything I need?", intent="ask_goes_with")
    assert heard.offer


def test_another_shops_price_is_not_matched_whatever_it_was_taken_for(customer) -> None:
    text = "can you match the price of the market across town? they have the bar 5 for 20 less"
    heard = customer.says(ActionTellDiscount(), text, intent="ask_discount", product="bar")
    assert heard.responses == ["utter_price_elsewhere"]
    assert heard.values["name"] == "Solva Bar 5"


def test_where_no_product_is_known_price_matching_is_denied_all_the_same(customer) -> None:
    heard = customer.says(ActionTellDiscount(), "do you do price matching", intent="ask_discount")
    assert heard.responses == ["utter_no_price_match"]


def test_deals_are_told_of_the_kind_that_is_asked_about(customer) -> None:
    heard = customer.says(ActionTellDiscount(), "any deals on cameras", intent="ask_discount", product="cameras")
    assert heard.responses in (["utter_no_discounts_on"], ["utter_no_discounts"])


def test_nothing_is_promised_for_opened_goods(customer) -> None:
    heard = customer.says(ActionTellReturns(), "can he return it even opened?", intent="ask_return_policy")
    assert heard.responses == ["utter_returns_free", "utter_returns_used"]


def test_a_dear_delivery_is_answered_with_its_price(customer) -> None:
    heard = customer.says(ActionMeetPrice(), "are you kidding me with that delivery fee", intent="too_expensive")
    assert heard.responses == ["utter_delivery"]


def test_what_delivery_to_a_place_costs_is_said(customer) -> None:
    heard = customer.says(ActionTellDelivery(), "how much is it to Austria", intent="ask_delivery", place="Austria")
    assert heard.responses == ["utter_delivery_there", "utter_delivery_costs"]


def test_postage_is_no_country(customer) -> None:
    heard = customer.says(ActionTellDelivery(), "who pays the postage", intent="ask_delivery", place="postage")
    assert heard.responses == ["utter_delivery"]


def test_a_wish_behind_a_story_is_found(customer) -> None:
    text = "the neighbours' dog barks all night, i need good noise cancelling headphones"
    heard = customer.says(ActionAdmitLimit(), text, intent="out_of_scope")
    assert heard.products
    assert all(sku.startswith("HP-") for sku in heard.products)


def test_somebody_elses_things_are_no_goods_of_ours(customer) -> None:
    heard = customer.says(FIND, "I want the neighbours' zebra", intent="search_product", product="neighbours")
    assert "said" not in heard.values


def test_an_old_thing_is_looked_for_by_its_name_and_not_by_its_end(customer) -> None:
    text = "my old telly finally gave up the ghost after 14 years"
    heard = customer.says(FIND, text, intent="search_product", product=["telly", "ghost"])
    assert heard.products
    assert all(sku.startswith("TV-") for sku in heard.products)
    assert "TV-LUM-65O" not in heard.products


def test_a_measure_narrows_what_was_shown_though_it_sounds_like_a_search(customer) -> None:
    customer.says(FIND, "I need a tv", intent="search_product", product="tv")
    heard = customer.says(FIND, "something around 55 inch, nothing fancy", intent="search_product", attribute="55 inch")
    assert heard.products == ["TV-LUM-55Q"]


def test_of_a_long_story_the_wish_is_searched(customer) -> None:
    text = "we moved last month and the kitchen is a mess and anyway i was looking for something for espresso"
    heard = customer.says(FIND, text, intent="search_product", purpose="for espresso")
    assert heard.products
    assert not any(sku.startswith("TV-") for sku in heard.products)


def test_a_thing_of_their_own_in_want_of_something_is_not_sold_again(customer) -> None:
    heard = customer.says(FIND, "my phone dies all the time when hiking", intent="state_need", product="phone")
    assert not any(sku.startswith("PH-") for sku in heard.products)


def test_lighter_asks_for_another_one(customer) -> None:
    customer.sees("LAP-KOR-S15-256-BLU", focus="LAP-KOR-S15-256-BLU")
    heard = customer.says(ActionTellFeature(), "lighter?", intent="ask_feature", attribute="lighter")
    assert heard.responses == ["utter_surpassing"]


def test_a_model_is_found_without_its_hyphen(customer) -> None:
    heard = customer.says(ActionTellPrice(), "how much is the vb5 battery", intent="ask_price", product="vb5 battery")
    assert heard.products == ["BAT-VAN-VB5"]


def test_in_trouble_and_the_case_too_belongs_to_the_trouble(customer) -> None:
    customer.says(ActionOpenCase(), "I asked for black and got white", intent="report_wrong_item", problem="got white")
    customer.is_unhappy()
    heard = customer.says(ActionAddProduct(), "and the case too", intent="add_to_basket", product="case")
    assert heard.responses[0] == "utter_case_more"


def test_the_longer_one_is_chosen_of_those_shown(customer) -> None:
    customer.sees("LAP-KOR-S15-256-BLU", "LAP-KOR-A13-256-SLV")
    heard = customer.says(ActionChooseOption(), "the lighter one", intent="choose_option")
    assert heard.products == ["LAP-KOR-A13-256-SLV"]


def test_in_trouble_a_named_thing_is_what_it_is_about(customer) -> None:
    customer.says(ActionOpenCase(), "you promised me a call back yesterday", intent="complain", problem="promised")
    customer.is_unhappy()
    heard = customer.says(ActionShowDetails(), "it's about the Pressa Duo", intent="product_details", product="Duo")
    assert heard.responses[0] == "utter_case_more"


def test_a_word_spelt_right_is_no_slip_for_another(customer) -> None:
    text = "something for my nearly deaf father"
    customer.slips = []
    heard = customer.says(FIND, text, intent="search_product", product="deaf")
    assert not any(sku.startswith("CAP-") for sku in heard.products)


def test_what_the_dog_ate_is_bad_luck(customer) -> None:
    text = "it's not your fault but the dog ate the remote"
    assert customer.says(ActionOpenCase(), text, intent="report_defect").responses == ["utter_own_accident"]


def test_pods_for_a_machine_are_found_though_both_bear_its_name(customer) -> None:
    heard = customer.says(FIND, "pods for the capso", intent="search_product", product=["pods", "capso"])
    assert heard.products
    assert all(sku.startswith("CAP-") for sku in heard.products)


def test_a_bare_kind_is_found_however_strange_it_sounded(customer) -> None:
    heard = customer.says(ActionAdmitLimit(), "keyless door lock", intent="out_of_scope")
    assert "LCK-HAU-DOOR" in heard.products


def test_a_thing_before_for_is_what_is_wanted_though_the_device_alone_was_marked(customer) -> None:
    heard = customer.says(FIND, "cover for aurora x2", intent="search_product", product="aurora x2")
    assert heard.products
    assert all(sku.startswith("CASE-AUR-X2") for sku in heard.products)
