"""The trainers' page in a real browser: every room, the keyboard alone, the map, and models that change."""

import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from threading import Event

import httpx
import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.trainer.school import enter, room, say, talk
from tests.browser.whole import PATIENCE, Visit, barriers
from tests.running_app import RunningApp
from tests.training.comparisons import compared
from training.language import read_examples
from training.models import current_model, keep_note
from training.report import Change, Report, Slip, keep_report

pytestmark = pytest.mark.long

STRANGE = (
    "can you shave my poodle",
    "the capital of Peru is what again",
    "write a sonnet on frogs",
    "is the moon made of cheddar",
    "who won the marathon in 1908",
    "teach me the accordion",
    "how tall is a giraffe calf",
    "my dentist moved to Lisbon",
    "sing me the anthem of Chile",
    "solve seven x plus two",
    "where do swallows sleep",
    "translate thunder into Welsh",
    "did Caesar like turnips",
    "book a ferry to Crete",
    "what rhymes with orange",
    "grow tomatoes on a balcony how",
    "is my horoscope good today",
    "recite the periodic table",
    "why do cats purr",
    "fold a paper crane with me",
    "when does the tide come in",
    "play chess against me",
    "the vet says my hamster is fat",
    "which glacier is the longest",
)
A_MINUTE, IN_A_MINUTE = 60.0, 20
CHANGES, TALKERS = 4, 3


@pytest.mark.parametrize("width", [1280, 390])
def test_axe_finds_nothing_in_any_room(chromium: Browser, school: RunningApp, width: int) -> None:
    context = chromium.new_context(viewport={"width": width, "height": 800}, reduced_motion="reduce")
    context.set_default_timeout(PATIENCE * 3)
    page = enter(context.new_page(), school)
    found = {"Inbox": barriers(page)}
    for name in ("Try it", "Data", "Models", "Answers"):
        room(page, name)
        found[name] = barriers(page)
    context.close()
    assert {name: what for name, what in found.items() if what} == {}


def test_the_keys_move_skip_take_back_and_teach(school: RunningApp, project: Path, trainer: Page) -> None:
    say(school, "blimpf the quonk", "snarfle my grobbit", "wibble wobble thrum")
    room(trainer, "Try it")
    room(trainer, "Inbox")
    cards = trainer.locator("button.card")
    opened = trainer.locator("button.card[aria-current] .name")
    expect(cards).not_to_have_count(0, timeout=PATIENCE * 3)
    count, first, second = cards.count(), *cards.locator(".name").all_inner_texts()[:2]
    for key, now_open, left in (
        ("j", second, count),
        ("k", first, count),
        ("s", second, count - 1),
        ("u", first, count),
    ):
        trainer.keyboard.press(key)
        expect(cards).to_have_count(left, timeout=PATIENCE)
        expect(opened).to_have_text(now_open, timeout=PATIENCE)
    for key, left in (("s", count - 1), ("s", count - 2), ("u", count - 1), ("u", count)):
        trainer.keyboard.press(key)
        expect(cards).to_have_count(left, timeout=PATIENCE)
    expect(opened).to_have_text(first, timeout=PATIENCE)
    trainer.keyboard.press("n")
    expect(trainer.get_by_role("button", name="Save", exact=True)).to_be_focused(timeout=PATIENCE)
    trainer.keyboard.press("Enter")
    expect(trainer.get_by_text("Taught out of scope, commit")).to_be_visible(timeout=PATIENCE)
    assert (first, "out_of_scope") in {(one.plain, one.intent) for one in read_examples(project)}


def test_a_search_that_finds_nothing_says_so_and_one_that_finds_shows_only_that(
    school: RunningApp, trainer: Page
) -> None:
    say(school, "frobnicate the wurzel", "please glorp it")
    room(trainer, "Try it")
    room(trainer, "Inbox")
    cards, search = trainer.locator("button.card"), trainer.get_by_label("Search, then Enter")
    expect(cards).not_to_have_count(0, timeout=PATIENCE * 3)
    search.fill("no such words anywhere")
    search.press("Enter")
    expect(trainer.get_by_text("Nothing of that kind")).to_be_visible(timeout=PATIENCE)
    expect(cards).to_have_count(0)
    search.fill("wurzel")
    search.press("Enter")
    expect(cards).to_have_count(1, timeout=PATIENCE)
    expect(cards.first).to_contain_text("frobnicate the wurzel")


def test_by_keys_alone_twenty_are_taught_in_a_minute(school: RunningApp, project: Path, trainer: Page) -> None:
    say(school, *STRANGE)
    room(trainer, "Try it")
    room(trainer, "Inbox")
    cards, opened = trainer.locator("button.card"), trainer.locator("button.card[aria-current] .name")
    expect(cards).not_to_have_count(0, timeout=PATIENCE * 3)
    assert cards.count() >= IN_A_MINUTE
    save, taught, began = trainer.get_by_role("button", name="Save", exact=True), [], time.monotonic()
    for _ in range(IN_A_MINUTE):
        sentence, left = opened.inner_text(), cards.count()
        trainer.keyboard.press("n")
        expect(save).to_be_focused(timeout=PATIENCE)
        trainer.keyboard.press("Enter")
        expect(cards).to_have_count(left - 1, timeout=PATIENCE)
        taught.append(sentence)
    assert time.monotonic() - began < A_MINUTE
    known = {one.plain for one in read_examples(project) if one.intent == "out_of_scope"}
    assert set(taught) <= known


