"""Accounts, sessions and the log of what was done."""

from datetime import datetime, timedelta

import pytest
from sqlalchemy import Engine, select

from database.session import reading
from database.tables import staff, staff_log, staff_sessions
from sales.errors import ConflictError, InvalidError
from sales.ports import StaffMember, Store

PASSWORD = "a long enough password"


@pytest.fixture(autouse=True)
def accounts(store: Store) -> None:
    store.staff.create_first(PASSWORD)


@pytest.mark.parametrize(
    ("name", "role", "password"),
    [("", "agent", PASSWORD), ("x" * 81, "agent", PASSWORD), ("ada", "boss", PASSWORD), ("ada", "agent", "short")],
)
def test_no_account_is_made_without_a_name_a_role_and_a_password(
    store: Store, name: str, role: str, password: str
) -> None:
    with pytest.raises(InvalidError):
        store.staff.add(name, role, password)


def test_a_name_is_given_once(store: Store) -> None:
    with pytest.raises(ConflictError):
        store.staff.add("agent", "agent", PASSWORD)


def test_a_new_colleague_logs_in(store: Store, now: datetime) -> None:
    store.staff.add(" ada ", "agent", PASSWORD)
    token = store.staff.log_in("ada", PASSWORD, now)
    assert token is not None
    assert store.staff.by_token(token, now) == StaffMember("ada", "agent")


@pytest.mark.parametrize(("name", "password"), [("agent", "wrong"), ("agent", ""), ("nobody", PASSWORD), ("", "")])
def test_a_wrong_name_or_password_gives_no_session(store: Store, now: datetime, name: str, password: str) -> None:
    assert store.staff.log_in(name, password, now) is None


def test_a_made_up_token_is_nobody(store: Store, now: datetime) -> None:
    store.staff.log_in("agent", PASSWORD, now)
    assert store.staff.by_token("made-up", now) is None


def test_a_session_ends_by_itself_after_twelve_hours(store: Store, now: datetime) -> None:
    token = store.staff.log_in("agent", PASSWORD, now)
    assert token is not None
    assert store.staff.by_token(token, now + timedelta(hours=11, minutes=59)) is not None
    assert store.staff.by_token(token, now + timedelta(hours=12)) is None


def test_logging_out_ends_this_session_only(store: Store, now: datetime) -> None:
    one, two = (store.staff.log_in("agent", PASSWORD, now) for _ in range(2))
    assert one is not None and two is not None
    store.staff.log_out(one)
    assert store.staff.by_token(one, now) is None
    member = store.staff.by_token(two, now)
    assert member is not None and member.role == "agent"


def test_neither_passwords_nor_tokens_stand_in_the_database(engine: Engine, store: Store, now: datetime) -> None:
    token = store.staff.log_in("admin", PASSWORD, now)
    with reading(engine) as connection:
        kept = str(connection.execute(select(staff)).all()) + str(connection.execute(select(staff_sessions)).all())
        logged = str(connection.execute(select(staff_log)).all())
    assert PASSWORD not in kept + logged
    assert token is not None and token not in kept + logged


def test_failures_count_for_a_quarter_of_an_hour_by_name(store: Store, now: datetime) -> None:
    for _ in range(3):
        store.staff.log_in("agent", "wrong", now)
    assert store.staff.failures("agent", now + timedelta(minutes=14)) == 3
    assert store.staff.failures("agent", now + timedelta(minutes=16)) == 0
    assert store.staff.failures("admin", now) == 0


def test_accounts_are_made_once(store: Store, now: datetime) -> None:
    assert store.staff.create_first("another password") == {}
    assert store.staff.log_in("agent", "another password", now) is None
