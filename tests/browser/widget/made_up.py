"""The fake shop's page, products and offer."""

from typing import Any

Json = dict[str, Any]

PAGE = """<!doctype html><html lang="en"><head><meta charset="utf-8"><title>A page</title>
<meta name="viewport" content="width=device-width,initial-scale=1">
<link rel="icon" href="data:,"></head><body><main><h1>A shop page</h1>
<p>Everything on this page is made up.</p><a href="#x">A link before the chat</a></main>
<script src="/widget.js"{attributes}></script></body></html>"""


def product(sku: str, name: str, price: str, **more: Any) -> Json:
    """A Product of the contract."""
    return {
        "sku": sku,
        "name": name,
        "price": price,
        "currency": "EUR",
        "in_stock": True,
        "url": f"/p/{sku}",
        "image": f"/pictures/{sku}.svg",
        **more,
    }


CAMERA = product("VZ5", "Vanta Z5", "749.00")
ZOOM = product("VZ9", "Vanta Z9 Long Zoom", "799.00", in_stock=False)
BATTERY = product("VB5", "Vanta B5 spare battery", "39.00")
OFFER: Json = {
    "id": "offer-1",
    "kind": "complement",
    "items": [{**BATTERY, "reason": "keeps you shooting through a whole match", "essential": False}],
    "price": "39.00",
    "price_before": "45.00",
    "total_after": "788.00",
    "currency": "EUR",
}
