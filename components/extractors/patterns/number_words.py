"""Numbers as people write them: "1.299,00", "25k", "seven hundred"."""

import re
from decimal import Decimal

_ONES = {
    word: value
    for value, word in enumerate((
        "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
        "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
    ))
}  # fmt: skip
_TENS = {
    "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90,
}  # fmt: skip
_SCALES = {"hundred": 100, "thousand": 1000, "grand": 1000}
SMALL = {**_ONES, **_TENS}

_WORD = "(?:" + "|".join([*_TENS, *_ONES]) + ")"
# At least one scale word, so that "two" alone stays a quantity.
WORDS = rf"(?:(?:an?|{_WORD}(?:[ -]{_WORD})?)\s+)?(?:hundred|thousand|grand)(?:\s+(?:and\s+)?{_WORD}(?:[ -]{_WORD})?)*"
DIGITS = r"(?:\d{1,3}(?:[.,' ]\d{3}){1,4}(?:[.,]\d{1,2})?|\d{1,9}(?:[.,]\d{1,2})?)(?:\s?k\b)?"


def from_digits(text: str) -> Decimal:
    """The value of digits with thousands marks, a decimal mark or a "k"; the last mark before 1-2 digits is decimal."""
    digits = text.strip().lower()
    thousands = digits.endswith("k")
    digits = re.sub(r"[k' ]", "", digits)
    decimals = re.search(r"[.,](\d{1,2})$", digits)
    if decimals:
        whole = re.sub(r"[.,]", "", digits[: decimals.start()])
        value = Decimal(f"{whole or 0}.{decimals[1]}")
    else:
        value = Decimal(re.sub(r"[.,]", "", digits))
    return (value * 1000).normalize() if thousands else value


def from_words(text: str) -> int:
    """The value of number words such as "seven hundred and fifty" or "a thousand"."""
    total = group = 0
    for word in re.findall(r"[a-z]+", text.lower()):
        if word in _SCALES:
            scale = _SCALES[word]
            group = max(group, 1) * scale
            if scale == 1000:
                total, group = total + group, 0
        elif word in SMALL:
            group += SMALL[word]
    return total + group


def value_of(text: str) -> Decimal:
    """The value of a number in digits or words."""
    return from_digits(text) if text[:1].isdigit() else Decimal(from_words(text))
