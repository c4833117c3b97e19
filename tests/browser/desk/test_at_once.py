"""An agent who is quicker than the shop's machine."""

import threading
from collections.abc import Sequence

import pytest
from playwright.sync_api import expect

from sales.conversation import Handoff, Message
from tests.browser.desk.conftest import Site
from tests.browser.desk.test_desk import Desk

pytestmark = pytest.mark.slow
_SLOW_SECONDS = 1.5


def test_words_of_the_conversation_left_do_not_come_into_the_next_ones_log(
    desk_of: Desk, site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    chosen, left = site.customer(), site.customer()
    chosen.say("about the second thing")
    left.say("about the first thing")
    slow, _ = left.call_person("left before it was read"), chosen.call_person("chosen meanwhile")
    asked, read, transcript = threading.Event(), threading.Event(), site.parts.desk.transcript

    def slowly(handoff: Handoff) -> Sequence[Message]:
        if handoff.id == slow:
            asked.set()
            threading.Event().wait(_SLOW_SECONDS)
            read.set()
        return transcript(handoff)

    monkeypatch.setattr(site.parts.desk, "transcript", slowly)
    page = desk_of("agent")
    page.locator("button.card", has_text="Left before it was read").click()
    assert asked.wait(20)
    page.locator("button.card", has_text="Chosen meanwhile").click()
    assert read.wait(20)
    expect(page.get_by_role("log")).to_contain_text("about the second thing")
    chosen.say("and now?")
    expect(page.get_by_role("log")).to_contain_text("and now?")
    expect(page.get_by_role("log")).not_to_contain_text("about the first thing")
