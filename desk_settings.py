"""The `[desk]` tables of settings.toml: who is there when, who takes what, and what they say often."""

from datetime import date, time, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo, available_timezones

from pydantic import BaseModel, ConfigDict, Field, field_validator

from sales.handoff.hours import WEEKDAYS, Hours
from sales.handoff.routing import DeskRules, Profile, Topic


class TopicSettings(BaseModel):
    """One `[[desk.topics]]` table: what it is about, and whose it is."""

    model_config = ConfigDict(extra="forbid")

    name: str
    owners: list[str] = []
    qualification: str = ""
    overflow_minutes: int = Field(5, ge=0)
    promise_minutes: int = Field(240, ge=1)

    def topic(self) -> Topic:
        """The same as the value that routing works with."""
        overflow, promise = timedelta(minutes=self.overflow_minutes), timedelta(minutes=self.promise_minutes)
        return Topic(self.name, frozenset(self.owners), self.qualification, overflow, promise)


class AgentSettings(BaseModel):
    """One `[[desk.agents]]` table: what one agent speaks, knows and may."""

    model_config = ConfigDict(extra="forbid")

    name: str
    languages: list[str] = []
    qualifications: list[str] = []
    chats: int = Field(6, ge=1)
    discount_limit: Decimal = Field(Decimal("0.10"), ge=0, lt=1)

    def profile(self) -> Profile:
        """The same as the value that routing works with."""
        spoken, learnt = frozenset(self.languages), frozenset(self.qualifications)
        return Profile(self.name, spoken, learnt, self.chats, self.discount_limit)


class ReplySettings(BaseModel):
    """One `[[desk.replies]]` table: a ready-made reply."""

    model_config = ConfigDict(extra="forbid")

    title: str
    text: str


class DeskSettings(BaseModel):
    """The `[desk]` tables of settings.toml: when people are there, who takes what, what they say often."""

    model_config = ConfigDict(extra="forbid")

    zone: str = "UTC"
    hours: dict[str, list[str]] = {}
    holidays: list[date] = []
    quote_days: int = Field(14, ge=1)
    discount_limit: Decimal = Field(Decimal("0.10"), ge=0, lt=1)
    chats: int = Field(6, ge=1)
    gone_after_seconds: float = Field(60, gt=0)
    topics: list[TopicSettings] = []
    agents: list[AgentSettings] = []
    replies: list[ReplySettings] = []
    needs: dict[str, str] = {}

    @field_validator("zone")
    @classmethod
    def _known(cls, zone: str) -> str:
        if zone not in available_timezones():
            raise ValueError(f"there is no time zone {zone}")
        return zone

    @field_validator("hours")
    @classmethod
    def _weekdays(cls, hours: dict[str, list[str]]) -> dict[str, list[str]]:
        if wrong := sorted(set(hours) - set(WEEKDAYS)):
            raise ValueError(f"{wrong[0]} is no weekday")
        for spans in hours.values():
            for span in spans:
                _span(span)
        return hours

    def rules(self) -> DeskRules:
        """The same as the values that routing works with."""
        week = {day: tuple(_span(span) for span in spans) for day, spans in self.hours.items()}
        return DeskRules(
            topics={each.name: each.topic() for each in self.topics},
            profiles={each.name: each.profile() for each in self.agents},
            default=Profile("", chats=self.chats, discount=self.discount_limit),
            hours=Hours(week, frozenset(self.holidays), ZoneInfo(self.zone)),
            quote_days=self.quote_days,
            gone_after=timedelta(seconds=self.gone_after_seconds),
            needs={said.casefold(): sold for said, sold in self.needs.items()},
        )


def _span(text: str) -> tuple[time, time]:
    begin, dash, end = text.partition("-")
    opens, closes = time.fromisoformat(begin.strip()), time.fromisoformat(end.strip() if dash else "")
    if opens >= closes:
        raise ValueError(f"{text} ends before it begins")
    return opens, closes
