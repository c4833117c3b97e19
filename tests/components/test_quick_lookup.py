"""Quick lookups predict what Rasa's own policies predict, on every turn of seeded random conversations."""

import random
from typing import Any

from rasa.core.policies.memoization import AugmentedMemoizationPolicy
from rasa.core.policies.rule_policy import RulePolicy
from rasa.shared.core.events import ActionExecuted, ActiveLoop, Event, SlotSet, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker

from components.policies.quick_lookup import QuickMemory, QuickRules, _ending, _written_ending


def _policy(agent: Any, kind: type) -> Any:
    nodes = agent.processor.graph_runner._instantiated_nodes.values()
    return next(node._component for node in nodes if isinstance(node._component, kind))


def _random_events(agent: Any, dice: random.Random) -> list[Event]:
    """A conversation of random intents, actions, slots and loops: mostly one no rule foresees."""
    names = agent.domain.action_names_or_texts
    actions = [name for name in names if name.startswith(("utter_", "action_")) and name != "action_unlikely_intent"]
    events: list[Event] = [ActionExecuted("action_session_start"), ActionExecuted("action_listen")]
    for left in range(dice.randint(0, 4), -1, -1):
        intent = {"name": dice.choice(agent.domain.intents), "confidence": 1.0}
        events.append(UserUttered("words", intent, [], {"intent": intent, "entities": []}))
        if dice.random() < 0.2:
            events.append(SlotSet("offer_id", "o"))
        if dice.random() < 0.15:
            events += [ActionExecuted("project_form"), ActiveLoop(dice.choice(["project_form", None]))]
        events += [ActionExecuted(dice.choice(actions)) for _ in range(dice.randint(0, 2))]
        if left:
            events.append(ActionExecuted("action_listen"))
    return events


def _trackers(agent: Any, count: int) -> list[DialogueStateTracker]:
    dice = random.Random(11)
    return [
        DialogueStateTracker.from_events("r", _random_events(agent, dice), agent.domain.slots, domain=agent.domain)
        for _ in range(count)
    ]


def test_rules_sorted_by_their_ending_predict_the_same(agent: Any) -> None:
    policy, hits = _policy(agent, QuickRules), 0
    for tracker in _trackers(agent, 250):
        policy.sort_rules()
        quick = policy._predict(tracker, agent.domain)[0].probabilities
        policy._sorted = None
        slow = RulePolicy._predict(policy, tracker, agent.domain)[0].probabilities
        assert quick == slow
        hits += max(slow) == 1.0
    assert hits > 20


def test_a_story_that_ends_otherwise_is_never_recalled(agent: Any) -> None:
    policy, hits = _policy(agent, QuickMemory), 0
    for tracker in _trackers(agent, 400):
        states = policy._prediction_states(tracker, agent.domain)
        quick = policy.recall(states, tracker, agent.domain, None)
        slow = AugmentedMemoizationPolicy.recall(policy, states, tracker, agent.domain, None)
        assert quick == slow
        hits += slow is not None
    assert hits > 0


def test_an_ending_is_the_last_action_and_the_last_intent() -> None:
    state = {"prev_action": {"action_name": "a_b"}, "user": {"intent": "greet"}}
    assert _ending(state) == ("a_b", "greet")
    assert _ending({}) == (None, None)
    written = (
        "[{prev_action: {action_name: x}, user: {intent: y}}, {prev_action: {action_name: a_b}, user: {intent: greet}}]"
    )
    assert _written_ending(written) == ("a_b", "greet")
    assert _written_ending("[{}]") == (None, None)
