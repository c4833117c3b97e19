"""One customer's message from the door to its answer, and what a tapped offer does.

A message is written down before anything else happens. Then whoever takes the conversation's turn answers all that
waits in it: at once, or, when the assistant was down, whenever `chat.catch_up` comes by.
"""

import asyncio
import logging
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from chat.holder import new_holder
from chat.live import Live
from chat.text import clean
from chat.turn import LEASE_SECONDS, Turn, TurnEnded
from sales.conversation import Author, Message, Owner, Standing
from sales.errors import ConflictError, GoeswithError, InvalidError, UnavailableError
from sales.ports import Assistant, NewMessage, Store
from sales.turns import Pace, Received, Trackers

logger = logging.getLogger(__name__)

Clock = Callable[[], datetime]

# What the customer says by tapping; the offer card's own words may be sent along instead.
TAPPED = {"accept": "Yes, add it", "decline": "No, thanks", "stop": "No more suggestions"}
_ELSEWHERE_SECONDS = 0.1
# Taps and agents' words are kept apart from duplicates in the same way, under names of ours.
_RESERVED = ("tap:", "agent:")


@dataclass(frozen=True)
class Reply:
    """All that was said in answer; `queued` while the assistant is down and will answer later."""

    messages: tuple[Message, ...]
    standing: Standing | None
    queued: bool = False


