"""What customers say and what the catalogue says comes in as a file."""

from datetime import datetime
from pathlib import Path

from sqlalchemy import Engine

from jobs.import_shop import import_files
from sales.ports import Query, Store

PRODUCTS = "sku,name,price,category\nTV-1,Lumet 43 U,399,tvs\n"


def test_a_word_without_the_word_itself_is_refused_with_its_line(engine: Engine, now: datetime, tmp_path: Path) -> None:
    path = tmp_path / "synonyms.csv"
    path.write_text("word,means\n,tv\ntelly,tv\n", encoding="utf-8")
    (report,) = import_files(engine, [path], now=now).files
    assert (report.read, report.kept) == (2, 1)


def test_the_shops_customers_find_by_their_own_words_at_once(
    engine: Engine, store: Store, now: datetime, tmp_path: Path
) -> None:
    shop, said = tmp_path / "products.csv", tmp_path / "synonyms.csv"
    shop.write_text(PRODUCTS, encoding="utf-8")
    said.write_text("word,means\ntelly,tv\ntellies,tv\nfancy,\n", encoding="utf-8")
    import_files(engine, [shop], now=now)
    assert not store.catalogue.search(Query("telly"))
    import_files(engine, [said], now=now)
    assert store.catalogue.search(Query("fancy telly"))[0].score > 0.6
    (again,) = import_files(engine, [said], now=now).files
    assert again.changed == 0
