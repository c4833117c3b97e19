"""What `action_find_cheaper` promises."""

from actions.browse.find_cheaper import ActionFindCheaper
from tests.actions.conftest import X2

ACT = ActionFindCheaper()


def test_the_lowest_is_told_to_be_the_lowest(customer) -> None:
    customer.sees("PH-SEN-EASY-BLK", focus="PH-SEN-EASY-BLK")
    assert customer.says(ACT, "cheaper?", intent="ask_cheaper").responses == ["utter_none_cheaper"]


def test_cheaper_ones_are_of_the_same_kind_and_really_cheaper(customer) -> None:
    customer.sees(X2, focus=X2)
    heard = customer.says(ACT, "anything cheaper", intent="ask_cheaper")
    found = [customer.store.catalogue.get(sku) for sku in heard.products]
    assert found
    assert all(product.price < 629 and product.category == "phones" for product in found)


def test_a_cheaper_ink_is_one_for_the_same_printer(customer) -> None:
    customer.sees("INK-ODR-P3-SET")
    heard = customer.says(ACT, "cheaper?", intent="ask_cheaper")
    assert heard.responses == ["utter_none_cheaper"]


def test_a_limit_is_a_search_within_the_kind_and_no_step_down(customer) -> None:
    customer.sees("HP-SOL-H7-BLK", "HP-SOL-E5-BLK")
    customer.store.conversations.set_need(customer.id, "headphones")
    heard = customer.says(ACT, "under 100", intent="ask_cheaper", price_max="100")
    found = customer.store.catalogue.many(heard.products).values()
    assert found and all(each.price <= 100 for each in found)
    assert max(each.price for each in found) == 79


def test_a_limit_said_alone_is_one_for_the_kind_shown_where_the_need_has_nothing_within(customer) -> None:
    customer.sees("HP-SOL-H7-BLK")
    customer.store.conversations.set_need(customer.id, "reading in bed")
    heard = customer.says(ACT, "under 30", intent="ask_cheaper", price_max="30")
    kinds = {product.category for product in customer.store.catalogue.many(heard.products).values()}
    assert kinds == {"headphones"}


def test_the_cheapest_you_sell_is_the_cheapest_of_that_kind_and_not_one_step_down(customer) -> None:
    customer.sees("VAC-ZEF-B7-GRN", focus="VAC-ZEF-B7-GRN")
    heard = customer.says(ACT, "hmm whats the cheapest one you sell", intent="ask_cheaper")
    found = customer.store.catalogue.get(heard.products[0])
    kind = customer.store.catalogue.browse(found.category, limit=200)
    assert found.price == min(product.price for product in kind if product.in_stock)
    assert len(heard.products) == 1


def test_what_the_cheaper_of_two_takes_is_no_cheaper_thing(customer) -> None:
    customer.sees("PRN-ODR-P1", "PRN-ODR-P3")
    text = "which ink does the cheaper one take"
    heard = customer.says(ACT, text, intent="ask_cheaper", product="ink")
    assert heard.responses == ["utter_these_fit"]
    assert all("Odra P1" in product.name for product in customer.store.catalogue.many(heard.products).values())


def test_too_big_asks_for_a_smaller_one(customer) -> None:
    customer.sees("TV-LUM-43", focus="TV-LUM-43")
    heard = customer.says(ACT, "too big", intent="ask_cheaper")
    assert heard.responses == ["utter_surpassing"]
    assert heard.products == ["TV-LUM-32"]


def test_the_cheapest_said_alone_is_one_of_those_shown(customer) -> None:
    customer.sees("TV-LUM-43", "TV-LUM-50")
    heard = customer.says(ACT, "cheapest", intent="ask_cheaper")
    assert heard.products == ["TV-LUM-43"]
