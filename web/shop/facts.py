"""A product's attributes as people read them: `storage_gb=128` is "Storage: 128 GB"."""

from collections.abc import Iterator, Mapping, Sequence

from web.shop.departments import title

_UNITS = {
    "gb": "GB",
    "mah": "mAh",
    "kg": "kg",
    "g": "g",
    "in": "in",
    "mm": "mm",
    "cm": "cm",
    "m": "m",
    "m2": "m²",
    "l": "l",
    "ml": "ml",
    "db": "dB",
    "watt": "W",
    "kw": "kW",
    "kmh": "km/h",
    "hours": "hours",
    "minutes": "minutes",
}
_HIDDEN = {"variant_of"}
_WRITTEN = {"usb-c": "USB-C", "usb-a": "USB-A", "hdmi": "HDMI", "wifi": "Wi-Fi", "bluetooth": "Bluetooth"}


def facts(attributes: Mapping[str, Sequence[str]]) -> Iterator[tuple[str, str]]:
    """(name, value) of every attribute that is for customers, units written out, in the order given."""
    for key, values in attributes.items():
        if key in _HIDDEN or not values:
            continue
        stem, _, unit = key.rpartition("_")
        written = ", ".join(_WRITTEN.get(value, value) for value in values)
        if stem and unit in _UNITS:
            yield title(stem), f"{written} {_UNITS[unit]}"
        else:
            yield _WRITTEN.get(key) or title(key), written
