"""Sends the mails that wait, again and again until the mail server has them, by one process at a time."""

import asyncio
import logging
import smtplib
import ssl
from collections.abc import Callable, Mapping
from datetime import datetime
from email.message import EmailMessage
from email.utils import make_msgid
from functools import cache
from pathlib import Path
from urllib.parse import SplitResult, unquote, urlsplit

from chat.holder import new_holder
from sales.handoff.ports import Mail
from sales.ports import Store

logger = logging.getLogger(__name__)

EVERY_SECONDS = 5.0
CALLBACK_PROMISED = "callback_promised"
_TRY_SECONDS = 15.0
# Longer than every try of a batch; what a dead sender held is free after it.
_CLAIM_SECONDS = 300.0
_TEMPLATES = Path(__file__).parent / "mails"


class Mailing:
    """One loop a process; the claim on each mail keeps two replicas from sending it twice."""

    def __init__(self, store: Store, server: str, sender: str, clock: Callable[[], datetime]) -> None:
        self._store, self._clock = store, clock
        self._server = urlsplit(server) if server else None
        self._sender = sender or "shop@localhost"

    async def run(self) -> None:
        """Send what waits until cancelled; without a server it waits on."""
        while self._server is not None:
            try:
                await asyncio.to_thread(self.once)
            except Exception:
                # The loop outlives a database that is away for a while.
                logger.exception("Sending mails failed")
            await asyncio.sleep(EVERY_SECONDS)

    def once(self) -> int:
        """Send what is due, at most ten at once; answers how many tries were made."""
        if self._server is None:
            return 0
        holder = new_holder()
        due = self._store.mails.claim(holder=holder, now=self._clock(), seconds=_CLAIM_SECONDS)
        for mail in due:
            try:
                answer = _send(self._server, written(mail, self._sender))
            except (OSError, smtplib.SMTPException) as error:
                note = f"{type(error).__name__}: {error}"
                self._store.mails.missed(mail.id, holder=holder, answer=note, now=self._clock())
            else:
                self._store.mails.sent(mail.id, holder=holder, answer=answer)
        return len(due)


def written(mail: Mail, sender: str) -> EmailMessage:
    """The mail as it goes out; its id is the message's own, so that a mail sent twice can be told."""
    subject, _, body = _template(mail.template).partition("\n\n")
    message = EmailMessage()
    message["From"], message["To"] = sender, mail.recipient
    message["Subject"] = _filled(subject.removeprefix("Subject: "), mail.facts)
    message["Message-ID"] = make_msgid(mail.id, domain=sender.rpartition("@")[2] or "localhost")
    message.set_content(_filled(body, mail.facts))
    return message


def _filled(words: str, facts: Mapping[str, str]) -> str:
    return words.format_map({name: " ".join(str(value).split()) for name, value in facts.items()})


@cache
def _template(name: str) -> str:
    return (_TEMPLATES / f"{name}.txt").read_text(encoding="utf-8")


def _send(server: SplitResult, message: EmailMessage) -> str:
    """Hand one mail to the server; encrypted and logged in where the address says so."""
    host, safe = server.hostname or "localhost", ssl.create_default_context()
    if server.scheme == "smtps":
        line: smtplib.SMTP = smtplib.SMTP_SSL(host, server.port or 465, timeout=_TRY_SECONDS, context=safe)
    else:
        line = smtplib.SMTP(host, server.port or 25, timeout=_TRY_SECONDS)
    with line:
        line.ehlo()
        if server.scheme != "smtps" and line.has_extn("starttls"):
            line.starttls(context=safe)
        if server.username:
            line.login(unquote(server.username), unquote(server.password or ""))
        line.send_message(message)
    return "taken by the mail server"
