"""The desk's book: what is new, who has read how far, notes, and agents' words."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Engine, Row, and_, delete, func, insert, or_, select, update

from database.changes import note_change
from database.conversation_rows import append_message, must_exist
from database.handoff_rows import announce_message, held_row
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


_MESSAGES, _CHANGES = "messages", "changes"
_TABLES = {_MESSAGES: messages, _CHANGES: changes}
# A transaction that took an id is waited for so many looks (half a minute); one rolled back never shows its id.
_LOOKS = 400
_BEFORE, _MOST_DUE = 20, 200


class DeskBook:
    """The book of one database; implements `sales.handoff.ports.DeskBook`."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def place(self) -> Place:
        """Where the news stands now; what other transactions have begun to write just before is still due."""
        with reading(self._engine) as connection:
            row = connection.execute(_PLACE).one()
            newest = {_MESSAGES: row.message or 0, _CHANGES: row.change or 0}
            _, due = _read(connection, {name: max(0, last - _BEFORE) for name, last in newest.items()}, newest, {})
        return Place(newest[_MESSAGES], newest[_CHANGES], due)

    def news(self, since: Place) -> tuple[Place, Sequence[Change]]:
        """What happened since that place, each kind once a conversation; nothing is read where nothing is new."""
        with reading(self._engine) as connection:
            row = connection.execute(_PLACE).one()
            # An erased conversation takes the newest rows away; the place never goes back.
            before = {_MESSAGES: since.message, _CHANGES: since.change}
            newest = {
                _MESSAGES: max(row.message or 0, since.message),
                _CHANGES: max(row.change or 0, since.change),
            }
            if newest == before and not since.due:
                return since, ()
            found, due = _read(connection, before, newest, since.due)
        return Place(newest[_MESSAGES], newest[_CHANGES], due), found

    def say(self, handoff_id: str, agent: str, new: NewMessage, now: datetime) -> Message:
        """An agent's words, written only while that agent has the conversation; else `ConflictError`."""
        with writing(self._engine) as connection:
            row = held_row(connection, handoff_id)
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


def _read(
    connection: Connection, before: Mapping[str, int], newest: Mapping[str, int], due: Mapping[tuple[str, int], int]
) -> tuple[Sequence[Change], Mapping[tuple[str, int], int]]:
    """The rows above `before` and those that were due, as changes; and what is due from now on."""
    found: dict[Change, None] = {}
    left: dict[tuple[str, int], int] = {}
    for name, table in _TABLES.items():
        waited = {number: looks for (of, number), looks in due.items() if of == name}
        if newest[name] == before[name] and not waited:
            continue
        fresh = and_(table.c.id > before[name], table.c.id <= newest[name])
        rows = connection.execute(select(table).where(or_(fresh, table.c.id.in_(waited))).order_by(table.c.id)).all()
        found |= {_change_from(row, name): None for row in rows}
        there = {row.id for row in rows}
        gaps = range(max(before[name] + 1, newest[name] - _MOST_DUE), newest[name])
        expected = {**dict.fromkeys(gaps, _LOOKS), **{number: looks - 1 for number, looks in waited.items()}}
        left |= {(name, number): looks for number, looks in expected.items() if number not in there and looks > 0}
    return tuple(found), left


def _change_from(row: Row[Any], name: str) -> Change:
    if name == _MESSAGES:
        return Change(row.conversation_id, ChangeKind.MESSAGE)
    return Change(row.conversation_id, ChangeKind(row.kind), row.who)
