"""What Chatwoot's agent bot tells us: an agent spoke, or ended a conversation (docs/chatwoot.md)."""

from typing import Any

from fastapi import APIRouter, Depends, Request
from pydantic import BaseModel

from chat.chatwoot.bridge import Done, Heard
from chat.chatwoot.line import check
from web.api.access import UsedParts

router = APIRouter(prefix="/webhooks", tags=["webhooks"])
_ENDS = {"resolved": Done.RESOLVED, "pending": Done.LEFT_TO_BOT}


class Sender(BaseModel):
    """Who spoke: `user` is an agent."""

    type: str = ""
    name: str = ""


class Talk(BaseModel):
    """The conversation by its number in the account."""

    id: int


class Attachment(BaseModel):
    """A file that an agent sent."""

    data_url: str = ""


class ChatwootEvent(BaseModel):
    """An event as Chatwoot sends it; of a message, or with the conversation's own fields on top."""

    event: str
    id: int | None = None
    content: str | None = None
    message_type: str | int | None = None
    private: bool = False
    sender: Sender | None = None
    conversation: Talk | None = None
    attachments: list[Attachment] = []
    status: str | None = None

    def heard(self) -> Heard | None:
        """What an agent did, or None for all that is none of ours: the customer's and the bot's own words, notes."""
        if self.event == "message_created" and self.conversation and self.id is not None:
            spoken = self.message_type == "outgoing" and not self.private
            if not spoken or self.sender is None or self.sender.type != "user":
                return None
            text = "\n".join([self.content or "", *(one.data_url for one in self.attachments)]).strip()
            return Heard(Done.SAID, str(self.conversation.id), str(self.id), text, self.sender.name) if text else None
        ended = self.event in ("conversation_resolved", "conversation_status_changed")
        done = _ENDS.get(self.status or "")
        return Heard(done, str(self.id)) if ended and done and self.id is not None else None


async def signed(request: Request, parts: UsedParts) -> None:
    """401 for what Chatwoot has not signed just now with the bot's secret."""
    check(parts.settings.chatwoot_secret, request.headers, parts.clock(), await request.body())


@router.post("/chatwoot", dependencies=[Depends(signed)])
async def chatwoot(event: ChatwootEvent, parts: UsedParts) -> dict[str, Any]:
    """An agent's act over there; the same message again is said once."""
    heard = event.heard()
    taken = heard is not None and parts.chatwoot is not None and await parts.chatwoot.hear(heard)
    return {"taken": taken}
