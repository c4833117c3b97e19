"""Imports: a shop's files, taken in whole or not at all."""

import asyncio
import shutil
import tempfile
from collections.abc import Mapping
from pathlib import Path, PurePosixPath
from typing import Any

from fastapi import APIRouter, UploadFile

import bootstrap
from sales.errors import InvalidError
from web.api.access import Admin, UsedParts

router = APIRouter(prefix="/imports", tags=["imports"])


@router.post("")
async def take_in(admin: Admin, parts: UsedParts, file: list[UploadFile]) -> Mapping[str, Any]:
    """Take in CSV files or a product feed (form field `file`, once or more); the report names each refused row."""
    with tempfile.TemporaryDirectory(prefix="goeswith-import-") as folder:
        paths = [await asyncio.to_thread(_keep, Path(folder), upload) for upload in file]
        parts.store.staff.log(admin.username, "imported", ", ".join(path.name for path in paths)[:200], parts.clock())
        return await asyncio.to_thread(bootstrap.take_in, paths, parts.clock())


def _keep(folder: Path, upload: UploadFile) -> Path:
    """The upload as a file of its own name in `folder`, whatever path its sender gave it."""
    name = PurePosixPath((upload.filename or "").replace("\\", "/")).name.replace("\0", "")
    if not name or name in (".", ".."):
        raise InvalidError("Each file needs a name.")
    target = folder / name[-150:]
    if target.exists():
        raise InvalidError(f"Two files are called {target.name}.")
    with target.open("wb") as kept:
        shutil.copyfileobj(upload.file, kept)
    return target
