"""The parts that serve conversations in one process, put together once."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

import bootstrap
from bootstrap import Settings
from chat.attending import Attending
from chat.catch_up import CatchUp
from chat.chatwoot.bridge import Bridge
from chat.chatwoot.line import ChatwootLine
from chat.desk import Desk
from chat.door import Door
from chat.erasure import Erasure
from chat.live import Live
from chat.mailing import Mailing
from chat.telling import Telling
from sales.handoff.routing import DeskRules
from sales.ports import Assistant, Store
from sales.situation import Limits
from sales.turns import Pace, Trackers
from sales.webhooks import Receiver


@dataclass(frozen=True)
class Parts:
    """Everything a page or a call may need; tests build one around a fake assistant."""

    store: Store
    assistant: Assistant
    settings: Settings
    clock: Callable[[], datetime]
    live: Live
    door: Door
    desk: Desk
    erasure: Erasure
    catch_up: CatchUp
    telling: Telling
    attending: Attending
    mailing: Mailing
    rules: DeskRules
    chatwoot: Bridge | None


def build_parts(
    store: Store,
    assistant: Assistant,
    trackers: Trackers,
    settings: Settings,
    clock: Callable[[], datetime],
    *,
    receivers: Sequence[Receiver] = (),
    rules: DeskRules | None = None,
    limits: Limits | None = None,
) -> Parts:
    """The parts around that store and that assistant."""
    live, rules, limits = Live(store), rules or DeskRules(), limits or Limits()
    pace = Pace(per_minute=settings.messages_per_minute)
    desk = Desk(store, live, clock, rules, limits)
    door = Door(store, assistant, trackers, live, clock, pace=pace, patience_seconds=settings.answer_within_seconds)
    return Parts(
        store=store,
        assistant=assistant,
        settings=settings,
        clock=clock,
        live=live,
        door=door,
        desk=desk,
        erasure=Erasure(store, trackers),
        catch_up=CatchUp(store, assistant, door),
        telling=Telling(store, receivers, settings.webhook_secret, clock),
        attending=Attending(store, live, clock, rules),
        mailing=Mailing(store, settings.smtp_url, settings.mail_from, clock),
        rules=rules,
        chatwoot=Bridge(store, desk, _chatwoot(settings), rules, clock) if settings.chatwoot_url else None,
    )


def _chatwoot(settings: Settings) -> ChatwootLine:
    return ChatwootLine(
        settings.chatwoot_url, settings.chatwoot_account, settings.chatwoot_inbox, settings.chatwoot_token
    )


def plugged_in() -> Parts:
    """The process's own parts, as bootstrap plugs them in."""
    return build_parts(
        bootstrap.store(),
        bootstrap.assistant(),
        bootstrap.trackers(),
        bootstrap.settings(),
        lambda: datetime.now(UTC),
        receivers=bootstrap.receivers(),
        rules=bootstrap.desk_rules(),
        limits=bootstrap.limits(),
    )