def test_a_point_of_the_map_tells_its_sentence(project: Path, trainer: Page) -> None:
    room(trainer, "Data")
    chart = trainer.get_by_role("img", name="Map of the training sentences")
    expect(chart.locator("canvas")).to_be_visible(timeout=PATIENCE * 6)
    box = chart.bounding_box()
    assert box is not None
    said = {one.plain for one in read_examples(project)}
    tip = chart.locator("xpath=..").locator("div[style*='pointer-events: none']")
    for step in range(200):
        across, down = divmod(step, 10)
        trainer.mouse.move(
            box["x"] + box["width"] * (0.2 + across * 0.03), box["y"] + box["height"] * (0.3 + down * 0.05)
        )
        told = tip.first.inner_text().splitlines() if tip.count() and tip.first.is_visible() else []
        if told:
            break
    assert told
    assert told[0] in said


MOVED = "a sentence that nobody wrote here"


@pytest.fixture
def reports(school: RunningApp) -> Iterator[Callable[[Report], None]]:
    """No comparison is kept, until one is given to keep; afterwards all is as it was."""
    models = school.home / "models"
    before = {place: place.read_bytes() for place in models.glob("*.report.json")}
    for place in before:
        place.unlink()
    served = current_model(models)
    assert served is not None
    yield lambda report: keep_report(models, served, report)
    for place in models.glob("*.report.json"):
        place.unlink()
    for place, content in before.items():
        place.write_bytes(content)


def test_without_a_comparison_the_matrix_says_how_to_come_by_one(
    reports: Callable[[Report], None], trainer: Page
) -> None:
    room(trainer, "Data")
    expect(trainer.get_by_text("Known after the first comparison of a model")).to_be_visible(timeout=PATIENCE * 6)
    expect(trainer.get_by_role("table", name="Confusion matrix")).to_have_count(0)


def test_the_matrix_shows_what_was_mistaken_for_what_and_a_click_the_sentences(
    reports: Callable[[Report], None], project: Path, trainer: Page
) -> None:
    taught = next(one for one in read_examples(project) if one.intent == "ask_invoice")
    pairs = (("ask_invoice", "ask_payment", 2), ("greet", "goodbye", 9), ("greet", "ask_invoice", 1))
    slips = tuple(Slip(text, "ask_invoice", "ask_payment") for text in (taught.plain, MOVED))
    reports(compared(*pairs, slips=slips))
    room(trainer, "Data")
    table = trainer.get_by_role("table", name="Confusion matrix")
    expect(table).to_be_visible(timeout=PATIENCE * 6)
    told = table.evaluate("table => [...table.rows].map(row => [...row.cells].map(cell => cell.innerText.trim()))")
    assert told[0][1:] == ["goodbye", "ask invoice", "ask payment"]
    assert told[1:] == [["greet", "9", "1", ""], ["ask invoice", "", "", "2"]]
    below = trainer.locator(".misread")
    expect(below).to_contain_text("Meant greet, read as goodbye", timeout=PATIENCE)
    table.get_by_role("button", name="ask invoice read as ask payment: 2 times").click()
    expect(below).to_contain_text("Meant ask invoice, read as ask payment", timeout=PATIENCE)
    assert below.get_by_role("listitem").all_inner_texts() == [
        f"“{taught.plain}” {taught.file}:{taught.line}",
        f"“{MOVED}” changed or moved since",
    ]
    assert barriers(trainer) == []


def test_a_comparison_is_a_table_of_figures_and_one_of_sentences(
    reports: Callable[[Report], None], trainer: Page
) -> None:
    changes = (Change("test", "pay the bill later", "ask_payment", "ask_payment", "ask_invoice"),)
    reports(replace(compared(), worse=changes))
    room(trainer, "Models")
    served = trainer.locator(".model").filter(has=trainer.get_by_text("served", exact=True))
    served.get_by_role("button", name="Report").click()
    figures = trainer.get_by_role("region", name="Figures").get_by_role("table")
    expect(figures).to_be_visible(timeout=PATIENCE)
    ends = figures.evaluate(
        "table => [...table.rows].map(row => [...row.cells].map(cell => cell.getBoundingClientRect().right))"
    )
    assert all(row == ends[0] for row in ends)
    trainer.get_by_text("Worse (1)").click()
    worse = trainer.get_by_role("region", name="Worse").get_by_role("row")
    expect(worse).to_have_text(
        ["what was saidmeantservednewfrom", "pay the bill laterask paymentask paymentask invoicetest sentences"]
    )
    assert barriers(trainer) == []


