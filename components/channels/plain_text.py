"""What a customer types is data: nothing in it may reach Rasa's command door."""

import unicodedata

# Every character that is, or is drawn like, the stroke Rasa takes for "this is an intent".
SLASHES = frozenset("/\uff0f\u2044\u2215\u29f8\u27cb\u2571")
_KEPT_CONTROLS = {"\n": " ", "\r": " ", "\t": " "}


def plain(text: str) -> str:
    """`text` without control and invisible formatting characters, and never beginning with a slash."""
    shown = visible(text)
    start = 0
    while start < len(shown) and (shown[start].isspace() or shown[start] in SLASHES):
        start += 1
    return shown[start:].rstrip()


def visible(text: str) -> str:
    """`text` without control and invisible formatting characters; line ends become spaces."""
    return "".join(_KEPT_CONTROLS.get(char, "") if _is_hidden(char) else char for char in text)


def _is_hidden(char: str) -> bool:
    """Whether a character is a control (Cc), a surrogate (Cs) or a formatting mark (Cf) but no emoji joiner."""
    return unicodedata.category(char) in ("Cc", "Cf", "Cs") and char != "\u200d"
