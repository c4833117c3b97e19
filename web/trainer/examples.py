"""What stands for a variable where a trainer reads an answer before it is kept."""

import re

EXAMPLES = {
    "about": "weatherproof, 12 hours of battery",
    "accessory": "Lumo case",
    "anchor": "Aurora X2",
    "contact": "kim@example.org",
    "contents": "1 Aurora X2, 1 Lumo case",
    "count": "3",
    "customer": "Kim Lindner",
    "day": "12 March",
    "days": "30",
    "days_from": "2",
    "days_to": "4",
    "device": "Aurora X2",
    "email": "kim@example.org",
    "first": "Aurora X2",
    "kind": "cases",
    "kinds": "cameras, tripods and bags",
    "likes": "black, small",
    "limit": "€800.00",
    "minutes": "4",
    "name": "Aurora X2",
    "names": "Aurora X2",
    "need": "A camera for football",
    "number": "1042",
    "place": "Leeds",
    "price": "€499.00",
    "reason": "keeps the screen whole when it drops",
    "remarks": "The Aurora X2 is the lighter one.",
    "said": "garden chair",
    "says": "is lighter",
    "second": "Vanta Z5",
    "second_says": "lasts longer",
    "service": "Mounting at home",
    "status": "on its way",
    "stock": "7",
    "text": "12 hours of battery, 180 g",
    "thing": "cameras",
    "total": "€528.00",
    "value": "12 hours",
    "wanted": "teal",
    "what": "Cameras for football",
    "words": "third time I write",
}


def filled(words: str) -> str:
    """The wording as a customer might read it; a variable without an example shows its name."""
    return re.sub(r"\{(\w+)\}", lambda found: EXAMPLES.get(found[1], found[1].replace("_", " ")), words)
