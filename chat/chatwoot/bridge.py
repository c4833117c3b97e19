"""Keeps handoffs and Chatwoot's conversations the same: tells there what is said here, does here what is done there."""

import asyncio
import logging
import secrets
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import Enum

from chat.chatwoot.line import OPEN, RESOLVED, ChatwootLine
from chat.chatwoot.words import introduction, undelivered
from chat.desk import Desk
from chat.holder import new_holder
from chat.text import clean
from sales.conversation import Author, Handoff, HandoffState, Message
from sales.errors import ConflictError, InvalidError, NotFoundError, UnavailableError
from sales.handoff.help_desk import AGENT, Link
from sales.handoff.ports import ChangeKind
from sales.handoff.routing import DeskRules
from sales.ports import NewMessage, StaffMember, Store

logger = logging.getLogger(__name__)

EVERY_SECONDS = 1.0
# Longer than every call of one link may take; what a dead process held is free after it.
_CLAIM_SECONDS = 120.0
_WHO = StaffMember(AGENT, "agent")
_ENDED = "resolved in Chatwoot"


class Done(str, Enum):
    """What an agent did over there."""

    SAID = "said"
    RESOLVED = "resolved"
    LEFT_TO_BOT = "left to the bot"


@dataclass(frozen=True)
class Heard:
    """One thing done in a conversation there; who said what by which `message_id`, where something was said."""

    done: Done
    remote: str
    message_id: str = ""
    text: str = ""
    name: str = ""


