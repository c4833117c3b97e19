"""What `action_find_products` promises."""

from actions.basket.add_product import ActionAddProduct
from actions.browse.find_products import ActionFindProducts
from actions.browse.show_details import ActionShowDetails
from actions.complain.open_case import ActionOpenCase
from actions.offer.suggest_complement import ActionSuggestComplement
from actions.out_of_scope.admit_limit import ActionAdmitLimit

ACT = ActionFindProducts()


def test_a_thing_the_shop_does_not_have_is_admitted(customer) -> None:
    heard = customer.says(ACT, "a zeppelin", intent="search_product", product="zeppelin")
    assert heard.responses == ["utter_not_in_shop"]
    assert not heard.products


def test_an_empty_wish_is_asked_for(customer) -> None:
    assert customer.says(ACT, "I want to buy something", intent="search_product").responses == ["utter_what_need"]


def test_too_low_a_limit_is_told_with_the_lowest_price(customer) -> None:
    heard = customer.says(ACT, "a camera under 20", intent="search_product", product="camera", price_max="20")
    assert heard.responses == ["utter_found_above"]
    assert heard.values["lowest"] == "€99"


def test_the_need_is_repeated_and_at_most_three_cards_within_the_limit_are_shown(customer) -> None:
    heard = customer.says(ACT, "a camera up to 800", intent="search_product", product="camera", price_max="800")
    assert heard.responses == ["utter_found_apart_within"]
    assert heard.values["what"] == "Cameras"
    assert heard.values["limit"] == "€800"
    assert 1 <= len(heard.products) <= 3
    assert all(customer.store.catalogue.get(sku).price <= 800 for sku in heard.products)
    assert customer.store.conversations.get(customer.id).shown == tuple(heard.products)


def test_a_limit_said_later_narrows_the_same_search(customer) -> None:
    customer.says(ACT, "a camera", intent="search_product", product="camera")
    heard = customer.says(ACT, "not over 300", intent="state_need", price_max="300")
    assert heard.responses == ["utter_found_some_within"]
    assert {customer.store.catalogue.get(sku).category for sku in heard.products} == {"cameras"}


def test_a_charger_for_a_phone_is_a_charger(customer) -> None:
    heard = customer.says(ACT, "a charger for my X2", intent="search_product", product=["charger", "Aurora X2"])
    assert "charger" in customer.store.catalogue.get(heard.products[0]).category


def test_an_interest_told_with_the_money_is_searched_for(customer) -> None:
    said = "I have 200 euros what can i get my dad, he likes music"
    heard = customer.says(ACT, said, intent="state_need", price_max="200")
    assert heard.products
    assert customer.store.conversations.get(customer.id).need == "music"


def test_several_things_wanted_at_once_are_each_shown(customer) -> None:
    heard = customer.says(
        ACT, "i need hdmi cables and a tripod", intent="search_product", product=["hdmi cables", "tripod"]
    )
    assert heard.responses == ["utter_found_each"]
    assert {customer.store.catalogue.get(sku).category for sku in heard.products} == {"hdmi-cables", "tripods"}


def test_one_thing_sold_and_one_not_is_no_pair(customer) -> None:
    heard = customer.says(ACT, "a tripod and a zeppelin", intent="search_product", product=["tripod", "zeppelin"])
    assert "utter_found_each" not in heard.responses


def test_what_only_sounds_like_it_is_none_of_several(customer) -> None:
    wanted = ["hdmi cables", "power strip"]
    heard = customer.says(ACT, "hdmi cables and a power strip", intent="search_product", product=wanted)
    assert "utter_found_each" not in heard.responses


def test_a_part_of_the_offer_just_made_is_what_its_word_means(customer) -> None:
    customer.says(ActionAddProduct(), "add the Nidi Page 7", intent="add_to_basket", product="Nidi Page 7")
    customer.then(ActionSuggestComplement())
    customer.says(ACT, "just the cover", intent="search_product", product="cover")
    taken = [customer.store.catalogue.get(sku).name for sku in customer.basket]
    assert [name[:10] for name in taken if "Page 7" not in name[:11]] == ["Nidi cover"]


def test_a_detail_said_after_the_cards_picks_among_them(customer) -> None:
    shown = customer.says(ACT, "phone charger", intent="search_product", product="phone charger").products
    names = {sku: customer.store.catalogue.get(sku).name for sku in shown}
    heard = customer.says(ACT, "the usb-c ones", intent="search_product", product="usb-c")
    assert heard.products == [sku for sku in shown if "USB-C" in names[sku]] != shown


