"""What an agent does with a conversation: see the queue, take it, speak, give it back, end it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from chat.live import Live
from chat.text import clean
from sales.conversation import Author, Handoff, HandoffState, Message, Standing
from sales.customer import Customer
from sales.errors import InvalidError, NotFoundError
from sales.handoff.ports import ChangeKind, Note
from sales.ports import NewMessage, StaffMember, Store

_LONGEST_DISPOSITION, _LONGEST_NOTE = 120, 500


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
        signed = replace(new, agent=who.username, client_id=own)
        return self._store.desk.say(handoff_id, who.username, signed, self._clock())

    def here(self, who: StaffMember) -> None:
        """A sign of life: what the agent has stays with the agent for another minute."""
        self._store.handoffs.seen(who.username, self._clock())

    def typing(self, handoff: Handoff, who: StaffMember) -> None:
        """The agent writes just now."""
        self._store.desk.typing(handoff.conversation_id, who.username, self._clock())

    def give_back(self, handoff_id: str, who: StaffMember, note: str = "") -> Handoff:
        """Return the conversation to the assistant, with a note that agents read later; it does not sell at once."""
        handoff = self._store.handoffs.give_back(handoff_id, who.username, self._clock(), note.strip()[:_LONGEST_NOTE])
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

    def close(self, handoff_id: str, who: StaffMember, disposition: str) -> Handoff:
        """End it and say how it ended."""
        words = disposition.strip()
        if not words or len(words) > _LONGEST_DISPOSITION:
            raise InvalidError(f"A disposition has 1 to {_LONGEST_DISPOSITION} characters.")
        handoff = self._store.handoffs.close(handoff_id, who.username, words, self._clock())
        self._note(who, "closed handoff", handoff_id)
        return handoff

    def tell(self, handoff: Handoff, kind: ChangeKind = ChangeKind.HANDOFF) -> None:
        """Wake whoever listens to the conversation; called on the event loop after a change."""
        self._live.tell(handoff.conversation_id, kind)

    def _customer(self, customer_id: str | None) -> Customer | None:
        if customer_id is None:
            return None
        try:
            return self._store.customers.get(customer_id)
        except NotFoundError:
            return None

    def _note(self, who: StaffMember, action: str, subject: str) -> None:
        self._store.staff.log(who.username, action, subject, self._clock())
