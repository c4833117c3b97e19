"""Who somebody is: the shop's signed word for a customer, and the token that opens one conversation."""

import hashlib
import hmac
import secrets
from dataclasses import dataclass
from datetime import datetime

import jwt
from jwt.types import Options

from sales.errors import GoeswithError

_LEEWAY_SECONDS = 30
_LONGEST = 4096
_ALGORITHM = "HS256"
# PyJWT looks at the machine's clock by itself; ours is an argument.
_BY_OUR_CLOCK = Options(require=["sub", "exp"], verify_exp=False, verify_iat=False, verify_aud=False)


class IdentityError(GoeswithError):
    """The shop's signed word is missing, forged or too old."""


@dataclass(frozen=True)
class Identity:
    """A customer the shop vouches for."""

    customer_id: str
    email: str | None


def read_identity(token: str, secret: str, now: datetime) -> Identity:
    """The identity in a JWT signed with HS256 and `secret` (claims sub, exp, email), or `IdentityError`."""
    if not secret or len(token) > _LONGEST:
        raise IdentityError("The identity cannot be checked.")
    try:
        claims = jwt.decode(token, secret, algorithms=[_ALGORITHM], options=_BY_OUR_CLOCK)
        expires = float(claims["exp"])
    except (jwt.PyJWTError, ValueError, TypeError) as error:
        raise IdentityError("The identity is not signed by this shop.") from error
    if now.timestamp() >= expires + _LEEWAY_SECONDS:
        raise IdentityError("The identity has expired.")
    email = claims.get("email")
    return Identity(claims["sub"], email if isinstance(email, str) else None)


def sign_identity(customer_id: str, email: str | None, expires: datetime, secret: str) -> str:
    """The token that `read_identity` takes, for shops in Python and for tests."""
    claims = {"sub": customer_id, "email": email, "exp": int(expires.timestamp())}
    return jwt.encode(claims, secret, algorithm=_ALGORITHM)


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
