"""Values as plain data for a log, and back again: what stands there gives the very same values."""

from collections.abc import Mapping
from dataclasses import MISSING, Field, fields, is_dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from enum import Enum
from functools import cache
from types import UnionType
from typing import Any, TypeVar, Union, get_args, get_origin, get_type_hints

V = TypeVar("V")


def as_plain(value: Any) -> Any:
    """A value in JSON's types; of a dataclass only the fields that differ from their defaults."""
    if is_dataclass(value) and not isinstance(value, type):
        return {each.name: as_plain(kept) for each in fields(value) if (kept := _kept(value, each)) is not MISSING}
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, Decimal):
        return str(value)
    if isinstance(value, datetime):
        return value.isoformat()
    if isinstance(value, timedelta):
        return value.total_seconds()
    if isinstance(value, Mapping):
        return {str(key): as_plain(each) for key, each in value.items()}
    if isinstance(value, (set, frozenset)):
        return sorted((as_plain(each) for each in value), key=repr)
    if isinstance(value, (list, tuple)):
        return [as_plain(each) for each in value]
    return value


def from_plain(kind: type[V], data: Any) -> V:
    """The value of that type that `as_plain` made `data` of; raises `TypeError` or `KeyError` for any other data."""
    made: V = _read(kind, data)
    return made


def _kept(value: Any, field: Field[Any]) -> Any:
    kept = getattr(value, field.name)
    default = field.default if field.default_factory is MISSING else field.default_factory()
    return MISSING if kept == default else kept


def _read(kind: Any, data: Any) -> Any:
    origin, args = get_origin(kind), get_args(kind)
    if origin in (Union, UnionType):
        return None if data is None else _read(next(each for each in args if each is not type(None)), data)
    if origin is tuple:
        inner = args[:1] * len(data) if args[1:] == (...,) else args
        return tuple(_read(each, one) for each, one in zip(inner, data, strict=True))
    if origin is frozenset:
        return frozenset(_read(args[0], one) for one in data)
    if origin is not None and issubclass(origin, Mapping):
        return {_read(args[0], key): _read(args[1], one) for key, one in data.items()}
    return _read_one(kind, data)


def _read_one(kind: Any, data: Any) -> Any:
    if hints := _hints(kind):
        return kind(**{name: _read(hints[name], one) for name, one in data.items()})
    if kind is datetime:
        return datetime.fromisoformat(data)
    if kind is timedelta:
        return timedelta(seconds=data)
    if kind is Any or kind in (bool, int, float, str):
        return data
    return kind(data)


@cache
def _hints(kind: Any) -> dict[str, Any]:
    """The fields' types of a dataclass; none for anything else."""
    return get_type_hints(kind) if is_dataclass(kind) else {}
