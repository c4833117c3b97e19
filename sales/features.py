"""Has this product that feature? Answered from its attributes and its own text, or not at all."""

import re
from dataclasses import dataclass

from sales.catalogue import Product
from sales.mentions import words
from sales.variants import size_words
from sales.wording import listed

# What customers say, and the attributes that answer it.
_ANSWERED_BY: dict[str, tuple[str, ...]] = {
    "water": ("water",), "waterproof": ("water",), "weatherproof": ("water",), "rain": ("water",), "wet": ("water",),
    "splash": ("water",),
    "rainproof": ("water",), "splashproof": ("water",), "swim": ("water",), "swimming": ("water",), "sweat": ("water",),
    "sweatproof": ("water",),
    "shower": ("water",), "heavy": ("weight_g", "weight_kg"), "weigh": ("weight_g", "weight_kg"),
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
    "fi": ("wifi", "wifi_standard"), "charging": ("charge_watt", "connector"),
    "rechargeable": ("battery_hours", "connector"), "dark": ("lumen",),
    "width": ("width_cm", "width_mm"), "length": ("length_m",),
    "milk": ("milk",), "sim": ("sim",), "range": ("range_m2",), "page": ("pages", "pages_per_min"),
    "fast": ("pages_per_min", "speed"), "speed": ("speed", "pages_per_min"), "material": ("material",),
    "leather": ("material",), "film": ("film",), "vesa": ("vesa",), "age": ("age",), "lumen": ("lumen",),
    "bright": ("lumen",), "cooling": ("cooling_kw",), "hour": ("battery_hours", "duration_hours"),
}  # fmt: skip
# What no attribute tells, and a text may.
_TOLD_IN_TEXTS = frozenset({"vibration"})
ASKED_ABOUT = frozenset(_ANSWERED_BY) | _TOLD_IN_TEXTS
_UNITS = {
    "gb": "GB", "g": "g", "kg": "kg", "mm": "mm", "cm": "cm", "m": "m", "in": "inch", "watt": "W", "hours": "hours",
    "minutes": "minutes", "shots": "shots", "db": "dB", "mah": "mAh", "m2": "m²", "kw": "kW", "l": "l", "ml": "ml",
    "kmh": "km/h", "min": "a minute",
}  # fmt: skip
# How a fact is said of a product; an attribute without an entry is told by name and value.
_SAYS: dict[str, str] = {
    "weight_g": "weighs {} g", "weight_kg": "weighs {} kg", "noise_db": "is {} dB loud", "water": "is {}",
    "battery_hours": "runs {} hours on a charge", "battery_minutes": "runs {} minutes on a charge",
    "battery_shots": "takes about {} pictures on a charge", "battery": "runs on the battery {}",
    "battery_size": "runs on {} batteries", "charge_watt": "charges with up to {} W",
    "watt": "has {} W",
    "screen_in": "has a {} inch screen", "storage_gb": "has {} GB of storage", "ram_gb": "has {} GB of memory",
    "zoom": "zooms {} times", "colour": "is {}", "connection": "connects by {}", "connector": "charges by {}",
    "width_cm": "is {} cm wide", "width_mm": "is {} mm wide", "length_m": "is {} m long", "lumen": "gives {} lumen",
    "resolution": "shows {}", "pages": "lasts for about {} pages", "pages_per_min": "prints {} pages a minute",
    "range_m2": "covers about {} m²", "room_m2": "is made for rooms up to {} m²", "cooling_kw": "cools with {} kW",
    "volume_l": "holds {} l", "age": "is for ages from {}", "material": "is made of {}", "wifi": "has Wi-Fi: {}",
    "wifi_standard": "has {}", "good_for": "is good for {}", "milk": "makes milk foam: {}",
}  # fmt: skip
_SAYS_NONE: dict[str, str] = {
    "milk": "makes no milk foam", "noise_cancelling": "has no noise cancelling", "wifi": "has no Wi-Fi",
    "wireless": "does not charge wirelessly", "card": "takes no memory card", "connection": "has no radio connection",
}  # fmt: skip
# What the ratings of the standard IEC 60529 mean in use.
_WATER = {
    "none": "not protected against water",
    "ipx2": "drip-proof (IPX2)", "ipx4": "splash-proof (IPX4), not for heavy rain",
    "ipx5": "rainproof (IPX5)", "ipx7": "waterproof for half an hour in shallow water (IPX7)",
    "ip54": "splash-proof and keeps dust out (IP54)", "ip55": "rainproof and keeps dust out (IP55)",
    "ip65": "rainproof and dust-tight (IP65)", "ip67": "waterproof for half an hour in shallow water (IP67)",
    "ip52": "drip-proof (IP52)", "ip66": "proof against heavy rain and dust (IP66)",
    "ipx8": "waterproof, under water too (IPX8)", "ip68": "waterproof, under water too (IP68)",
    "5atm": "waterproof for swimming (5 ATM)",
}  # fmt: skip
_SPELT = {"usb-c": "USB-C", "usb-a": "USB-A", "bluetooth": "Bluetooth", "hdmi": "HDMI", "wifi": "Wi-Fi", "4k": "4K",
          "full-hd": "Full HD", "lan": "LAN", "qi": "Qi", "zigbee": "Zigbee"}  # fmt: skip
