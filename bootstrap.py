"""The one file that knows which parts are plugged in."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from functools import lru_cache
from pathlib import Path
from typing import Any

from sqlalchemy import Engine

from chat.assistant import RasaAssistant
from database.audit import Audit
from database.cases import Cases
from database.catalogue import Catalogue
from database.conversations import Conversations
from database.customers import Customers
from database.desk import DeskBook
from database.figures import Figures
from database.handoffs import Handoffs
from database.help_desk import HelpDeskLinks
from database.mails import Mails
from database.offers import Offers
from database.orders import Orders
from database.overview import Overview
from database.preferences import Preferences
from database.prices import Prices
from database.proposals import Proposals
from database.quotes import Quotes
from database.review import Review
from database.search import Search
from database.session import migrate, open_engine
from database.staff import Staff
from database.timeline import Timelines
from database.trackers import Trackers
from database.turns import Turns
from database.webhooks import Webhooks
from sales.handoff.routing import DeskRules
from sales.ports import Assistant, Store
from sales.situation import Limits
from sales.webhooks import Receiver
from settings import Settings, ShopSettings, read_desk, read_limits, read_receivers, read_shop


@lru_cache
def settings() -> Settings:
    """The process's settings, read once."""
    return Settings()


@lru_cache
def limits() -> Limits:
    """The shop's offer limits, read once."""
    return read_limits(settings().offers)


@lru_cache
def receivers() -> tuple[Receiver, ...]:
    """Who is told what happens, read once."""
    return read_receivers(settings().offers)


@lru_cache
def desk_rules() -> DeskRules:
    """Who takes which conversation and when, read once."""
    return read_desk(settings().offers).rules()


@lru_cache
def replies() -> tuple[tuple[str, str], ...]:
    """The agents' ready-made replies as (title, text), read once."""
    return tuple((each.title, each.text) for each in read_desk(settings().offers).replies)


@lru_cache
def shop() -> ShopSettings:
    """What may be said of the shop itself, read once."""
    return read_shop(settings().offers)


@lru_cache
def engine() -> Engine:
    """The process's database, brought to the newest shape."""
    settings().home.mkdir(parents=True, exist_ok=True)
    opened = open_engine(settings().database)
    migrate(opened)
    return opened


def build_store(opened: Engine) -> Store:
    """Every port answered by the database `opened`."""
    prices = Prices(floor=lambda: limits().margin_floor)
    return Store(
        catalogue=Catalogue(opened, Search(opened), prices),
        conversations=Conversations(opened),
        customers=Customers(opened),
        orders=Orders(opened, prices),
        cases=Cases(opened),
        offers=Offers(opened),
        handoffs=Handoffs(opened, lambda: desk_rules().gone_after),
        staff=Staff(opened),
        turns=Turns(opened),
        proposals=Proposals(opened),
        preferences=Preferences(opened),
        timelines=Timelines(opened),
        audit=Audit(opened),
        figures=Figures(opened),
        webhooks=Webhooks(opened),
        review=Review(opened),
        desk=DeskBook(opened),
        overview=Overview(opened),
        quotes=Quotes(opened),
        mails=Mails(opened),
        help_desk=HelpDeskLinks(opened),
    )


@lru_cache
def store() -> Store:
    """The process's store."""
    return build_store(engine())


@lru_cache
def assistant() -> Assistant:
    """The process's line to the dialogue engine."""
    return RasaAssistant(settings().assistant, settings().internal_key, settings().answer_within_seconds)


async def close_assistant() -> None:
    """Close the line's kept-open connections, at the end of a job."""
    line = assistant()
    if isinstance(line, RasaAssistant):
        await line.close()


@lru_cache
def trackers() -> Trackers:
    """What the dialogue engine remembers."""
    return Trackers(settings().tracker_database)


def take_in(paths: Sequence[Path], now: datetime) -> Mapping[str, Any]:
    """Import a shop's files into the process's database; the report as plain data."""
    # Jobs are plugged into the house here; they import this module themselves.
    from jobs.import_shop import import_files  # noqa: PLC0415

    return import_files(engine(), paths, now=now, currency=shop().currency).as_dict()


async def index_products() -> int:
    """Give new and changed products their meaning, so that they are found by it; answers how many."""
    from jobs.index_products import index_new_products  # noqa: PLC0415

    return await index_new_products(engine(), assistant())
