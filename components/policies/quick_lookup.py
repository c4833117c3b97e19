"""The same predictions as Rasa's policies, found without trying every rule and every shortened history.

A rule or a remembered story can apply only when its last state has the conversation's last action and intent, so
only those are tried. Rasa tries all of them, several times for each message.
"""

import base64
import json
import re
import zlib
from collections import defaultdict
from collections.abc import Mapping
from typing import Any

from rasa.core.policies.memoization import AugmentedMemoizationPolicy
from rasa.core.policies.rule_policy import RulePolicy
from rasa.shared.core.constants import PREVIOUS_ACTION, USER
from rasa.shared.core.domain import Domain, State
from rasa.shared.core.trackers import DialogueStateTracker

Ending = tuple[str | None, str | None]  # last action, last intent

_ACTION = re.compile(r"action_name: (\w+)")
_INTENT = re.compile(r"intent: (\w+)")


class QuickRules(RulePolicy):
    """Rasa's rule policy with its trained rules sorted by how they end."""

    _sorted: tuple[Mapping[str, Any], dict[Ending, list[str]]] | None = None

    def sort_rules(self) -> None:
        """Sorts the rules once they are all known: before the first prediction, never during training."""
        rules = self.lookup.get("rules", {})
        if self._sorted is not None and self._sorted[0] is rules:
            return
        endings: dict[Ending, list[str]] = defaultdict(list)
        for key in rules:
            endings[_ending(json.loads(key)[-1])].append(key)
        self._sorted = (rules, endings)

    def _get_possible_keys(self, lookup: dict[str, str], states: list[State]) -> set[str]:
        if self._sorted is None or lookup is not self._sorted[0] or not states:
            return super()._get_possible_keys(lookup, states)
        endings = self._sorted[1]
        action, intent = _ending(states[-1])
        # A rule that names no intent applies to any; a conversation that has just begun has no action yet.
        keys = dict.fromkeys(endings.get((action, None), []))
        if intent is not None:
            keys.update(dict.fromkeys(endings.get((action, intent), [])))
        return super()._get_possible_keys({key: lookup[key] for key in keys}, states)


class QuickMemory(AugmentedMemoizationPolicy):
    """Rasa's memoization that shortens a history only when some remembered story ends like it."""

    _endings: frozenset[Ending] | None = None

    def recall(
        self,
        states: list[State],
        tracker: DialogueStateTracker,
        domain: Domain,
        rule_only_data: dict[str, Any] | None,
    ) -> str | None:
        """The remembered action, None when no story ends like this conversation."""
        if not states:
            return super().recall(states, tracker, domain, rule_only_data)
        if self._endings is None:
            self._endings = frozenset(_written_ending(self._readable(key)) for key in self.lookup)
        action, intent = _ending(states[-1])
        # A history shortened to its last action no longer holds what was said.
        if (action, intent) not in self._endings and (action, None) not in self._endings:
            return None
        return super().recall(states, tracker, domain, rule_only_data)

    def _readable(self, key: str) -> str:
        if not self.config["enable_feature_string_compression"]:
            return key
        return zlib.decompress(base64.b64decode(key)).decode()


def _ending(state: State) -> Ending:
    action, said = state.get(PREVIOUS_ACTION) or {}, state.get(USER) or {}
    return action.get("action_name"), said.get("intent")


def _written_ending(states: str) -> Ending:
    """The ending of states written as Rasa's memory writes them: JSON without its quotation marks."""
    last = states[max(states.rfind("prev_action:"), 0) :]
    action, intent = _ACTION.search(last), _INTENT.search(last)
    return action[1] if action else None, intent[1] if intent else None
