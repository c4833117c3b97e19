"""Finding products: full text, spelling and meaning, ranked together.

`words` cuts text, `index` writes, `spelling` and `mention` read what a customer typed, `full_text` and `vectors` bring
candidates, `ranking` scores them, `finder` does it in that order.
"""

from database.search.finder import Search
from database.search.index import index_text, set_synonyms, synonym
from database.search.vectors import keep_vectors, waiting_for_vectors

__all__ = ["Search", "index_text", "keep_vectors", "set_synonyms", "synonym", "waiting_for_vectors"]
