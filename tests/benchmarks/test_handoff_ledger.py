"""The ledger of the handoff benchmark finds what it is there to find."""

from typing import Any

from benchmarks.handoff_ledger import Faults, Screen, Stint, judge


def said(number: int, author: str, text: str = "") -> dict[str, Any]:
    """A message of the log."""
    return {"id": number, "author": author, "text": text or f"{author} {number}"}


LOG = [said(1, "customer", "a"), said(2, "assistant"), said(3, "customer", "b"), said(4, "agent", "x")]


def screen(messages: list[dict[str, Any]]) -> Screen:
    """A page on which these came one after the other."""
    made = Screen()
    for message in messages:
        made.take(message)
    return made


def stint(**changed: Any) -> Stint:
    """An agent who claimed behind the assistant's answer and said goodbye with the fourth message."""
    values = {"begun_behind": 2, "words": ["x"], "screen": screen(LOG), "ended_with": 4, **changed}
    return Stint("talk", "ada", **values)


def test_a_word_that_is_not_in_the_log_is_lost() -> None:
    assert judge(["a", "b", "c"], screen(LOG), [stint()], LOG) == Faults(lost=1)
    assert judge(["a", "b"], screen(LOG), [stint(words=["x", "y"])], LOG) == Faults(lost=1)


def test_a_word_that_no_page_shows_is_lost() -> None:
    assert judge(["a", "b"], screen(LOG[:3]), [stint()], LOG) == Faults(lost=1)
    assert judge(["a", "b"], screen(LOG), [stint(screen=screen([*LOG[:2], LOG[3]]))], LOG) == Faults(lost=1)


def test_a_word_twice_in_the_log_or_on_a_page_is_doubled() -> None:
    twice = [*LOG, said(5, "customer", "b")]
    assert judge(["a", "b"], screen(twice), [stint()], twice) == Faults(doubled=1)
    assert judge(["a", "b"], screen([*LOG, LOG[2]]), [stint()], LOG) == Faults(doubled=1)


def test_words_in_another_order_than_they_were_said_are_counted() -> None:
    assert judge(["b", "a"], screen(LOG), [stint()], LOG) == Faults(out_of_order=2)
    assert judge(["a", "b"], screen([LOG[1], LOG[0], *LOG[2:]]), [stint()], LOG) == Faults(out_of_order=1)


def test_the_assistants_word_between_claim_and_goodbye_is_counted() -> None:
    interrupted = [*LOG[:3], said(4, "assistant"), said(5, "agent", "x")]
    there = stint(screen=screen(interrupted), ended_with=5)
    assert judge(["a", "b"], screen(interrupted), [there], interrupted) == Faults(assistant_words=1)


def test_a_reload_shows_all_anew_and_is_no_fault() -> None:
    page = screen(LOG)
    page.renew(LOG)
    assert judge(["a", "b"], page, [stint()], LOG) == Faults()
    assert page.last == 4
