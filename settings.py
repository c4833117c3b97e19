"""Typed settings, safe by default: from the environment (and `.env`), and what the shop tunes from `settings.toml`."""

from datetime import timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any
from zoneinfo import available_timezones

import tomllib
from pydantic import BaseModel, ConfigDict, Field, HttpUrl, field_validator, model_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from desk_settings import DeskSettings
from sales.situation import Limits
from sales.webhooks import EventKind, Receiver

ROOT = Path(__file__).parent


class Settings(BaseSettings):
    """Where things are and how the parts reach each other; environment variables begin with GOESWITH_."""

    model_config = SettingsConfigDict(env_prefix="GOESWITH_", env_file=ROOT / ".env", extra="ignore")

    home: Path = ROOT / "var"
    project: Path = ROOT
    host: str = "127.0.0.1"
    port: int = Field(default=8000, validation_alias="PORT", ge=1, le=65533)
    database_url: str = ""
    assistant_url: str = ""
    internal_key: str = ""
    identity_secret: str = ""
    staff_password: str | None = None
    offers: Path = ROOT / "settings.toml"
    messages_per_minute: int = Field(default=600, ge=1)
    messages_per_minute_per_address: int = Field(default=1200, ge=0)
    allowed_origins: str = "*"
    answer_within_seconds: float = 20.0
    cookie_secret: str = ""
    webhook_secret: str = ""
    tickets_secret: str = ""
    smtp_url: str = ""
    chatwoot_url: str = ""
    chatwoot_account: int = 1
    chatwoot_inbox: str = ""
    chatwoot_token: str = ""
    chatwoot_secret: str = ""
    mail_from: str = ""

    @model_validator(mode="after")
    def _chatwoot_is_whole(self) -> "Settings":
        missing = [name for name in ("inbox", "token", "secret") if not getattr(self, f"chatwoot_{name}")]
        if self.chatwoot_url and missing:
            raise ValueError(f"with GOESWITH_CHATWOOT_URL goes GOESWITH_CHATWOOT_{missing[0].upper()}")
        return self

    @property
    def database(self) -> str:
        """The database's URL; SQLite under `home` unless another is set."""
        return self.database_url or f"sqlite:///{self.home / 'goeswith.db'}"

    @property
    def tracker_database(self) -> Path:
        """Where the dialogue engine keeps its trackers."""
        return self.home / "rasa.db"

    @property
    def assistant(self) -> str:
        """The line to the dialogue engine, on loopback."""
        return self.assistant_url or f"http://127.0.0.1:{self.port + 2}"

    @property
    def actions_port(self) -> int:
        """The action server's loopback port."""
        return self.port + 1

    @property
    def assistant_port(self) -> int:
        """The dialogue engine's loopback port."""
        return self.port + 2