class Bridge:
    """One loop a process; the claim on each link keeps two processes from telling the same twice."""

    def __init__(
        self, store: Store, desk: Desk, line: ChatwootLine, rules: DeskRules, clock: Callable[[], datetime]
    ) -> None:
        self._store, self._desk, self._line, self._rules, self._clock = store, desk, line, rules, clock
        self._here_at = datetime.min.replace(tzinfo=UTC)

    async def run(self) -> None:
        """Tell what is new until cancelled, and be at the desk for Chatwoot's agents."""
        await asyncio.to_thread(self._hire)
        while True:
            try:
                await asyncio.to_thread(self._here)
                await self.once()
            except Exception:
                # The loop outlives a database that is away for a while.
                logger.exception("Telling Chatwoot failed")
            await asyncio.sleep(EVERY_SECONDS)

    async def once(self) -> int:
        """Tell each handoff's news; answers how many had some."""
        holder = new_holder()
        claim = self._store.help_desk.claim
        links = await asyncio.to_thread(claim, holder=holder, now=self._clock(), seconds=_CLAIM_SECONDS)
        await asyncio.gather(*(self._keep(link, holder) for link in links))
        return len(links)

    async def hear(self, heard: Heard) -> bool:
        """Do here what was done there; False where it is about nothing of ours or comes too late."""
        link = await asyncio.to_thread(self._store.help_desk.by_remote, heard.remote)
        if link is None:
            return False
        try:
            handoff = await asyncio.to_thread(self._do, link, heard)
        except (ConflictError, InvalidError, NotFoundError) as error:
            if heard.done is Done.SAID:
                await self._line.speak(heard.remote, undelivered(str(error)), private=True)
            return False
        if handoff is not None:
            self._desk.tell(handoff, ChangeKind.MESSAGE if heard.done is Done.SAID else ChangeKind.HANDOFF)
        return handoff is not None

    def _do(self, link: Link, heard: Heard) -> Handoff | None:
        """The handoff as it stood when it was done; None where it was not theirs to end."""
        handoff = self._store.handoffs.get(link.handoff_id)
        mine = handoff.state is HandoffState.LIVE and handoff.agent == AGENT
        if heard.done is Done.SAID:
            if not mine:
                self._desk.claim(handoff.id, _WHO)
            # The customer reads the person's name, not the account's.
            words = NewMessage(Author.AGENT, clean(heard.text), agent=heard.name[:80] or None)
            self._desk.send(handoff.id, _WHO, words, f"there:{heard.message_id}")
            return handoff
        if not mine and (heard.done is Done.LEFT_TO_BOT or handoff.state is HandoffState.LIVE):
            return None
        if handoff.state is HandoffState.CLOSED:
            return None
        if not mine:
            self._desk.claim(handoff.id, _WHO)
        if heard.done is Done.RESOLVED:
            return self._desk.close(handoff.id, _WHO, _ENDED)
        return self._desk.give_back(handoff.id, _WHO)

    async def _keep(self, link: Link, holder: str) -> None:
        """Bring one conversation there to how it stands here; a failed try is made again later."""
        leave, ended, missed = self._store.help_desk.leave, False, False
        try:
            ended = await self._catch_up(link, holder)
        except UnavailableError as error:
            logger.warning("Handoff %s waits to be told to Chatwoot: %s", link.handoff_id, error)
            missed = True
        except NotFoundError:
            # Erased meanwhile; the link went with it.
            return
        await asyncio.to_thread(leave, link.handoff_id, holder=holder, ended=ended, missed=missed, now=self._clock())

    async def _catch_up(self, link: Link, holder: str) -> bool:
        """Tell what was not told yet; True where it is over and needs no more."""
        handoff = await asyncio.to_thread(self._store.handoffs.get, link.handoff_id)
        over = handoff.state is HandoffState.CLOSED or (handoff.state is HandoffState.LIVE and handoff.agent != AGENT)
        if link.remote is None:
            if not over:
                await self._introduce(link, holder)
            return over
        said = await asyncio.to_thread(self._store.turns.latest, link.conversation_id)
        since = [one for one in said if one.id > link.begun]
        for message in since if handoff.state is not HandoffState.CALLBACK else ():
            if message.id > link.told:
                await self._tell(link, link.remote, message, since)
                await asyncio.to_thread(self._store.help_desk.tell, link.handoff_id, holder=holder, told=message.id)
        if over:
            await self._line.stand(link.remote, RESOLVED)
        return over

    async def _introduce(self, link: Link, holder: str) -> None:
        """Make customer and conversation known there, with the brief as a note, and call the agents."""
        brief = await asyncio.to_thread(self._desk.brief, link.handoff_id)
        said = await asyncio.to_thread(self._store.turns.latest, link.conversation_id)
        known = brief.customer
        name = (known.name if known else "") or "Customer of the shop"
        await self._line.know(link.conversation_id, name, known.email if known else None)
        remote = await self._left_begun(link) if link.attempts else None
        if remote is None:
            remote = await self._line.begin(link.conversation_id, {"handoff": link.handoff_id})
        await self._line.speak(remote, introduction(brief, said), private=True)
        await self._line.stand(remote, OPEN)
        upto = said[-1].id if said else 0
        begin = self._store.help_desk.begin
        await asyncio.to_thread(begin, link.handoff_id, holder=holder, remote=remote, upto=upto)

    async def _left_begun(self, link: Link) -> str | None:
        """A conversation that a failed try has begun: one of this customer's that is not over and not linked."""
        for talk in await self._line.talks(link.conversation_id):
            remote = str(talk["id"])
            known = await asyncio.to_thread(self._store.help_desk.by_remote, remote)
            if talk["status"] != RESOLVED and known is None:
                return remote
        return None

    async def _tell(self, link: Link, remote: str, message: Message, since: list[Message]) -> None:
        """One message, unless the try that failed has told it: the other side tells how often it has these words."""
        if message.author not in (Author.CUSTOMER, Author.ASSISTANT) or not message.text:
            return
        incoming = message.author is Author.CUSTOMER
        if link.attempts:
            kind = 0 if incoming else 1
            there = await self._line.said(link.conversation_id, remote)
            known = sum(one["content"] == message.text and one["message_type"] == kind for one in there)
            same = [one for one in since if (one.author, one.text) == (message.author, message.text)]
            if known >= sum(one.id <= message.id for one in same):
                return
        if incoming:
            await self._line.hear(link.conversation_id, remote, message.text)
        else:
            await self._line.speak(remote, message.text, private=False)

    def _hire(self) -> None:
        """The account that speaks for Chatwoot's agents; nobody knows its password."""
        try:
            self._store.staff.add(AGENT, _WHO.role, secrets.token_urlsafe(32))
        except ConflictError:
            logger.debug("The account %s is there already", AGENT)

    def _here(self) -> None:
        """Somebody is there in the desk's hours, and as long as a conversation is theirs."""
        if self._clock() - self._here_at < self._rules.gone_after / 4:
            return
        self._here_at = self._clock()
        open_ones = self._store.handoffs.list(HandoffState.LIVE)
        if self._rules.hours.is_open(self._clock()) or any(one.agent == AGENT for one in open_ones):
            self._desk.here(_WHO)
