"""Another word for what the shop sells: in the table, committed, known to the search, and taken back."""

from datetime import datetime
from pathlib import Path

import pytest
from sqlalchemy import Engine, select

from database.session import reading
from database.tables import synonyms as known
from sales.errors import ConflictError, InvalidError
from sales.ports import Store
from sales.teaching import CorrectionKind
from tests.training.conftest import git
from training.corrections import Corrections
from training.synonyms import PLACE, Synonym, Synonyms, read_synonyms


@pytest.fixture
def synonyms(store: Store, project: Path) -> Synonyms:
    return Synonyms(store.review, project, lambda words: words in ("tv", "vacuum"))


def searched(engine: Engine) -> set[tuple[str, str]]:
    with reading(engine) as connection:
        return {(row.word, row.means) for row in connection.execute(select(known))}


@pytest.mark.parametrize(
    ("pair", "told"),
    [
        (Synonym("", "tv"), "Say both"),
        (Synonym("telly", " "), "Say both"),
        (Synonym("telly", "unicorn"), "nothing by the name unicorn"),
        (Synonym("TV", "tv"), "the same word"),
        (Synonym("t" * 61, "tv"), "at most 60"),
    ],
)
def test_what_is_no_synonym_is_refused_in_a_sentence(synonyms, project, now: datetime, pair, told) -> None:
    before = read_synonyms(project)
    with pytest.raises(InvalidError, match=told):
        synonyms.teach(pair, "ana", now)
    assert read_synonyms(project) == before


def test_a_synonym_is_shown_written_committed_searched_and_taken_back(
    synonyms, store: Store, project: Path, engine: Engine, now: datetime
) -> None:
    assert "+telly,tv" in synonyms.preview(Synonym("Telly", "tv"))
    made, landed = synonyms.teach(Synonym("Telly", "tv"), "ana", now)
    assert read_synonyms(project) == [("hoover", "vacuum"), ("telly", "tv")]
    assert git(project, "log", "-1", "--format=%an|%s").strip() == "ana|Teach: telly means tv"
    assert (made.kind, landed.told) == (CorrectionKind.SYNONYM, "")
    assert ("telly", "tv") in searched(engine)
    with pytest.raises(ConflictError, match="says so already"):
        synonyms.teach(Synonym("telly", "tv"), "bo", now)
    Corrections(store.review, project).undo(made.id, "ana", now)
    assert read_synonyms(project) == [("hoover", "vacuum")]
    assert ("telly", "tv") not in searched(engine)


def test_a_shop_without_a_table_gets_one_with_its_first_synonym(synonyms, project: Path, now: datetime) -> None:
    git(project, "rm", "-q", PLACE)
    git(project, "commit", "-qm", "No table")
    assert read_synonyms(project) == []
    assert "+telly,tv" in synonyms.preview(Synonym("telly", "tv"))
    assert not (project / PLACE).exists()
    _, landed = synonyms.teach(Synonym("telly", "tv"), "ana", now)
    assert (landed.told, read_synonyms(project)) == ("", [("telly", "tv")])
    assert git(project, "show", "--stat", "--format=%an").split()[:2] == ["ana", PLACE]
