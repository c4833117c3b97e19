"""A shop that brings no relations gets them from its products, and keeps what people say of them."""

import pytest
from sqlalchemy import select, update

from database.proposals import propose
from database.session import writing
from database.tables import relations
from sales.catalogue import Origin, RelationState

HEAD = "sku,name,category,price,stock,description,benefits,attributes\n"
BIKES = (
    HEAD
    + "MB-29,Tarn Trail 29,mountain-bikes,1490,3,Full suspension for rocky trails.,,model=Tarn Trail; wheel_in=29\n"
    + "CB-28,Quay City 28,city-bikes,690,5,An upright bike for errands.,,model=Quay City; wheel_in=28\n"
    + "TU-29,Inner tube 29,inner-tubes,8,90,Tube for every bike with such a wheel.,holds air for months,wheel_in=29\n"
    + "MG-T,Mudguard set,mudguards,35,12,Snaps on without tools.,keeps your back dry,fits_model=Tarn Trail\n"
)

MINED = {"source": "MB-29", "kind": "complement", "target": "TU-29", "score": 0.9, "after_days": None,
         "evidence": {"together": 40, "sureness": 0.9}, "state": "live"}  # fmt: skip


@pytest.fixture
def targets(store):
    """What goes with a product, by origin."""
    return lambda sku: {each.target: each.evidence.origin for each in store.catalogue.relations([sku])}


def test_what_people_wrote_of_a_kind_is_not_added_to(take, write, targets) -> None:
    written = "source_sku,kind,target_sku\nMB-29,complement,TU-29\n"
    take(write("bikes.csv", BIKES))
    take(write("relations.csv", written))
    assert targets("MB-29") == {"TU-29": Origin.CURATED}
    assert targets("CB-28") == {}


def test_what_is_no_longer_sold_goes_and_what_was_banned_stays_banned(engine, take, write, targets) -> None:
    take(write("bikes.csv", BIKES))
    with writing(engine) as connection:
        chosen = relations.c.target == "MG-T"
        connection.execute(update(relations).where(chosen).values(state=RelationState.BANNED.value))
    take(write("bikes.csv", BIKES.replace("Tube for every bike", "Tube for a wheel")))
    assert targets("MB-29") == {"MG-T": Origin.ATTRIBUTE}
    with writing(engine) as connection:
        assert set(connection.scalars(select(relations.c.state))) == {"banned"}


def test_a_pair_that_a_person_banned_is_banned_wherever_else_it_is_read(engine, take, write, store) -> None:
    take(write("bikes.csv", BIKES))
    (tube,) = store.proposals.listed(RelationState.LIVE, origin=Origin.TEXT)
    store.proposals.decide(tube.id, RelationState.BANNED, by="ada")
    propose(
        engine,
        [MINED, {**MINED, "source": "TU-29", "target": "MB-29"}, {**MINED, "target": "MG-T", "state": "proposed"}],
    )
    states = {(each.target, each.evidence.origin): each.state for each in store.catalogue.relations(["MB-29", "TU-29"])}
    assert states == {
        ("TU-29", Origin.TEXT): RelationState.BANNED,
        ("TU-29", Origin.MINED): RelationState.BANNED,
        ("MB-29", Origin.MINED): RelationState.BANNED,
        ("MG-T", Origin.ATTRIBUTE): RelationState.LIVE,
        ("MG-T", Origin.MINED): RelationState.PROPOSED,
    }


def test_who_pinned_what_was_read_stands_in_its_evidence_whatever_the_products_say_later(take, write, store) -> None:
    take(write("bikes.csv", BIKES))
    (tube,) = store.proposals.listed(RelationState.LIVE, origin=Origin.TEXT)
    store.proposals.decide(tube.id, RelationState.PINNED, by="ada")
    take(write("bikes.csv", BIKES.replace("Full suspension", "With a tube, full suspension")))
    (pinned,) = store.proposals.listed(RelationState.PINNED, origin=Origin.TEXT)
    assert (pinned.id, pinned.evidence["decided_by"]) == (tube.id, "ada")
    assert pinned.evidence["source"]


def test_a_shop_without_relations_knows_what_goes_with_its_bikes(take, write, targets, store) -> None:
    take(write("bikes.csv", BIKES))
    assert targets("MB-29") == {"MG-T": Origin.ATTRIBUTE, "TU-29": Origin.TEXT}
    assert targets("CB-28") == {}
    best = store.catalogue.relations(["MB-29"])[0]
    assert (best.target, best.evidence.source, best.state) == ("MG-T", "fits_model = tarn trail", RelationState.LIVE)


def test_the_same_file_again_changes_nothing(engine, take, write) -> None:
    def rows() -> list[tuple]:
        with writing(engine) as connection:
            return [tuple(row) for row in connection.execute(select(relations).order_by(relations.c.id))]

    take(write("bikes.csv", BIKES))
    before = rows()
    take(write("bikes.csv", BIKES))
    assert rows() == before
