"""What `sales.spelling` promises."""

from sales.spelling import put_right


def test_a_word_that_is_like_none_stays() -> None:
    assert put_right("a blorp please", {"blorp"}, {"battery", "vacuum"}) == "a blorp please"


def test_a_known_word_is_left_alone_however_near_another_is() -> None:
    assert put_right("a batter for cakes", set(), {"battery"}) == "a batter for cakes"


def test_a_slip_becomes_the_word_that_belongs_here() -> None:
    assert put_right("how long does the Batery last", {"batery"}, {"battery"}) == "how long does the battery last"
