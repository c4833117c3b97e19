"""Erasing everywhere: the shop's log, what was understood, and what the dialogue engine remembers (R72)."""

from sales.ports import Store
from sales.turns import Trackers


class Erasure:
    """Forgets conversations and people, for good."""

    def __init__(self, store: Store, trackers: Trackers) -> None:
        self._store = store
        self._trackers = trackers

    def conversation(self, conversation_id: str) -> None:
        """Erase one conversation; `NotFoundError` when there is none. A turn that still runs erases its own traces.

        Orders stay as figures, without the link.
        """
        self._store.conversations.erase(conversation_id)
        self._trackers.erase([conversation_id])

    def person(self, conversation_id: str) -> None:
        """Erase the conversation's known customer with all their conversations, or the one conversation."""
        customer_id = self._store.conversations.get(conversation_id).customer_id
        if customer_id is None:
            self.conversation(conversation_id)
            return
        self.customer(customer_id)

    def customer(self, customer_id: str) -> None:
        """Erase a person with all their conversations; `NotFoundError` when nothing is known of them."""
        ids = self._store.turns.of_customer(customer_id)
        if not ids:
            self._store.customers.get(customer_id)
        self._store.customers.erase(customer_id)
        self._trackers.erase(ids)

    def sweep(self) -> int:
        """Erase what the dialogue engine remembers of conversations that are gone; answers how many those were.

        A process that died between the two databases leaves such traces behind.
        """
        remembered = self._trackers.conversations()
        gone = remembered - self._store.turns.existing(remembered)
        self._trackers.erase(gone)
        return len(gone)
