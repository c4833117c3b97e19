"""A shop that is not the sample shop: few words, letters for sizes, names with a dash behind them (all made up)."""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest

import bootstrap
from actions.advise.tell_feature import ActionTellFeature
from actions.basket.show_basket import ActionShowBasket
from actions.browse.choose_option import ActionChooseOption
from actions.browse.find_cheaper import ActionFindCheaper
from actions.browse.find_products import ActionFindProducts
from actions.browse.find_variant import ActionFindVariant
from actions.browse.tell_service import ActionTellService
from actions.order.tell_discount import ActionTellDiscount
from database.session import migrate, open_engine
from jobs.import_shop import import_files
from settings import ROOT
from tests.actions.conftest import Customer
from training.synonyms import read_synonyms

PRODUCTS = """sku,name,price,category,description,attributes
GL-S,"Palma Gloves, S",24,gloves,"Padded , well vented, with a strap.",size=S; variant_of=GL
GL-M,"Palma Gloves, M",24,gloves,"Padded , well vented, with a strap.",size=M; variant_of=GL
GL-L,"Palma Gloves, L",24,gloves,"Padded , well vented, with a strap.",size=L; variant_of=GL
SH-M,"Corso Men's Shorts, M",60,shorts,Light.,size=M; style=men; variant_of=SHM
SH-W,"Corso Women's Shorts, M",55,shorts,Light.,size=M; style=women; variant_of=SHW
B2-46,"Kalto 2 Blue, 46",1200,bikes,For long ways.,size=46; colour=blue; variant_of=B2
B2-54,"Kalto 2 Blue, 54",1200,bikes,For long ways.,size=54; colour=blue; variant_of=B2
B2-54R,"Kalto 2 Red, 54",1200,bikes,For long ways.,size=54; colour=red; variant_of=B2
B5-44,"Kalto 5 Black, 44",540,bikes,For town.,size=44; colour=black; variant_of=B5
FR-38,"Kalto Frame, 38",300,frames,Steel.,size=38
PK-1,Patch Kit/8 Patches,2,patch-kits,Glue and sandpaper.,
HP-1,Hydration Pack - 70 oz.,55,packs,With a waist belt.,volume_l=2
ZP-1,Zipp Pump,20,pumps,,
"""


@pytest.fixture
def customer(tmp_path: Path, now: datetime) -> Iterator[Customer]:
    """A customer of the other shop."""
    opened = open_engine(f"sqlite:///{tmp_path / 'other.db'}")
    migrate(opened)
    (tmp_path / "products.csv").write_text(PRODUCTS, encoding="utf-8")
    import_files(opened, [tmp_path / "products.csv"], now=now)
    store = bootstrap.build_store(opened)
    store.review.learn_synonyms(read_synonyms(ROOT))
    yield Customer(store, now)
    opened.dispose()


def test_nothing_is_said_for_a_thing_of_which_the_shop_says_nothing(customer: Customer) -> None:
    heard = customer.says(ActionFindProducts(), "a pump", intent="search_product", product="pump")
    assert heard.responses == ["utter_found_one_plain"]


def test_what_speaks_for_it_stands_well_in_a_sentence(customer: Customer) -> None:
    customer.sees("GL-S", "GL-M")
    heard = customer.says(ActionChooseOption(), "the first", intent="choose_option", ordinal="1")
    assert heard.values["about"] == "Padded, well vented, with a strap"


def test_medium_is_m(customer: Customer) -> None:
    customer.sees("GL-L", focus="GL-L")
    heard = customer.says(ActionFindVariant(), "do you have them in medium", intent="ask_variant", attribute="medium")
    assert heard.products == ["GL-M"]


def test_what_is_for_women_is_not_shown_to_who_asks_for_men(customer: Customer) -> None:
    heard = customer.says(ActionFindProducts(), "shorts for men", intent="search_product", product="shorts")
    assert heard.products == ["SH-M"]


def test_the_cheapest_of_a_kind_is_looked_for_among_all(customer: Customer) -> None:
    customer.sees("B2-46", "B2-54")
    heard = customer.says(ActionChooseOption(), "cheapest bike you have", intent="choose_option", product="bike")
    assert heard.products == ["B5-44"]


def test_the_cheapest_is_told_before_anything_was_shown(customer: Customer) -> None:
    heard = customer.says(ActionFindProducts(), "cheapest bike u have", intent="search_product", product="bike")
    assert heard.products == ["B5-44"]


def test_a_size_that_no_card_has_is_the_same_thing_in_that_size(customer: Customer) -> None:
    customer.sees("B2-46", "B5-44")
    heard = customer.says(ActionChooseOption(), "the 54 one", intent="choose_option", attribute="54")
    assert heard.products == ["B2-54"]


def test_a_thing_is_known_without_what_its_name_adds_behind_a_dash(customer: Customer) -> None:
    text = "how big is the hydration pack"
    heard = customer.says(ActionTellFeature(), text, intent="ask_feature", attribute="hydration pack")
    assert customer.store.conversations.get(customer.id).focus == "HP-1", heard.responses


def test_whether_there_is_such_a_thing_asks_for_no_service(customer: Customer) -> None:
    heard = customer.says(ActionTellService(), "do you have patch kits", intent="ask_service", product="patch kits")
    assert heard.products == ["PK-1"]


def test_two_names_that_nothing_joins_are_one_thing(customer: Customer) -> None:
    text = "a bike 46 inch frame"
    heard = customer.says(
        ActionFindProducts(), text, intent="search_product", product=["bike", "frame"], attribute="46 inch"
    )
    assert heard.responses != ["utter_found_each"]
    assert heard.products[0] == "B2-46"


def test_a_choice_without_cards_is_looked_for_among_what_was_asked_about(customer: Customer) -> None:
    customer.says(ActionTellDiscount(), "any deals on bikes", intent="ask_discount", product="bikes")
    heard = customer.says(ActionChooseOption(), "the black ones", intent="choose_option", colour="black")
    assert heard.products[0] == "B5-44"


def test_a_colour_is_one_of_the_size_that_is_talked_about(customer: Customer) -> None:
    customer.sees("B2-54R", focus="B2-54R")
    heard = customer.says(ActionFindVariant(), "in blue", intent="ask_other_variant", colour="blue")
    assert heard.products == ["B2-54"]


def test_are_they_padded_is_no_word_about_the_basket(customer: Customer) -> None:
    customer.sees("GL-S", "GL-M")
    heard = customer.says(ActionShowBasket(), "are they padded", intent="show_basket")
    assert heard.responses == ["utter_feature_of_each"]


def test_which_is_cheaper_chooses_among_those_shown(customer: Customer) -> None:
    customer.sees("B2-46", "B5-44")
    heard = customer.says(ActionFindCheaper(), "which is cheaper", intent="ask_cheaper")
    assert heard.products == ["B5-44"]
    assert heard.responses == ["utter_chosen"]
