"""What every action of the shop is built on."""

import asyncio
from abc import ABC, abstractmethod
from datetime import UTC, datetime
from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.executor import CollectingDispatcher

import bootstrap
from actions.condoling import condole
from actions.leading import keep_unfinished
from actions.meaning import Meaning
from actions.turn import Turn


class ShopAction(Action, ABC):
    """An action that works on one `Turn`; `leaves_form` ends a form that runs when the customer turns elsewhere."""

    leaves_form = False

    @abstractmethod
    def name(self) -> str:
        """The action's name in domain.yml."""

    @abstractmethod
    def act(self, turn: Turn) -> None:
        """Read, decide, record, speak."""

    async def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: Any) -> list[dict[str, Any]]:
        """Rasa's call: the events that `act` left in the turn; it acts in a thread, so that others need not wait."""
        meaning = Meaning(asyncio.get_running_loop())
        turn = Turn(bootstrap.store(), datetime.now(UTC), dispatcher, tracker, meaning)
        await asyncio.to_thread(self.answer, turn)
        return turn.events

    def answer(self, turn: Turn) -> None:
        """Act, and leave no form half open behind it."""
        if not condole(turn):
            self.act(turn)
        if self.leaves_form:
            keep_unfinished(turn)
            turn.leave_form()
