"""What a customer types arrives once, in order, whatever the line does."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Response, Route, expect

from tests.browser.chat import Chat
from tests.browser.widget.fake_door import FakeDoor

pytestmark = pytest.mark.slow


def is_answered(response: Response) -> bool:
    """Whether a message was taken in, and the widget is told so."""
    return response.request.method == "POST" and response.url.endswith("/messages") and response.ok


def test_an_empty_message_is_not_sent(door: FakeDoor, chat: Callable[[], Chat]) -> None:
    here = chat()
    here.say("   \n ")
    here.say("hello")
    expect(here.said("You said: hello")).to_be_visible()
    assert [text for _, text in door.received] == ["hello"]


def test_a_message_whose_answer_got_lost_is_not_said_twice(door: FakeDoor, chat: Callable[[], Chat]) -> None:
    door.lose_answers = 2
    here = chat()
    # The stream shows the answer before the first one is lost; what counts is that one arrives in the end.
    with here.page.expect_response(is_answered):
        here.say("hello")
    expect(here.said("You said: hello")).to_be_visible()
    expect(here.panel.get_by_text("Not sent yet")).to_have_count(0)
    here.say("again")
    expect(here.said("You said: again")).to_be_visible()
    assert len({client_id for client_id, text in door.received if text == "hello"}) == 1
    assert [text for _, text in door.received] == ["hello", "hello", "hello", "again"]
    assert here.texts() == [
        "customer: hello",
        "assistant: You said: hello",
        "customer: again",
        "assistant: You said: again",
    ]


def test_too_fast_waits_as_long_as_it_is_told(door: FakeDoor, chat: Callable[[], Chat]) -> None:
    door.failures.append((429, {"Retry-After": "20"}))
    here = chat()
    # From here on the page's time stands still.
    here.page.clock.install(time=0)
    here.page.clock.pause_at(1000)
    here.say("hello")
    expect(here.banner).to_have_text("One moment, that was quick. Sending in 20 s.")
    here.page.clock.run_for(19_900)
    expect(here.banner).to_have_text("One moment, that was quick. Sending in 20 s.")
    assert door.received == []
    here.page.clock.run_for(200)
    expect(here.said("You said: hello")).to_be_visible()
    assert len(door.received) == 1


def test_a_refused_message_says_why_and_is_not_tried_again(door: FakeDoor, chat: Callable[[], Chat]) -> None:
    door.failures.append((422, {}))
    here = chat()
    here.say("hello")
    expect(here.panel.get_by_text("Not sent: Arranged by the test.")).to_be_visible()
    here.say("good day")
    expect(here.said("You said: good day")).to_be_visible()
    assert [text for _, text in door.received] == ["good day"]


def test_messages_typed_while_the_line_is_dead_arrive_later_in_order(door: FakeDoor, chat: Callable[[], Chat]) -> None:
    here = chat()
    here.say("zero")
    expect(here.said("You said: zero")).to_be_visible()
    here.page.context.set_offline(True)
    for text in ("one", "two", "three"):
        here.say(text)
    expect(here.banner).to_contain_text("You are offline")
    here.page.context.set_offline(False)
    expect(here.said("You said: three")).to_be_visible()
    first_arrivals = dict.fromkeys(door.received)
    assert [text for _, text in first_arrivals] == ["zero", "one", "two", "three"]
    assert [said for said in here.texts() if said.startswith("customer")] == [
        "customer: zero",
        "customer: one",
        "customer: two",
        "customer: three",
    ]
    expect(here.banner).to_be_hidden()


@pytest.mark.parametrize("sockets_work", [True, False])
def test_nothing_overtakes_a_message_that_the_network_lost(
    door: FakeDoor, chat: Callable[[], Chat], sockets_work: bool
) -> None:
    door.sockets_work = sockets_work
    held: list[Route] = []
    here = chat()

    def hold(route: Route) -> None:
        held.append(route)

    here.say("zero")
    expect(here.said("You said: zero")).to_be_visible()
    here.page.route("**/messages", hold, times=1)
    with here.page.expect_request(lambda request: request.method == "POST"):
        here.say("one")
    here.say("two")
    here.say("three")
    # Long enough for whatever does not wait for the first.
    here.page.wait_for_timeout(500)
    held[0].abort()
    expect(here.said("You said: three")).to_be_visible()
    assert [text for _, text in door.received] == ["zero", "one", "two", "three"]


def test_a_burst_is_sent_without_waiting_for_answers(door: FakeDoor, chat: Callable[[], Chat]) -> None:
    door.delay = 1.5
    here = chat()
    for text in ("one", "two", "three"):
        here.say(text)
    expect(here.panel.locator(".typing")).to_be_visible()
    expect(here.said("You said: three")).to_be_visible()
    assert [text for _, text in door.received] == ["one", "two", "three"]
    assert [said for said in here.texts() if said.startswith("customer")] == [
        "customer: one",
        "customer: two",
        "customer: three",
    ]


def test_a_message_that_was_under_way_survives_a_reload(door: FakeDoor, chat: Callable[[], Chat]) -> None:
    here = chat()

    def dead(route: Route) -> None:
        route.abort()

    here.page.route("**/messages", dead)
    here.say("hello")
    expect(here.panel.get_by_text("Not sent yet, trying again")).to_be_visible()
    here.page.unroute("**/messages")
    here.page.reload()
    expect(here.said("You said: hello")).to_be_visible()
    assert here.texts() == ["customer: hello", "assistant: You said: hello"]
    assert len(door.received) == 1


def test_while_the_assistant_is_down_the_message_is_kept_and_answered_later(
    door: FakeDoor, chat: Callable[[], Chat]
) -> None:
    door.queueing = True
    here = chat()
    here.say("hello")
    expect(here.banner).to_have_text("Your message is safe. I'll answer as soon as I can think again.")
    here.page.reload()
    expect(here.banner).to_have_text("Your message is safe. I'll answer as soon as I can think again.")
    door.speak("assistant", "Sorry, that took a while. Hello.")
    expect(here.said("Sorry, that took a while. Hello.")).to_be_visible()
    expect(here.banner).to_be_hidden()
    assert here.texts() == ["customer: hello", "assistant: Sorry, that took a while. Hello."]


def test_a_conversation_that_is_gone_is_followed_by_a_new_one_with_the_message(
    door: FakeDoor, chat: Callable[[], Chat]
) -> None:
    here = chat()
    here.say("first")
    expect(here.said("You said: first")).to_be_visible()
    door.talks.clear()
    here.say("second")
    expect(here.said("You said: second")).to_be_visible()
    expect(here.panel.get_by_text("The earlier conversation is no longer there.")).to_be_visible()
    assert len(door.talks) == 1
    assert [text for _, text in door.received] == ["first", "second"]


def test_an_answer_from_before_an_agent_took_over_does_not_hide_the_agent(
    door: FakeDoor, chat: Callable[[], Chat]
) -> None:
    here = chat()
    door.answers_wait.clear()
    here.say("hello")
    expect(here.said("You said: hello")).to_be_visible()
    door.talk.owner = "agent"
    door.speak("agent", "Mira here.", agent="Mira")
    expect(here.said("Mira here.")).to_be_visible()
    door.answers_wait.set()
    expect(here.panel.get_by_text("Mira, a person, is with you")).to_be_visible()


def test_what_was_asked_for_before_an_agent_came_does_not_hide_the_agent_when_it_comes_late(
    door: FakeDoor, chat: Callable[[], Chat]
) -> None:
    here = chat()
    held: list[Route] = []

    def hold_the_history(route: Route) -> None:
        if route.request.method == "GET" and not held:
            held.append(route)
        else:
            route.continue_()

    door.answers_wait.clear()
    here.page.route("**/messages*", hold_the_history)
    here.say("hello")
    expect(here.said("You said: hello")).to_be_visible()
    early = held[0].fetch()
    assert len(early.json()["messages"]) == 2
    door.talk.owner = "agent"
    door.speak("agent", "Mira here.", agent="Mira")
    expect(here.said("Mira here.")).to_be_visible()
    with here.page.expect_response(lambda answer: "/messages" in answer.url and answer.request.method == "GET"):
        held[0].fulfill(response=early)
    door.answers_wait.set()
    expect(here.panel.get_by_text("Mira, a person, is with you")).to_be_visible()


def test_an_answer_does_not_undo_what_was_told_while_it_was_on_its_way(
    door: FakeDoor, chat: Callable[[], Chat]
) -> None:
    here = chat()
    door.answers_wait.clear()
    here.say("a camera")
    expect(here.panel.get_by_role("link", name="Vanta Z5")).to_be_visible()
    door.talk.owner = "agent"
    door.tell_state()
    expect(here.panel.get_by_text("You are talking to a person now")).to_be_visible()
    door.answers_wait.set()
    expect(here.panel.get_by_role("button", name="Compare")).to_be_visible()
    expect(here.panel.get_by_text("You are talking to a person now")).to_be_visible()
