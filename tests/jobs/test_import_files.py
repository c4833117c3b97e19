"""Files of every make are read as what they are, or refused with a sentence."""

import tracemalloc
from decimal import Decimal

import pytest

from sales.errors import InvalidError, NotFoundError
from sales.ports import Query

PRODUCTS = "sku,name,price,stock\nA1,Kettle,19.90,3\nA2,Toaster,29.00,1\n"


def test_an_unknown_header_is_refused_by_name_and_nothing_is_kept(write, take, store) -> None:
    good = write("products.csv", PRODUCTS)
    with pytest.raises(InvalidError, match=r"strange\.csv.*colour_of_sky"):
        take(good, write("strange.csv", "colour_of_sky,mood\nblue,good\n"))
    with pytest.raises(NotFoundError):
        store.catalogue.get("A1")


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"", "is empty"),
        (b"\n\n", "is empty"),
        (b"\x89PNG\r\n\x1a\n\x00\x01\x02\x0dIHDRabcdefgh" * 9, "is not a text file"),
    ],
)
def test_what_is_no_table_is_refused(content, told, write, take) -> None:
    with pytest.raises(InvalidError, match=told):
        take(write("products.csv", content))


def test_a_missing_file_and_an_empty_folder_are_refused(tmp_path, take) -> None:
    with pytest.raises(InvalidError, match="There is no file"):
        take(tmp_path / "nowhere.csv")
    (tmp_path / "empty").mkdir()
    with pytest.raises(InvalidError, match="nothing to import"):
        take(tmp_path / "empty")


def test_a_row_that_cannot_be_split_or_read_is_refused_and_the_next_is_kept(write, take, store, reasons) -> None:
    text = "sku,name,price\nA1,Kettle,19.90,too,many\nA2,Caf? pot,5.00\nA3,Grüße äö,7.50\n".encode()
    report = take(write("products.csv", text.replace(b"?", b"\xe9")))
    assert set(reasons(report)) == {2, 3}
    assert "5 columns" in reasons(report)[2] and "encoding" in reasons(report)[3]
    assert store.catalogue.get("A3").name == "Grüße äö"


def test_an_unclosed_quote_does_not_swallow_the_whole_file(write, take) -> None:
    rows = "".join(f"B{n},Pan number {n},9.90\n" for n in range(10_000))
    report = take(write("products.csv", f'sku,name,price\nA1,"Kettle,19.90\n{rows}'))
    assert report.files[0].refused_count >= 1
    assert report.files[0].kept > 4_000


def test_an_error_while_writing_leaves_nothing_behind(write, take, store, monkeypatch) -> None:
    def fail(*_: object) -> None:
        raise RuntimeError("the disk is full")

    monkeypatch.setattr("database.intake.save_relations", fail)
    relations = write("relations.csv", "source_sku,kind,target_sku\nA1,complement,A2\n")
    with pytest.raises(RuntimeError):
        take(write("products.csv", PRODUCTS), relations)
    with pytest.raises(NotFoundError):
        store.catalogue.get("A1")


def test_a_rule_of_fit_without_conditions_stops_the_import(write, take) -> None:
    with pytest.raises(InvalidError, match="entry 1"):
        take(write("fit.yml", "- {products: cases, fit: phones, when: []}\n"))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "latin-1", "cp1252", "utf-16", "utf-16-le", "utf-16-be"])
def test_every_usual_encoding_is_read(encoding, write, take, store, reasons) -> None:
    text = "sku;name;price\nA1;Bügeleisen für Wäsche, größer;19,90\nA2;Crème brûlée à la carte;5,00\n"
    report = take(write("products.csv", text, encoding))
    assert not reasons(report)
    assert store.catalogue.get("A1").name == "Bügeleisen für Wäsche, größer"
    assert store.catalogue.get("A2").name == "Crème brûlée à la carte"