def test_every_window_of_the_inbox_has_a_name_and_no_barrier(school: RunningApp, trainer: Page) -> None:
    say(school, "flimmer the drozzle")
    room(trainer, "Try it")
    room(trainer, "Inbox")
    expect(trainer.locator("button.card")).not_to_have_count(0, timeout=PATIENCE * 3)
    for opener, title in (
        ("New meaning", "A new meaning"),
        ("Same thing as", "Another word for the same thing"),
        ("write anew", "Write it as a customer would"),
        ("Keep as test", "What has to come of it?"),
    ):
        trainer.get_by_role("button", name=opener).click()
        window = trainer.get_by_role("dialog", name=title)
        expect(window).to_be_visible(timeout=PATIENCE)
        assert barriers(trainer) == []
        trainer.keyboard.press("Escape")
        expect(window).to_have_count(0, timeout=PATIENCE)


def open_answer(page: Page, words: str) -> None:
    """Look for the one answer with these words and open it."""
    room(page, "Answers")
    page.get_by_label("Search").fill(words)
    expect(page.locator("button.card")).to_have_count(1, timeout=PATIENCE)
    page.locator("button.card").click()


def test_an_answer_that_would_be_refused_says_why_while_it_is_written(trainer: Page) -> None:
    open_answer(trainer, "added to others")
    expect(trainer.get_by_text("which nobody fills in")).to_have_count(0)
    trainer.get_by_label("Wording 1").fill("The {nam} is in, {price}.")
    expect(trainer.get_by_text("Wording 1 uses {nam}, which nobody fills in")).to_be_visible(timeout=PATIENCE)


def test_an_answer_is_seen_as_the_customer_will_read_it_before_it_is_kept(project: Path, trainer: Page) -> None:
    words = project / "domain.yml"
    before = words.read_text(encoding="utf-8")
    open_answer(trainer, "utter_added_to_others")
    trainer.get_by_label("Wording 1").fill("The {name} is in, {price}.")
    shown = trainer.locator("goeswith-preview").get_by_role("log")
    expect(shown.locator(".assistant .text").first).to_have_text("The Aurora X2 is in, €499.00.", timeout=PATIENCE)
    expect(trainer.locator("goeswith-preview").get_by_text("A program, not a person")).to_be_visible()
    assert barriers(trainer) == []
    assert words.read_text(encoding="utf-8") == before


@pytest.fixture
def twin(school: RunningApp) -> Iterator[str]:
    """A second model of the same data that was served before, so that no comparison is asked for."""
    models = school.home / "models"
    served = current_model(models)
    assert served is not None
    copy = replace(served, file="20200101-000000-twin0000.tar.gz")
    (models / copy.file).write_bytes((models / served.file).read_bytes())
    keep_note(models, copy)
    yield copy.name
    (models / copy.file).unlink()


def test_no_message_is_dropped_while_models_change(school: RunningApp, twin: str) -> None:
    first = current_model(school.home / "models")
    assert first is not None
    done = Event()

    def chat() -> list[int]:
        """How many messages each answer had, until all changes are done."""
        found = []
        with talk(school) as ask:
            while not done.is_set():
                answer = ask("do you have hdmi cables?")
                assert answer.status_code == 200, answer.text
                found.append(len(answer.json()["messages"]))
        return found

    door = httpx.Client(base_url=f"{school.url}/api/v1", headers=school.staff("admin"), timeout=60)
    with door, ThreadPoolExecutor(TALKERS) as pool:
        chats = [pool.submit(chat) for _ in range(TALKERS)]
        try:
            for change in range(CHANGES):
                name = (twin, first.name)[change % 2]
                asked = {"override": "to show that nothing is dropped"}
                door.post(f"/training/models/{name}/promote", json=asked).raise_for_status()
        finally:
            done.set()
        answered = [count for one in chats for count in one.result()]
    assert len(answered) > CHANGES
    assert min(answered) > 0
    served = current_model(school.home / "models")
    assert served is not None
    assert served.name == first.name


def test_going_back_is_one_click_and_the_chat_goes_on(
    school: RunningApp, twin: str, trainer: Page, bystander: Visit
) -> None:
    first = current_model(school.home / "models")
    assert first is not None
    asked = {"override": "to go back from"}
    path = f"{school.url}/api/v1/training/models/{twin}/promote"
    httpx.post(path, json=asked, headers=school.staff("admin"), timeout=60).raise_for_status()
    room(trainer, "Models")
    there = trainer.locator(".model").filter(has_text=twin)
    expect(there.get_by_text("served", exact=True)).to_be_visible(timeout=PATIENCE)
    trainer.get_by_role("button", name="Go back to the model before").click()
    here = trainer.locator(".model").filter(has_text=first.name)
    expect(here.get_by_text("served", exact=True)).to_be_visible(timeout=PATIENCE * 3)
    assert "hdmi" in bystander.ask("do you have hdmi cables?").casefold()
