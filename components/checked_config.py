"""One way to refuse a component's wrong configuration: a sentence that names component, option and value."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from rasa.shared.exceptions import InvalidConfigException

RASA_ADDS = frozenset({"name", "alias", "finetuning_epoch_fraction"})
Limits = tuple[float, float]


def check_config(
    component: str, config: Mapping[str, Any], defaults: Mapping[str, Any], limits: Mapping[str, Limits]
) -> None:
    """Raise InvalidConfigException on an unknown option, a wrong type or a number outside its limits."""
    for option, value in config.items():
        if option in RASA_ADDS or option.startswith("__"):
            continue
        if option not in defaults:
            known = ", ".join(sorted(defaults)) or "none"
            raise InvalidConfigException(f"{component} has no option '{option}'. Its options: {known}.")
        if option in limits:
            _check_number(component, option, value, limits[option])
        elif isinstance(defaults[option], bool) and not isinstance(value, bool):
            raise InvalidConfigException(f"{component}: '{option}' must be true or false, got {value!r}.")
        elif isinstance(defaults[option], str) and not isinstance(value, str):
            raise InvalidConfigException(f"{component}: '{option}' must be a text, got {value!r}.")


def check_numbers(component: str, option: str, value: Any, limits: Limits) -> None:
    """Raise InvalidConfigException unless `value` maps names to numbers within the limits."""
    if not isinstance(value, Mapping):
        raise InvalidConfigException(f"{component}: '{option}' must map names to numbers, got {value!r}.")
    for name, number in value.items():
        _check_number(component, f"{option}.{name}", number, limits)


def _check_number(component: str, option: str, value: Any, limits: Limits) -> None:
    lowest, highest = limits
    is_number = isinstance(value, (int, float)) and not isinstance(value, bool)
    if not is_number or not lowest <= value <= highest:
        raise InvalidConfigException(
            f"{component}: '{option}' must be a number from {lowest:g} to {highest:g}, got {value!r}."
        )