def test_polish_letters_of_an_old_windows_are_read(write, take, store) -> None:
    take(write("products.csv", "sku;name;price\nA1;Wąż ogrodowy, żółty;19,90\nA2;Łódź;5,00\n", "cp1250"))
    assert store.catalogue.get("A1").name == "Wąż ogrodowy, żółty"


def test_the_windows_euro_sign_is_read(write, take, store) -> None:
    take(write("products.csv", "sku;name;price;description\nA1;Iron;19,90 €;Bügelt für 5 € im Jahr\n", "cp1252"))
    assert store.catalogue.get("A1").description == "Bügelt für 5 € im Jahr"
    assert store.catalogue.get("A1").price == Decimal("19.90")


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_every_usual_delimiter_is_read(delimiter, write, take, store) -> None:
    take(write("products.csv", PRODUCTS.replace(",", delimiter)))
    assert store.catalogue.get("A2").price == Decimal("29.00")


def test_columns_may_be_spelt_otherwise_and_come_in_any_order(write, take, store) -> None:
    report = take(write("export.csv", "Price,Reorder Days,SKU,Name,Shelf\n4.50,30,A1,Descaler,12\n"))
    assert store.catalogue.get("A1").reorder_days == 30
    assert any("shelf" in note for note in report.files[0].notes)


def test_a_second_run_changes_nothing(write, take) -> None:
    files = (
        write("products.csv", PRODUCTS),
        write("customers.csv", "customer_id,email\nC1,a@example.org\n"),
        write("orders.csv", "order_number,date,customer_id,sku,quantity,unit_price\n1001,2026-05-01,C1,A1,1,19.9\n"),
        write("contacts.csv", "customer_id,date,topic,minutes\nC1,2026-05-03,delivery,5\n"),
        write("returns.csv", "order_number,sku,quantity,date,reason\n1001,A1,1,2026-05-05,too loud\n"),
        write("relations.csv", "source_sku,kind,target_sku,reason\nA1,complement,A2,makes breakfast whole\n"),
        write("fit.yml", "- {products: a, fit: b, when: [{left: x, op: equals, right: y}]}\n"),
    )
    first, second = take(*files), take(*files)
    assert first.changed == 8
    assert second.changed == 0
    assert [file.kept for file in second.files] == [file.kept for file in first.files]


def test_only_what_differs_is_written(write, take, store) -> None:
    take(write("products.csv", PRODUCTS))
    report = take(write("products.csv", PRODUCTS.replace("29.00", "27.00")))
    assert report.changed == 1
    assert store.catalogue.get("A2").price == Decimal("27.00")


def test_imported_products_are_found_by_their_newest_words(write, take, store) -> None:
    take(write("products.csv", PRODUCTS))
    take(write("products.csv", PRODUCTS.replace("Kettle", "Samovar")))
    assert "A1" in [hit.product.sku for hit in store.catalogue.search(Query("samovar"))]
    assert "A1" not in [hit.product.sku for hit in store.catalogue.search(Query("kettle"))]


def test_a_folder_is_taken_in_whole_and_says_what_it_skipped(write, take, tmp_path) -> None:
    write("products.csv", PRODUCTS)
    write("readme.txt", "Nothing to see here\n")
    write("photo.jpg", b"\xff\xd8\xff")
    report = take(tmp_path)
    assert [file.name for file in report.files] == ["products.csv"]
    assert sum(skipped.startswith(("readme.txt", "photo.jpg")) for skipped in report.skipped) == 2


def test_a_large_file_is_read_in_little_memory(write, take) -> None:
    rows = "".join(f"S{n},Spoon number {n},{n % 90 + 1}.50,{'long text ' * 1_000}\n" for n in range(1_000))
    path = write("products.csv", "sku,name,price,history\n" + rows)
    del rows
    tracemalloc.start()
    report = take(path)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert report.files[0].kept == 1_000
    assert peak < path.stat().st_size / 2
