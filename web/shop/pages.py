"""The demo shop's pages and the little they ask back."""

from pathlib import Path
from typing import Any

from fastapi import APIRouter, Query, Request, Response
from fastapi.responses import FileResponse, JSONResponse
from fastapi.templating import Jinja2Templates

import bootstrap
from chat.parts import Parts
from sales.errors import ConflictError, InvalidError, NotFoundError
from sales.ports import Catalogue
from web.shop import shelves
from web.shop.departments import departments, title
from web.shop.facts import facts
from web.shop.orders import NewBasket, NewOrder, basket_of, place

HERE = Path(__file__).parent
PICTURES = HERE.parents[1] / "sample_shop" / "pictures"
HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' https: data:; "
        "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    ),
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
}
FILES = {"shop.css": "text/css", "shop.js": "text/javascript", "mark.svg": "image/svg+xml"}

router = APIRouter(include_in_schema=False)
templates = Jinja2Templates(HERE / "templates")
templates.env.filters.update(
    money=shelves.money, picture=shelves.picture_url, page=shelves.page_url, title_of=title, facts=facts
)


def _catalogue(request: Request) -> Catalogue:
    parts: Parts = request.app.state.parts
    return parts.store.catalogue


def _show(request: Request, name: str, status: int = 200, **values: Any) -> Response:
    counts = _catalogue(request).categories()
    shown = {"departments": departments(counts), "facts": bootstrap.shop(), **values}
    return templates.TemplateResponse(request, name, shown, status_code=status, headers=HEADERS)


@router.get("/")
def front(
    request: Request,
    q: str = Query("", max_length=200),
    department: str = "",
    category: str = "",
    page: int = Query(1, ge=1, le=1000),
) -> Response:
    """The shop window; with words or a place, the products found there."""
    catalogue = _catalogue(request)
    all_departments = departments(catalogue.categories())
    here = next((d for d in all_departments if d.slug == department or category in d.categories), None)
    words = q.strip()
    if words:
        shelf = shelves.found(catalogue, words, category or None, page)
    elif category or here:
        shelf = shelves.browsed(catalogue, [category] if category else here.categories if here else [], page)
    else:
        window = shelves.shop_window(catalogue, all_departments)
        return _show(request, "front.html", window=window)
    return _show(request, "list.html", shelf=shelf, words=words, here=here, category=category)


@router.get("/p/{sku}")
def product(request: Request, sku: str) -> Response:
    """One product."""
    catalogue = _catalogue(request)
    try:
        shown = catalogue.get(sku)
    except NotFoundError:
        return _show(request, "missing.html", 404)
    all_departments = departments(catalogue.categories())
    return _show(
        request,
        "product.html",
        product=shown,
        here=next((d for d in all_departments if shown.category in d.categories), None),
        variants=shelves.variants(catalogue, shown),
        installation=catalogue.many([shown.installation]).get(shown.installation) if shown.installation else None,
    )


@router.get("/cart")
def cart(request: Request) -> Response:
    """The basket; its lines live in the browser and are drawn by shop.js."""
    return _show(request, "cart.html")


@router.get("/checkout")
def checkout(request: Request) -> Response:
    """Name, e-mail, order."""
    return _show(request, "checkout.html")


@router.post("/shop/price")
def price(request: Request, wanted: NewBasket) -> JSONResponse:
    """What these lines cost together; unknown products are left out."""
    parts: Parts = request.app.state.parts
    try:
        return JSONResponse(shelves.as_priced(parts.store, basket_of(wanted.lines)))
    except InvalidError as error:
        return _problem(422, error)


@router.post("/shop/orders", status_code=201)
def order(request: Request, wanted: NewOrder) -> JSONResponse:
    """Place an order at the catalogue's prices."""
    try:
        parts: Parts = request.app.state.parts
        placed = place(parts.store, wanted, parts.clock())
    except (InvalidError, NotFoundError) as error:
        return _problem(422, error)
    except ConflictError as error:
        return _problem(409, error)
    return JSONResponse(
        {
            "number": placed.number,
            "total": str(placed.total),
            "currency": placed.currency,
            "delivery_on": placed.delivery_on.date().isoformat() if placed.delivery_on else None,
        },
        201,
    )


def _problem(status: int, error: Exception) -> JSONResponse:
    return JSONResponse(
        {"title": "The order was not placed.", "status": status, "detail": str(error)},
        status,
        media_type="application/problem+json",
    )


@router.get("/shop/files/{name}")
def file(name: str) -> Response:
    """The pages' own style and script."""
    if name not in FILES:
        return Response(status_code=404)
    headers = {"Cache-Control": "public, max-age=300", "X-Content-Type-Options": "nosniff"}
    return FileResponse(HERE / "static" / name, media_type=FILES[name], headers=headers)


@router.get("/pictures/{name}")
def picture(name: str) -> Response:
    """A product's picture, or a plain box where the shop has none of that name."""
    wanted = PICTURES / Path(name).name
    found = wanted if wanted.suffix == ".svg" and wanted.is_file() else HERE / "static" / "none.svg"
    headers = {
        "Cache-Control": "public, max-age=3600",
        "Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'",
        "X-Content-Type-Options": "nosniff",
    }
    return FileResponse(found, media_type="image/svg+xml", headers=headers)
