"""Each row is checked on its own and against the others; what is refused says at which line and why."""

from decimal import Decimal

import pytest
from sqlalchemy import text

from sales.basket import Basket, Line
from sales.errors import NotFoundError

PRODUCTS = "sku,name,price,cost,stock\nA1,Kettle,19.90,11.00,3\nA2,Toaster,29.00,17.00,1\n"
ORDERS = "order_number,date,customer_id,email,status,sku,quantity,unit_price,delivery_date\n"


@pytest.mark.parametrize(
    ("row", "told"),
    [
        (",Kettle,19.90,,3", "sku is missing"),
        ("A1,,19.90,,3", "name is missing"),
        ("A1,Kettle,,,3", "price is missing"),
        ("A1,Kettle,0.00,,3", "price is 0"),
        ("A1,Kettle,-5,,3", "below zero"),
        ("A1,Kettle,cheap,,3", "not an amount"),
        ("A1,Kettle,1e9,,3", "not an amount"),
        ("A1,Kettle,99999999999,,3", "too large"),
        ("A1,Kettle,19.90,-1,3", "cost -1 is below zero"),
        ("A1,Kettle,19.90,,some", "not a whole number"),
        ("A1,Kettle,19.90,,2.5", "not a whole number"),
        (f"{'A' * 81},Kettle,19.90,,3", "81 characters long"),
    ],
)
def test_a_product_that_cannot_be_sold_is_refused(row, told, *, write, take, store, reasons) -> None:
    report = take(write("products.csv", f"sku,name,price,cost,stock\n{row}\nB1,Pan,9.90,,\n"))
    assert told in reasons(report)[2]
    assert report.files[0].kept == 1
    assert store.catalogue.get("B1").stock is None


@pytest.mark.parametrize(
    ("column", "value", "told"),
    [
        ("kind", "thing", "is not one of good, service, refill"),
        ("attributes", "colour", "not written as key=value"),
        ("currency", "Euro", "three letters"),
        ("regulated", "maybe", "write yes or no"),
        ("reorder_days", "0", "not between 1"),
    ],
)
def test_a_field_that_means_nothing_is_refused(column, value, told, *, write, take, reasons) -> None:
    report = take(write("products.csv", f"sku,name,price,{column}\nA1,Kettle,19.90,{value}\n"))
    assert told in reasons(report)[2]


def test_a_sku_that_comes_twice_is_refused_and_names_the_first_line(write, take, store, reasons) -> None:
    report = take(write("products.csv", PRODUCTS + "A1,Kettle again,9.90,,\n"))
    assert reasons(report) == {4: "A1 stands on line 2 already."}
    assert store.catalogue.get("A1").name == "Kettle"


def test_a_sku_of_two_files_is_kept_once(write, take) -> None:
    report = take(write("a.csv", PRODUCTS), write("b.csv", PRODUCTS))
    assert [file.refused_count for file in report.files] == [0, 2]


def test_a_refused_product_is_not_there(write, take, store) -> None:
    take(write("products.csv", PRODUCTS + "A3,Grill,,,\n"))
    with pytest.raises(NotFoundError):
        store.catalogue.get("A3")


def test_a_stock_below_zero_is_none_in_stock_and_is_noted(write, take, store, reasons) -> None:
    report = take(write("products.csv", "sku,name,price,stock\nA1,Kettle,19.90,-4\n"))
    assert not reasons(report)
    assert store.catalogue.get("A1").stock == 0
    assert not store.catalogue.get("A1").in_stock
    assert report.files[0].notes == {"The stock was below zero and is kept as 0.": 1}


@pytest.mark.parametrize(
    ("prices", "read"),
    [
        (["19,90", "1.299"], ["19.90", "1299.00"]),
        (["19.90", "1,299"], ["19.90", "1299.00"]),
        (["1.299,50 €", "7"], ["1299.50", "7.00"]),
        (["$1,299.50", "7.5"], ["1299.50", "7.50"]),
        (["1'299.50", "12.0278"], ["1299.50", "12.03"]),
        (["1 299,50", "1.000.000"], ["1299.50", "1000000.00"]),
        (["EUR 19,9", "0,05"], ["19.90", "0.05"]),
    ],
)
def test_prices_are_read_as_they_are_meant(prices, read, *, write, take, store, reasons) -> None:
    rows = "".join(f"A{n}\tPan\t{price}\n" for n, price in enumerate(prices))
    report = take(write("products.csv", f"sku\tname\tprice\n{rows}"))
    assert not reasons(report)
    assert [store.catalogue.get(f"A{n}").price for n in range(len(prices))] == [Decimal(price) for price in read]


