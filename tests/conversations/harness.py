"""Conversations as files: what the customer does, and what has to come of it, tried through the public door."""

import csv
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from uuid import uuid4

import httpx
import yaml

FOLDER = Path(__file__).parent
_KNOWN = {
    "customer",
    "tap",
    "page",
    "says",
    "never_says",
    "products",
    "offer",
    "basket",
    "owner",
    "mood",
    "silent",
    "gone",
}


@dataclass(frozen=True)
class Told:
    """One conversation of a file; `never_an_offer` holds for all of its steps."""

    kind: str
    name: str
    steps: tuple[dict[str, Any], ...]
    never_an_offer: bool = False


class ToldWronglyError(Exception):
    """A conversation file says something that the harness does not know."""


def read_all(folder: Path = FOLDER) -> list[Told]:
    """Every conversation under `folder`, by kind of trouble."""
    return [told for path in sorted(folder.glob("*/*.yml")) for told in _read(path)]


def _read(path: Path) -> list[Told]:
    found, text = [], path.read_text(encoding="utf-8")
    try:
        entries = yaml.safe_load(text)
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        raise ToldWronglyError(f"{path}:{line}: {error.problem}") from None
    for entry in entries:
        for step in entry["steps"]:
            if unknown := sorted(set(step) - _KNOWN):
                line = _line_of(text, entry["conversation"], unknown[0])
                raise ToldWronglyError(f"{path}:{line}: {entry['conversation']} has unknown words {unknown}")
        steps = tuple(entry["steps"])
        found.append(Told(path.parent.name, entry["conversation"], steps, entry.get("never_an_offer", False)))
    return found


def _line_of(text: str, conversation: str, word: str) -> int:
    """The first line behind the conversation's name that begins with the word, from 1."""
    before = text[: text.index(conversation)].count("\n")
    lines = enumerate(text.splitlines()[before:], before + 1)
    return next(number for number, line in lines if line.strip(" -").startswith(word))


def proof_of_an_order(home: Path) -> dict[str, str]:
    """Number and e-mail of an order of the sample shop, for `{number}` and `{email}` in a conversation."""
    with (home / "sample" / "orders.csv").open(encoding="utf-8") as file:
        row = next(csv.DictReader(file))
    return {"number": row["order_number"], "email": row["email"]}


class Play:
    """Plays one conversation; a step that does not come out as told raises AssertionError with all that was said."""

    def __init__(self, url: str, told: Told, known: dict[str, str]) -> None:
        self._told, self._known = told, known
        self._client = httpx.Client(base_url=f"{url}/api/v1", timeout=60)
        self._offer: str | None = None
        self._log: list[str] = []

    def run(self) -> None:
        """All steps in order."""
        with self._client:
            begun = self._client.post("/conversations", json={}).json()
            self._client.headers["Authorization"] = f"Bearer {begun['token']}"
            self._path = f"/conversations/{begun['id']}"
            for step in self._told.steps:
                self._step(step)

    def _step(self, step: dict[str, Any]) -> None:
        if "page" in step:
            self._client.put(f"{self._path}/context", json={"page": {"sku": step["page"]}})
        if "tap" in step:
            assert self._offer, self._story("there is no offer to tap")
            answered = self._client.post(f"{self._path}/offers/{self._offer}", json={"answer": step["tap"]})
        elif "customer" in step:
            text = step["customer"].format(**self._known)
            self._log.append(f"C: {text}")
            asked = {"text": text, "client_id": str(uuid4())}
            answered = self._client.post(f"{self._path}/messages", json=asked)
        else:
            return
        assert answered.status_code == 200, self._story(answered.text)
        self._check(step, answered.json())

    def _check(self, step: dict[str, Any], said: dict[str, Any]) -> None:
        messages = said["messages"]
        text = " ".join(message["text"] for message in messages)
        skus = [product["sku"] for message in messages for product in message["products"]]
        offers = [message["offer"] for message in messages if message["offer"]]
        self._log += [f"A: {message['text']}{' [offer]' if message['offer'] else ''}" for message in messages]
        self._offer = offers[-1]["id"] if offers else self._offer
        if self._told.never_an_offer:
            assert not offers, self._story("an offer was made")
        if "silent" not in step:
            assert text.strip(), self._story("nothing was said")
        self._check_words(step, text)
        self._check_state(step, said, skus, offers)

    def _check_words(self, step: dict[str, Any], text: str) -> None:
        for pattern in _listed(step.get("says")):
            wanted = pattern.format(**self._known)
            assert re.search(wanted, text, re.I), self._story(f"it does not say {wanted!r}")
        for pattern in _listed(step.get("never_says")):
            assert not re.search(pattern.format(**self._known), text, re.I), self._story(f"it says {pattern!r}")

    def _check_state(self, step: dict[str, Any], said: dict[str, Any], skus: list[str], offers: list[Any]) -> None:
        talk = said["conversation"]
        basket = {line["sku"]: line["quantity"] for line in talk["cart"]}
        actual = {"offer": bool(offers), "basket": basket, "owner": talk["owner"], "mood": talk["mood"]}
        if "silent" in step:
            assert bool(text_of(said)) is not step["silent"], self._story("silence was expected")
        if isinstance(step.get("products"), bool):
            assert bool(skus) is step["products"], self._story(f"products: {skus}")
        for sku in step["products"] if isinstance(step.get("products"), list) else []:
            assert sku in skus, self._story(f"{sku} is not among {skus}")
        for word, value in actual.items():
            if word in step:
                assert value == step[word], self._story(f"{word} is {value!r}, not {step[word]!r}")

    def _story(self, trouble: str) -> str:
        return "\n".join([trouble, f"{self._told.kind}: {self._told.name}", *self._log])


def text_of(said: dict[str, Any]) -> str:
    """All that the assistant said."""
    return " ".join(message["text"] for message in said["messages"]).strip()


def _listed(value: Any) -> list[str]:
    return [] if value is None else value if isinstance(value, list) else [value]
