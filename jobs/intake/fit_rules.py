"""Rules of what fits what, from a YAML file."""

from pathlib import Path
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError

from sales.compatibility import OF_VALUES, Condition, FitRule, Operator
from sales.errors import InvalidError


def read_fit_rules(path: Path) -> list[FitRule]:
    """The rules in `path`; raises `InvalidError` that names a wrong entry, for half a rule would offer wrongly."""
    try:
        entries = YAML(typ="safe").load(path.read_text(encoding="utf-8"))
    except (YAMLError, UnicodeDecodeError) as error:
        raise InvalidError(f"{path.name} is not YAML: {error}") from error
    if not isinstance(entries, list):
        raise InvalidError(f"{path.name} is not a list of rules.")
    return [_rule(entry, f"{path.name}, entry {number}") for number, entry in enumerate(entries, 1)]


def _rule(entry: Any, where: str) -> FitRule:
    try:
        when = tuple(_condition(part) for part in entry["when"])
        rule = FitRule(entry["products"], entry["fit"], when, bool(entry.get("every", False)))
    except (KeyError, TypeError, ValueError) as error:
        raise InvalidError(f"{where} is not a rule of products, fit and when: {error}") from error
    if not when:
        raise InvalidError(f"{where} has no conditions.")
    return rule


def _condition(part: Any) -> Condition:
    op = Operator(part["op"])
    if op not in OF_VALUES:
        return Condition(part["left"], op, part["right"])
    sides = [side for side in ("left", "right") if part.get(side)]
    values = part["values"]
    if len(sides) != 1 or not isinstance(values, list) or not values:
        raise ValueError(f"{op.value} holds either left or right against a list of values")
    return Condition(part.get("left", ""), op, part.get("right", ""), tuple(str(value) for value in values))