def test_a_semicolon_file_without_any_decimals_reads_a_dot_as_thousands(write, take, store) -> None:
    take(write("products.csv", "sku;name;price\nA1;Stove;1.299\n"))
    assert store.catalogue.get("A1").price == Decimal("1299.00")


def test_text_is_kept_as_text_whatever_it_looks_like(write, take, store) -> None:
    name = "Robert'); DROP TABLE products;-- <script>alert(1)</script> {'a':1} =1+1 /restart"
    take(write("products.csv", f'sku,name,price\nA1,"{name}",19.90\n'))
    assert store.catalogue.get("A1").name == name


def test_line_numbers_are_those_of_the_file_also_after_texts_of_several_lines(write, take, reasons) -> None:
    report = take(write("products.csv", 'sku,name,price\nA1,"Kettle\nwith\nthree lines",19.90\n\nA2,Toaster,\n'))
    assert set(reasons(report)) == {6}


@pytest.mark.parametrize(
    ("row", "told"),
    [
        ("A1,complement,ZZ", "There is no product ZZ"),
        ("ZZ,complement,A1", "There is no product ZZ"),
        ("category:boats,complement,A1", "There is no category boats"),
        ("A1,complement,A1", "cannot go with itself"),
        ("A1,friend,A2", "is not one of complement"),
    ],
)
def test_a_relation_to_nothing_is_refused(row, told, write, take, reasons) -> None:
    report = take(write("products.csv", PRODUCTS), write("r.csv", f"source_sku,kind,target_sku\n{row}\n"))
    assert told in reasons(report)[2]


@pytest.mark.parametrize("strength", ["2", "-0.5", "much", "1.5"])
def test_a_strength_that_is_not_between_0_and_1_is_refused(strength, write, take, reasons) -> None:
    relations = f"source_sku,kind,target_sku,strength\nA1,complement,A2,{strength}\n"
    report = take(write("products.csv", PRODUCTS), write("r.csv", relations))
    assert "not a number from 0 to 1" in reasons(report)[2]


def test_a_relation_keeps_its_strength(write, take, store) -> None:
    relations = "source_sku,kind,target_sku,strength\nA1,complement,A2,0.7\nA2,complement,A1,\n"
    take(write("products.csv", PRODUCTS), write("r.csv", relations))
    assert [relation.score for relation in store.catalogue.relations(["A1", "A2"])] == [0.7, 1.0]


def test_a_pair_that_a_person_banned_stays_banned(write, take, engine) -> None:
    files = (write("products.csv", PRODUCTS), write("r.csv", "source_sku,kind,target_sku\nA1,complement,A2\n"))
    take(*files)
    with engine.begin() as connection:
        connection.execute(text("UPDATE relations SET state = 'banned'"))
    take(files[0], write("r.csv", "source_sku,kind,target_sku,reason\nA1,complement,A2,toasts bread\n"))
    with engine.begin() as connection:
        assert connection.execute(text("SELECT state, reason FROM relations")).all() == [("banned", "toasts bread")]


@pytest.mark.parametrize(
    ("row", "told"),
    [
        ("1001,yesterday,C1,,delivered,A1,1,19.90,", "is not a day"),
        ("1001,05/06/2026,C1,,delivered,A1,1,19.90,", "is not a day"),
        ("1001,2026-05-01,C1,,lost,A1,1,19.90,", "is not one of placed"),
        ("1001,2026-05-01,C1,,delivered,A1,0,19.90,", "not between 1"),
        ("1001,2026-05-01,C1,me at home,delivered,A1,1,19.90,", "not an e-mail"),
        ("1001,2026-05-01,C1,,delivered,ZZ,1,,", "there is no product ZZ"),
        (",2026-05-01,C1,,delivered,A1,1,19.90,", "order_number is missing"),
    ],
)
def test_an_order_line_that_makes_no_sense_is_refused(row, told, write, take, reasons) -> None:
    report = take(write("products.csv", PRODUCTS), write("orders.csv", f"{ORDERS}{row}\n"))
    assert told in reasons(report)[2]


