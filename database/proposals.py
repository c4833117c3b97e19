"""What mining proposes and what people made of it.

What was read from the products (database/derived.py) needs no acceptance, but is pinned and banned here as well.
A proposal waits until a person accepts, pins or bans it, or a rule that a person set accepts it; what somebody
decided stays, however often the orders are mined again.

A mined refill is a relation of a product to itself. Once accepted, its interval becomes the product's `reorder_days`
where the shop gave none, so that what is used up by then may be offered again (R4).
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any, TypeVar

from sqlalchemy import (
    ColumnElement,
    Connection,
    Engine,
    Select,
    and_,
    bindparam,
    delete,
    func,
    insert,
    or_,
    select,
    update,
)
from sqlalchemy import Row as RowOf

from database.derived import DERIVED, banned_pairs, unless_banned
from database.session import reading, writing
from database.tables import products, relations, review_rules
from sales.catalogue import Origin, RelationKind, RelationState
from sales.errors import InvalidError, NotFoundError
from sales.proposals import AcceptRule, Proposal

Row = Mapping[str, Any]
Item = TypeVar("Item")
REVIEWED = (Origin.MINED.value, *DERIVED)
_LOOKED_THROUGH = 2000
_AT_ONCE = 1000
_USED = (RelationState.LIVE.value, RelationState.PINNED.value)


def related_otherwise(engine: Engine) -> set[tuple[str, str]]:
    """Every (source, target) that people hold related already, those of categories spelt out.

    What was only read from attributes and texts does not count: orders say more.
    """
    written = relations.c.origin.in_((Origin.CURATED.value, Origin.PARTNER.value))
    direct = select(relations.c.source, relations.c.target).where(written)
    by_category = (
        select(products.c.sku, relations.c.target)
        .join(relations, relations.c.source == "category:" + products.c.category)
        .where(written)
    )
    with reading(engine) as connection:
        return {(row[0], row[1]) for chosen in (direct, by_category) for row in connection.execute(chosen)}


def sellable(engine: Engine) -> dict[str, str]:
    """Name of each active product by SKU: only these can stand on either side of a proposal."""
    with reading(engine) as connection:
        rows = connection.execute(select(products.c.sku, products.c.name).where(products.c.active))
        return {row.sku: row.name for row in rows}


def propose(engine: Engine, rows: Sequence[Row]) -> dict[str, int]:
    """Make `rows` the mined relations; answers how many are `new`, `known` and `gone`.

    A row holds source, kind, target, score, after_days, evidence and the state a new one starts in. A relation that
    is there already keeps its state, except that a waiting one may be accepted; a waiting one that is no longer
    mined goes. It is written in many short transactions, so that the shop never waits for long.
    """
    wanted = {(row["source"], row["kind"], row["target"]): row for row in rows}
    key = (relations.c.source, relations.c.kind, relations.c.target)
    chosen = select(relations.c.id, *key, relations.c.state).where(relations.c.origin == Origin.MINED.value)
    with reading(engine) as connection:
        there = {(row.source, row.kind, row.target): row for row in connection.execute(chosen)}
        banned = banned_pairs(connection)
    new = [row for key, row in wanted.items() if key not in there]
    known = [(there[key].id, row) for key, row in wanted.items() if key in there]
    gone = [row.id for key, row in there.items() if key not in wanted and row.state == RelationState.PROPOSED.value]
    fresh = [{**unless_banned(banned, row), "origin": Origin.MINED.value} for row in new]
    for some in _batched(fresh, _AT_ONCE):
        with writing(engine) as connection:
            connection.execute(insert(relations), some)
    for pairs in _batched(known, _AT_ONCE):
        with writing(engine) as connection:
            _bring_up_to_date(connection, dict(pairs))
    waits = relations.c.state == RelationState.PROPOSED.value
    for ids in _batched(gone, _AT_ONCE):
        with writing(engine) as connection:
            connection.execute(delete(relations).where(relations.c.id.in_(ids), waits))
    with writing(engine) as connection:
        _use_intervals(connection)
    return {"new": len(fresh), "known": len(known), "gone": len(gone)}


def _bring_up_to_date(connection: Connection, rows: Mapping[int, Row]) -> None:
    """Give relations by their id the new figures; what a person decided, until now, stays with who it was."""
    chosen = select(relations.c.id, relations.c.state, relations.c.evidence).where(relations.c.id.in_(rows))
    values = []
    for old in connection.execute(chosen).all():
        row, waits = rows[old.id], old.state == RelationState.PROPOSED.value
        evidence = {**_signature(old.evidence), **row["evidence"]}
        state = row["state"] if waits else old.state
        figures = {name: row[name] for name in ("score", "after_days")}
        values.append({"key": old.id, **figures, "evidence": evidence, "state": state})
    if values:
        connection.execute(update(relations).where(relations.c.id == bindparam("key")), values)


class Proposals:
    """The review list of one database; implements `sales.proposals.Proposals`."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def listed(
        self,
        state: RelationState = RelationState.PROPOSED,
        *,
        origin: Origin = Origin.MINED,
        refills: bool = False,
        limit: int = 50,
        offset: int = 0,
    ) -> Sequence[Proposal]:
        """Pairs of that origin in that state, or else what is bought again, strongest first."""
        with reading(self._engine) as connection:
            rows = connection.execute(_named(_meant(state, origin, refills)).limit(limit).offset(offset))
            return [_proposal_from(row) for row in rows]

    def count(self, state: RelationState, *, origin: Origin = Origin.MINED, refills: bool = False) -> int:
        """How many there are to list."""
        meant = _meant(state, origin, refills)
        with reading(self._engine) as connection:
            return connection.scalar(select(func.count()).select_from(relations).where(meant)) or 0

    def combinations(self, limit: int = 20) -> Sequence[Proposal]:
        """Waiting pairs that no other relation holds in either direction, each once, strongest first."""
        related = related_otherwise(self._engine)
        seen: set[frozenset[str]] = set()
        fresh: list[Proposal] = []
        for proposal in self.listed(limit=_LOOKED_THROUGH):
            both = frozenset((proposal.source, proposal.target))
            held = {(proposal.source, proposal.target), (proposal.target, proposal.source)} & related
            if both not in seen and not held:
                seen.add(both)
                fresh.append(proposal)
        return fresh[:limit]

    def decide(self, relation_id: int, state: RelationState, *, by: str) -> None:
        """Accept (live), pin or ban a mined or derived relation in a person's name; `NotFoundError` for any other.

        A ban holds in both directions and wherever else the pair was read: a person who sees a wrong pair does not
        mean half of it.
        """
        if state is RelationState.PROPOSED:
            raise InvalidError("A decision accepts, pins or bans; it cannot put a proposal back.")
        with writing(self._engine) as connection:
            row = connection.execute(select(relations).where(relations.c.id == relation_id)).one_or_none()
            if row is None or row.origin not in REVIEWED:
                raise NotFoundError(f"There is no mined or derived relation {relation_id}.")
            one = (relations.c.source == row.source) & (relations.c.target == row.target)
            other = (relations.c.source == row.target) & (relations.c.target == row.source)
            bans = state is RelationState.BANNED
            read = relations.c.origin.in_(REVIEWED if bans else (row.origin,))
            meant = (or_(one, other) if bans else one) & read
            connection.execute(update(relations).where(meant).values(state=state.value))
            _sign(connection, row.id, row.evidence, by)
            if row.source == row.target:
                _use_interval_of(connection, row)

    def rule(self) -> AcceptRule | None:
        """The rule that holds, or None."""
        with reading(self._engine) as connection:
            row = connection.execute(select(review_rules).order_by(review_rules.c.id.desc()).limit(1)).first()
        return AcceptRule(row.together, row.sureness) if row is not None and row.together else None

    def set_rule(self, rule: AcceptRule | None, *, by: str, now: datetime) -> int:
        """Make it the rule, or end it with None; answers how many waiting pairs it accepts at once."""
        kept = rule or AcceptRule(0, 1.0)
        values = {"together": kept.together, "sureness": kept.sureness, "set_by": by, "at": now}
        with writing(self._engine) as connection:
            connection.execute(insert(review_rules).values(**values))
            if rule is None:
                return 0
            waiting = (relations.c.origin == Origin.MINED.value) & (relations.c.state == RelationState.PROPOSED.value)
            pair = relations.c.source != relations.c.target
            rows = connection.execute(select(relations.c.id, relations.c.evidence).where(waiting, pair)).all()
            passing = [row for row in rows if rule.allows(row.evidence["together"], row.evidence["sureness"])]
            for row in passing:
                live = update(relations).where(relations.c.id == row.id).values(state=RelationState.LIVE.value)
                connection.execute(live)
                _sign(connection, row.id, row.evidence, "rule")
            return len(passing)


