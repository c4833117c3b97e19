"""One word, one place: actions, responses, intents and rules called alike everywhere."""

import ast
import re
from collections.abc import Iterator
from itertools import chain
from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).parent.parent
SKILLS = (
    "browse",
    "advise",
    "offer",
    "basket",
    "order",
    "complain",
    "handoff",
    "privacy",
    "chitchat",
    "out_of_scope",
)
# Never said in words: the offer card's buttons, and what the door makes of a message in the queue.
BUTTONS = {"accept_offer", "decline_offer", "write_in_queue"}
SPOKEN_BY_RASA = {"utter_default", "utter_trouble", "utter_ask_customer_name", "utter_ask_customer_email"}
ENDINGS = {
    "utter_sorry_": {"complaint", "return", "refund", "delivery", "payment"},
    "utter_order_": {"placed", "shipped", "delivered", "late", "cancelled"},
}
WITHIN = ("utter_found_some", "utter_found_apart", "utter_found_two", "utter_found_mixed")
WAITING = (
    "utter_person_called",
    "utter_case_next_step",
    "utter_case_with_order",
    "utter_case_none",
    "utter_case_open",
    "utter_queue_kept",
)


def read(path: Path) -> Any:
    return yaml.safe_load(path.read_text(encoding="utf-8"))


DOMAIN = read(ROOT / "domain.yml")
FILES = sorted(path for path in (ROOT / "actions").glob("*/*.py") if path.stem != "__init__")


def name_of(path: Path) -> str:
    return path.stem if path.stem.startswith("validate_") else f"action_{path.stem}"


def class_of(path: Path) -> str:
    return "".join(word.capitalize() for word in name_of(path).split("_"))


def responses_in_code() -> set[str]:
    found = {
        name
        for path in (ROOT / "actions").rglob("*.py")
        for name in re.findall(r'"(utter_\w+?)"', path.read_text(encoding="utf-8"))
    }
    computed = {f"{start}{end}" for start, ends in ENDINGS.items() for end in ends}
    waiting = {f"{name}_wait" for name in (*WAITING, "utter_case_open_order")}
    within = {each for name in WITHIN for each in (name, f"{name}_within")}
    return found | computed | waiting | within | SPOKEN_BY_RASA


def steps() -> Iterator[dict[str, Any]]:
    for path in chain((ROOT / "data/rules").glob("*.yml"), (ROOT / "data/stories").glob("*.yml")):
        for kind in ("rules", "stories"):
            for told in read(path).get(kind, []):
                yield from told["steps"]


def test_no_response_is_spoken_that_the_domain_does_not_know() -> None:
    in_rules = {step["action"] for step in steps() if str(step.get("action", "")).startswith("utter_")}
    assert not (responses_in_code() | in_rules) - set(DOMAIN["responses"])


def test_no_response_lies_unused() -> None:
    in_rules = {step["action"] for step in steps() if "action" in step}
    assert not set(DOMAIN["responses"]) - responses_in_code() - in_rules


def test_no_sentence_for_customers_stands_in_an_action() -> None:
    for path in FILES:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "say":
                assert not node.args[1:], path
                assert not any(word.arg == "text" and isinstance(word.value, ast.Constant) for word in node.keywords)


@pytest.mark.parametrize("name", sorted(DOMAIN["responses"]))
def test_every_response_has_three_wordings_and_no_shouting(name: str) -> None:
    texts = [one["text"] for one in DOMAIN["responses"][name]]
    assert len(set(texts)) >= 3
    assert not any("!" in text for text in texts)


@pytest.mark.parametrize("name", sorted(DOMAIN["responses"]))
def test_all_wordings_of_a_response_start_differently(name: str) -> None:
    starts = [" ".join(one["text"].split()[:3]) for one in DOMAIN["responses"][name]]
    assert len(set(starts)) == len(starts)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_an_action_is_called_alike_in_file_class_domain_and_test(path: Path) -> None:
    classes = [node for node in ast.parse(path.read_text()).body if isinstance(node, ast.ClassDef)]
    assert class_of(path) in {node.name for node in classes}
    assert f'return "{name_of(path)}"' in path.read_text()
    assert name_of(path) in DOMAIN["actions"]
    assert (ROOT / "tests/actions" / path.parent.name / f"test_{path.stem}.py").exists()


def test_the_domain_lists_no_action_without_a_file() -> None:
    assert set(DOMAIN["actions"]) == {name_of(path) for path in FILES}


def test_every_action_is_reached_by_a_rule_a_form_or_the_guard() -> None:
    used = {step["action"] for step in steps() if "action" in step}
    by_forms = {f"validate_{form}" for form in DOMAIN["forms"]} | {
        f"action_ask_{slot}" for form in DOMAIN["forms"].values() for slot in form["required_slots"]
    }
    assert set(DOMAIN["actions"]) - used - by_forms == {"action_hold_offer"}


def test_every_intent_has_examples_and_a_rule_of_its_skill() -> None:
    for skill in SKILLS:
        spoken = {entry["intent"] for entry in read(ROOT / "data/nlu" / f"{skill}.yml")["nlu"] if "intent" in entry}
        rules = read(ROOT / "data/rules" / f"{skill}.yml")["rules"]
        ruled = {rule["steps"][0]["intent"] for rule in rules if "intent" in rule["steps"][0]}
        assert ruled - BUTTONS == spoken, skill
        assert spoken <= set(DOMAIN["intents"])
    assert set(DOMAIN["intents"]) >= BUTTONS


def test_the_folders_carry_the_words_of_the_skills_only() -> None:
    assert {path.parent.name for path in FILES} <= set(SKILLS)
    for folder in ("nlu", "rules", "stories"):
        assert {path.stem for path in (ROOT / "data" / folder).glob("*.yml")} <= set(SKILLS)


def test_actions_stay_small() -> None:
    long = {path.name: count for path in FILES if (count := len(path.read_text().splitlines())) > 120}
    assert not long
