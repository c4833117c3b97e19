"""Has this product that feature? Answered from its attributes and its own text, or not at all."""

import re
from dataclasses import dataclass

from sales.catalogue import Product
from sales.mentions import words

# What customers say, and the attributes that answer it.
_ANSWERED_BY: dict[str, tuple[str, ...]] = {
    "water": ("water",), "waterproof": ("water",), "weatherproof": ("water",), "rain": ("water",), "wet": ("water",),
    "splash": ("water",), "swim": ("water",), "heavy": ("weight_g", "weight_kg"), "weigh": ("weight_g", "weight_kg"),
    "weight": ("weight_g", "weight_kg"), "light": ("weight_g", "weight_kg"), "loud": ("noise_db",),
    "noise": ("noise_cancelling", "noise_db"), "noisy": ("noise_db",), "quiet": ("noise_db",), "silent": ("noise_db",),
    "battery": ("battery_hours", "battery_minutes", "battery_shots", "battery", "battery_size"),
    "charge": ("charge_watt", "connector"), "charger": ("charge_watt", "connector"), "watt": ("watt", "charge_watt"),
    "bluetooth": ("connection",), "wireless": ("wireless", "connection"), "wired": ("connection",),
    "jack": ("connection",), "usb": ("connection", "connector", "ports", "plug"), "port": ("ports", "connection"),
    "hdmi": ("ports", "hdmi_version", "video", "input"), "wifi": ("wifi", "wifi_standard"), "wlan": ("wifi",),
    "screen": ("screen_in",), "display": ("screen_in",), "inch": ("screen_in", "image_max_in"),
    "storage": ("storage_gb",), "gb": ("storage_gb", "ram_gb", "size_gb"), "ram": ("ram_gb",),
    "memory": ("ram_gb", "memory_type", "storage_gb"), "card": ("card",), "zoom": ("zoom",), "lens": ("mount", "zoom"),
    "resolution": ("resolution",), "4k": ("resolution",), "room": ("room_m2",), "colour": ("colour",),
    "color": ("colour",), "size": ("screen_in", "width_cm", "volume_l"), "wide": ("width_cm", "width_mm"),
    "width": ("width_cm", "width_mm"), "length": ("length_m",),
    "milk": ("milk",), "sim": ("sim",), "range": ("range_m2",), "page": ("pages", "pages_per_min"),
    "fast": ("pages_per_min", "speed"), "speed": ("speed", "pages_per_min"), "material": ("material",),
    "leather": ("material",), "film": ("film",), "vesa": ("vesa",), "age": ("age",), "lumen": ("lumen",),
    "bright": ("lumen",), "cooling": ("cooling_kw",), "hour": ("battery_hours", "duration_hours"),
}  # fmt: skip
_UNITS = {
    "gb": "GB", "g": "g", "kg": "kg", "mm": "mm", "cm": "cm", "m": "m", "in": "inch", "watt": "W", "hours": "hours",
    "minutes": "minutes", "shots": "shots", "db": "dB", "mah": "mAh", "m2": "m²", "kw": "kW", "l": "l", "ml": "ml",
    "kmh": "km/h", "min": "a minute",
}  # fmt: skip
_SENTENCE = re.compile(r"(?<=[.!?])\s+")
_NOT_FACTS = frozenset({"variant_of", "ships_without", "fits_type"})


@dataclass(frozen=True)
class Feature:
    """A fact of the product: what it is called, and its value with its unit ("battery", "26 hours")."""

    name: str
    value: str


def find_feature(product: Product, question: str) -> Feature | str | None:
    """The attribute that answers `question`, else the sentence of the product's text that does, else None."""
    asked = [word for word in words(question) if word not in words(product.name)]
    for word in asked:
        for key in _ANSWERED_BY.get(word, ()):
            if values := product.attributes.get(key):
                return _feature(key, values)
    for word in asked:
        for key, values in product.attributes.items():
            if key not in _NOT_FACTS and any(word == value.casefold() for value in values):
                return _feature(key, values)
    return _sentence_with(product, asked)


def facts(product: Product, most: int = 6) -> tuple[Feature, ...]:
    """The product's attributes as facts, in the shop's order, at most `most`."""
    told = [_feature(key, values) for key, values in product.attributes.items() if key not in _NOT_FACTS]
    return tuple(fact for fact in told if fact.name != "model")[:most]


def differences(first: Product, second: Product, most: int = 4) -> tuple[tuple[str, str, str], ...]:
    """Facts in which two products differ, as (name, value of the first, value of the second)."""
    keys = [key for key in first.attributes if key in second.attributes and key not in _NOT_FACTS | {"model"}]
    apart = [key for key in keys if set(first.attributes[key]) != set(second.attributes[key])]
    pairs = [(_feature(key, first.attributes[key]), _feature(key, second.attributes[key])) for key in apart]
    return tuple((ours.name, ours.value, theirs.value) for ours, theirs in pairs)[:most]


def _feature(key: str, values: tuple[str, ...]) -> Feature:
    name, _, unit = key.rpartition("_")
    if name and unit in _UNITS:
        return Feature(name.replace("_", " "), f"{', '.join(values)} {_UNITS[unit]}")
    return Feature(key.replace("_", " "), ", ".join(values))


def _sentence_with(product: Product, asked: list[str]) -> str | None:
    sentences = [*_SENTENCE.split(product.description), *product.benefits]
    best, most = None, 0
    for sentence in sentences:
        count = len(set(asked) & set(words(sentence)))
        if count > most:
            best, most = sentence.strip(), count
    return best
