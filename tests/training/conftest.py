"""A small project of language data to correct, and messages to look at."""

import subprocess
from pathlib import Path

import pytest

DOMAIN = """version: "3.1"
# What is known.
intents:
  # chitchat
  - greet
  - thank
  # browse
  - ask_stock
  - out_of_scope

responses:
  # chitchat
  utter_greet:
    - text: "Good day."
    - text: "Hello there, {name}."
      buttons:
        - title: "Help"
          payload: "help"
    - text: "Nice to see you."
  utter_thank:
    - text: "You are welcome."
    - text: "Glad to help."
    - text: "Any time."

actions: []
"""
CHITCHAT = """version: "3.1"

# Small things.
nlu:
- intent: greet
  examples: |
    - hello
    - good day
    - [Korvo](brand), hello

# Thanks of every kind.
- intent: thank
  examples: |
    - thanks
    - much obliged
"""
BROWSE = """version: "3.1"
nlu:
- intent: ask_stock
  examples: |
    - is the [kettle](product) in stock
    - do you have it
"""
OUTSIDE = 'version: "3.1"\nnlu:\n- intent: out_of_scope\n  examples: |\n    - what is the weather\n'
RULES = 'version: "3.1"\nrules:\n  - rule: Greet\n    steps:\n      - intent: greet\n      - action: utter_greet\n'


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project under git."""
    made = tmp_path / "project"
    for folder in ("nlu", "mood", "rules"):
        (made / "data" / folder).mkdir(parents=True)
    (made / "domain.yml").write_text(DOMAIN, encoding="utf-8")
    (made / "data/nlu/chitchat.yml").write_text(CHITCHAT, encoding="utf-8")
    (made / "data/nlu/browse.yml").write_text(BROWSE, encoding="utf-8")
    (made / "data/nlu/out_of_scope.yml").write_text(OUTSIDE, encoding="utf-8")
    (made / "data/rules/chitchat.yml").write_text(RULES, encoding="utf-8")
    (made / "data/synonyms.csv").write_text("word,means\nhoover,vacuum\n", encoding="utf-8")
    for mood, text in (("happy", "lovely"), ("neutral", "do you have it"), ("unhappy", "still waiting")):
        written = f"# {mood}\nmood: {mood}\nexamples: |\n  - {text}\n"
        (made / f"data/mood/{mood}.yml").write_text(written, encoding="utf-8")
    git(made, "init", "-q")
    git(made, "add", ".")
    git(made, "-c", "user.name=x", "-c", "user.email=x@localhost", "commit", "-q", "-m", "Begin")
    return made


def git(folder: Path, *arguments: str) -> str:
    """What git says."""
    return subprocess.run(["git", *arguments], cwd=folder, capture_output=True, text=True, check=True).stdout