def _use_interval_of(connection: Connection, before: RowOf[Any]) -> None:
    """After a decision about a refill: what was used of it goes, what is accepted now is used."""
    if before.state in _USED:
        own = (products.c.sku == before.source) & (products.c.reorder_days == before.after_days)
        connection.execute(update(products).where(own).values(reorder_days=None))
    _use_intervals(connection, relations.c.source == before.source)


def _use_intervals(connection: Connection, *more: Any) -> None:
    """Let accepted refills say when a product is due that the shop gave no `reorder_days`."""
    accepted = select(relations.c.source, relations.c.after_days).where(
        relations.c.kind == RelationKind.REFILL.value,
        relations.c.origin == Origin.MINED.value,
        relations.c.source == relations.c.target,
        relations.c.state.in_(_USED),
        *more,
    )
    for row in connection.execute(accepted).all():
        lacking = (products.c.sku == row.source) & products.c.reorder_days.is_(None)
        connection.execute(update(products).where(lacking).values(reorder_days=row.after_days))


def _batched(all_of: Sequence[Item], most: int) -> Iterator[Sequence[Item]]:
    """The sequence in parts of at most so many."""
    for start in range(0, len(all_of), most):
        yield all_of[start : start + most]


def _signature(evidence: Row) -> Row:
    return {name: evidence[name] for name in ("decided_by",) if name in evidence}


def _sign(connection: Connection, relation_id: int, evidence: Row, by: str) -> None:
    """Write down in a relation's evidence who decided."""
    signed = {**evidence, "decided_by": by}
    connection.execute(update(relations).where(relations.c.id == relation_id).values(evidence=signed))


def _meant(state: RelationState, origin: Origin, refills: bool) -> ColumnElement[bool]:
    itself = relations.c.source == relations.c.target
    return and_(relations.c.origin == origin.value, relations.c.state == state.value, itself if refills else ~itself)


def _named(meant: ColumnElement[bool]) -> Select[Any]:
    source, target = products.alias("source"), products.alias("target")
    return (
        select(relations, source.c.name.label("source_name"), target.c.name.label("target_name"))
        .outerjoin(source, source.c.sku == relations.c.source)
        .outerjoin(target, target.c.sku == relations.c.target)
        .where(meant)
        .order_by(relations.c.score.desc(), relations.c.id)
    )


def _proposal_from(row: RowOf[Any]) -> Proposal:
    return Proposal(
        id=row.id,
        source=row.source,
        source_name=row.source_name or row.source,
        target=row.target,
        target_name=row.target_name or row.target,
        score=row.score,
        state=RelationState(row.state),
        origin=Origin(row.origin),
        after_days=row.after_days,
        evidence=row.evidence,
    )
