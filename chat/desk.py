"""What an agent does with a conversation: see the queue, take it, speak, give it back, end it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from chat.live import Live
from chat.text import clean
from sales.conversation import Author, Handoff, HandoffState, Message, Standing
from sales.customer import Customer
from sales.errors import ConflictError, InvalidError, NotFoundError
from sales.ports import NewMessage, StaffMember, Store

_LONGEST_DISPOSITION = 120


@dataclass(frozen=True)
class Brief:
    """What the agent has to know before the first word; `customer` is None where nobody is known."""

    handoff: Handoff
    standing: Standing
    customer: Customer | None


class Desk:
    """The agents' side of the same conversations; every act is kept in the staff log (R73). Calls are synchronous."""

    def __init__(self, store: Store, live: Live, clock: Callable[[], datetime]) -> None:
        self._store = store
        self._live = live
        self._clock = clock

    def queue(self, state: HandoffState | None = None) -> Sequence[Handoff]:
        """Handoffs in that state, all open ones without, longest waiting first."""
        return self._store.handoffs.list(state)

    def brief(self, handoff_id: str) -> Brief:
        """The handoff with how its conversation and its customer stand."""
        handoff = self._store.handoffs.get(handoff_id)
        standing = self._store.turns.standing(handoff.conversation_id)
        return Brief(handoff, standing, self._customer(standing.conversation.customer_id))

    def transcript(self, handoff: Handoff) -> Sequence[Message]:
        """The conversation's latest 500 messages, oldest first."""
        return self._store.turns.latest(handoff.conversation_id)

    def look(self, handoff_id: str, who: StaffMember) -> Brief:
        """The brief, with the look noted."""
        brief = self.brief(handoff_id)
        self._note(who, "read handoff", handoff_id)
        return brief

    def claim(self, handoff_id: str, who: StaffMember) -> Handoff:
        """Take it; `ConflictError` where somebody else has it. The assistant says nothing from here on."""
        handoff = self._store.handoffs.claim(handoff_id, who.username, self._clock())
        self._store.turns.settle(handoff.conversation_id)
        self._note(who, "claimed handoff", handoff_id)
        return handoff

    def speak(self, handoff_id: str, who: StaffMember, text: str, client_id: str | None = None) -> Message:
        """Say something to the customer; only who has the conversation may. A `client_id` twice says it once."""
        handoff = self._store.handoffs.get(handoff_id)
        if handoff.state is not HandoffState.LIVE or handoff.agent != who.username:
            raise ConflictError("Claim this conversation first; only who has it can speak in it.")
        own = f"agent:{handoff_id}:{client_id}"[:100] if client_id else None
        new = NewMessage(Author.AGENT, clean(text), agent=who.username, client_id=own)
        return self._store.conversations.append(handoff.conversation_id, [new], self._clock())[0]

    def give_back(self, handoff_id: str, who: StaffMember) -> Handoff:
        """Return the conversation to the assistant."""
        handoff = self._store.handoffs.give_back(handoff_id, who.username, self._clock())
        self._note(who, "returned handoff", handoff_id)
        return handoff

    def close(self, handoff_id: str, who: StaffMember, disposition: str) -> Handoff:
        """End it and say how it ended."""
        words = disposition.strip()
        if not words or len(words) > _LONGEST_DISPOSITION:
            raise InvalidError(f"A disposition has 1 to {_LONGEST_DISPOSITION} characters.")
        handoff = self._store.handoffs.close(handoff_id, who.username, words, self._clock())
        self._note(who, "closed handoff", handoff_id)
        return handoff

    def tell(self, handoff: Handoff) -> None:
        """Wake whoever listens to the conversation; called on the event loop after a change."""
        self._live.tell(handoff.conversation_id)

    def _customer(self, customer_id: str | None) -> Customer | None:
        if customer_id is None:
            return None
        try:
            return self._store.customers.get(customer_id)
        except NotFoundError:
            return None

    def _note(self, who: StaffMember, action: str, subject: str) -> None:
        self._store.staff.log(who.username, action, subject, self._clock())