def test_another_kind_said_after_the_cards_is_a_search_of_its_own(customer) -> None:
    customer.says(ACT, "phone charger", intent="search_product", product="phone charger")
    heard = customer.says(ACT, "tripods", intent="search_product", product="tripods")
    assert {customer.store.catalogue.get(sku).category for sku in heard.products} == {"tripods"}


def test_a_case_that_does_not_fit_the_named_phone_is_not_shown(customer) -> None:
    asked = "do you have a case for the aurora x1 mini"
    heard = customer.says(ACT, asked, intent="search_product", product=["case", "aurora x1 mini"])
    assert not [sku for sku in heard.products if sku.startswith(("CASE-", "PH-"))]


def test_what_stands_behind_for_is_not_what_is_wanted(customer) -> None:
    heard = customer.says(ACT, "ink for my odra p1", intent="search_product", product=["ink", "odra p1"])
    assert heard.products
    assert {customer.store.catalogue.get(sku).category for sku in heard.products} == {"ink-cartridges"}


def test_a_misspelt_thing_is_answered_in_the_shops_own_words(customer) -> None:
    heard = customer.says(ACT, "coffee machien", intent="search_product", product="coffee machien")
    assert heard.products
    assert heard.values["what"] == "Coffee machines"


def test_letters_stay_large_in_what_is_repeated(customer) -> None:
    heard = customer.says(ACT, "hdmi cables", intent="search_product", product="hdmi cables")
    assert heard.values["what"] == "HDMI cables"


def test_a_measure_that_is_said_of_the_thing_itself_is_kept_to(customer) -> None:
    text = "tv for the bedroom, 43 inch"
    heard = customer.says(ACT, text, intent="search_product", product="tv", place="bedroom")
    assert [customer.store.catalogue.get(sku).attributes["screen_in"] for sku in heard.products] == [("43",)]


def test_a_tv_of_a_size_is_a_tv_and_not_the_mount_for_it(customer) -> None:
    heard = customer.says(ACT, "tv 55 inch under 700", intent="search_product", product="tv 55", price_max="700")
    assert heard.products == ["TV-LUM-55Q"]


def test_one_that_suits_is_asked_about_so_that_a_yes_takes_it(customer) -> None:
    heard = customer.says(ACT, "tv 55 inch under 700", intent="search_product", product="tv 55", price_max="700")
    assert heard.responses == ["utter_found_one"]
    assert heard.slots["open_question"] == "add_focus"


def test_two_are_told_apart_by_a_fact_of_each(customer) -> None:
    asked = "a long zoom camera between 600 and 800 for sport"
    heard = customer.says(
        ACT, asked, intent="search_product", product="camera", price_min="600", price_max="800", purpose="for sport"
    )
    assert heard.responses == ["utter_found_two_within"]
    assert heard.values["what"] == "Cameras for sport"
    says = {heard.values["first"]: heard.values["says"], heard.values["second"]: heard.values["second_says"]}
    assert says == {"Vanta Z3": "is lighter", "Vanta Z5": "has the longer zoom"}


def test_my_becomes_your_when_the_need_is_repeated(customer) -> None:
    asked = "a camera for my kid's matches"
    heard = customer.says(ACT, asked, intent="search_product", product="camera", purpose="for my kid's matches")
    assert heard.values["what"] == "Cameras for your kid's matches"


def test_a_misspelt_use_is_not_repeated(customer) -> None:
    customer.slips = ["matchse"]
    asked = "a camera for my kid's matchse"
    heard = customer.says(ACT, asked, intent="search_product", product="camera", purpose="for my kid's matchse")
    assert heard.values["what"] == "Cameras"


def test_none_that_fits_is_said_with_what_the_others_are_for(customer) -> None:
    asked = "do you have a case for the aurora x1 mini"
    heard = customer.says(ACT, asked, intent="search_product", product=["case", "aurora x1 mini"])
    assert heard.responses == ["utter_none_fits"]
    assert not heard.products
    assert heard.values["others"].startswith("the Aurora X1")
    assert "mini" not in heard.values["others"]
    assert heard.slots["open_question"] == "arrival phone cases for the Aurora X1 mini"


def test_a_gift_of_which_only_the_person_is_known_is_asked_about(customer) -> None:
    heard = customer.says(ACT, "a gift for my aunt", intent="state_need")
    assert heard.responses == ["utter_gift_for_what"]
    assert heard.slots["open_question"] == "interest"


