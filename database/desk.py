"""The desk's book: what is new, who has read how far, notes, and agents' words."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from sqlalchemy import Engine, and_, delete, func, insert, select, update

from database.changes import note_change
from database.conversation_rows import append_message, must_exist
from database.handoff_rows import announce_message, row_of
from database.session import reading, writing
from database.tables import changes, handoffs, messages, notes, read_marks
from sales.conversation import HandoffState, Message
from sales.errors import ConflictError
from sales.handoff.ports import Change, ChangeKind, Mark, Note, Place, Reader
from sales.ports import NewMessage

_PLACE = select(
    select(func.max(messages.c.id)).scalar_subquery().label("message"),
    select(func.max(changes.c.id)).scalar_subquery().label("change"),
)


class DeskBook:
    """The book of one database; implements `sales.handoff.ports.DeskBook`."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def place(self) -> Place:
        """Where the news stands now: two look-ups at the end of an index."""
        with reading(self._engine) as connection:
            row = connection.execute(_PLACE).one()
        return Place(row.message or 0, row.change or 0)

    def news(self, since: Place) -> tuple[Place, Sequence[Change]]:
        """What happened since that place, each kind once a conversation; nothing is read where nothing is new."""
        with reading(self._engine) as connection:
            row = connection.execute(_PLACE).one()
            # An erased conversation takes the newest rows away; the place never goes back.
            now = Place(max(row.message or 0, since.message), max(row.change or 0, since.change))
            found: dict[Change, None] = {}
            if now.message > since.message:
                spoken = select(messages.c.conversation_id).where(
                    messages.c.id > since.message, messages.c.id <= now.message
                )
                found |= {Change(one, ChangeKind.MESSAGE): None for one in connection.scalars(spoken.distinct())}
            if now.change > since.change:
                new = select(changes).where(changes.c.id > since.change, changes.c.id <= now.change)
                rows = connection.execute(new.order_by(changes.c.id))
                found |= {Change(one.conversation_id, ChangeKind(one.kind), one.who): None for one in rows}
        return now, tuple(found)

    def say(self, handoff_id: str, agent: str, new: NewMessage, now: datetime) -> Message:
        """An agent's words, written only while that agent has the conversation; else `ConflictError`."""
        with writing(self._engine) as connection:
            row = row_of(connection, handoff_id)
            if row.state != HandoffState.LIVE.value or row.agent != agent:
                raise ConflictError("Claim this conversation first; only who has it can speak in it.")
            said = append_message(connection, row.conversation_id, new, now)
            if row.first_word_at is None:
                first = update(handoffs).where(handoffs.c.id == handoff_id)
                connection.execute(first.values(first_word_at=now))
            announce_message(connection, row, said, now)
            return said

    def typing(self, conversation_id: str, who: str, now: datetime) -> None:
        """Somebody writes just now."""
        with writing(self._engine) as connection:
            must_exist(connection, conversation_id)
            note_change(connection, conversation_id, ChangeKind.TYPING, now, who)

    def mark(self, conversation_id: str, reader: Reader, *, got: int = 0, seen: int = 0, now: datetime) -> bool:
        """Move a mark forward, never beyond the log's end; False where it was that far already."""
        mine = and_(read_marks.c.conversation_id == conversation_id, read_marks.c.reader == reader.value)
        with writing(self._engine) as connection:
            must_exist(connection, conversation_id)
            newest = select(func.max(messages.c.id)).where(messages.c.conversation_id == conversation_id)
            end = connection.scalar(newest) or 0
            got, seen = min(max(got, seen), end), min(seen, end)
            known = connection.execute(select(read_marks).where(mine)).first()
            if known is None:
                if not got:
                    return False
                values = {"conversation_id": conversation_id, "reader": reader.value, "got": got, "seen": seen}
                connection.execute(insert(read_marks).values(**values))
            elif got > known.got or seen > known.seen:
                connection.execute(
                    update(read_marks).where(mine).values(got=max(got, known.got), seen=max(seen, known.seen))
                )
            else:
                return False
            note_change(connection, conversation_id, ChangeKind.READ, now, reader.value)
            return True

    def marks(self, conversation_id: str) -> Mapping[Reader, Mark]:
        """Both sides' marks."""
        chosen = select(read_marks).where(read_marks.c.conversation_id == conversation_id)
        with reading(self._engine) as connection:
            known = {Reader(row.reader): Mark(row.got, row.seen) for row in connection.execute(chosen)}
        return {reader: known.get(reader, Mark()) for reader in Reader}

    def add_note(self, conversation_id: str, author: str, text: str, now: datetime) -> Note:
        """Keep what an agent tells the others."""
        with writing(self._engine) as connection:
            must_exist(connection, conversation_id)
            values = {"conversation_id": conversation_id, "author": author, "text": text, "at": now}
            key = connection.execute(insert(notes).values(**values)).inserted_primary_key
            assert key is not None
            note_change(connection, conversation_id, ChangeKind.NOTE, now, author)
            return Note(key[0], author, text, now)

    def notes(self, conversation_id: str) -> Sequence[Note]:
        """A conversation's notes, oldest first."""
        chosen = select(notes).where(notes.c.conversation_id == conversation_id).order_by(notes.c.id)
        with reading(self._engine) as connection:
            return [Note(row.id, row.author, row.text, row.at) for row in connection.execute(chosen)]

    def forget(self, before: datetime) -> int:
        """Remove changes from before that moment; answers how many there were."""
        with writing(self._engine) as connection:
            return connection.execute(delete(changes).where(changes.c.at < before)).rowcount
