"""A new meaning with its answer: examples, the domain's entries and the rule that speaks it, all in one change."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from sales.errors import InvalidError
from training.files import Rewrite
from training.language import domain_in, intents_by_skill, yaml_scalar
from training.responses import check_wordings

_NAME = re.compile(r"[a-z][a-z0-9]*(_[a-z0-9]+)*")


@dataclass(frozen=True)
class NewIntent:
    """A meaning that the assistant does not know yet, the skill it belongs to, and the wordings of its answer."""

    name: str
    skill: str
    answers: tuple[str, ...]


def new_intent_rewrites(project: Path, new: NewIntent, examples: Sequence[str]) -> dict[str, Rewrite]:
    """The rewrites that make `new` known, with its first examples; `InvalidError` tells what is missing."""
    skills = intents_by_skill(project)
    if not _NAME.fullmatch(new.name):
        raise InvalidError("A meaning's name is small letters and underscores, such as ask_gift_wrapping.")
    if any(new.name in intents for intents in skills.values()):
        raise InvalidError(f"The meaning {new.name} exists already.")
    if new.skill not in skills:
        raise InvalidError(f"There is no skill {new.skill}; it is one of {', '.join(sorted(skills))}.")
    check_wordings(new.answers, known=())
    return {
        f"data/nlu/{new.skill}.yml": lambda before: _with_examples(before, new, examples),
        f"data/rules/{new.skill}.yml": lambda before: _with_rule(before, new),
        "domain.yml": lambda before: _with_entries(before, new, skills[new.skill]),
    }


def _with_examples(before: str, new: NewIntent, examples: Sequence[str]) -> str:
    listed = "".join(f"    - {line}\n" for line in examples)
    return f"{before.rstrip()}\n\n- intent: {new.name}\n  examples: |\n{listed}"


def _with_rule(before: str, new: NewIntent) -> str:
    told = new.name.replace("_", " ").capitalize()
    item = re.search(r"^( *)- rule:", before, re.MULTILINE)
    margin = item[1] if item else "  "
    rule = [f"- rule: {told}", "  steps:", f"    - intent: {new.name}", f"    - action: utter_{new.name}"]
    return before.rstrip() + "\n" + "".join(f"{margin}{one}\n" for one in rule)


def _with_entries(before: str, new: NewIntent, neighbours: list[str]) -> str:
    lines, tree = before.splitlines(), domain_in(before.encode())
    wordings = [f"    - text: {yaml_scalar(words)}" for words in new.answers]
    responses = tree.lc.key("responses")[0]
    lines[responses + 1 : responses + 1] = [f"  utter_{new.name}:", *wordings]
    places = [place for place, name in enumerate(tree["intents"]) if name in neighbours]
    last = tree["intents"].lc.item(places[-1] if places else len(tree["intents"]) - 1)[0]
    lines[last + 1 : last + 1] = [f"  - {new.name}"]
    return "\n".join(lines) + "\n"
