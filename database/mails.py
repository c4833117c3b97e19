"""The outbox of mails: written where the promise is made, sent by whoever claims them."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, Engine, and_, insert, or_, select, update

from database.handoff_rows import row_of
from database.session import reading, writing
from database.tables import handoffs, mails
from sales.handoff.ports import Mail
from sales.webhooks import due_again

WAITING, SENT, FAILED = "waiting", "sent", "failed"


class Mails:
    """The mails of one database; implements `sales.handoff.ports.Mails`."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def promise(self, handoff_id: str, promised_at: datetime, mail: Mail | None, now: datetime) -> bool:
        """Keep by when somebody calls back, where open, and the mail that says so; False where nothing is new."""
        unsaid = select(handoffs.c.id).where(handoffs.c.id == handoff_id, handoffs.c.promised_at.is_(None))
        with reading(self._engine) as connection:
            if not _is_new(connection, mail) and connection.scalar(unsaid) is None:
                return False
        with writing(self._engine) as connection:
            free = update(handoffs).where(handoffs.c.id == handoff_id, handoffs.c.promised_at.is_(None))
            connection.execute(free.values(promised_at=promised_at))
            if mail is not None and _is_new(connection, mail):
                row = {
                    "id": mail.id,
                    "conversation_id": row_of(connection, handoff_id).conversation_id,
                    "recipient": mail.recipient,
                    "template": mail.template,
                    "facts": dict(mail.facts),
                    "state": WAITING,
                    "due_at": now,
                    "made_at": now,
                }
                connection.execute(insert(mails).values(**row))
            return True

    def claim(self, *, holder: str, now: datetime, seconds: float, limit: int = 10) -> Sequence[Mail]:
        """Take due mails for so many seconds; what another holder has taken is not among them."""
        free = and_(
            mails.c.state == WAITING, mails.c.due_at <= now, or_(mails.c.holder.is_(None), mails.c.held_until < now)
        )
        held = {"holder": holder, "held_until": now + timedelta(seconds=seconds)}
        with reading(self._engine) as connection:
            if connection.execute(select(mails.c.id).where(free).limit(1)).first() is None:
                return []
        with writing(self._engine) as connection:
            return [
                Mail(row.id, row.recipient, row.template, row.facts, row.attempts)
                for row in connection.execute(select(mails).where(free).order_by(mails.c.due_at).limit(limit)).all()
                if connection.execute(update(mails).where(mails.c.id == row.id, free).values(held)).rowcount
            ]

    def sent(self, mail_id: str, *, holder: str, answer: str) -> None:
        """Note that the mail server took it; a holder that lost the mail changes nothing."""
        self._settle(mail_id, holder, state=SENT, answer=answer[:200])

    def missed(self, mail_id: str, *, holder: str, answer: str, now: datetime) -> None:
        """Note a failed try; it is due again after `RETRY_AFTER`, or failed for good."""
        with reading(self._engine) as connection:
            attempts = 1 + (connection.scalar(select(mails.c.attempts).where(mails.c.id == mail_id)) or 0)
        again = due_again(attempts, now)
        later: dict[str, Any] = {"state": FAILED} if again is None else {"due_at": again}
        self._settle(mail_id, holder, answer=answer[:200], **later)

    def listed(self, conversation_id: str) -> Sequence[tuple[Mail, str]]:
        """The conversation's mails with their states: waiting, sent or failed."""
        chosen = select(mails).where(mails.c.conversation_id == conversation_id).order_by(mails.c.made_at)
        with reading(self._engine) as connection:
            rows = connection.execute(chosen)
            return [(Mail(row.id, row.recipient, row.template, row.facts, row.attempts), row.state) for row in rows]

    def _settle(self, mail_id: str, holder: str, **values: Any) -> None:
        mine = update(mails).where(mails.c.id == mail_id, mails.c.holder == holder)
        with writing(self._engine) as connection:
            connection.execute(mine.values(attempts=mails.c.attempts + 1, holder=None, held_until=None, **values))


def _is_new(connection: Connection, mail: Mail | None) -> bool:
    return mail is not None and connection.scalar(select(mails.c.id).where(mails.c.id == mail.id)) is None
