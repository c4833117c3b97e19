"""Messages that real customers typed to two live shop bots, one after another through the public door."""

import csv
from itertools import islice, zip_longest
from pathlib import Path
from uuid import uuid4

import httpx
import pytest

from tests.running_app import RunningApp

pytestmark = pytest.mark.slow
FILES = ("hint3_curekart_train.csv", "hint3_sofmattress_train.csv")
COMPLAINTS = {
    "DELAY_IN_PARCEL",
    "DELAY_IN_DELIVERY",
    "REFUNDS_RETURNS_REPLACEMENTS",
    "RETURN_EXCHANGE",
    "PORTAL_ISSUE",
    "SIDE_EFFECT",
}
MESSAGES = 300
IN_ONE_CONVERSATION = 8


def test_three_hundred_real_messages_are_all_answered_and_no_offer_answers_a_complaint(
    app: RunningApp, shared_data: Path
) -> None:
    with httpx.Client(base_url=f"{app.url}/api/v1", timeout=30) as client:
        path = ""
        for number, (text, label) in enumerate(real_messages(shared_data / "nlu")):
            if number % IN_ONE_CONVERSATION == 0 or not path:
                path = begin(client)
            answer = client.post(f"{path}/messages", json={"text": text, "client_id": str(uuid4())})
            assert answer.status_code == 200, (text, answer.text)
            said = answer.json()
            assert said["messages"], text
            if label in COMPLAINTS:
                assert not any(message["offer"] for message in said["messages"]), text
            if said["conversation"]["owner"] != "assistant":
                path = ""


def begin(client: httpx.Client) -> str:
    """Open a conversation and carry its token from now on; answers its path."""
    begun = client.post("/conversations", json={}).json()
    client.headers["Authorization"] = f"Bearer {begun['token']}"
    return f"/conversations/{begun['id']}"


def real_messages(folder: Path) -> list[tuple[str, str]]:
    """The first 300 of both files, taken in turn, as (text, label)."""
    tables = [list(csv.DictReader((folder / name).open(encoding="utf-8-sig"))) for name in FILES]
    mixed = (row for pair in zip_longest(*tables) for row in pair if row)
    return [(row["sentence"], row["label"]) for row in islice(mixed, MESSAGES)]