class OfferSettings(BaseModel):
    """The `[offers]` table of settings.toml; an unknown or impossible value is refused at start, by name."""

    model_config = ConfigDict(extra="forbid")

    per_conversation: int = Field(3, ge=0)
    per_day: int = Field(4, ge=0)
    per_week: int = Field(10, ge=0)
    items: int = Field(2, ge=1, le=2)
    pause_after_refusal_minutes: int = Field(10, ge=0)
    pause_at_most_days: int = Field(7, ge=0)
    pause_after_person_minutes: int = Field(30, ge=0)
    minimum_relevance: float = Field(0.3, ge=0, le=1)
    margin_floor: Decimal = Field(Decimal("0.05"), ge=0, le=1)
    returned_share: float = Field(0.8, gt=0, le=1)
    returned_units_at_least: int = Field(5, ge=1)
    service_cost_per_minute: Decimal = Field(Decimal("0.80"), ge=0)
    mined_together_at_least: int = Field(5, ge=1)
    adult_from: int = Field(18, ge=0, le=120)
    timezone: str = "Europe/Berlin"
    quiet_from: int = Field(20, ge=0, le=23)
    quiet_until: int = Field(8, ge=0, le=23)
    forbidden_pairs: list[tuple[str, str]] = []

    @field_validator("timezone")
    @classmethod
    def _known_zone(cls, name: str) -> str:
        if name not in available_timezones():
            raise ValueError(f"there is no time zone {name!r}; one is called Europe/Berlin, for example")
        return name

    @field_validator("forbidden_pairs")
    @classmethod
    def _two_different(cls, pairs: list[tuple[str, str]]) -> list[tuple[str, str]]:
        if same := [pair for pair in pairs if pair[0] == pair[1]]:
            raise ValueError(f"a forbidden pair names two different things, not {same[0]}")
        return pairs

    def limits(self) -> Limits:
        """The same as the values that the rules work with."""
        return Limits(
            offers_per_conversation=self.per_conversation,
            offers_per_day=self.per_day,
            offers_per_week=self.per_week,
            items_per_offer=self.items,
            pause_after_refusal=timedelta(minutes=self.pause_after_refusal_minutes),
            pause_at_most=timedelta(days=self.pause_at_most_days),
            pause_after_person=timedelta(minutes=self.pause_after_person_minutes),
            minimum_relevance=self.minimum_relevance,
            margin_floor=self.margin_floor,
            returned_share=self.returned_share,
            returned_units_at_least=self.returned_units_at_least,
            service_cost_per_minute=self.service_cost_per_minute,
            forbidden_pairs=frozenset(frozenset(pair) for pair in self.forbidden_pairs),
            mined_together_at_least=self.mined_together_at_least,
            adult_from=self.adult_from,
            timezone=self.timezone,
            quiet_from=self.quiet_from,
            quiet_until=self.quiet_until,
        )


class WebhookSettings(BaseModel):
    """One `[[webhooks]]` table of settings.toml: an address of another system, and the events that it hears of."""

    model_config = ConfigDict(extra="forbid")

    url: HttpUrl
    events: list[EventKind] = []

    def receiver(self) -> Receiver:
        """The same as the value that the sender works with."""
        return Receiver(str(self.url), frozenset(self.events))


class ShopSettings(BaseModel):
    """The `[shop]` table of settings.toml: what the assistant may say of the shop itself; money in its currency."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    name: str = "Goeswith"
    currency: str = "EUR"
    opening_hours: str = "Monday to Saturday, 9:00 to 18:00"
    address: str = ""
    email: str = ""
    phone: str = ""
    delivery_days_from: int = Field(2, ge=0)
    delivery_days_to: int = Field(3, ge=0)
    delivery_price: Decimal = Field(Decimal("4.90"), ge=0)
    delivery_free_from: Decimal | None = Field(Decimal(50), ge=0)
    delivery_countries: list[str] = []
    payment_methods: list[str] = ["card"]
    return_days: int = Field(30, ge=0)
    return_free: bool = True
    refund_days: int = Field(14, ge=0)
    warranty_years: int = Field(2, ge=0)
    callback_within_hours: int = Field(default=24, ge=1)
    discounts: list[str] = []
    bought_together: str = "was taken along by {together} of {out_of} buyers"
    made_for: str = "is made to go with it"
    discount: str = "{percent} % off {what} until {until}"

    @field_validator("bought_together")
    @classmethod
    def _names_both_counts(cls, words: str) -> str:
        if words.format(together=1, out_of=2) == words:
            raise ValueError("it names {together} and {out_of}")
        return words


def read_shop(path: Path) -> ShopSettings:
    """The shop's own facts from settings.toml; a missing file means the defaults."""
    return ShopSettings.model_validate(_tables(path).get("shop", {}))


def read_desk(path: Path) -> DeskSettings:
    """The desk's settings from settings.toml; a missing file means the defaults."""
    return DeskSettings.model_validate(_tables(path).get("desk", {}))


def read_limits(path: Path) -> Limits:
    """The shop's limits from settings.toml; a missing file means the defaults."""
    return OfferSettings.model_validate(_tables(path).get("offers", {})).limits()


def read_receivers(path: Path) -> tuple[Receiver, ...]:
    """Who is told what happens, from settings.toml; nobody by default."""
    return tuple(WebhookSettings.model_validate(table).receiver() for table in _tables(path).get("webhooks", []))


def _tables(path: Path) -> dict[str, Any]:
    return tomllib.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