def test_what_ones_own_device_is_out_of_is_looked_for_not_the_device(customer) -> None:
    heard = customer.says(ACT, "my printer is out of black ink", intent="search_product", product="printer")
    found = customer.store.catalogue.many(heard.products).values()
    assert found and all(product.category != "printers" for product in found)


def test_a_device_named_after_its_supplies_narrows_them(customer) -> None:
    customer.says(ACT, "my printer is out of black ink", intent="search_product", product="printer")
    heard = customer.says(ActionShowDetails(), "it's the Odra P3", intent="product_details", product="Odra P3")
    assert heard.responses == ["utter_these_fit"]
    assert heard.values["device"] == "Odra P3"


def test_a_slow_device_of_ones_own_is_no_search_for_slow(customer) -> None:
    heard = customer.says(ACT, "my laptop is too slow", intent="search_product", product="laptop")
    found = customer.store.catalogue.many(heard.products).values()
    assert {product.category for product in found} == {"laptops"}


def test_a_few_pieces_are_for_the_basket_and_many_for_a_person(customer) -> None:
    few = customer.says(ACT, "we need 3 laptops", intent="search_product", product="laptops", quantity="3")
    assert few.products
    many = customer.says(ACT, "we need 15 laptops", intent="search_product", product="laptops", quantity="15")
    assert many.responses == ["utter_project_begins"]
    assert many.followups == ["project_form"]


def test_a_number_in_a_name_is_no_number_of_pieces(customer) -> None:
    heard = customer.says(ACT, "a laptop with 16 GB", intent="search_product", product="laptop", quantity="16")
    assert heard.products


def test_i_mean_takes_the_need_of_before_back(customer) -> None:
    customer.says(ACT, "something for travelling", intent="state_need", purpose="for travelling")
    customer.says(ACT, "no, I mean for football matches", intent="state_need", purpose="for football matches")
    assert "travelling" not in customer.store.conversations.get(customer.id).need


def test_capsules_for_coffee_are_no_machines(customer) -> None:
    heard = customer.says(ACT, "coffee capsules", intent="search_product", product="coffee capsules")
    assert heard.products
    assert all(sku.startswith("CAP-") for sku in heard.products)


def test_after_several_kinds_a_use_picks_among_them(customer) -> None:
    customer.sees("TV-LUM-43", "AC-BRI-S12", "FAN-BRI-TOWER")
    customer.store.conversations.set_need(customer.id, "room")
    heard = customer.says(ACT, "for cooling", intent="state_need", purpose="for cooling")
    assert not [sku for sku in heard.products if sku.startswith("LAP-")]


def test_a_television_is_a_tv_and_no_service_for_one(customer) -> None:
    text = "a television for my elderly father"
    heard = customer.says(ACT, text, intent="search_product", product="television", purpose="for my elderly father")
    assert heard.products
    assert all(sku.startswith("TV-") for sku in heard.products)


def test_what_is_looked_for_is_no_device_for_which_something_is_sought(customer) -> None:
    text = "Good evening. I am looking for a television for my elderly father. Simple remote control, please."
    heard = customer.says(ACT, text, intent="search_product", product="television", attribute="Simple remote control")
    assert heard.responses != ["utter_closest"]
    assert all(sku.startswith("TV-") for sku in heard.products)


def test_a_devices_bare_name_after_its_supplies_narrows_them(customer) -> None:
    customer.says(ACT, "do you have screen protectors", intent="search_product", product="screen protectors")
    heard = customer.says(ACT, "aurora x1", intent="search_product", product="aurora x1")
    assert heard.responses == ["utter_these_fit"]


def test_a_cable_for_a_phone_is_made_for_phones_and_no_model_is_guessed(customer) -> None:
    text = "do you have a cable for my phone"
    heard = customer.says(ACT, text, intent="search_product", product=["cable", "phone"])
    assert {customer.store.catalogue.get(sku).category for sku in heard.products} == {"charging-cables"}
    assert heard.values["thing"] == "charging cables for your phone"


def test_what_a_case_is_for_is_not_said_twice(customer) -> None:
    heard = customer.says(ACT, "a case for my phone", intent="search_product", product=["case", "phone"])
    assert heard.values["thing"] == "phone cases"


def test_a_story_within_a_limit_is_not_answered_with_something_dear(customer) -> None:
    said = "my mum turned 70, she is always cold and loves tea, max 60"
    heard = customer.says(ACT, said, intent="state_need", price_max="60")
    assert heard.responses == ["utter_need_more"]
    assert not heard.products


