"""What an agent does with a conversation: see the queue, take it, speak, give it back, end it."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from decimal import Decimal
from enum import Enum
from uuid import uuid4

from chat.briefing import Brief, Briefing
from chat.live import Live
from chat.text import clean
from sales.basket import Basket
from sales.conversation import Author, Handoff, HandoffState, Message
from sales.customer import CaseKind, Mood
from sales.errors import ConflictError, InvalidError
from sales.handoff.ports import ChangeKind, Note
from sales.handoff.quote import Draft, Quote, draft
from sales.handoff.routing import DeskRules
from sales.ports import NewMessage, StaffMember, Store
from sales.situation import Limits

_EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")
_LONGEST_DISPOSITION, _LONGEST_NOTE = 120, 500
_BAD, _GOOD = 2, 4


class CaseEnd(str, Enum):
    """What becomes of the customer's cases when a conversation is closed."""

    LEAVE = "leave"
    CLOSE = "close"
    OPEN = "open"


@dataclass(frozen=True)
class Wanted:
    """A quote as the agent wants it; `discount` is a share of the price, `days` 0 means the shop's own."""

    basket: Basket
    email: str
    name: str = ""
    discount: Decimal = Decimal(0)
    days: int = 0
    text: str = ""


class Desk:
    """The agents' side of the same conversations; every act is kept in the staff log (R73). Calls are synchronous."""

    def __init__(
        self, store: Store, live: Live, clock: Callable[[], datetime], rules: DeskRules, limits: Limits
    ) -> None:
        self._store = store
        self._rules, self._limits = rules, limits
        self._briefing = Briefing(store, rules.needs)
        self._live = live
        self._clock = clock

    def queue(self, state: HandoffState | None = None, limit: int = 100) -> Sequence[Handoff]:
        """Handoffs in that state, longest waiting first; without one live, waiting and call backs in turn."""
        return self._store.handoffs.list(state, limit)

    def more(self, state: HandoffState | None, shown: Sequence[Handoff]) -> int:
        """How many open handoffs there are beyond those shown."""
        counted = self._store.handoffs.count()
        return max(0, (sum(counted.values()) if state is None else counted.get(state, 0)) - len(shown))

    def brief(self, handoff_id: str) -> Brief:
        """What the agent has to know, as it stands now."""
        return self._briefing.of(handoff_id)

    def transcript(self, handoff: Handoff) -> Sequence[Message]:
        """The conversation's latest 500 messages, oldest first."""
        return self._store.turns.latest(handoff.conversation_id)

    def look(self, handoff_id: str, who: StaffMember) -> Brief:
        """The brief, with the look noted."""
        brief = self.brief(handoff_id)
        self._note(who, "read handoff", handoff_id)
        return brief

    def claim(self, handoff_id: str, who: StaffMember) -> Handoff:
        """Take it; `ConflictError` where somebody else has it or it needs a qualification that the agent lacks.

        The assistant says nothing from here on.
        """
        if forbidden := self._rules.forbids(who.username, self._store.handoffs.get(handoff_id)):
            raise ConflictError(forbidden)
        handoff = self._store.handoffs.claim(handoff_id, who.username, self._clock())
        self._store.turns.settle(handoff.conversation_id)
        self._note(who, "claimed handoff", handoff_id)
        return handoff

    def speak(self, handoff_id: str, who: StaffMember, text: str, client_id: str | None = None) -> Message:
        """Say something to the customer; only who has the conversation may. A `client_id` twice says it once."""
        return self.send(handoff_id, who, NewMessage(Author.AGENT, clean(text)), client_id)

    def show(self, handoff_id: str, who: StaffMember, sku: str, text: str, client_id: str | None = None) -> Message:
        """Send a product's card, with a word to it."""
        shown = self._store.catalogue.get(sku)
        return self.send(handoff_id, who, NewMessage(Author.AGENT, text.strip(), products=(shown.sku,)), client_id)

    def send(self, handoff_id: str, who: StaffMember, new: NewMessage, client_id: str | None = None) -> Message:
        """Write an agent's message; what went back to the queue while its agent was away is taken again by speaking."""
        handoff = self._store.handoffs.get(handoff_id)
        if handoff.state is HandoffState.WAITING and handoff.last_agent == who.username:
            self.claim(handoff_id, who)
        own = f"agent:{handoff_id}:{client_id}"[:100] if client_id else None
        signed = replace(new, agent=new.agent or who.username, client_id=own)
        return self._store.desk.say(handoff_id, who.username, signed, self._clock())

    def priced(self, who: StaffMember, basket: Basket, discount: Decimal) -> Draft:
        """What that would cost; `InvalidError` says what the shop or the agent's limit does not allow."""
        products = self._store.catalogue.many(sorted(basket.skus))
        book = replace(self._store.catalogue.price_book(products), floor=self._limits.margin_floor)
        return draft(basket, products, discount, most=self._rules.profile(who.username).discount, book=book)

    def quote(self, handoff_id: str, who: StaffMember, wanted: Wanted) -> Message:
        """Send a quote; the customer takes it with one tap."""
        handoff, now = self._store.handoffs.get(handoff_id), self._clock()
        made = self.priced(who, wanted.basket, wanted.discount)
        if not _EMAIL.fullmatch(wanted.email.strip()):
            raise InvalidError("A quote becomes an order with one tap; it needs the customer's e-mail address.")
        quote = Quote(
            id=str(uuid4()),
            conversation_id=handoff.conversation_id,
            agent=who.username,
            lines=made.lines,
            price_before=made.price_before,
            price=made.price,
            currency=made.currency,
            name=wanted.name.strip()[:200],
            email=wanted.email.strip(),
            made_at=now,
            valid_until=now + timedelta(days=wanted.days or self._rules.quote_days),
        )
        self._note(who, "sent quote", quote.id)
        return self._store.quotes.send(handoff_id, who.username, quote, wanted.text.strip(), now)

    def here(self, who: StaffMember) -> None:
        """A sign of life: what the agent has stays with the agent for another minute."""
        self._store.handoffs.seen(who.username, self._clock())

    def typing(self, handoff: Handoff, who: StaffMember) -> None:
        """The agent writes just now."""
        self._store.desk.typing(handoff.conversation_id, who.username, self._clock())

    def give_back(self, handoff_id: str, who: StaffMember, note: str = "") -> Handoff:
        """Return it to the assistant, which does not sell at once; whoever has the conversation next reads the note."""
        words = note.strip()[:_LONGEST_NOTE]
        handoff = self._store.handoffs.give_back(handoff_id, who.username, self._clock(), words)
        if words:
            self.note(handoff_id, who, words)
        self._note(who, "returned handoff", handoff_id)
        return handoff

    def transfer(
        self, handoff_id: str, who: StaffMember, *, topic: str | None = None, wanted: str | None = None
    ) -> Handoff:
        """Pass it on to a topic or a colleague; it waits in the queue, and the assistant stays silent."""
        if not topic and not wanted:
            raise InvalidError("A transfer needs a topic or a colleague.")
        handoff = self._store.handoffs.transfer(handoff_id, who.username, self._clock(), topic=topic, wanted=wanted)
        self._note(who, f"transferred handoff to {wanted or topic}"[:80], handoff_id)
        return handoff

    def note(self, handoff_id: str, who: StaffMember, text: str) -> Note:
        """Tell the other agents something; the customer never sees it."""
        handoff = self._store.handoffs.get(handoff_id)
        return self._store.desk.add_note(handoff.conversation_id, who.username, clean(text), self._clock())

    def close(self, handoff_id: str, who: StaffMember, disposition: str, case: CaseEnd = CaseEnd.LEAVE) -> Handoff:
        """End it and say how it ended; the customer's open cases are closed, or one is opened, where that is said."""
        words = disposition.strip()
        if not words or len(words) > _LONGEST_DISPOSITION:
            raise InvalidError(f"A disposition has 1 to {_LONGEST_DISPOSITION} characters.")
        handoff = self._store.handoffs.close(handoff_id, who.username, words, self._clock())
        self._end_cases(handoff, who, case)
        self._note(who, "closed handoff", handoff_id)
        return handoff

    def answer_quote(self, conversation_id: str, quote_id: str, answer: str, words: str) -> Quote:
        """The customer's tap on a quote's card."""
        return self._store.quotes.answer(conversation_id, quote_id, answer, words=words, now=self._clock())

    def rated(self, conversation_id: str, handoff_id: str, stars: int | None, words: str) -> None:
        """The customer's rating; it moves the mood, so that a bad experience is not followed by an offer."""
        asked, now = self._store.handoffs.to_rate(conversation_id), self._clock()
        if asked is None or asked.id != handoff_id:
            raise ConflictError("There is nothing to rate, or it was rated before.")
        self._store.handoffs.rate(handoff_id, stars, words, now)
        mood = None if stars is None else Mood.UNHAPPY if stars <= _BAD else Mood.HAPPY if stars >= _GOOD else None
        cases = self._store.cases.open_for(conversation_id)
        if mood is Mood.UNHAPPY or (mood is Mood.HAPPY and not cases):
            cause = f"rated {stars} of 5"
            self._store.conversations.record_mood(conversation_id, mood, now=now, cause=cause)

    def look_at(self, handoff_id: str, who: StaffMember, what: str) -> None:
        """Note that masked personal data was uncovered (R73)."""
        self._note(who, f"uncovered {what}"[:80], handoff_id)

    def _end_cases(self, handoff: Handoff, who: StaffMember, case: CaseEnd) -> None:
        cases, now = self._store.cases, self._clock()
        if case is CaseEnd.CLOSE:
            for one in cases.open_for(handoff.conversation_id):
                cases.close(one.id, now, who.username)
        elif case is CaseEnd.OPEN:
            cases.open(
                conversation_id=handoff.conversation_id, kind=CaseKind.COMPLAINT, now=now, summary=handoff.reason
            )

    def tell(self, handoff: Handoff, kind: ChangeKind = ChangeKind.HANDOFF) -> None:
        """Wake whoever listens to the conversation; called on the event loop after a change."""
        self._live.tell(handoff.conversation_id, kind)

    def _note(self, who: StaffMember, action: str, subject: str) -> None:
        self._store.staff.log(who.username, action, subject, self._clock())