class Door:
    """Takes customers' messages in; one object serves a process."""

    def __init__(
        self,
        store: Store,
        assistant: Assistant,
        trackers: Trackers,
        live: Live,
        clock: Clock,
        *,
        pace: Pace | None = None,
        patience_seconds: float = 20.0,
    ) -> None:
        self.store = store
        self.live = live
        self.clock = clock
        self._turn = Turn(store, assistant, trackers, live, clock)
        self._pace = pace or Pace()
        self._patience = patience_seconds
        self._places: dict[str, tuple[asyncio.Lock, int]] = {}
        self._at_work: set[asyncio.Task[Any]] = set()

    async def say(self, conversation_id: str, text: str, client_id: str) -> Reply:
        """Take in one message and answer it; the same `client_id` again gives the same answer and says nothing twice.

        Raises `InvalidError` for text that is none, `TooFastError`, `NotFoundError`.
        """
        if not client_id or client_id.startswith(_RESERVED):
            raise InvalidError(f"A message needs a client_id that does not begin with {' or '.join(_RESERVED)}.")
        return await self._take_in(conversation_id, NewMessage(Author.CUSTOMER, clean(text), client_id=client_id))

    async def tap(self, conversation_id: str, offer_id: str, answer: str, words: str = "") -> Reply:
        """Answer an offer by its button, the same as saying it; `ConflictError` when it was answered before."""
        if answer not in TAPPED:
            raise InvalidError(f"An offer is answered by accept, decline or stop, not by {answer!r}.")
        offer = await asyncio.to_thread(self.store.offers.get, conversation_id, offer_id)
        if offer.answer is not None:
            raise ConflictError(f"This offer was answered before ({offer.answer}).")
        said = clean(words) if words.strip() else TAPPED[answer]
        tapped = NewMessage(Author.CUSTOMER, said, offer_id=offer_id, client_id=f"tap:{offer_id}:{answer}")
        return await self._take_in(conversation_id, tapped)

    async def catch_up(self, conversation_id: str) -> None:
        """Answer what waits in a conversation, unless somebody else is at it; raises `UnavailableError`."""
        async with self._place(conversation_id):
            await self._answer_waiting(conversation_id)

    async def _take_in(self, conversation_id: str, new: NewMessage) -> Reply:
        """Answered within our patience, or `queued` while the work goes on behind."""
        work = asyncio.create_task(self._receive(conversation_id, new))
        self._behind(work)
        await asyncio.wait((work,), timeout=self._patience)
        if not work.done():
            return Reply((), None, queued=True)
        try:
            return work.result()
        except UnavailableError:
            return Reply((), None, queued=True)

    async def _receive(self, conversation_id: str, new: NewMessage) -> Reply:
        """Written down at once; answered now when nobody else of this process is at it, else when our place comes."""
        if conversation_id in self._places:
            got = await self._write(conversation_id, new, None)
            async with self._place(conversation_id):
                return await self._answered(conversation_id, got, "")
        async with self._place(conversation_id):
            holder = new_holder()
            got = await self._write(conversation_id, new, holder)
            return await self._answered(conversation_id, got, holder)

    async def _write(self, conversation_id: str, new: NewMessage, holder: str | None) -> Received:
        receive, now = self.store.turns.receive, self.clock()
        got = await asyncio.to_thread(
            receive, conversation_id, new, now=now, holder=holder, seconds=LEASE_SECONDS, pace=self._pace
        )
        if got.fresh:
            self.live.tell(conversation_id)
        return got

    async def _answered(self, conversation_id: str, got: Received, holder: str) -> Reply:
        """The answer to our message, given by us where nobody else has given it."""
        if got.answers is not None:
            return await self._aside(got) if got.fresh else Reply(got.answers, got.standing)
        ended = await self._turn.run(conversation_id, got, holder) if got.has_turn else None
        while ended is None or not (ended.gone or got.message.id in ended.answered):
            known = await asyncio.to_thread(self.store.turns.answers, conversation_id, got.message.id)
            if known.answers is not None:
                return Reply(known.answers, known.standing)
            ended = await self._answer_waiting(conversation_id, once=True)
            if ended is None:
                await asyncio.sleep(_ELSEWHERE_SECONDS)
        return Reply(ended.said, ended.standing)

    async def _answer_waiting(self, conversation_id: str, *, once: bool = False) -> TurnEnded | None:
        """Run turns until nothing waits (or one turn, with `once`); None where there was none to run."""
        ended: TurnEnded | None = None
        while True:
            holder = new_holder()
            got = await asyncio.to_thread(
                self.store.turns.take, conversation_id, holder=holder, now=self.clock(), seconds=LEASE_SECONDS
            )
            if got is None:
                return ended
            ended = await self._turn.run(conversation_id, got, holder)
            if once or ended.gone:
                return ended

    async def _aside(self, got: Received) -> Reply:
        """A person is in charge: nothing is said, but heard; who only waits may call the assistant back."""
        conversation = got.standing.conversation
        if got.message.offer_id:
            return Reply((), got.standing)
        if conversation.owner is Owner.QUEUE:
            try:
                return Reply(*await self._turn.hear_in_queue(got, new_holder()))
            except UnavailableError:
                return Reply((), got.standing)
        self._behind(asyncio.create_task(self._turn.hear(got)))
        return Reply((), got.standing)

    def _behind(self, work: asyncio.Task[Any]) -> None:
        self._at_work.add(work)
        work.add_done_callback(self._done)

    def _done(self, work: asyncio.Task[Any]) -> None:
        """Errors of a waited-for task are its waiter's; of one that nobody waits for, all but an outage is logged."""
        self._at_work.discard(work)
        error = None if work.cancelled() else work.exception()
        if error is not None and not isinstance(error, GoeswithError):
            logger.error("Answering failed", exc_info=error)

    @asynccontextmanager
    async def _place(self, conversation_id: str) -> AsyncIterator[None]:
        """One at a time in each conversation, in the order of arrival; the lease does the same between processes."""
        lock, users = self._places.get(conversation_id, (asyncio.Lock(), 0))
        self._places[conversation_id] = (lock, users + 1)
        try:
            async with lock:
                yield
        finally:
            lock, users = self._places[conversation_id]
            if users == 1:
                del self._places[conversation_id]
            else:
                self._places[conversation_id] = (lock, users - 1)

    async def settle(self) -> None:
        """Wait for what is still being heard beside the answers."""
        await asyncio.gather(*self._at_work, return_exceptions=True)
