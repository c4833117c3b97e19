"""From orders in the database to proposals that people decide on."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest
from sqlalchemy import Engine, select

from database import intake, proposals
from database.proposals import Proposals
from database.session import writing
from database.tables import products
from jobs.mine import mine_orders
from sales.catalogue import RelationState
from sales.errors import InvalidError, NotFoundError
from sales.proposals import AcceptRule, Proposal

NAMES = {"cam": "Vanta camera", "bat": "Vanta battery", "mug": "Mug", "pan": "Pan"}


@pytest.fixture
def shop(engine: Engine, now: datetime) -> Engine:
    """Two hundred orders: every camera but five with a battery, mugs and pans alone."""
    heads, lines = [], []
    for number in range(200):
        placed = now - timedelta(days=200 - number)
        skus = {0: ["cam", "bat"], 1: ["mug"], 2: ["pan"], 3: ["mug"]}[number % 4]
        heads.append(_order(number, placed))
        lines += [{"order_number": str(number), "sku": sku, "quantity": 1, "unit_price": Decimal(10)} for sku in skus]
    with writing(engine) as connection:
        intake.save_products(connection, [_product(sku, name) for sku, name in NAMES.items()], now)
        intake.save_orders(connection, heads, lines)
    return engine


def _product(sku: str, name: str) -> Mapping[str, Any]:
    return {"sku": sku, "name": name, "price": Decimal(10), "active": True}


def _order(number: int, placed: datetime, status: str = "delivered") -> Mapping[str, Any]:
    return {
        "number": str(number),
        "customer_id": f"c{number}",
        "name": "",
        "email": f"c{number}@example.org",
        "placed_at": placed,
        "status": status,
    }


def waiting(engine: Engine) -> dict[tuple[str, str], Proposal]:
    return {(proposal.source, proposal.target): proposal for proposal in Proposals(engine).listed()}


def test_nothing_goes_live_by_itself(shop: Engine, now: datetime) -> None:
    report = mine_orders(shop, now=now)
    assert (report.new, report.accepted) == (2, 0)
    assert Proposals(shop).listed(RelationState.LIVE) == []


def test_a_banned_pair_stays_banned_however_often_it_is_mined(shop: Engine, now: datetime) -> None:
    mine_orders(shop, now=now)
    Proposals(shop).decide(waiting(shop)["cam", "bat"].id, RelationState.BANNED, by="trainer")
    report = mine_orders(shop, now=now, rule=AcceptRule(together=3, sureness=0.1))
    assert (report.new, report.known) == (0, 2)
    assert len(Proposals(shop).listed(RelationState.BANNED)) == 2
    assert Proposals(shop).listed(RelationState.LIVE) == []


def test_a_pair_that_a_person_related_already_is_not_proposed_again(shop: Engine, now: datetime) -> None:
    curated = {"source": "cam", "kind": "upgrade", "target": "bat", "origin": "curated", "evidence": {}}
    with writing(shop) as connection:
        intake.save_relations(connection, [curated])
    report = mine_orders(shop, now=now)
    assert set(waiting(shop)) == {("bat", "cam")}
    assert report.combinations == ()


def test_cancelled_orders_are_no_evidence(shop: Engine, now: datetime) -> None:
    cancelled = [_order(number, now - timedelta(days=200 - number), "cancelled") for number in range(0, 200, 4)]
    with writing(shop) as connection:
        intake.save_orders(connection, cancelled, [])
    assert mine_orders(shop, now=now).new == 0


def test_a_waiting_pair_that_is_no_longer_mined_goes_but_an_accepted_one_stays(shop: Engine, now: datetime) -> None:
    mine_orders(shop, now=now)
    Proposals(shop).decide(waiting(shop)["cam", "bat"].id, RelationState.LIVE, by="trainer")
    back = [
        {"order_number": str(number), "sku": "bat", "quantity": 1, "returned_at": now} for number in range(0, 200, 4)
    ]
    with writing(shop) as connection:
        intake.save_returns(connection, back)
    assert mine_orders(shop, now=now).gone == 1
    assert waiting(shop) == {}
    assert [proposal.target for proposal in Proposals(shop).listed(RelationState.LIVE)] == ["bat"]


def test_a_rule_that_a_person_set_accepts_what_passes_it(shop: Engine, now: datetime) -> None:
    assert mine_orders(shop, now=now, rule=AcceptRule(together=51, sureness=0.1)).accepted == 0
    assert mine_orders(shop, now=now, rule=AcceptRule(together=50, sureness=0.1)).accepted == 2
    live = Proposals(shop).listed(RelationState.LIVE)
    assert [proposal.evidence["decided_by"] for proposal in live] == ["rule", "rule"]


def test_the_proposal_carries_its_evidence_and_the_products_names(shop: Engine, now: datetime) -> None:
    mine_orders(shop, now=now)
    proposal = waiting(shop)["cam", "bat"]
    assert (proposal.source_name, proposal.target_name) == ("Vanta camera", "Vanta battery")
    assert (proposal.evidence["together"], proposal.evidence["out_of"]) == (50, 50)
    assert 0 < proposal.score < 1


def test_new_combinations_are_reported_once_not_in_both_directions(shop: Engine, now: datetime) -> None:
    (combination,) = mine_orders(shop, now=now).combinations
    assert set(combination[:2]) == {"Vanta camera", "Vanta battery"}


def test_only_mined_relations_can_be_decided_here(shop: Engine) -> None:
    with pytest.raises(NotFoundError):
        Proposals(shop).decide(1, RelationState.LIVE, by="trainer")


def test_a_decision_cannot_put_a_proposal_back(shop: Engine, now: datetime) -> None:
    mine_orders(shop, now=now)
    with pytest.raises(InvalidError):
        Proposals(shop).decide(waiting(shop)["cam", "bat"].id, RelationState.PROPOSED, by="trainer")


def test_the_new_combinations_of_the_review_list_are_listed_once_and_not_once_a_person_related_them(
    shop: Engine, now: datetime
) -> None:
    mine_orders(shop, now=now)
    (fresh,) = Proposals(shop).combinations()
    assert {fresh.source, fresh.target} == {"cam", "bat"}
    curated = {"source": "cam", "kind": "upgrade", "target": "bat", "origin": "curated", "evidence": {}}
    with writing(shop) as connection:
        intake.save_relations(connection, [curated])
    assert "cam" not in {each.source for each in Proposals(shop).combinations()}


def test_a_rule_that_is_set_accepts_what_waits_and_can_be_ended(shop: Engine, now: datetime) -> None:
    mine_orders(shop, now=now)
    review = Proposals(shop)
    assert review.set_rule(AcceptRule(51, 0.1), by="ana", now=now) == 0
    assert review.set_rule(AcceptRule(50, 0.1), by="ana", now=now) == 2
    assert review.rule() == AcceptRule(50, 0.1)
    assert {each.evidence["decided_by"] for each in review.listed(RelationState.LIVE)} == {"rule"}
    review.set_rule(None, by="ana", now=now)
    assert review.rule() is None


@pytest.fixture
def ink(engine: Engine, now: datetime) -> Engine:
    """Eight customers who buy ink every 30 days, and paper that the shop says is due after 90."""
    heads, lines = [], []
    for customer in range(8):
        for time in range(5):
            number = f"{customer}-{time}"
            placed = now - timedelta(days=30 * (5 - time) + customer)
            heads.append({**_order(customer, placed), "number": number})
            lines += [
                {"order_number": number, "sku": sku, "quantity": 1, "unit_price": Decimal(10)}
                for sku in ("ink", "paper")
            ]
    with writing(engine) as connection:
        paper = {**_product("paper", "Paper"), "reorder_days": 90}
        intake.save_products(connection, [{**_product("ink", "Ink"), "reorder_days": None}, paper], now)
        intake.save_orders(connection, heads, lines)
    return engine


def bought_again(engine: Engine, state: RelationState = RelationState.PROPOSED) -> dict[str, Proposal]:
    return {proposal.source: proposal for proposal in Proposals(engine).listed(state, refills=True)}


def due_after(engine: Engine) -> dict[str, int | None]:
    with engine.connect() as connection:
        return {row.sku: row.reorder_days for row in connection.execute(select(products))}


def test_a_refill_is_used_by_nobody_before_a_person_accepts_it_and_no_rule_does(ink: Engine, now: datetime) -> None:
    mine_orders(ink, now=now, rule=AcceptRule(1, 0.0))
    assert due_after(ink) == {"ink": None, "paper": 90}
    Proposals(ink).set_rule(AcceptRule(1, 0.0), by="admin", now=now)
    waits = bought_again(ink)["ink"]
    assert (waits.after_days, waits.evidence["customers"]) == (30, 8)
    assert "ink" not in {proposal.source for proposal in Proposals(ink).combinations() if proposal.target == "ink"}


def test_an_accepted_refill_says_when_a_product_is_due_that_the_shop_gave_no_days(ink: Engine, now: datetime) -> None:
    mine_orders(ink, now=now)
    for proposal in bought_again(ink).values():
        Proposals(ink).decide(proposal.id, RelationState.LIVE, by="ada")
    assert due_after(ink) == {"ink": 30, "paper": 90}
    with writing(ink) as connection:
        intake.save_products(connection, [{**_product("ink", "Ink"), "reorder_days": None}], now)
    mine_orders(ink, now=now)
    assert due_after(ink)["ink"] == 30
    assert bought_again(ink, RelationState.LIVE)["ink"].evidence["decided_by"] == "ada"


def test_a_refill_that_is_banned_afterwards_is_used_no_more(ink: Engine, now: datetime) -> None:
    mine_orders(ink, now=now)
    refill = bought_again(ink)["ink"]
    Proposals(ink).decide(refill.id, RelationState.PINNED, by="ada")
    Proposals(ink).decide(refill.id, RelationState.BANNED, by="ada")
    assert due_after(ink) == {"ink": None, "paper": 90}


def test_written_in_many_short_transactions_it_comes_to_the_same(shop: Engine, now: datetime, monkeypatch) -> None:
    monkeypatch.setattr(proposals, "_AT_ONCE", 1)
    mine_orders(shop, now=now)
    first = waiting(shop)
    Proposals(shop).decide(first["cam", "bat"].id, RelationState.BANNED, by="ada")
    report = mine_orders(shop, now=now + timedelta(days=1))
    assert (report.new, report.known, report.gone) == (0, 2, 0)
    kept = {each.source: each for each in Proposals(shop).listed(RelationState.BANNED)}
    assert kept["cam"].evidence["source"] == f"orders until {now + timedelta(days=1):%Y-%m-%d}"
    assert kept["cam"].evidence["decided_by"] == "ada"
