"""Rules of what fits what, from a YAML file."""

from pathlib import Path
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError

from sales.compatibility import Condition, FitRule, Operator
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
        when = tuple(Condition(part["left"], Operator(part["op"]), part["right"]) for part in entry["when"])
        rule = FitRule(entry["products"], entry["fit"], when)
    except (KeyError, TypeError, ValueError) as error:
        raise InvalidError(f"{where} is not a rule of products, fit and when: {error}") from error
    if not when:
        raise InvalidError(f"{where} has no conditions.")
    return rule
