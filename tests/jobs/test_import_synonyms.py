"""What customers say and what the catalogue says comes in as a file."""

from datetime import datetime
from pathlib import Path

from sqlalchemy import Engine

from jobs.import_shop import import_files
from sales.ports import Query, Store
from settings import ROOT
from training.synonyms import read_synonyms

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


def test_everyday_english_is_known_in_a_shop_that_brings_no_table(
    engine: Engine, store: Store, now: datetime, tmp_path: Path
) -> None:
    shop = tmp_path / "products.csv"
    shop.write_text(
        "sku,name,price,category\nF-1,Clip-on Fender,24,fenders\nB-1,Steel Bike,399,bikes\n", encoding="utf-8"
    )
    import_files(engine, [shop], now=now)
    said = Query("I'd like some mudguards please")
    assert all(hit.score < 0.2 for hit in store.catalogue.search(said))
    store.review.learn_synonyms(read_synonyms(ROOT))
    best, *_ = store.catalogue.search(said)
    assert best.product.sku == "F-1"
    assert best.score > 0.6
