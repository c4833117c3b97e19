"""The trainers' work over HTTP: what was misunderstood, corrections, trainings, comparisons, promotions (R60-R63)."""

import asyncio
from dataclasses import asdict
from typing import Annotated, Any

from fastapi import APIRouter, Path, Query
from pydantic import BaseModel, Field

from chat.views import time_view
from sales.errors import InvalidError, NotProvenError
from sales.ports import StaffMember
from sales.teaching import Correction
from training.corrections import Lesson
from training.inbox import Group, find_group
from training.models import current_model, find_model, kept_models, served_history
from training.new_intent import NewIntent
from training.office import Office
from training.synonyms import Synonym
from web.api.access import Trainer, UsedParts

router = APIRouter(prefix="/training", tags=["training"])
ModelName = Annotated[str, Path(max_length=80, pattern=r"^[\w.-]+$")]


class Entity(BaseModel):
    """A marked piece of the sentence: characters `start` to `end`."""

    entity: str = Field(pattern="^[a-z_]+$", max_length=40)
    start: int = Field(ge=0)
    end: int = Field(ge=1)


class Meaning(BaseModel):
    """A meaning that is new to the assistant, with at least three wordings of its answer."""

    name: str = Field(max_length=60)
    skill: str = Field(max_length=40)
    answers: list[str] = Field(max_length=12)


class Correct(BaseModel):
    """What a sentence should have meant, or how it sounds.

    `also` are look-alikes that are taught with it, unmarked; `settles` those that need no look any more.
    """

    text: str = Field(max_length=4000)
    intent: str = Field("", max_length=60)
    entities: list[Entity] = Field(default=[], max_length=40)
    mood: str = Field("", max_length=20)
    new: Meaning | None = None
    also: list[str] = Field(default=[], max_length=20)
    settles: list[str] = Field(default=[], max_length=500)

    def lesson(self) -> Lesson:
        """The same as the value that the files are changed by."""
        new = NewIntent(self.new.name, self.new.skill, tuple(self.new.answers)) if self.new else None
        marks = tuple(one.model_dump() for one in self.entities)
        return Lesson(self.text, self.intent, marks, self.mood, new, tuple(self.also), tuple(self.settles))


class SameThing(BaseModel):
    """What customers say, and what the catalogue calls it."""

    word: str = Field(max_length=60)
    means: str = Field(max_length=60)


class Skip(BaseModel):
    """Sentences that teach nothing."""

    texts: list[str] = Field(min_length=1, max_length=500)


class Wordings(BaseModel):
    """All wordings of one answer."""

    wordings: list[str] = Field(max_length=12)


class Promotion(BaseModel):
    """`override` is an admin's reason to promote against a guard."""

    override: str = Field("", max_length=500)


class Asked(BaseModel):
    """Which part of the inbox is wanted."""

    days: int = Field(30, ge=1, le=365)
    trouble: str = Field("", max_length=30)
    search: str = Field("", max_length=200)
    limit: int = Field(100, ge=1, le=500)


@router.get("/inbox")
async def inbox(trainer: Trainer, parts: UsedParts, asked: Annotated[Asked, Query()]) -> dict[str, Any]:
    """What was misunderstood, in groups of look-alikes, most telling first; personal data is masked."""
    groups = await Office(parts).groups(days=asked.days, trouble=asked.trouble, search=asked.search)
    return {"count": len(groups), "groups": [_group_view(group) for group in groups[: asked.limit]]}


@router.get("/inbox/{group_id}")
async def one_group(
    group_id: Annotated[str, Path(max_length=20)], trainer: Trainer, parts: UsedParts
) -> dict[str, Any]:
    """One group with the conversation around its message."""
    office = Office(parts)
    group = find_group(await office.groups(days=365), group_id)
    around = await asyncio.to_thread(office.inbox.around, group.message_id)
    said = [{"id": one.id, "author": one.author.value, "text": one.text} for one in around]
    return {**_group_view(group), "conversation": said}


@router.post("/corrections/preview")
async def preview(correct: Correct, trainer: Trainer, parts: UsedParts) -> dict[str, str]:
    """The change of the files that a correction would make."""
    return {"diff": await asyncio.to_thread(Office(parts).corrections.preview, correct.lesson())}


@router.post("/corrections", status_code=201)
async def teach(correct: Correct, trainer: Trainer, parts: UsedParts) -> dict[str, Any]:
    """Write a correction into the files; answers the diff and, in a repository, the commit."""
    corrections = Office(parts).corrections
    made, landed = await asyncio.to_thread(corrections.teach, correct.lesson(), trainer.username, parts.clock())
    return {**_correction_view(made), "told": landed.told}


@router.get("/corrections")
async def corrections(trainer: Trainer, parts: UsedParts) -> dict[str, Any]:
    """The latest corrections, newest first."""
    found = await asyncio.to_thread(parts.store.review.corrections)
    return {"corrections": [_correction_view(one) for one in found]}


@router.post("/corrections/{correction_id}/undo")
async def undo(correction_id: int, trainer: Trainer, parts: UsedParts) -> dict[str, Any]:
    """Take a correction back, in the files too; 409 where the place was changed since."""
    office = Office(parts)
    landed = await asyncio.to_thread(office.corrections.undo, correction_id, trainer.username, parts.clock())
    return {"diff": landed.diff if landed else ""}


