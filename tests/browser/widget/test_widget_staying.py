"""The conversation stays: after a reload, in a second tab, when the line falls."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.browser.chat import Chat
from tests.browser.widget.fake_door import FakeDoor

pytestmark = pytest.mark.slow


def test_looking_at_a_page_begins_no_conversation(door: FakeDoor, chat: Callable[[], Chat]) -> None:
    here = chat()
    expect(here.panel.get_by_text("I'm the shop's assistant, a program")).to_be_visible()
    here.page.reload()
    expect(here.panel).to_be_visible()
    assert door.talks == {}


def test_history_and_open_panel_are_back_after_a_reload(door: FakeDoor, chat: Callable[[], Chat]) -> None:
    here = chat()
    here.say("a camera")
    expect(here.panel.get_by_role("link", name="Vanta Z5")).to_be_visible()
    before = here.texts()
    here.page.reload()
    expect(here.panel.get_by_role("link", name="Vanta Z5")).to_be_visible()
    assert here.texts() == before
    assert len(door.talks) == 1


def test_a_second_tab_shows_the_same_conversation_and_hears_the_first(door: FakeDoor, chat: Callable[[], Chat]) -> None:
    first = chat()
    first.say("hello")
    expect(first.said("You said: hello")).to_be_visible()
    second = chat()
    expect(second.said("You said: hello")).to_be_visible()
    first.say("from the first")
    expect(second.said("You said: from the first")).to_be_visible()
    second.say("from the second")
    expect(first.said("You said: from the second")).to_be_visible()
    expect(second.said("You said: from the second")).to_be_visible()
    assert first.texts() == second.texts()
    assert len(door.talks) == 1


def test_a_tab_that_was_open_before_joins_a_conversation_begun_elsewhere(
    door: FakeDoor, chat: Callable[[], Chat]
) -> None:
    early, late = chat(), chat()
    late.say("hello")
    expect(early.said("You said: hello")).to_be_visible()
    assert early.texts() == ["customer: hello", "assistant: You said: hello"]


def test_a_fallen_stream_comes_back_and_nothing_is_missed_or_doubled(door: FakeDoor, chat: Callable[[], Chat]) -> None:
    here = chat()
    here.say("hello")
    expect(here.said("You said: hello")).to_be_visible()
    door.sockets_work = False
    door.drop_sockets()
    door.speak("agent", "Written while the line was down.", agent="Mira")
    door.sockets_work = True
    expect(here.said("Written while the line was down.")).to_be_visible()
    door.drop_sockets()
    expect(here.panel.get_by_text("The line is shaky")).to_have_count(0)
    door.speak("agent", "Still there?", agent="Mira")
    expect(here.said("Still there?")).to_be_visible()
    assert here.texts()[-2:] == ["agent: Written while the line was down.", "agent: Still there?"]
    assert len(here.texts()) == 4


def test_where_websockets_do_not_get_through_it_asks_instead(door: FakeDoor, chat: Callable[[], Chat]) -> None:
    door.sockets_work = False
    here = chat()
    here.say("hello")
    expect(here.said("You said: hello")).to_be_visible()
    door.speak("agent", "Here is Mira.", agent="Mira")
    expect(here.said("Here is Mira.")).to_be_visible()
    assert here.texts()[-1] == "agent: Here is Mira."


def test_a_reset_forgets_the_customer_here_and_keeps_the_conversation_there(
    door: FakeDoor, chat: Callable[[], Chat]
) -> None:
    here = chat()
    here.page.evaluate("Goeswith.identify('signed-by-the-shop')")
    here.say("hello")
    expect(here.said("You said: hello")).to_be_visible()
    assert door.talk.contexts[0]["identity"] == "signed-by-the-shop"
    assert here.page.evaluate("Goeswith.conversation.id") == door.talk.id
    here.page.evaluate("Goeswith.reset()")
    expect(here.said("You said: hello")).to_have_count(0)
    assert here.page.evaluate("Goeswith.conversation") is None
    here.say("somebody else")
    expect(here.said("You said: somebody else")).to_be_visible()
    assert len(door.talks) == 2
    assert "identity" not in door.talk.contexts[0]


def test_deleting_asks_first_and_erases_in_every_tab(door: FakeDoor, chat: Callable[[], Chat]) -> None:
    here, other = chat(), chat()
    here.say("hello")
    expect(other.said("You said: hello")).to_be_visible()
    here.page.bring_to_front()
    here.panel.get_by_role("button", name="More options").click()
    here.panel.get_by_role("button", name="Delete this conversation").click()
    here.panel.get_by_role("button", name="Keep").click()
    expect(here.said("You said: hello")).to_be_visible()
    here.panel.get_by_role("button", name="More options").click()
    here.panel.get_by_role("button", name="Delete this conversation").click()
    here.panel.get_by_role("button", name="Delete", exact=True).click()
    expect(here.panel.get_by_text("The conversation is deleted.")).to_be_visible()
    expect(other.said("You said: hello")).to_have_count(0)
    assert door.talks == {}
    kept = here.page.evaluate("JSON.stringify(Object.values(localStorage))")
    assert "secret-" not in kept
    assert "hello" not in kept


def test_what_is_known_is_taken_away_as_a_file(door: FakeDoor, chat: Callable[[], Chat]) -> None:
    here = chat()
    here.say("hello")
    expect(here.said("You said: hello")).to_be_visible()
    here.panel.get_by_role("button", name="More options").click()
    with here.page.expect_download() as taken:
        here.panel.get_by_role("button", name="Download my data").click()
    assert taken.value.suggested_filename == "my-data.json"
    known = json.loads(Path(taken.value.path()).read_text(encoding="utf-8"))
    assert known["messages"][0]["text"] == "hello"


def test_a_long_history_is_read_to_its_end(door: FakeDoor, chat: Callable[[], Chat]) -> None:
    here = chat()
    here.say("hello")
    expect(here.said("You said: hello")).to_be_visible()
    for number in range(240):
        door.write(door.talk, "assistant", f"line {number}")
    door.page_size = 100
    here.page.reload()
    expect(here.said("line 239")).to_be_visible()
    assert len(here.texts()) == 242


def test_what_another_tab_has_not_sent_yet_is_not_forgotten(door: FakeDoor, chat: Callable[[], Chat]) -> None:
    stuck, other = chat(), chat()
    other.say("hello")
    expect(stuck.said("You said: hello")).to_be_visible()
    stuck.page.route("**/messages", lambda route: route.abort())
    stuck.say("stuck")
    expect(stuck.panel.get_by_text("Not sent yet, trying again")).to_be_visible()
    other.say("and I go on")
    expect(other.said("You said: and I go on")).to_be_visible()
    stuck.page.close()
    other.page.reload()
    expect(other.said("You said: stuck")).to_be_visible()
    assert [text for _, text in dict.fromkeys(door.received)] == ["hello", "and I go on", "stuck"]


def test_a_customer_whose_identity_has_expired_is_served_as_a_guest(door: FakeDoor, chat: Callable[[], Chat]) -> None:
    here = chat()
    here.page.evaluate("Goeswith.identify('expired')")
    here.say("hello")
    expect(here.said("You said: hello")).to_be_visible()
    assert len(door.talks) == 1
