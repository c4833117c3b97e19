"""Staff: new accounts, log in, log out, who am I."""

import asyncio

from fastapi import APIRouter, Response
from pydantic import BaseModel, Field

from web.api.access import Admin, Anybody, Bearer, UsedParts, unauthorized
from web.desk_login import log_in

router = APIRouter(prefix="/staff", tags=["staff"])


class Login(BaseModel):
    """Name and password."""

    username: str = Field(min_length=1, max_length=80)
    password: str = Field(min_length=1, max_length=500)


class NewAccount(Login):
    """A colleague's name, role and first password."""

    role: str = Field(max_length=20)


@router.post("", status_code=201)
async def add(given: NewAccount, admin: Admin, parts: UsedParts) -> dict[str, str]:
    """One more account, kept in the staff log; 409 where the name is taken, 422 for an unknown role."""

    def added() -> dict[str, str]:
        member = parts.store.staff.add(given.username, given.role, given.password)
        parts.store.staff.log(admin.username, f"added {member.role}", member.username, parts.clock())
        return {"username": member.username, "role": member.role}

    return await asyncio.to_thread(added)


@router.post("/login")
async def login(given: Login, parts: UsedParts) -> dict[str, str]:
    """A session's token, valid for 12 hours; a wrong name or password is answered slower with each repeat."""
    token = await log_in(parts, given.username, given.password)
    if token is None:
        raise unauthorized("Name or password is wrong.")
    return {"token": token}


@router.post("/logout", status_code=204)
async def logout(member: Anybody, bearer: Bearer, parts: UsedParts) -> Response:
    """End this session."""
    if bearer is not None:
        await asyncio.to_thread(parts.store.staff.log_out, bearer.credentials)
    return Response(status_code=204)


@router.get("/me")
async def me(member: Anybody) -> dict[str, str]:
    """Whose session this is."""
    return {"username": member.username, "role": member.role}