def test_a_case_after_a_phone_is_one_for_that_phone(customer) -> None:
    customer.sees("PH-AUR-X2-128-BLK", focus="PH-AUR-X2-128-BLK")
    heard = customer.says(ACT, "do you have cases", intent="search_product", product="cases")
    assert heard.products
    for sku in heard.products:
        assert "Aurora X2" in customer.store.catalogue.get(sku).attributes["fits_model"]


def test_a_case_for_another_phone_is_not_held_to_the_one_talked_about(customer) -> None:
    customer.sees("PH-AUR-X2-128-BLK", focus="PH-AUR-X2-128-BLK")
    heard = customer.says(ACT, "a case for my Aurora X1", intent="search_product", product=["case", "Aurora X1"])
    for sku in heard.products:
        assert "Aurora X1" in customer.store.catalogue.get(sku).attributes["fits_model"]


def test_what_is_to_be_cleaned_is_not_what_is_wanted(customer) -> None:
    said = "something for cleaning my coffee machine"
    heard = customer.says(ACT, said, intent="search_product", purpose="for cleaning my coffee machine")
    assert "coffee-machines" not in {customer.store.catalogue.get(sku).category for sku in heard.products}


def test_a_case_on_a_phones_page_is_one_for_that_phone(customer) -> None:
    customer.store.conversations.set_context(customer.id, page_sku="PH-AUR-X2-128-BLK", page_url=None)
    heard = customer.says(ACT, "do u have a case", intent="search_product", product="case")
    assert heard.products
    for sku in heard.products:
        assert "Aurora X2" in customer.store.catalogue.get(sku).attributes["fits_model"]


def test_in_trouble_with_another_shops_thing_what_we_have_is_looked_for(customer) -> None:
    customer.is_unhappy()
    customer.says(ActionOpenCase(), "third router this year", intent="complain", product="router")
    text = "not from you. what do you have for a brick house"
    heard = customer.says(ACT, text, intent="search_product", purpose="for a brick house")
    assert "utter_case_more" not in heard.responses


def test_it_is_a_such_and_such_names_a_device_of_theirs(customer) -> None:
    customer.sees("MEM-RAM-D4-8", "MEM-RAM-D5-16", "MEM-RAM-DT5-32")
    customer.store.conversations.set_need(customer.id, "ram")
    heard = customer.says(ACT, "its a korvo study 15", intent="search_product", product="korvo study 15")
    assert heard.responses == ["utter_these_fit"]
    assert all(sku.startswith("MEM-RAM") for sku in heard.products)


def test_around_an_amount_after_cards_is_one_for_that_kind(customer) -> None:
    customer.sees("ERD-NID-P7-BLK", "ERD-NID-P6-BLK")
    customer.store.conversations.set_need(customer.id, "reading in bed")
    heard = customer.says(ACT, "around 20 quid", intent="give_details", price_about="20")
    assert heard.responses == ["utter_found_above"]
    assert heard.values["limit"] == "€20"


def test_for_whom_and_when_names_no_thing(customer) -> None:
    text = "need a birthday present for a friend who loves coffee, 50 max"
    said = {"product": ["birthday", "friend", "coffee"], "price_max": "50"}
    heard = customer.says(ACT, text, intent="search_product", **said)
    assert "utter_not_in_shop" not in heard.responses
    assert all(product.price <= 50 for product in customer.store.catalogue.many(heard.products).values())


def test_40_something_inch_is_one_of_the_forties(customer) -> None:
    customer.sees("TV-LUM-32", "TV-LUM-43", "TV-LUM-50")
    customer.store.conversations.set_need(customer.id, "tv, bedroom")
    heard = customer.says(ActionAdmitLimit(), "40 something inch", intent="out_of_scope")
    assert heard.products == ["TV-LUM-43"]


def test_a_washing_machine_is_no_coffee_machine(customer) -> None:
    heard = customer.says(ACT, "washing machine", intent="search_product", product="washing machine")
    assert heard.responses in (["utter_closest"], ["utter_not_in_shop"])


def test_who_is_spoken_to_is_nothing_to_buy(customer) -> None:
    said = {"product": ["robot", "tv"], "price_max": "500"}
    heard = customer.says(ACT, "ok robot, best tv under 500", intent="search_product", **said)
    assert all(sku.startswith("TV-") for sku in heard.products)
    assert heard.products


