"""The migrations lead to the tables that the code works with."""

from pathlib import Path

from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Engine, inspect

from database.session import migrate, open_engine
from database.tables import metadata

FULL_TEXT = ("product_text", "search_grams")


def _compared(_object: object, name: str | None, kind: str, _reflected: bool, _other: object) -> bool:
    return not (kind == "table" and str(name).startswith(FULL_TEXT))


def test_the_migrated_database_has_exactly_the_tables_of_the_code(engine: Engine) -> None:
    with engine.connect() as connection:
        context = MigrationContext.configure(
            connection, opts={"include_object": _compared, "compare_type": True, "target_metadata": metadata}
        )
        assert compare_metadata(context, metadata) == []


def test_migrating_twice_changes_nothing(tmp_path: Path) -> None:
    engine = open_engine(f"sqlite:///{tmp_path / 'twice.db'}")
    migrate(engine)
    before = set(inspect(engine).get_table_names())
    migrate(engine)
    assert set(inspect(engine).get_table_names()) == before
    assert set(FULL_TEXT) <= before


def test_the_first_migration_does_not_ask_the_code_for_its_tables() -> None:
    folder = Path(__file__).parents[2] / "database" / "migrations" / "versions"
    assert not [path.name for path in folder.glob("*.py") if "create_all" in path.read_text(encoding="utf-8")]
