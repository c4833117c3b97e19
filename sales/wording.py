"""Numbers as customers read them; sentences live in domain.yml."""

import re
from decimal import ROUND_HALF_UP, Decimal

_SYMBOLS = {"EUR": "€", "USD": "$", "GBP": "£", "INR": "₹", "JPY": "¥"}
_WITHOUT_CENTS = frozenset({"JPY"})
_BEHIND = frozenset({"de", "fr", "es", "it", "nl", "pt", "pl", "sv", "fi", "da", "nb"})
_SMALL_WORDS = frozenset({"the", "of", "and", "on", "upon", "de", "la", "am", "an", "der"})
_CENT, _WHOLE = Decimal("0.01"), Decimal(1)


def money(amount: Decimal, currency: str = "EUR", locale: str = "en") -> str:
    """`amount` in the locale's manner, rounded half up; whole amounts go without cents: €749, €39.90, 749 €."""
    whole = currency in _WITHOUT_CENTS or amount == amount.to_integral_value()
    rounded = amount.quantize(_WHOLE if whole else _CENT, rounding=ROUND_HALF_UP)
    text = f"{abs(rounded):,}"
    sign = "-" if rounded < 0 else ""
    symbol = _SYMBOLS.get(currency)
    if locale.split("-", maxsplit=1)[0].split("_", maxsplit=1)[0].lower() in _BEHIND:
        text = text.translate(str.maketrans(",.", ".,"))
        return f"{sign}{text} {symbol or currency}"
    return f"{sign}{symbol}{text}" if symbol else f"{sign}{text} {currency}"


def listed(names: list[str], joiner: str = "and") -> str:
    """Names as a spoken list: `a`, `a and b`, `a, b and c`."""
    if len(names) < 2:
        return "".join(names)
    return f"{', '.join(names[:-1])} {joiner} {names[-1]}"


def proper(name: str) -> str:
    """A place as it is written: "the united kingdom" is "the United Kingdom"; one with capitals stays as it is."""
    if name != name.lower():
        return name
    return " ".join(word if word in _SMALL_WORDS else word[:1].upper() + word[1:] for word in name.split())


def minutes(seconds: int) -> str:
    """A waiting time in whole minutes, rounded up, never less than one: `1`, `3`."""
    return str(max(1, -(-seconds // 60)))


def shortened(text: str, most: int = 120) -> str:
    """A customer's words to be repeated: one line, cut at a word's end with an ellipsis when over `most` characters."""
    line = " ".join(text.split()).strip(" .,;:")
    if len(line) <= most:
        return line
    return line[:most].rsplit(" ", 1)[0].rstrip(" .,;:") + "…"


_CLAUSE_ENDS = re.compile(
    r"[.!?;,\n]+|\s(?:and|but|because|although|which)\s|\sso\s(?=(?:i|we|it|that|this|you|they|he|she|my|our)\b)", re.I
)
_NOT_THE_TROUBLE = re.compile(
    r"(?:hi|hello|hey|dear|good (?:morning|afternoon|evening|day)|sorry|excuse me|please|pls|thanks?|ok(?:ay)?|well|so"
    r"|it'?s (?:fine|ok(?:ay)?|all right)|fine|whatever|never ?mind|no worries|great|lovely|wonderful|oh|wow"
    r"|bravo|brilliant|fantastic|amazing|awesome|super|congrat\w+(?: on)?|well done"
    r"|nice (?:one|work|job)|good (?:job|work)|thanks for nothing|(?:i'?m )?not (?:angry|mad|upset|happy)"
    r"|(?:that'?s|it'?s|this is) (?:just |really |simply )?(?:great|lovely|wonderful|brilliant|fantastic|amazing)"
    r"|(?:but )?i (?:really |just )?(?:don'?t|do not) (?:want|mean|like) to (?:complain|moan|be rude)"
    r"|i(?:'m| am) (?:afraid|sorry|writing)"
    r"|(?:could|can|would|will) (?:you|someone|anyone)"
    r"|(?:you|u)(?: guys| people| lot)?(?:'?re| are| r)\b(?: \w+){1,5}$|(?:your|this|ur) (?:\w+ )?is a joke"
    r"|i(?:'?m| am) (?:so |really |very |just )?(?:fed up|sick|tired|angry|furious|annoyed|upset|done|disappointed)"
    r"|i feel|i (?:bought|ordered|got|have ordered|have bought)(?!.*\b(?:wrong|broken|faulty|defective)\b))\b",
    re.I,
)
_FEWEST_WORDS, _MOST_WORDS = 2, 9


def gist(text: str, marked: tuple[int, int] | None = None) -> str:
    """What is wrong, short and in the customer's own words; empty where no short piece of `text` tells it.

    `marked` is where the problem stands: its clause, or where that is long only the marked words. Else it is the first
    clause of 2 to 9 words that greets nobody and does not only say that something was bought.
    """
    if text.isupper():
        # Nobody is shouted back at.
        text = text.capitalize()
    if marked:
        begins = max((end.end() for end in _CLAUSE_ENDS.finditer(text, 0, marked[0])), default=0)
        ends = next((end.start() for end in _CLAUSE_ENDS.finditer(text, marked[1])), len(text))
        if len(text[marked[1] : ends].split()) == 1:
            # One word more is the problem's own: "the card doesn't | fit".
            marked = (marked[0], ends)
        pieces = [text[begins:ends], text[slice(*marked)]]
        return next((piece for piece in map(shortened, pieces) if len(piece.split()) <= _MOST_WORDS), "")
    short = [piece for piece in map(shortened, _CLAUSE_ENDS.split(text)) if len(piece.split()) <= _MOST_WORDS]
    telling = [piece for piece in short if len(piece.split()) >= _FEWEST_WORDS]
    return next((piece for piece in telling if not _NOT_THE_TROUBLE.match(piece)), "")
