"""The analysts' figures as plain data and as a table file; what the page and the API share."""

import csv
import io
from dataclasses import asdict
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from chat.views import time_view
from sales.errors import InvalidError
from sales.figures import Example, SilenceReport, Summary

Json = dict[str, Any]
_USUALLY = timedelta(days=30)
_COLUMNS = ("rule", "held_back", "candidates_dropped", "conversations", "example_at", "example_conversation", "about")


def period(since: date | None, until: date | None, today: date) -> tuple[datetime, datetime]:
    """Both days included, in UTC; the last 30 days by default. `InvalidError` for an end before its start."""
    last = until or today
    first = since or last - _USUALLY + timedelta(days=1)
    if first > last:
        raise InvalidError("The period ends before it begins.")
    midnight = time(tzinfo=UTC)
    return datetime.combine(first, midnight), datetime.combine(last + timedelta(days=1), midnight)


def silence_view(report: SilenceReport) -> Json:
    """How often each rule held something back, most often first, with examples."""
    return {
        "decisions": report.decisions,
        "offers": report.offers,
        "silences": report.decisions - report.offers,
        "looked_through": report.looked_through,
        "rules": [
            {
                "rule": one.rule,
                "held_back": one.held,
                "candidates_dropped": one.dropped,
                "conversations": one.conversations,
                "examples": [_example_view(each) for each in one.examples],
            }
            for one in report.rules
        ],
    }


def silence_table(report: SilenceReport) -> str:
    """The same as CSV, one line an example, one for a rule without."""
    written = io.StringIO()
    table = csv.writer(written, lineterminator="\r\n")
    table.writerow(_COLUMNS)
    for one in report.rules:
        counts = (one.rule, one.held, one.dropped, one.conversations)
        for each in one.examples or (None,):
            told = (time_view(each.at), each.conversation_id, " ".join(each.about)) if each else ("", "", "")
            table.writerow((*counts, *told))
    return written.getvalue()


def summary_view(summary: Summary) -> Json:
    """A period's figures with the shares that follow from them; a share of nothing is null."""
    plain = asdict(summary)
    for money in (plain, *plain["partners"]):
        for name in {"revenue", "refunded", "margin"} & money.keys():
            money[name] = None if money[name] is None else str(money[name])
    answered = summary.accepted + summary.declined
    return {
        **plain,
        "average_order_value": str((summary.revenue / summary.orders).quantize(summary.revenue))
        if summary.orders
        else None,
        "acceptance": round(summary.accepted / summary.offers, 4) if summary.offers else None,
        "acceptance_of_answered": round(summary.accepted / answered, 4) if answered else None,
    }


def _example_view(example: Example) -> Json:
    return {
        "at": time_view(example.at),
        "conversation": example.conversation_id,
        "moment": example.moment,
        "about": list(example.about),
    }
