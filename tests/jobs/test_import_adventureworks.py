"""The AdventureWorks bike shop as it comes: its own columns, keys instead of SKUs, returns that name no order."""

from decimal import Decimal

import pytest

from jobs.import_shop import import_files
from sales.ports import Query

PRODUCTS = (
    "ProductKey,ProductSubcategoryKey,ProductSKU,ProductName,ModelName,ProductDescription,ProductColor,ProductSize,"
    "ProductStyle,ProductCost,ProductPrice\n"
    '1,1,BI-1,"Hill Bike, Red",Hill Bike,Climbs,Red,48,U,300.1234,499.999\n'
    "2,2,BO-1,Bottle,Bottle,Holds water,NA,0,0,1.5,4.99\n"
)
CATEGORIES = "ProductCategoryKey,CategoryName\n1,Bikes\n2,Accessories\n"
SUBCATEGORIES = "ProductSubcategoryKey,SubcategoryName,ProductCategoryKey\n1,Hill Bikes,1\n2,Bottles and Cages,2\n"
CUSTOMERS = "CustomerKey,Prefix,FirstName,LastName,EmailAddress,AnnualIncome\n7,MS.,ADA,LINDNER,ada@example.org,$90\n"
SALES = (
    "OrderDate,StockDate,OrderNumber,ProductKey,CustomerKey,TerritoryKey,OrderLineItem,OrderQuantity\n"
    "3/14/2020,1/1/2020,SO1,1,7,4,1,1\n3/14/2020,1/1/2020,SO1,2,7,4,2,2\n"
)
RETURNS = "ReturnDate,TerritoryKey,ProductKey,ReturnQuantity\n"


def test_sales_without_their_products_are_refused_with_a_way_out(write, take, reasons) -> None:
    report = take(write("sales.csv", SALES))
    assert report.files[0].kept == 0
    assert "give it along" in reasons(report)[2]


def test_a_return_that_no_sale_explains_is_refused(write, take, reasons) -> None:
    days = "3/20/2020,5,1,1\n3/1/2020,4,1,1\n9/1/2020,4,1,1\n3/20/2020,4,1,1\n3/21/2020,4,1,1\n"
    report = take(write("products.csv", PRODUCTS), write("sales.csv", SALES), write("returns.csv", RETURNS + days))
    assert set(reasons(report)) == {2, 3, 4, 6}
    assert report.files[-1].kept == 1


def test_the_small_shop_is_read_whatever_the_order_of_its_files(write, take, store, reasons) -> None:
    report = take(
        write("sales.csv", SALES),
        write("customers.csv", CUSTOMERS),
        write("products.csv", PRODUCTS),
        write("sub.csv", SUBCATEGORIES),
        write("cat.csv", CATEGORIES),
    )
    assert not reasons(report)
    bike = store.catalogue.get("BI-1")
    assert (bike.category, bike.currency) == ("hill-bikes", "USD")
    assert (bike.price, bike.cost) == (Decimal("500.00"), Decimal("300.12"))
    assert bike.attributes == {
        "model": ("Hill Bike",),
        "variant_of": ("Hill Bike",),
        "colour": ("red",),
        "size": ("48",),
        "style": ("unisex",),
        "department": ("Bikes",),
    }
    assert store.orders.by_number("SO1").email == "ada@example.org"
    assert store.customers.get("7").revenue == Decimal("509.98")


@pytest.mark.slow
def test_the_whole_bike_shop_is_taken_in_and_bikes_are_found(shared_data, engine, store, now) -> None:
    folder = shared_data / "baskets"
    if not folder.exists():
        pytest.skip("The AdventureWorks files are not in ../shared/data/baskets.")
    report = import_files(engine, [folder], now=now)
    counts = {file.name: (file.read, file.kept) for file in report.files}
    assert counts["AdventureWorks_Products.csv"] == (293, 293)
    assert counts["AdventureWorks_Customers.csv.gz"] == (18_148, 18_148)
    assert counts["AdventureWorks_Sales_2020.csv.gz"] == (23_935, 23_935)
    assert all("names no order" in entry["reason"] for entry in report.as_dict()["refused"])
    found = store.catalogue.search(Query("mountain bike"))
    assert found and found[0].product.category == "mountain-bikes"
    assert import_files(engine, [folder], now=now).changed == 0
