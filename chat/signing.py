"""Signatures on messages between systems, as the open specification "Standard Webhooks" has them (HMAC-SHA256).

Three headers: `webhook-id`, `webhook-timestamp` (seconds since 1970) and `webhook-signature`, which is `v1,` and the
base64 of the HMAC over `id.timestamp.body`; several signatures may stand there with spaces between, while a secret is
being changed.
"""

import base64
import binascii
import hashlib
import hmac
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta

from sales.errors import GoeswithError

WINDOW = timedelta(minutes=5)
"""How far a message's time may be from ours, either way; older ones may be somebody's replay."""

ID, TIMESTAMP, SIGNATURE = "webhook-id", "webhook-timestamp", "webhook-signature"
_VERSION, _PREFIX = "v1", "whsec_"
_LONGEST_ID = 120


class SignatureError(GoeswithError):
    """The message is not signed by who shares the secret, or not now."""


def sign(secret: str, message_id: str, now: datetime, body: bytes) -> dict[str, str]:
    """The three headers of a message."""
    seconds = str(int(now.timestamp()))
    return {ID: message_id, TIMESTAMP: seconds, SIGNATURE: f"{_VERSION},{_mac(secret, message_id, seconds, body)}"}


def check(secret: str, headers: Mapping[str, str], now: datetime, body: bytes) -> str:
    """The message's id, once signature and time hold; else `SignatureError`."""
    message_id, seconds, signatures = (headers.get(name, "") for name in (ID, TIMESTAMP, SIGNATURE))
    if not secret or not message_id or len(message_id) > _LONGEST_ID or not signatures:
        raise SignatureError(f"A signed message has the headers {ID}, {TIMESTAMP} and {SIGNATURE}.")
    if not seconds.isdecimal() or abs(now - _moment(seconds)) > WINDOW:
        raise SignatureError("The message's time is not within five minutes of ours.")
    wanted = _mac(secret, message_id, seconds, body).encode()
    given = [one.partition(",") for one in signatures.split(" ")]
    if not any(version == _VERSION and hmac.compare_digest(mac.encode(), wanted) for version, _, mac in given):
        raise SignatureError("The signature does not belong to this message and secret.")
    return message_id


def _moment(seconds: str) -> datetime:
    try:
        return datetime.fromtimestamp(int(seconds), UTC)
    except (OverflowError, OSError, ValueError):
        return datetime.fromtimestamp(0, UTC)


def _mac(secret: str, message_id: str, seconds: str, body: bytes) -> str:
    signed = b".".join((message_id.encode(), seconds.encode(), body))
    return base64.b64encode(hmac.digest(_key(secret), signed, hashlib.sha256)).decode()


def _key(secret: str) -> bytes:
    """A secret that begins with `whsec_` is the base64 of its bytes; any other is taken as it is written."""
    if secret.startswith(_PREFIX):
        try:
            return base64.b64decode(secret.removeprefix(_PREFIX), validate=True)
        except binascii.Error as error:
            raise SignatureError("The secret after whsec_ is not base64.") from error
    return secret.encode()
