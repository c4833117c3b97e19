"""A comparison as a table, what became better and worse, and the verdict."""

from collections.abc import Sequence

from training.report import Change, Figures, Report
from web.agent.elements import box, text
from web.trainer.wording import named

_SHOWN = 100
_KINDS = {
    "test": "test sentences",
    "training": "training data",
    "mood": "mood sentences",
    "talk": "test conversations",
}


def show_report(report: Report) -> None:
    """Draw one comparison."""
    text("h3", f"{report.candidate} beside {report.live}", "group-title")
    text("p", report.verdict.sentence, "verdict")
    for refusal in report.refusals:
        text("p", f"Not to be promoted: {refusal}", "told")
    if not report.refusals:
        text("p", "Nothing stands against promoting it.", "fine")
    _table(report)
    _changes("Better", report.better)
    _changes("Worse", report.worse)


def _table(report: Report) -> None:
    old, new = report.figures
    rows = (
        ("Test sentences understood", f"{old.accuracy:.1%}", f"{new.accuracy:.1%}"),
        ("Cross-validated", f"{old.cross_validated:.1%}", f"{new.cross_validated:.1%}"),
        ("Unhappy customers noticed", f"{old.mood_recall:.1%}", f"{new.mood_recall:.1%}"),
        ("False alarms", f"{old.mood_false_alarms:.1%}", f"{new.mood_false_alarms:.1%}"),
        ("Test conversations", _passed(old), _passed(new)),
        ("Milliseconds a message, p95", f"{old.p95_ms:.1f}", f"{new.p95_ms:.1f}"),
        ("Megabytes", f"{old.megabytes:.1f}", f"{new.megabytes:.1f}"),
        ("Seconds of training", f"{old.seconds:.0f}", f"{new.seconds:.0f}"),
    )
    with box("div", "scrolls", tabindex="0", role="region", aria_label="Figures"), box("table", "beside"):
        with box("tr"):
            for title in ("", "served", "new"):
                text("th", title, scope="col") if title else box("td")
        for name, before, after in rows:
            with box("tr"):
                text("th", name, scope="row")
                text("td", before)
                text("td", after)


def _passed(figures: Figures) -> str:
    return f"{figures.conversations_passed}/{figures.conversations}"


def _changes(title: str, changes: Sequence[Change]) -> None:
    with box("details", "finding"):
        text("summary", f"{title} ({len(changes)})")
        if not changes:
            text("p", "None.")
            return
        with box("div", "scrolls", tabindex="0", role="region", aria_label=title), box("table", "changes"):
            with box("tr"):
                for head in ("what was said", "meant", "served", "new", "from"):
                    text("th", head, scope="col")
            for one in changes[:_SHOWN]:
                with box("tr"):
                    for words in (one.text, named(one.meant), named(one.before), named(one.after), _KINDS[one.kind]):
                        text("td", words)
        if len(changes) > _SHOWN:
            text("p", f"{len(changes) - _SHOWN} more stand in the report beside the model.", "quiet")
