"""Signed messages: whatever was changed, is too old or comes from somebody else is refused."""

import base64
from datetime import UTC, datetime, timedelta

import pytest

from chat.signing import ID, SIGNATURE, TIMESTAMP, SignatureError, check, sign

SECRET = "whsec_" + base64.b64encode(b"thirty-two bytes of shared words").decode()
BODY = b'{"type":"case.opened"}'


def test_a_changed_body_is_refused(now: datetime) -> None:
    with pytest.raises(SignatureError):
        check(SECRET, sign(SECRET, "m1", now, BODY), now, BODY + b" ")


@pytest.mark.parametrize("late", [timedelta(minutes=5, seconds=1), timedelta(minutes=-5, seconds=-1)])
def test_a_message_from_outside_the_window_is_refused(now: datetime, late: timedelta) -> None:
    with pytest.raises(SignatureError, match="five minutes"):
        check(SECRET, sign(SECRET, "m1", now, BODY), now + late, BODY)


@pytest.mark.parametrize(
    ("header", "value"),
    [
        (ID, "m2"),
        (ID, ""),
        (ID, "m" * 200),
        (TIMESTAMP, "1795255201"),
        (TIMESTAMP, "soon"),
        (TIMESTAMP, "9" * 30),
        (SIGNATURE, "v1,AAAA"),
        (SIGNATURE, "v1a,é"),
        (SIGNATURE, ""),
    ],
)
def test_no_header_can_be_exchanged(now: datetime, header: str, value: str) -> None:
    with pytest.raises(SignatureError):
        check(SECRET, {**sign(SECRET, "m1", now, BODY), header: value}, now, BODY)


@pytest.mark.parametrize("other", ["", "another secret", "whsec_!"])
def test_another_secret_is_refused(now: datetime, other: str) -> None:
    with pytest.raises(SignatureError):
        check(other, sign(SECRET, "m1", now, BODY), now, BODY)


def test_an_older_secrets_signature_beside_it_does_no_harm(now: datetime) -> None:
    headers = sign(SECRET, "m1", now, BODY)
    headers[SIGNATURE] = f"{sign('old', 'm1', now, BODY)[SIGNATURE]} {headers[SIGNATURE]}"
    assert check(SECRET, headers, now + timedelta(minutes=4), BODY) == "m1"


def test_the_signature_is_the_one_of_the_specification() -> None:
    # The known answer that the specification's reference libraries are tried with.
    secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"
    at = datetime.fromtimestamp(1614265330, UTC)
    signed = sign(secret, "msg_p5jXN8AQM9LWM0D4loKWxJek", at, b'{"test": 2432232314}')
    assert signed[TIMESTAMP] == "1614265330"
    assert signed[SIGNATURE] == "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="
