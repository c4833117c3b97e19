"""Order history in, numbers about products out: what was bought together, what afterwards, what again.

`mine(lines)` does it all; `GoesWith` is the model behind each pair's score. Nothing here decides what is
offered: the numbers become proposals, and people or rules they set decide.
"""

from mining.baskets import Baskets
from mining.history import History, OrderLine
from mining.mine import Mined, Pair, Refill, Settings, mine
from mining.model import GoesWith

__all__ = ["Baskets", "GoesWith", "History", "Mined", "OrderLine", "Pair", "Refill", "Settings", "mine"]
