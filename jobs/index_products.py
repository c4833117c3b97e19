"""Giving new and changed products their vector, so that they are found by meaning within a minute, without training."""

from sqlalchemy import Engine

from database.search import keep_vectors, waiting_for_vectors
from sales.ports import Assistant

MODEL = "all-MiniLM-L6-v2"
_AT_ONCE = 32
_AT_MOST = 2000


async def index_new_products(engine: Engine, assistant: Assistant, at_most: int = _AT_MOST) -> int:
    """Embed up to `at_most` products that have no vector for their present text; answers how many were embedded.

    What is done is kept batch by batch. Raises `UnavailableError` while the assistant is down; call it again later.
    """
    waiting = waiting_for_vectors(engine, MODEL, at_most)
    for start in range(0, len(waiting), _AT_ONCE):
        batch = waiting[start : start + _AT_ONCE]
        vectors = iter(await assistant.embed([text for product in batch for text in product.texts]))
        keep_vectors(engine, MODEL, [(product, [next(vectors) for _ in product.texts]) for product in batch])
    return len(waiting)
