"""Every rule by itself: what it holds back first, then what it lets through."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from pathlib import Path

import pytest

from sales import rules
from sales.catalogue import Evidence, Origin, ProductKind, RelationKind, RelationState
from sales.compatibility import Fit
from sales.customer import Case, CaseKind, Customer, Mood
from sales.habits import Habit
from sales.offer import Reason
from sales.situation import Limits, Moment, OfferHistory, moment_on
from tests.sales.make import NOW, candidate, product, situation

CASE = Case("k1", CaseKind.DELIVERY, NOW)


def customer(**facts: object) -> Customer:
    return Customer(id="u1", email="u1@example.org", **facts)  # type: ignore[arg-type]


HELD_BACK = [
    (rules.human_in_charge, {"owner": "queue"}, Reason.HUMAN_IN_CHARGE),
    (rules.human_in_charge, {"owner": "agent"}, Reason.HUMAN_IN_CHARGE),
    (rules.unhappy, {"mood": Mood.UNHAPPY}, Reason.UNHAPPY),
    (rules.unhappy, {"mood": Mood.UNHAPPY, "asked_for": True}, Reason.UNHAPPY),
    (rules.open_case, {"open_cases": (CASE,)}, Reason.OPEN_CASE),
    (rules.open_case, {"open_cases": (CASE,), "mood": Mood.HAPPY, "asked_for": True}, Reason.OPEN_CASE),
    (rules.settled_case, {"case_solved": True, "mood": Mood.HAPPY, "asked_for": True}, Reason.NO_GOOD_SIGN),
    (rules.opted_out, {"opted_out": True}, Reason.OPTED_OUT),
    (rules.handed_back, {"handed_back_at": NOW - timedelta(minutes=29)}, Reason.HANDED_BACK),
    (rules.handed_back, {"handed_back_at": NOW - timedelta(days=2), "no_offers": True}, Reason.HANDED_BACK),
    (rules.offer_waiting, {"history": OfferHistory(waiting=True)}, Reason.OFFER_WAITING),
    (
        rules.recent_refusal,
        {"history": OfferHistory(last_refusal_at=NOW - timedelta(minutes=9), refusals_in_a_row=1)},
        Reason.RECENT_REFUSAL,
    ),
    (
        rules.recent_refusal,
        {"history": OfferHistory(last_refusal_at=NOW - timedelta(minutes=19), refusals_in_a_row=2)},
        Reason.RECENT_REFUSAL,
    ),
    (rules.caps, {"history": OfferHistory(in_conversation=3)}, Reason.CAP_CONVERSATION),
    (rules.caps, {"history": OfferHistory(today=4)}, Reason.CAP_DAY),
    (rules.caps, {"history": OfferHistory(this_week=10)}, Reason.CAP_WEEK),
    (rules.held_by_dialogue, {"held": True, "asked_for": True}, Reason.HELD_BY_DIALOGUE),
    (rules.minor, {"age": 17, "asked_for": True}, Reason.MINOR),
    (rules.marketing_consent, {"outbound": True}, Reason.NO_MARKETING_CONSENT),
    (
        rules.marketing_consent,
        {"outbound": True, "marketing_consent": True, "opted_out": True},
        Reason.NO_MARKETING_CONSENT,
    ),
    (rules.quiet_hours, {"outbound": True, "now": NOW.replace(hour=20)}, Reason.QUIET_HOURS),
    (rules.quiet_hours, {"outbound": True, "now": NOW.replace(hour=7, minute=59)}, Reason.QUIET_HOURS),
    (
        rules.quiet_hours,
        {"outbound": True, "now": NOW.replace(hour=19), "limits": Limits(timezone="Europe/Berlin")},
        Reason.QUIET_HOURS,
    ),
    (rules.chronic_returner, {"customer": customer(units_bought=10, units_returned=8)}, Reason.CHRONIC_RETURNER),
    (
        rules.costly_account,
        {"customer": customer(orders=2, profit=Decimal(10), service_minutes=20)},
        Reason.COSTLY_ACCOUNT,
    ),
]


@pytest.mark.parametrize(("rule", "facts", "reason"), HELD_BACK)
def test_a_silence_rule_holds_back_what_it_is_for(rule, facts, reason) -> None:
    assert rule(situation(**facts)) is reason


@pytest.mark.parametrize("rule", rules.SILENCE)
def test_no_silence_rule_minds_a_content_buyer(rule) -> None:
    assert rule(situation(customer=customer(orders=3, profit=Decimal(90), units_bought=6))) is None


@pytest.mark.parametrize(
    ("rule", "facts"),
    [
        (rules.recent_refusal, {"history": OfferHistory(last_refusal_at=NOW, refusals_in_a_row=1)}),
        (rules.caps, {"history": OfferHistory(in_conversation=99, today=99)}),
        (rules.opted_out, {"opted_out": True}),
        (rules.offer_waiting, {"history": OfferHistory(waiting=True)}),
    ],
)
def test_a_customer_who_asks_what_goes_with_it_gets_an_answer(rule, facts) -> None:
    assert rule(situation(**facts)) is not None
    assert rule(situation(asked_for=True, **facts)) is None


def test_a_pause_after_a_refusal_ends() -> None:
    history = OfferHistory(last_refusal_at=NOW - timedelta(minutes=10), refusals_in_a_row=1)
    assert rules.recent_refusal(situation(history=history)) is None


@pytest.mark.parametrize("hour", [8, 12, 19])
def test_by_day_and_in_answer_there_are_no_quiet_hours(hour: int) -> None:
    by_day = situation(outbound=True, marketing_consent=True, now=NOW.replace(hour=hour))
    assert rules.quiet_hours(by_day) is None
    assert rules.quiet_hours(situation(now=NOW.replace(hour=23))) is None
    assert rules.marketing_consent(by_day) is None


def test_quiet_hours_may_lie_within_a_day_or_be_none_at_all() -> None:
    noon = {"outbound": True, "now": NOW.replace(hour=13)}
    assert rules.quiet_hours(situation(**noon, limits=Limits(quiet_from=12, quiet_until=14))) is Reason.QUIET_HOURS
    assert rules.quiet_hours(situation(**noon, limits=Limits(quiet_from=13, quiet_until=13))) is None


def test_the_pause_doubles_with_every_no_in_a_row_and_stops_growing() -> None:
    def silent(noes: int, hours: float) -> bool:
        history = OfferHistory(last_refusal_at=NOW - timedelta(hours=hours), refusals_in_a_row=noes)
        return rules.recent_refusal(situation(history=history)) is not None

    assert [silent(noes, hours=1) for noes in (1, 2, 3, 4, 5)] == [False, False, False, True, True]
    assert silent(500, hours=24 * 7 - 1)
    assert not silent(500, hours=24 * 7)


def test_an_adult_and_a_customer_of_unknown_age_are_sold_to() -> None:
    assert rules.minor(situation(age=18)) is None
    assert rules.minor(situation()) is None


def test_who_asks_may_be_told_of_the_kind_that_was_refused_but_not_of_the_very_item() -> None:
    history = OfferHistory(refused=frozenset({"BAG"}), refused_kinds=frozenset({"card", "bag"}))
    asking = situation(history=history, asked_for=True)
    assert rules.refused(asking, candidate()) is None
    assert rules.refused(asking, candidate(product("BAG"))) is Reason.REFUSED_BEFORE


def test_a_pair_that_was_seen_often_or_is_a_persons_word_has_data_enough() -> None:
    often = Evidence(Origin.MINED, together=5, out_of=9)
    assert rules.too_little_data(situation(), candidate(evidence=often)) is None
    pinned = candidate(evidence=Evidence(Origin.MINED), state=RelationState.PINNED)
    assert rules.too_little_data(situation(), pinned) is None


def test_a_few_returned_units_do_not_make_a_chronic_returner() -> None:
    assert rules.chronic_returner(situation(customer=customer(units_bought=4, units_returned=4))) is None


DROPPED = [
    (rules.review, {}, candidate(state=RelationState.BANNED), Reason.BANNED),
    (rules.review, {}, candidate(state=RelationState.PROPOSED), Reason.NOT_ACCEPTED_YET),
    (rules.moment, {"moment": Moment.BEFORE_PAYMENT}, candidate(), Reason.WRONG_MOMENT),
    (rules.moment, {"moment": Moment.CART, "needed_only": True}, candidate(), Reason.OFFERED_LATELY),
    (rules.moment, {"moment": Moment.CART}, candidate(kind=RelationKind.UPGRADE), Reason.WRONG_MOMENT),
    (rules.moment, {}, candidate(kind=RelationKind.ALTERNATIVE), Reason.WRONG_MOMENT),
    (rules.in_basket, {}, candidate(product("CAMERA")), Reason.IN_BASKET),
    (rules.owned, {"customer": customer(owned={"CARD": NOW})}, candidate(), Reason.OWNED),
    (rules.availability, {}, candidate(product(stock=0)), Reason.OUT_OF_STOCK),
    (rules.availability, {}, candidate(product(active=False)), Reason.OUT_OF_STOCK),
    (rules.refused, {"history": OfferHistory(refused=frozenset({"CARD"}))}, candidate(), Reason.REFUSED_BEFORE),
    (
        rules.refused,
        {"history": OfferHistory(refused=frozenset({"CARD"})), "asked_for": True},
        candidate(),
        Reason.REFUSED_BEFORE,
    ),
    (rules.refused, {"history": OfferHistory(offered=frozenset({"CARD"}))}, candidate(), Reason.OFFERED_BEFORE),
    (rules.fit, {}, candidate(fits=Fit.DOES_NOT), Reason.DOES_NOT_FIT),
    (rules.fit, {}, candidate(fits=Fit.UNKNOWN), Reason.FIT_UNKNOWN),
    (rules.expert, {}, candidate(product(regulated=True)), Reason.NEEDS_EXPERT),
    (
        rules.forbidden,
        {"limits": Limits(forbidden_pairs=frozenset({frozenset({"camera", "card"})}))},
        candidate(),
        Reason.FORBIDDEN_COMBINATION,
    ),
    (rules.margin, {}, candidate(product("CARD", "20", cost=Decimal("19.50"))), Reason.BELOW_MARGIN_FLOOR),
    (rules.relevance, {}, candidate(relevance=0.29), Reason.BELOW_RELEVANCE),
    (rules.refused, {"history": OfferHistory(refused_kinds=frozenset({"card"}))}, candidate(), Reason.REFUSED_KIND),
    (rules.too_little_data, {}, candidate(evidence=Evidence(Origin.MINED)), Reason.TOO_LITTLE_DATA),
    (
        rules.too_little_data,
        {},
        candidate(evidence=Evidence(Origin.MINED, together=4, out_of=4)),
        Reason.TOO_LITTLE_DATA,
    ),
]


@pytest.mark.parametrize(("rule", "facts", "offered", "reason"), DROPPED)
def test_a_candidate_rule_drops_what_it_is_for(rule, facts, offered, reason) -> None:
    assert rule(situation(**facts), offered) is reason


@pytest.mark.parametrize("rule", rules.CANDIDATE)
def test_no_candidate_rule_minds_a_fitting_card_for_the_camera(rule) -> None:
    assert rule(situation(), candidate()) is None


def test_an_essential_is_welcome_before_payment() -> None:
    assert rules.moment(situation(moment=Moment.BEFORE_PAYMENT), candidate(essential=True)) is None


def test_a_refill_is_offered_again_once_it_is_used_up() -> None:
    ink = product("INK", reorder_days=60)
    bought = customer(owned={"INK": NOW - timedelta(days=60)})
    assert rules.owned(situation(customer=bought), candidate(ink)) is None
    assert rules.owned(situation(customer=customer(owned={"INK": NOW})), candidate(ink)) is Reason.OWNED


def test_what_a_customer_buys_every_month_is_offered_again_after_a_month_whatever_the_shop_thinks() -> None:
    coffee, filters = product("COFFEE"), product("FILTERS", reorder_days=90)
    last = NOW - timedelta(days=31)
    for thing in (coffee, filters):
        monthly = {thing.sku: Habit(4, last - timedelta(days=90), last)}
        bought = customer(owned={thing.sku: last}, habits=monthly)
        assert rules.owned(situation(customer=bought), candidate(thing)) is None
        a_day_early = customer(owned={thing.sku: last + timedelta(days=2)}, habits=monthly)
        assert rules.owned(situation(customer=a_day_early), candidate(thing)) is Reason.OWNED


def test_what_was_bought_twice_is_no_rhythm_yet() -> None:
    twice = {"LAMP": Habit(2, NOW - timedelta(days=400), NOW - timedelta(days=200))}
    bought = customer(owned={"LAMP": NOW - timedelta(days=200)}, habits=twice)
    assert rules.owned(situation(customer=bought), candidate(product("LAMP"))) is Reason.OWNED


def test_every_rule_file_is_in_one_of_the_two_lists_and_in_the_docstring() -> None:

    files = {path.stem for path in Path(rules.__file__).parent.glob("*.py")} - {"__init__"}
    listed = [rule.__name__ for rule in (*rules.SILENCE, *rules.CANDIDATE)]
    assert files == set(listed)
    told = [line.split()[1] for line in (rules.__doc__ or "").splitlines() if line[:1].isdigit()]
    assert told == listed


def at_the_machine(moment: Moment, **facts):
    machine = product("MACHINE", "400", name="Pressa Uno", category="coffee-machines")
    return situation(moment=moment, products={"MACHINE": machine}, anchors=("MACHINE",), **facts)


def of_the_machine(**facts):
    return candidate(product("CARE", category="care", **facts))


def test_in_support_nothing_is_offered_that_does_not_solve_the_very_problem() -> None:
    assert rules.moment(at_the_machine(Moment.SUPPORT), of_the_machine()) is Reason.WRONG_MOMENT


def test_in_support_what_solves_the_problem_may_be_offered() -> None:
    assert rules.moment(at_the_machine(Moment.SUPPORT), replace(of_the_machine(), solves=True)) is None


def test_while_setting_up_only_what_takes_work_away_is_offered() -> None:
    talk = at_the_machine(Moment.SETTING_UP)
    assert rules.moment(talk, of_the_machine()) is Reason.WRONG_MOMENT
    assert rules.moment(talk, of_the_machine(kind=ProductKind.SERVICE)) is None


@pytest.mark.parametrize("url", ["https://a.example/checkout", "/checkout?step=2", "https://a.example/payment/card"])
def test_the_checkout_page_is_before_payment_whatever_was_just_done(url: str) -> None:
    assert moment_on(url, Moment.CART) is Moment.BEFORE_PAYMENT


@pytest.mark.parametrize("url", [None, "https://a.example/p/checkout-counter", "https://a.example/cart"])
def test_other_pages_leave_the_moment_as_it_is(url: str | None) -> None:
    assert moment_on(url, Moment.CART) is Moment.CART
