"""One turn of the assistant: understand what waits, note the mood, let the dialogue answer, write the answer down."""

import asyncio
import logging
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from chat import hearing, speaking
from chat.erasure import Erasure
from chat.live import Live
from chat.queueing import read_in_queue
from chat.silence import paused
from sales.conversation import Message, Standing
from sales.customer import Mood
from sales.errors import ConflictError, InvalidError, NotFoundError
from sales.ports import Answer, Assistant, NewMessage, Store
from sales.turns import Received, Trackers

logger = logging.getLogger(__name__)

LEASE_SECONDS = 45.0
"""Longer than understanding and conversing may take together; a dead holder's turn is free after it."""

_INTENT_OF = {"accept": "accept_offer", "decline": "decline_offer", "stop": "stop_offers"}


@dataclass(frozen=True)
class TurnEnded:
    """What a turn wrote: `answered` are the customer's messages it settled; `gone` when it erased the conversation."""

    answered: frozenset[int]
    said: tuple[Message, ...]
    standing: Standing
    gone: bool = False


class Turn:
    """Runs turns for holders of the lease; one object serves a process."""

    def __init__(
        self, store: Store, assistant: Assistant, trackers: Trackers, live: Live, clock: Callable[[], datetime]
    ) -> None:
        self._store = store
        self._assistant = assistant
        self._trackers = trackers
        self._live = live
        self._clock = clock

    async def run(self, conversation_id: str, got: Received, holder: str) -> TurnEnded:
        """Answer the first messages of `got.waiting` and give the turn back, also when it fails.

        Raises `UnavailableError` while the assistant is down: the messages wait on.
        """
        group = hearing.joined(got.waiting)
        try:
            understanding, answer = await self._converse(conversation_id, group, got.standing)
        except InvalidError as error:
            logger.error("The assistant refuses messages %s: %s", [one.id for one in group], error)
            understanding, answer = {}, Answer()
        except NotFoundError:
            return await self._gone(conversation_id, group, got.standing, Answer())
        except BaseException:
            await asyncio.to_thread(self._store.turns.release, conversation_id, holder)
            raise
        return await self._finish(conversation_id, holder, group, understanding, answer=answer, before=got.standing)

    async def hear(self, got: Received) -> Mapping[str, Any]:
        """Understand a message that the assistant does not answer, and note the mood."""
        understanding = await self._assistant.understand(got.message.text)
        await self._note_mood(got.standing, understanding)
        return understanding

    async def hear_in_queue(self, got: Received, holder: str) -> tuple[tuple[Message, ...], Standing]:
        """Answer a customer who waits for a person: how long, the way back, or that it is kept for the person.

        Once a person has claimed the conversation nothing is said.
        """
        conversation_id = got.standing.conversation.id
        understanding = await self.hear(got)
        taken = await asyncio.to_thread(
            self._store.conversations.take_turn, conversation_id, holder, self._clock(), LEASE_SECONDS
        )
        if not taken:
            return (), got.standing
        try:
            answer = await self._assistant.converse(
                conversation_id, read_in_queue(understanding), self._metadata(got.standing, got.message)
            )
        except BaseException:
            await asyncio.to_thread(self._store.turns.release, conversation_id, holder)
            raise
        ended = await self._finish(
            conversation_id, holder, (got.message,), understanding, answer=answer, before=got.standing
        )
        return ended.said, ended.standing

    async def _converse(
        self, conversation_id: str, group: Sequence[Message], standing: Standing
    ) -> tuple[Mapping[str, Any], Answer]:
        if group[0].offer_id:
            return {}, await self._tapped(conversation_id, group[0], standing)
        understanding = await self._assistant.understand("\n".join(message.text for message in group))
        outburst = hearing.outburst(standing, understanding)
        was_unhappy = standing.conversation.mood is Mood.UNHAPPY
        standing = await self._note_mood(standing, understanding)
        parts = outburst or list(understanding["parts"])[: hearing.MOST_PARTS]
        metadata = {**self._metadata(standing, group[-1]), "message_mood": hearing.signal(understanding).label.value}
        metadata |= {"outburst": bool(outburst), "was_unhappy": was_unhappy}
        return understanding, await self._assistant.converse(conversation_id, parts, metadata)

    async def _tapped(self, conversation_id: str, message: Message, standing: Standing) -> Answer:
        assert message.offer_id is not None and message.client_id is not None
        offer = await asyncio.to_thread(self._store.offers.get, conversation_id, message.offer_id)
        if offer.answer is not None:
            return Answer()
        intent = _INTENT_OF[message.client_id.rsplit(":", 1)[-1]]
        metadata = {**self._metadata(standing, message), "words": message.text}
        return await self._assistant.trigger(conversation_id, intent, {"offer_id": offer.id}, metadata)

    async def _note_mood(self, standing: Standing, understanding: Mapping[str, Any]) -> Standing:
        """Record the mood before anything is said, so that every decision of this turn knows it."""
        conversation, store = standing.conversation, self._store.conversations
        heard = hearing.signal(understanding)
        mood, now, note = hearing.mood_after(standing, heard), self._clock(), hearing.cause(heard)
        if hearing.ends_silence(standing, heard):
            await asyncio.to_thread(store.record_good_sign, conversation.id, now=now, cause=note)
            standing = replace(standing, case_solved=False)
        if mood is conversation.mood:
            return standing
        await asyncio.to_thread(store.record_mood, conversation.id, mood, now=now, cause=note)
        return replace(standing, conversation=replace(conversation, mood=mood), mood_since=now)

    def _metadata(self, standing: Standing, message: Message) -> dict[str, Any]:
        conversation = standing.conversation
        silence = paused(standing, self._clock())
        return {
            "offers_paused": silence and {"rule": silence.rule.value, "since": silence.since.isoformat()},
            "mood": conversation.mood.value,
            "page": {"sku": conversation.page_sku, "url": conversation.page_url},
            "locale": conversation.locale,
            "message_id": message.id,
        }

    async def _finish(
        self,
        conversation_id: str,
        holder: str,
        group: Sequence[Message],
        understanding: Mapping[str, Any],
        *,
        answer: Answer,
        before: Standing,
    ) -> TurnEnded:
        try:
            said = await asyncio.to_thread(
                self._store.turns.finish,
                conversation_id,
                holder=holder,
                answered=[message.id for message in group],
                understanding=understanding,
                said=speaking.messages(answer, group[-1].id),
                now=self._clock(),
            )
        except ConflictError:
            # The lease ran out and another process answers; its answer is the one that counts.
            return TurnEnded(frozenset(), (), before)
        except NotFoundError:
            return await self._gone(conversation_id, group, before, answer)
        self._live.tell(conversation_id)
        return TurnEnded(frozenset(message.id for message in group), said.messages, said.standing)

    async def _gone(
        self, conversation_id: str, group: Sequence[Message], before: Standing, answer: Answer
    ) -> TurnEnded:
        """The conversation was erased meanwhile: what this turn told the dialogue engine goes too.

        The last words still reach whoever asked, but are written nowhere.
        """
        await asyncio.to_thread(Erasure(self._store, self._trackers).sweep)
        self._live.end(conversation_id)
        now, last = self._clock(), group[-1].id
        spoken = tuple(
            _unwritten(new, last + place, now) for place, new in enumerate(speaking.messages(answer, last), start=1)
        )
        return TurnEnded(frozenset(message.id for message in group), spoken, before, gone=True)


def _unwritten(new: NewMessage, message_id: int, now: datetime) -> Message:
    return Message(message_id, new.author, new.text, now, quick_replies=())