def test_two_customers_on_one_order_are_not_mixed_up(write, take, reasons) -> None:
    first = "1001,2026-05-01,C1,a@example.org,delivered,A1,1,19.9,\n"
    second = "1001,2026-05-01,C2,b@example.org,delivered,A2,1,29,\n"
    report = take(write("products.csv", PRODUCTS), write("orders.csv", ORDERS + first + second))
    assert "another customer" in reasons(report)[3]


def test_an_order_placed_in_this_shop_is_not_changed_by_a_file(write, take, store, now, reasons) -> None:
    take(write("products.csv", PRODUCTS))
    talk = store.conversations.create(now=now, token_hash="x", customer_id=None, locale="en")
    order = store.orders.place(
        basket=Basket((Line("A1", 1),)),
        name="Ada",
        email="ada@example.org",
        now=now,
        conversation_id=talk.id,
        customer_id=None,
    )
    row = f"{order.number},2026-05-01,C1,thief@example.org,delivered,A2,1,1.00,\n"
    report = take(write("orders.csv", ORDERS + row))
    assert "placed in this shop" in reasons(report)[2]
    assert store.orders.by_number(order.number).email == "ada@example.org"


def test_a_line_of_a_product_no_longer_sold_is_kept_for_the_figures_and_noted(write, take, store) -> None:
    report = take(write("orders.csv", f"{ORDERS}1001,2026-05-01,,a@example.org,delivered,OLD,2,5.00,\n"))
    assert report.files[0].kept == 1
    assert report.files[0].notes
    assert store.orders.by_number("1001").email == "a@example.org"


def test_an_order_finds_its_customer_by_e_mail_and_its_price_in_the_catalogue(write, take, store, reasons) -> None:
    report = take(
        write("products.csv", PRODUCTS),
        write("customers.csv", "customer_id,name,email\nC1,Ada Lindner,ada@example.org\n"),
        write("orders.csv", f"{ORDERS}1001,2026-05-01,,Ada@example.org,delivered,A1,1,,\n"),
    )
    assert not reasons(report)
    customer = store.customers.get("C1")
    assert customer.owned.keys() == {"A1"}
    assert customer.revenue == Decimal("19.90")


def test_the_next_order_placed_here_gets_the_next_number(write, take, store, now) -> None:
    take(
        write("products.csv", PRODUCTS),
        write("o.csv", f"{ORDERS}4711,2026-05-01,,a@example.org,delivered,A1,1,5,\n"),
    )
    order = store.orders.place(
        basket=Basket((Line("A1", 1),)),
        name="Ada",
        email="a@example.org",
        now=now,
        conversation_id=None,
        customer_id=None,
    )
    assert order.number == "4712"


@pytest.mark.parametrize(
    ("row", "told"),
    [
        ("1001,A2,1,2026-05-05,", "no order 1001 with A2"),
        ("9999,A1,1,2026-05-05,", "no order 9999"),
        ("1001,A1,3,2026-05-05,", "only 1 were bought"),
    ],
)
def test_a_return_of_what_was_not_bought_is_refused(row, told, write, take, reasons) -> None:
    report = take(
        write("products.csv", PRODUCTS),
        write("orders.csv", f"{ORDERS}1001,2026-05-01,,a@example.org,delivered,A1,1,5,\n"),
        write("returns.csv", f"order_number,sku,quantity,date,reason\n{row}\n"),
    )
    assert told in reasons(report)[2]


def test_a_service_contact_of_nobody_is_refused(write, take, reasons) -> None:
    report = take(write("c.csv", "customer_id,date,topic,minutes\nC9,2026-05-01,delivery,5\n"))
    assert reasons(report) == {2: "There is no customer C9."}