@router.post("/synonyms", status_code=201)
async def teach_synonym(asked: SameThing, trainer: Trainer, parts: UsedParts) -> dict[str, Any]:
    """Let the search know another word for what the shop sells, at once; 422 where it sells no such thing."""
    teach, pair = Office(parts).synonyms.teach, Synonym(asked.word, asked.means)
    made, landed = await asyncio.to_thread(teach, pair, trainer.username, parts.clock())
    return {**_correction_view(made), "told": landed.told}


@router.post("/skips", status_code=201)
async def skip(asked: Skip, trainer: Trainer, parts: UsedParts) -> dict[str, Any]:
    """Put messages away that teach nothing."""
    made = await asyncio.to_thread(Office(parts).corrections.skip, asked.texts, trainer.username, parts.clock())
    return _correction_view(made)


@router.get("/health")
async def data_health(trainer: Trainer, parts: UsedParts) -> dict[str, Any]:
    """What is doubtful in the training data: problems, twins across meanings, thin meanings, unused answers."""
    return asdict(await Office(parts).health())


@router.get("/responses")
async def responses(trainer: Trainer, parts: UsedParts) -> dict[str, Any]:
    """Every answer with its wordings and variables."""
    return {"responses": [asdict(one) for one in await asyncio.to_thread(Office(parts).read_responses)]}


@router.put("/responses/{name}")
async def reword(
    name: Annotated[str, Path(max_length=80)], words: Wordings, trainer: Trainer, parts: UsedParts
) -> dict[str, Any]:
    """Change the wordings of one answer; spoken from the next promoted model on."""
    save = Office(parts).responses.save
    made, landed = await asyncio.to_thread(save, name, words.wordings, trainer.username, parts.clock())
    return {**_correction_view(made), "told": landed.told}


@router.get("/runs")
async def runs(trainer: Trainer, parts: UsedParts) -> dict[str, Any]:
    """The asked-for trainings and comparisons, newest first, with their progress."""
    found = await asyncio.to_thread(Office(parts).runs.all)
    return {"runs": [{**asdict(run), "share": run.share} for run in found]}


@router.post("/runs", status_code=202)
async def ask_training(trainer: Trainer, parts: UsedParts) -> dict[str, Any]:
    """Queue a training; a waiting one is answered as it is."""
    return asdict(await asyncio.to_thread(Office(parts).ask_training, trainer.username))


@router.post("/runs/{run_id}/cancel")
async def cancel(run_id: Annotated[str, Path(max_length=40)], trainer: Trainer, parts: UsedParts) -> dict[str, Any]:
    """End a queued or running training."""
    return asdict(await asyncio.to_thread(Office(parts).runs.cancel, run_id, parts.clock()))


@router.get("/models")
async def models(trainer: Trainer, parts: UsedParts) -> dict[str, Any]:
    """The kept models, newest first, which one is served, and who chose what when."""
    folder = Office(parts).models
    served = await asyncio.to_thread(current_model, folder)
    kept = await asyncio.to_thread(kept_models, folder)
    history = await asyncio.to_thread(served_history, folder)
    return {
        "served": served.name if served else None,
        "models": [asdict(one) | {"name": one.name} for one in kept],
        "history": [{**asdict(one), "at": time_view(one.at)} for one in history],
    }


@router.post("/models/{name}/compare", status_code=202)
async def compare(name: ModelName, trainer: Trainer, parts: UsedParts) -> dict[str, Any]:
    """Queue a comparison with the served model."""
    return asdict(await asyncio.to_thread(Office(parts).ask_comparison, name, trainer.username))


@router.get("/models/{name}/report")
async def report(name: ModelName, trainer: Trainer, parts: UsedParts) -> dict[str, Any]:
    """The comparison of that model, 422 where it was not compared yet."""
    found = await asyncio.to_thread(Office(parts).report, name)
    if found is None:
        raise InvalidError(f"{name} was not compared yet.")
    return asdict(found)


@router.post("/models/{name}/promote")
async def promote(name: ModelName, asked: Promotion, trainer: Trainer, parts: UsedParts) -> dict[str, Any]:
    """Serve that model; 409 with the reason where a guard stands against it, which an admin may override."""
    return await promote_as(Office(parts), name, trainer, asked.override)


async def promote_as(office: Office, name: str, who: StaffMember, override: str = "") -> dict[str, Any]:
    """Promote for a staff member; only admins override."""
    if override and who.role != "admin":
        raise NotProvenError("Only an admin may promote against a guard.")
    model, is_live = await office.promote(name, who.username, override)
    return {"model": model.name, "live": is_live}


@router.get("/models/{name}")
async def one_model(name: ModelName, trainer: Trainer, parts: UsedParts) -> dict[str, Any]:
    """One kept model."""
    found = await asyncio.to_thread(find_model, Office(parts).models, name)
    return asdict(found) | {"name": found.name}


def _group_view(group: Group) -> dict[str, Any]:
    return {
        **asdict(group),
        "troubles": [one.value for one in group.troubles],
        "latest": time_view(group.latest),
    }


def _correction_view(made: Correction) -> dict[str, Any]:
    return {
        "id": made.id,
        "kind": made.kind.value,
        "text": made.text,
        "trainer": made.trainer,
        "at": time_view(made.at),
        **{
            name: made.details[name]
            for name in ("intent", "mood", "response", "word", "means", "diff", "commit")
            if name in made.details
        },
        "undone": made.undone_at is not None,
    }