_LIMIT, _HEAVY = frozenset({"limit", "max", "maximum", "load"}), frozenset({"weight", "kg", "kilo", "user", "load"})
_CARRIES = ("max_kg", "max_load_g", "max_load_kg")
_SENTENCE = re.compile(r"(?<=[.!?])\s+")
_POINTS = 2
_NOT_FACTS = frozenset({"variant_of", "ships_without", "fits_type"})


@dataclass(frozen=True)
class Feature:
    """A fact of the product: what it is called, its value with its unit ("battery", "26 hours"), and how it is said of
    the product ("runs 26 hours on a charge"), empty where there is no saying."""

    name: str
    value: str
    says: str = ""


def find_feature(product: Product, question: str) -> Feature | str | None:
    """The attribute that answers `question`, else the sentence of the product's text that does, else None."""
    asked = [word for word in words(question) if word not in words(product.name)]
    if _LIMIT & set(asked) and _HEAVY & set(asked):
        # What it carries is not what it weighs.
        carried = next((key for key in _CARRIES if key in product.attributes), None)
        return _feature(carried, product.attributes[carried]) if carried else None
    for word in asked:
        for key in _ANSWERED_BY.get(word, ()):
            if values := product.attributes.get(key):
                return _feature(key, values)
    for word in asked:
        for key, values in product.attributes.items():
            if key not in _NOT_FACTS and any(word == value.casefold() for value in values):
                return _feature(key, values)
    return _sentence_with(product, asked)


def described(product: Product) -> set[str]:
    """All the words that are true of the product: of its name and kind, its text, and its facts with their units."""
    told = [fact.value for fact in facts(product, most=len(product.attributes))]
    kind = product.category.replace("-", " ")
    parts = [product.name, product.brand, kind, product.description, *product.benefits, *told]
    return {word for part in parts for word in words(part)} | size_words(product)


def points_of(product: Product) -> str:
    """What speaks for it, to stand within a sentence: two benefits, else what its text says first, else its facts."""
    told = ", ".join(product.benefits[:_POINTS]) or _SENTENCE.split(product.description)[0]
    told = told or ", ".join(f"{fact.name} {fact.value}" for fact in facts(product, most=_POINTS))
    return re.sub(r"\s+(?=[,;.])", "", told).strip(" .")


def says_of(product: Product, key: str) -> str:
    """How an attribute is said of the product, "runs 26 hours on a charge"; by its name where there is no saying."""
    fact = _feature(key, product.attributes.get(key, ()))
    return fact.says or f"has {fact.name} {fact.value}"


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
    told = [_WATER.get(value.casefold(), value) if key == "water" else _SPELT.get(value, value) for value in values]
    says = _SAYS.get(key, "").format(listed(told))
    if values in (("none",), ("no",)) and key != "water":
        says = _SAYS_NONE.get(key, "")
    name, _, unit = key.rpartition("_")
    if name and unit in _UNITS:
        return Feature(name.replace("_", " "), f"{', '.join(told)} {_UNITS[unit]}", says)
    return Feature(key.replace("_", " "), ", ".join(told), says)


def _sentence_with(product: Product, asked: list[str]) -> str | None:
    sentences = [*_SENTENCE.split(product.description), *product.benefits]
    best, most = None, 0
    for sentence in sentences:
        count = len(set(asked) & set(words(sentence)))
        if count > most:
            best, most = sentence.strip(), count
    return best
