"""What Rasa works out for each message, worked out once: which component runs when, what an empty domain is."""

from __future__ import annotations

from functools import lru_cache, partialmethod
from graphlib import TopologicalSorter
from typing import Any

from rasa.core import processor
from rasa.engine.exceptions import GraphRunError
from rasa.engine.graph import GraphNode
from rasa.engine.runner.dask import DaskGraphRunner
from rasa.shared.core.domain import Domain

Step = tuple[str, GraphNode, tuple[str, ...]]


class PlannedRunner(DaskGraphRunner):
    """Gives what Rasa's own runner gives, half a millisecond earlier."""

    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        self._plan = lru_cache(maxsize=32)(self._planned)

    def run(self, inputs: dict[str, Any] | None = None, targets: list[str] | None = None) -> dict[str, Any]:
        """Run what the targets need; GraphRunError when an input has the name of a node."""
        wanted = tuple(targets or self._graph_schema.target_names)
        given = inputs or {}
        if clash := given.keys() & self._instantiated_nodes.keys():
            raise GraphRunError(f"Input value '{min(clash)}' clashes with a node name.")
        done: dict[str, Any] = {name: (name, value) for name, value in given.items()}
        for name, node, needs in self._plan(wanted):
            done[name] = node(*[done.get(need, need) for need in needs])
        return dict(done[target] for target in wanted)

    def _planned(self, wanted: tuple[str, ...]) -> tuple[Step, ...]:
        nodes = self._graph_schema.minimal_graph_schema(list(wanted)).nodes
        needs = {name: tuple(node.needs.values()) for name, node in nodes.items()}
        order = [name for name in TopologicalSorter(needs).static_order() if name in nodes]
        return tuple((name, self._instantiated_nodes[name], needs[name]) for name in order)


def _is_empty(domain: Domain, empty: dict[str, Any]) -> bool:
    return bool(domain.as_dict() == empty)


def work_out_once() -> None:
    """Let every model that this process loads from now on be run so."""
    processor.DaskGraphRunner = PlannedRunner
    Domain.is_empty = partialmethod(_is_empty, Domain.empty().as_dict())
