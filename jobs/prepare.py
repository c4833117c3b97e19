"""Making what is missing before a start: secrets, database, staff accounts, the sample shop, the first model."""

import os
import secrets
from collections.abc import Callable
from pathlib import Path

import bootstrap
from jobs.sample_shop import take_in_sample_shop
from settings import Settings
from training.models import needs_training
from training.synonyms import read_synonyms
from training.train import train

Say = Callable[[str], None]
_SECRETS = (
    "GOESWITH_INTERNAL_KEY",
    "GOESWITH_IDENTITY_SECRET",
    "GOESWITH_COOKIE_SECRET",
    "GOESWITH_WEBHOOK_SECRET",
    "GOESWITH_TICKETS_SECRET",
)


def make_secrets(home: Path) -> dict[str, str]:
    """The secrets of this home by name, made at the first call and kept in a file only its owner can read."""
    file = home / "secrets.env"
    kept = dict(line.split("=", 1) for line in file.read_text().splitlines()) if file.exists() else {}
    missing = [name for name in _SECRETS if name not in kept]
    if missing:
        home.mkdir(parents=True, exist_ok=True)
        kept |= {name: secrets.token_urlsafe(32) for name in missing}
        file.touch(mode=0o600)
        file.write_text("".join(f"{name}={value}\n" for name, value in kept.items()))
    return kept


def use_secrets() -> None:
    """Let this process speak to a running product of the same home: the secrets are read before the settings are."""
    home = Settings().home
    os.environ.update({name: os.environ.get(name, kept) for name, kept in make_secrets(home).items()})


def prepare(say: Say) -> None:
    """Bring everything to where it can be served; what is there already is left alone."""
    settings = bootstrap.settings()
    opened = bootstrap.engine()
    passwords = bootstrap.store().staff.create_first(settings.staff_password)
    if passwords and not settings.staff_password:
        say("Staff accounts (shown this once):")
        for role, password in passwords.items():
            say(f"    {role:8} {password}")
    take_in_sample_shop(opened, settings.home, say)
    bootstrap.store().review.learn_synonyms(read_synonyms(settings.project))
    models = settings.home / "models"
    if needs_training(models, settings.project):
        say("Training the assistant, about a minute")
        train(models, progress=lambda step: say(f"  {step}"), project=settings.project)
