"""What `action_show_more` promises."""

from actions.browse.find_products import ActionFindProducts
from actions.browse.show_more import ActionShowMore

ACT = ActionShowMore()


def test_nothing_was_looked_for_yet(customer) -> None:
    assert customer.says(ACT, "more", intent="show_more").responses == ["utter_what_need"]


def test_a_wish_that_brought_nothing_up_has_nothing_more_either(customer) -> None:
    customer.says(ActionFindProducts(), "a zeppelin", intent="search_product", product="zeppelin")
    assert customer.says(ACT, "hmm something else", intent="show_more").responses == ["utter_what_need"]


def test_more_are_others_than_those_shown(customer) -> None:
    first = customer.says(ActionFindProducts(), "phones", intent="search_product", product="phones")
    more = customer.says(ACT, "show me more", intent="show_more")
    assert more.products
    assert not set(first.products) & set(more.products)


def test_the_end_is_told(customer) -> None:
    customer.says(ActionFindProducts(), "tripods", intent="search_product", product="tripods")
    seen: set[str] = set()
    for _ in range(20):
        more = customer.says(ACT, "more", intent="show_more")
        assert not seen & set(more.products)
        seen |= set(more.products)
        if more.responses == ["utter_no_more"]:
            return
    raise AssertionError("it never ended")
