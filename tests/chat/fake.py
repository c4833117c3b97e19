"""A scripted assistant: it understands a few words, says what it heard, and keeps every call."""

import asyncio
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from sales.errors import UnavailableError
from sales.ports import Answer

COMPLAINTS = ("broken", "still waiting")
INTENTS = {"broken": "report_defect", "thanks": "thank", "solved": "problem_solved", "back": "back_to_assistant"}


class FakeAssistant:
    """Answers "heard: …" to all it is told; `calls` lists (what, payload); the rest steers it."""

    def __init__(self) -> None:
        self.calls: list[tuple[str, Any]] = []
        self.metadata: list[Mapping[str, Any]] = []
        self.intents: list[str] = []
        self.up = True
        self.breaks_at: str | None = None
        self.gate: asyncio.Event | None = None
        self.entered = asyncio.Event()
        self.says: list[Mapping[str, Any]] | None = None
        self.entities: Sequence[Mapping[str, Any]] = ()
        self.does: Callable[[str], None] | None = None

    @property
    def heard(self) -> list[str]:
        """The texts that went through the dialogue, in order."""
        return [payload for what, payload in self.calls if what == "converse"]

    async def understand(self, text: str) -> Mapping[str, Any]:
        self._must_be_up()
        self.calls.append(("understand", text))
        unhappy = any(word in text for word in COMPLAINTS)
        intent = next((name for word, name in INTENTS.items() if word in text), "search_product")
        mood = "unhappy" if unhappy else "happy" if "thanks" in text else "neutral"
        part = {
            "text": text,
            "intent": {"name": intent, "confidence": 0.9},
            "intent_ranking": [],
            "in_scope": 0.9,
            "entities": list(self.entities),
        }
        return {"text": text, "parts": [part], "mood": {"label": mood, "unhappy": 0.9 if unhappy else 0.1}}

    async def converse(
        self, conversation_id: str, parts: Sequence[Mapping[str, Any]], metadata: Mapping[str, Any]
    ) -> Answer:
        self._must_be_up()
        text = " | ".join(part["text"] for part in parts)
        self.calls.append(("converse", text))
        self.intents += [part["intent"]["name"] for part in parts]
        self.metadata.append(metadata)
        self.entered.set()
        if self.gate is not None:
            await self.gate.wait()
        if self.breaks_at and self.breaks_at in text:
            raise UnavailableError("The assistant cannot be reached just now.")
        return self._answer(conversation_id, f"heard: {text}")

    async def trigger(
        self, conversation_id: str, intent: str, entities: Mapping[str, str], metadata: Mapping[str, Any]
    ) -> Answer:
        self._must_be_up()
        self.calls.append((intent, dict(entities)))
        self.metadata.append(metadata)
        return self._answer(conversation_id, f"tapped: {intent}")

    async def embed(self, texts: Sequence[str]) -> Sequence[Sequence[float]]:
        return [[1.0] for _ in texts]

    async def load(self, model: str) -> None:
        self._must_be_up()
        self.calls.append(("load", model))

    async def is_up(self) -> bool:
        return self.up

    def _answer(self, conversation_id: str, text: str) -> Answer:
        if self.does is not None:
            self.does(conversation_id)
        return Answer(tuple(self.says if self.says is not None else [{"text": text}]))

    def _must_be_up(self) -> None:
        if not self.up:
            raise UnavailableError("The assistant cannot be reached just now.")


class Clock:
    """A clock that moves only when told."""

    def __init__(self, now: Any) -> None:
        self.now = now

    def __call__(self) -> Any:
        return self.now
