"""Accounts of people who work here, their sessions, and what was done with them."""

import hashlib
import secrets
from collections.abc import Mapping
from datetime import datetime, timedelta
from functools import cached_property

from argon2 import PasswordHasher
from argon2.exceptions import VerifyMismatchError
from sqlalchemy import Engine, delete, func, insert, select
from sqlalchemy.exc import IntegrityError

from database.session import reading, writing
from database.tables import staff, staff_log, staff_sessions
from sales.errors import ConflictError, InvalidError
from sales.ports import StaffMember

ROLES = ("admin", "agent", "trainer", "analyst")
_SESSION = timedelta(hours=12)
_FAILURES_WITHIN = timedelta(minutes=15)
_FAILED = "log in failed"
_LONGEST_NAME, _SHORTEST_PASSWORD = 80, 8


class Staff:
    """The staff of one database; implements `sales.ports.Staff`. Passwords are kept as Argon2id."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._hasher = PasswordHasher()

    @cached_property
    def _nobody(self) -> str:
        """Compared where there is no such user, so that the time taken does not tell who exists."""
        return self._hasher.hash(secrets.token_hex(16))

    def create_first(self, password: str | None) -> Mapping[str, str]:
        """One account per role where there is none yet; answers the passwords, which are shown once."""
        with writing(self._engine) as connection:
            if connection.scalar(select(func.count()).select_from(staff)):
                return {}
            chosen = {role: password or secrets.token_urlsafe(12) for role in ROLES}
            rows = [
                {"username": role, "role": role, "password_hash": self._hasher.hash(chosen[role])} for role in ROLES
            ]
            connection.execute(insert(staff), rows)
            return chosen

    def add(self, username: str, role: str, password: str) -> StaffMember:
        """One more account; `InvalidError` for no name, an unknown role or a short password, `ConflictError` twice."""
        name = username.strip()
        if not name or len(name) > _LONGEST_NAME or role not in ROLES or len(password) < _SHORTEST_PASSWORD:
            raise InvalidError(
                f"An account has a name of 1 to {_LONGEST_NAME} characters, one of the roles {', '.join(ROLES)}, "
                f"and a password of at least {_SHORTEST_PASSWORD} characters."
            )
        row = {"username": name, "role": role, "password_hash": self._hasher.hash(password)}
        try:
            with writing(self._engine) as connection:
                connection.execute(insert(staff), row)
        except IntegrityError as error:
            raise ConflictError("Somebody here has that name already.") from error
        return StaffMember(name, role)

    def log_in(self, username: str, password: str, now: datetime) -> str | None:
        """A new session's token, valid for 12 hours, or None for a wrong name or password."""
        with reading(self._engine) as connection:
            known = connection.scalar(select(staff.c.password_hash).where(staff.c.username == username))
        if not self._matches(known or self._nobody, password) or known is None:
            self.log(username[:80], _FAILED, "", now)
            return None
        token = secrets.token_urlsafe(32)
        with writing(self._engine) as connection:
            connection.execute(delete(staff_sessions).where(staff_sessions.c.expires_at < now))
            connection.execute(
                insert(staff_sessions).values(
                    token_hash=session_of(token), username=username, expires_at=now + _SESSION
                )
            )
        self.log(username, "logged in", "", now)
        return token

    def failures(self, username: str, now: datetime) -> int:
        """How often logging in failed for that name in the last 15 minutes."""
        counted = select(func.count()).where(
            staff_log.c.username == username[:80],
            staff_log.c.action == _FAILED,
            staff_log.c.at > now - _FAILURES_WITHIN,
        )
        with reading(self._engine) as connection:
            return int(connection.scalar(counted) or 0)

    def by_token(self, token: str, now: datetime) -> StaffMember | None:
        """Who holds this token, or None."""
        return self.by_session(session_of(token), now)

    def by_session(self, session: str, now: datetime) -> StaffMember | None:
        """Whose session this is (a token's digest), or None; the digest opens nothing at the API."""
        chosen = (
            select(staff.c.username, staff.c.role)
            .join(staff_sessions, staff_sessions.c.username == staff.c.username)
            .where(staff_sessions.c.token_hash == session, staff_sessions.c.expires_at > now)
        )
        with reading(self._engine) as connection:
            row = connection.execute(chosen).first()
        return None if row is None else StaffMember(row.username, row.role)

    def log_out(self, token: str) -> None:
        """End the session of that token."""
        self.end_session(session_of(token))

    def end_session(self, session: str) -> None:
        """End that session, named by its token's digest."""
        with writing(self._engine) as connection:
            connection.execute(delete(staff_sessions).where(staff_sessions.c.token_hash == session))

    def log(self, username: str, action: str, subject: str, now: datetime) -> None:
        """Keep what a person did to what."""
        with writing(self._engine) as connection:
            connection.execute(insert(staff_log).values(username=username, action=action, subject=subject, at=now))

    def _matches(self, password_hash: str, password: str) -> bool:
        try:
            return self._hasher.verify(password_hash, password)
        except VerifyMismatchError:
            return False


def session_of(token: str) -> str:
    """The name of a token's session: its SHA-256 as hex, all that is ever kept of it."""
    return hashlib.sha256(token.encode()).hexdigest()
