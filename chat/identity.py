"""Who somebody is: the shop's signed word for a customer, and the token that opens one conversation."""

import base64
import hashlib
import hmac
import json
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sales.errors import GoeswithError

_LEEWAY_SECONDS = 30
_LONGEST = 4096


class IdentityError(GoeswithError):
    """The shop's signed word is missing, forged or too old."""


@dataclass(frozen=True)
class Identity:
    """A customer the shop vouches for."""

    customer_id: str
    email: str | None


def read_identity(token: str, secret: str, now: datetime) -> Identity:
    """The identity in a JWT signed with HS256 and `secret` (claims sub, exp, email), or `IdentityError`."""
    try:
        if len(token) > _LONGEST:
            raise ValueError("too long")
        head, body, signature = token.encode("ascii").split(b".")
        signed = hmac.new(secret.encode(), head + b"." + body, hashlib.sha256).digest()
        # The algorithm is ours to choose, never the token's.
        valid = secret and _json(head).get("alg") == "HS256" and hmac.compare_digest(signed, _decode(signature))
        claims = _json(body)
        subject, email = claims.get("sub"), claims.get("email")
        expires, not_before = float(claims["exp"]), float(claims.get("nbf", 0))
    except (ValueError, KeyError, TypeError) as error:
        raise IdentityError("The identity cannot be read.") from error
    if not valid or not isinstance(subject, str) or not subject:
        raise IdentityError("The identity is not signed by this shop.")
    if not not_before - _LEEWAY_SECONDS <= now.timestamp() < expires + _LEEWAY_SECONDS:
        raise IdentityError("The identity has expired.")
    return Identity(subject, email if isinstance(email, str) else None)


def sign_identity(customer_id: str, email: str | None, expires: datetime, secret: str) -> str:
    """The token that `read_identity` takes, for shops in Python, the demo shop and tests."""
    claims = {"sub": customer_id, "email": email, "exp": int(expires.timestamp())}
    head, body = (_encode(json.dumps(part).encode()) for part in ({"alg": "HS256", "typ": "JWT"}, claims))
    signature = hmac.new(secret.encode(), head + b"." + body, hashlib.sha256).digest()
    return b".".join((head, body, _encode(signature))).decode()


def new_secret() -> tuple[str, str]:
    """A new token's secret and the hash that is kept of it."""
    secret = secrets.token_urlsafe(32)
    return secret, hash_of(secret)


def hash_of(secret: str) -> str:
    """SHA-256 as hex; the secret has 256 bits of its own, so it needs no salt."""
    return hashlib.sha256(secret.encode("utf-8", "replace")).hexdigest()


def opens(secret: str, kept_hash: str) -> bool:
    """Whether the secret is the one whose hash was kept, in constant time."""
    return hmac.compare_digest(hash_of(secret), kept_hash)


def _json(part: bytes) -> Mapping[str, Any]:
    value = json.loads(_decode(part))
    if not isinstance(value, dict):
        raise ValueError("not an object")
    return value


def _decode(part: bytes) -> bytes:
    return base64.urlsafe_b64decode(part + b"=" * (-len(part) % 4))


def _encode(part: bytes) -> bytes:
    return base64.urlsafe_b64encode(part).rstrip(b"=")