def test_what_it_should_not_have_is_not_looked_for(customer) -> None:
    said = {"product": ["headphones", "cables"]}
    heard = customer.says(ACT, "headphones, no cables", intent="search_product", **said)
    assert all(sku.startswith("HP-") for sku in heard.products)


def test_a_baby_monitor_is_not_told_to_be_a_monitor(customer) -> None:
    heard = customer.says(ACT, "baby monitor", intent="search_product", product="baby monitor")
    assert heard.responses in (["utter_closest"], ["utter_not_in_shop"])


def test_a_thing_and_its_trouble_are_no_search(customer) -> None:
    said = {"product": "printer", "problem": "wont print"}
    heard = customer.says(ACT, "printer wont print", intent="search_product", **said)
    assert heard.responses == ["utter_bought_here"]
    assert not heard.products


def test_a_bare_question_for_a_part_is_one_about_what_was_shown(customer) -> None:
    customer.sees("FAN-BRI-TOWER", focus="FAN-BRI-TOWER")
    heard = customer.says(ACT, "remote?", intent="search_product", product="remote")
    assert heard.responses == ["utter_feature_unknown"]


def test_another_kind_is_found_after_several_were_shown(customer) -> None:
    customer.sees("HUB-HAU-ONE", "LMP-LUM-OFF")
    customer.store.conversations.set_need(customer.id, "hub")
    heard = customer.says(ACT, "just a bulb", intent="state_need")
    assert any(sku.startswith("BLB-") for sku in heard.products)


def test_why_it_is_sent_back_belongs_to_the_return(customer) -> None:
    customer.says(ActionOpenCase(), "i need to return a watch", intent="request_return", product="watch")
    heard = customer.says(ACT, "its too big for my wrist", intent="state_need", purpose="for my wrist")
    assert not heard.products


def test_who_asks_for_something_cheap_sees_the_lowest_first(customer) -> None:
    heard = customer.says(ACT, "cheap laptop pls", intent="search_product", product="laptop")
    shown = [customer.store.catalogue.get(sku).price for sku in heard.products]
    assert shown == sorted(shown)


def test_a_bare_detail_is_one_of_the_kind_shown(customer) -> None:
    customer.sees("TV-LUM-55Q", focus="TV-LUM-55Q")
    customer.store.conversations.set_need(customer.id, "tv 55")
    heard = customer.says(ACT, "oled?", intent="search_product", attribute="oled")
    assert heard.products == ["TV-LUM-65O"]


def test_a_word_that_answers_which_of_these_takes_that_one(customer) -> None:
    customer.sees("MSD-RAM-128", "SD-RAM-64")
    customer.events.append({"event": "slot", "name": "open_question", "value": "add_choice"})
    customer.says(ACT, "64 is enough", intent="state_need")
    assert len(customer.basket) == 1


def test_a_usb_stick_is_not_told_to_be_a_streaming_stick(customer) -> None:
    heard = customer.says(ACT, "usb stick", intent="search_product", product="usb stick")
    assert heard.responses in (["utter_closest"], ["utter_not_in_shop"])


def test_the_filter_after_an_air_conditioner_is_its_own(customer) -> None:
    customer.sees("AC-BRI-M9", focus="AC-BRI-M9")
    heard = customer.says(ACT, "filter then", intent="search_product", product="filter")
    assert "M9" in customer.store.catalogue.get(heard.products[0]).name


def test_a_figure_written_with_its_unit_narrows_what_was_shown(customer) -> None:
    customer.sees("CBL-AMP-CC-1M", "CBL-AMP-CC-2M")
    customer.store.conversations.set_need(customer.id, "charging cable")
    heard = customer.says(ActionAdmitLimit(), "2m", intent="out_of_scope")
    assert heard.products == ["CBL-AMP-CC-2M"]


def test_what_is_for_swimming_is_told_by_the_water_it_bears_and_not_promised(customer) -> None:
    heard = customer.says(
        ACT, "headphones for swimming", intent="search_product", product="headphones", purpose="for swimming"
    )
    assert heard.responses == ["utter_found_apart"]
    assert heard.values["remarks"].startswith("Solva E2 Sport is waterproof for half an hour")
    assert "swimming" not in heard.values["thing"]


def test_in_trouble_a_name_says_what_is_broken(customer) -> None:
    customer.is_unhappy()
    customer.says(ActionOpenCase(), "it stopped working", intent="report_defect", problem="stopped working")
    heard = customer.says(ACT, "its a zefa b5", intent="search_product", product="zefa b5")
    assert heard.products == []
    assert len(customer.store.cases.open_for(customer.id)) == 1
