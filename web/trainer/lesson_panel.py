"""One misunderstood sentence: its words to mark, what it may mean, how it sounds, and the conversation around it."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence

from nicegui import ui

from sales.conversation import Message
from sales.ports import StaffMember
from training.corrections import OUTSIDE, Lesson
from training.inbox import Group
from training.language import MOODS, intents_by_skill
from training.new_intent import NewIntent
from training.office import Office
from training.regression import Expected, keep_as_test
from training.synonyms import Synonym
from training.usefulness import ALONG
from web.agent.elements import box, button, text
from web.trainer.wording import attempt, named, share, show_diff, tell, window
from web.trainer.words_to_mark import WordsToMark

_AUTHORS = {"customer": "Customer", "assistant": "Assistant", "agent": "Agent", "system": "Note"}
_KEYS = "Keys: 1–5 choose a meaning, n not for us, Enter saves, s skip, u undo, j and k next and previous."  # noqa: RUF001


class LessonPanel:
    """Shows a group and teaches what the trainer chooses; `taught` and `skip` lead on."""

    def __init__(
        self,
        office: Office,
        who: StaffMember,
        taught: Callable[[int, Group | None], Awaitable[None]],
        skip: Callable[[], Awaitable[None]],
        undo: Callable[[], Awaitable[None]],
        *,
        at_work: asyncio.Lock,
    ) -> None:
        self._office, self._who = office, who
        self._taught, self._skip, self._undo = taught, skip, undo
        self._at_work = at_work
        self._group: Group | None = None
        self._proposed: Lesson | None = None
        self._after = box("div", "after", role="status")
        self._place = box("div", "lesson")

    def show_nothing(self) -> None:
        """Nothing is chosen."""
        self._group, self._proposed = None, None
        self._place.clear()

    def show(self, group: Group, around: Sequence[Message]) -> None:
        """Open that group."""
        self._group, self._proposed = group, None
        self._place.clear()
        with self._place:
            self._words = WordsToMark(group.text, group.entities, self._again)
            text("h3", "What does it mean?", "group-title")
            with box("div", "choices"):
                for place, guess in enumerate(group.guesses[:5]):
                    said = f"{place + 1}  {named(guess.intent)}  {share(guess.confidence)}"
                    button(said, lambda place=place: self.take(place), "meaning")
            self._others()
            self._sounds()
            self._proposal = box("div", "proposal")
            self._look_alikes(group)
            self._conversation(around, group)
            text("p", _KEYS, "quiet keys")

    def _look_alikes(self, group: Group) -> None:
        """Those with nothing to mark are taught along, unless the trainer leaves them out."""
        self._also: list[tuple[str, ui.checkbox]] = []
        others = [one for one in group.texts if one != group.text]
        if not others:
            return
        text("h3", f"Look-alikes ({len(others)})", "group-title")
        with box("div", "alikes"):
            for one in others[:ALONG]:
                taken = ui.checkbox(one, value=one in group.bare).props("dense")
                taken.on_value_change(self._again)
                self._also.append((one, taken))
            if len(others) > ALONG:
                text("p", f"and {len(others) - ALONG} more, which are settled with it", "quiet")

    async def take(self, place: int) -> None:
        """Propose the suggestion at that place."""
        if self._group is not None and place < len(self._group.guesses):
            await self._propose(self._group.guesses[place].intent)

    async def not_for_us(self) -> None:
        """Propose that the shop has no business with it."""
        if self._group is not None:
            await self._propose(OUTSIDE)

    def _others(self) -> None:
        skills = intents_by_skill(self._office.project)
        choices = {name: f"{named(name)} ({skill})" for skill, intents in skills.items() for name in intents}
        with box("div", "choices"):
            picked = (
                ui.select(choices, label="Another meaning", with_input=True).props("outlined dense").classes("pick")
            )
            picked.on_value_change(lambda event: self._propose(event.value) if event.value else None)
            button("New meaning", lambda: self._new_meaning(sorted(skills)))
            button("Same thing as", self._same_thing)
            button("Not for us", self.not_for_us)
            button("Skip", self._skip)

    def _sounds(self) -> None:
        text("h3", "How does it sound?", "group-title")
        assert self._group is not None
        with box("div", "choices"):
            text("span", f"taken as {self._group.mood}", "quiet")
            for mood in MOODS:
                button(mood, lambda mood=mood: self._propose("", mood), "small")

    async def _propose(self, intent: str, mood: str = "", new: NewIntent | None = None) -> None:
        """Show what would change in the files; nothing is written before it is saved."""
        group = self._group
        if group is None:
            return
        marks = self._words.marks if intent else ()
        also = tuple(one for one, taken in self._also if taken.value) if intent else ()
        lesson = Lesson(self._words.text, intent, tuple(marks), mood, new, also, (group.text, *group.texts))
        preview = self._office.corrections.preview
        diff = await attempt(lambda: asyncio.to_thread(preview, lesson))
        if diff is None or self._group is not group:
            return
        self._proposed = lesson
        self._proposal.clear()
        with self._proposal:
            text("h3", f"The change: {named(intent or mood)}", "group-title")
            if diff:
                show_diff(diff)
            else:
                text("p", "The data says so already: skip it, it is understood from the next training on.", "quiet")
            with box("div", "choices"):
                first = button("Save", self.save, "main") if diff else button("Skip", self._skip, "main")
                button("Not this", self._withdraw)
        # Enter saves, and whoever listens hears where they are.
        ui.run_javascript(f"getHtmlElement({first.id}).focus()")

    async def _again(self) -> None:
        """What was proposed is shown anew with other marks or look-alikes."""
        if self._proposed is not None:
            await self._propose(self._proposed.intent, self._proposed.mood, self._proposed.new)

    def _withdraw(self) -> None:
        self._proposed = None
        self._proposal.clear()

    async def save(self) -> None:
        """Write what was proposed and shown; without a proposal nothing happens."""
        async with self._at_work:
            await self._save()

    async def _save(self) -> None:
        lesson, self._proposed, group = self._proposed, None, self._group
        if lesson is None or group is None:
            return
        teach, now = self._office.corrections.teach, self._office.now()
        done = await attempt(lambda: asyncio.to_thread(teach, lesson, self._who.username, now))
        if done is None:
            self._proposal.clear()
            return
        made, landed = done
        self._after.clear()
        with self._after:
            said = f"Taught {named(lesson.intent or lesson.mood)}" + (
                f", commit {landed.commit}" if landed.commit else ""
            )
            with box("div", "choices"):
                text("p", f"{said}. {landed.told}".strip(), "taught")
                button("Undo", self._undo, "small")
        await self._taught(made.id, group)

    def _new_meaning(self, skills: list[str]) -> None:
        with window("A new meaning") as dialog:
            name = ui.input(label="Name, such as ask_gift_wrapping").props("outlined dense maxlength=60")
            skill = ui.select(skills, label="Skill", value="chitchat").props("outlined dense")
            answers = [ui.input(label=f"Answer {place}").props("outlined dense maxlength=600") for place in (1, 2, 3)]

            async def keep() -> None:
                wordings = tuple((one.value or "").strip() for one in answers)
                dialog.close()
                new = NewIntent((name.value or "").strip(), skill.value, wordings)
                await self._propose(new.name, new=new)

            with box("div", "acts"):
                button("Cancel", dialog.close)
                button("See the change", keep, "main")
        dialog.open()

    def _same_thing(self) -> None:
        """Another word for what the shop sells; the message itself stays to be taught."""
        with window("Another word for the same thing") as dialog:
            word = ui.input(label="Customers say", value=self._words.selected).props("outlined dense maxlength=60")
            means = ui.input(label="The catalogue says").props("outlined dense maxlength=60")

            async def keep() -> None:
                teach, now = self._office.synonyms.teach, self._office.now()
                pair = Synonym(word.value or "", means.value or "")
                done = await attempt(lambda: asyncio.to_thread(teach, pair, self._who.username, now))
                if done is not None:
                    dialog.close()
                    self._after.clear()
                    with self._after, box("div", "choices"):
                        text("p", f"Searched from now on: {done[0].text}. {done[1].told}".strip(), "taught")
                        button("Undo", self._undo, "small")
                    await self._taught(done[0].id, None)

            with box("div", "acts"):
                button("Cancel", dialog.close)
                button("Save", keep, "main")
        dialog.open()

    def _conversation(self, around: Sequence[Message], group: Group) -> None:
        text("h3", "The conversation", "group-title")
        with box("ol", "talk-around", tabindex="0", aria_label="The conversation around it"):
            for said in around:
                kind = "this" if said.id == group.message_id else said.author.value
                with box("li", kind):
                    text("span", _AUTHORS[said.author.value], "by")
                    text("span", said.text, "words")
        if any(said.author.value == "customer" for said in around):
            with box("div", "choices"):
                button("Keep as test", lambda: self._keep_as_test(group), "small")

    def _keep_as_test(self, group: Group) -> None:
        choices = {
            Expected.NO_OFFER: "No offer is made",
            Expected.PERSON: "A person is called at the end",
            Expected.ANSWERED: "Every message gets an answer",
            Expected.PRODUCTS: "Products are shown at the end",
        }
        with window("What has to come of it?") as dialog:
            with box("div", "choices"):
                for expected, words in choices.items():
                    button(words, lambda expected=expected: keep(expected), "meaning")
            button("Cancel", dialog.close)

            async def keep(expected: Expected) -> None:
                dialog.close()
                office, by = self._office, self._who.username

                def write() -> str:
                    return keep_as_test(office.review, office.project, group.message_id, expected, trainer=by)

                place = await attempt(lambda: asyncio.to_thread(write))
                if place is not None:
                    tell(f"Kept as a test in {place}.")

        dialog.open()
