"""The first of two locks on offers: Rasa's policies, which never predict one to whom nothing may be offered.

Whichever policy predicts an offer action for an unhappy or at-risk customer, in an open case, a handoff or after an
opt-out, `action_hold_offer` comes instead, which records the silence; the conversation then goes on as if the
offer's turn had passed.
"""

from typing import Any

from rasa.core.policies.memoization import AugmentedMemoizationPolicy
from rasa.core.policies.policy import Policy, PolicyPrediction
from rasa.core.policies.rule_policy import RulePolicy
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.shared.core.constants import ACTION_LISTEN_NAME, ACTION_SESSION_START_NAME
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import ActionExecuted, Event
from rasa.shared.core.trackers import DialogueStateTracker

from components.policies.offer_state import CLOSING_INTENTS, CLOSING_SLOTS, Closers, why_closed
from components.policies.quick_lookup import QuickMemory, QuickRules

HOLD = "action_hold_offer"
OFFER_PREFIX = "action_suggest_"
# Above the fallback's threshold, below a rule or a remembered story that knows how to go on.
LISTEN_AFTER_HOLD = 0.9
HELD, BECAUSE = "held", "because"

_GUARD_CONFIG: dict[str, Any] = {
    "guard": True,
    "offer_actions": [],
    "closing_intents": list(CLOSING_INTENTS),
    "closing_slots": list(CLOSING_SLOTS),
}


class OfferGuard(Policy):
    """Stands before a policy's prediction; `guard: false` in the configuration takes it away."""

    def predict_action_probabilities(
        self,
        tracker: DialogueStateTracker,
        domain: Domain,
        rule_only_data: dict[str, Any] | None = None,
        **kwargs: Any,
    ) -> PolicyPrediction:
        """The policy's prediction, an offer replaced by holding it back when offers are closed."""
        if not self.config["guard"]:
            return super().predict_action_probabilities(tracker, domain, rule_only_data=rule_only_data, **kwargs)
        seen = _as_if_offered(tracker, domain)
        prediction = super().predict_action_probabilities(seen, domain, rule_only_data=rule_only_data, **kwargs)
        if self._offers(prediction, domain):
            because = why_closed(tracker, self._closers())
            return _held(prediction, domain, because) if because else prediction
        if tracker.latest_action_name == HOLD:
            return self._after_hold(prediction, domain)
        return prediction

    def _offers(self, prediction: PolicyPrediction, domain: Domain) -> bool:
        return prediction.max_confidence > 0 and self._is_offer(_predicted(prediction, domain))

    def _is_offer(self, action: str) -> bool:
        return action.startswith(OFFER_PREFIX) or action in self.config["offer_actions"]

    def _closers(self) -> Closers:
        return Closers(tuple(self.config["closing_intents"]), tuple(self.config["closing_slots"]))

    def _after_hold(self, prediction: PolicyPrediction, domain: Domain) -> PolicyPrediction:
        """The policy's own way on after the offer's turn."""
        return prediction


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.POLICY_WITHOUT_END_TO_END_SUPPORT, is_trainable=True)
class GuardedMemoizationPolicy(OfferGuard, QuickMemory):
    """Rasa's AugmentedMemoizationPolicy behind the offer guard."""

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        return {**AugmentedMemoizationPolicy.get_default_config(), **_GUARD_CONFIG}


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.POLICY_WITHOUT_END_TO_END_SUPPORT, is_trainable=True)
class GuardedRulePolicy(OfferGuard, QuickRules):
    """Rasa's RulePolicy behind the offer guard; saying "/restart" or "/back" does nothing."""

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        return {**RulePolicy.get_default_config(), **_GUARD_CONFIG}

    def predict_action_probabilities(
        self,
        tracker: DialogueStateTracker,
        domain: Domain,
        rule_only_data: dict[str, Any] | None = None,
        **kwargs: Any,
    ) -> PolicyPrediction:
        """As the guard and the rules have it."""
        self.sort_rules()
        return super().predict_action_probabilities(tracker, domain, rule_only_data=rule_only_data, **kwargs)

    def _after_hold(self, prediction: PolicyPrediction, domain: Domain) -> PolicyPrediction:
        """Listens when no rule knows how to go on, so that a held offer never ends in "I did not understand"."""
        if prediction.max_confidence >= 1.0:
            return prediction
        return _with_action(prediction, domain, ACTION_LISTEN_NAME, LISTEN_AFTER_HOLD)

    @staticmethod
    def _find_action_from_default_actions(tracker: DialogueStateTracker) -> tuple[str | None, str | None]:
        """Only the start of a session is left of Rasa's built-in commands."""
        name, source = RulePolicy._find_action_from_default_actions(tracker)
        return (name, source) if name == ACTION_SESSION_START_NAME else (None, None)


def _predicted(prediction: PolicyPrediction, domain: Domain) -> str:
    return domain.action_names_or_texts[prediction.max_confidence_index]


def _held(prediction: PolicyPrediction, domain: Domain, because: str) -> PolicyPrediction:
    held = {HELD: _predicted(prediction, domain), BECAUSE: because}
    instead = HOLD if HOLD in domain.action_names_or_texts else ACTION_LISTEN_NAME
    return _with_action(prediction, domain, instead, prediction.max_confidence, held)


def _with_action(
    prediction: PolicyPrediction, domain: Domain, action: str, confidence: float, metadata: dict[str, Any] | None = None
) -> PolicyPrediction:
    """The prediction with nothing but `action` in it; its events and kind stay."""
    return PolicyPrediction(
        PolicyPrediction.for_action_name(domain, action, confidence=confidence).probabilities,
        prediction.policy_name,
        prediction.policy_priority,
        prediction.events,
        prediction.optional_events,
        prediction.is_end_to_end_prediction,
        prediction.is_no_user_prediction,
        prediction.diagnostic_data,
        prediction.hide_rule_turn,
        metadata or prediction.action_metadata,
    )


def _as_if_offered(tracker: DialogueStateTracker, domain: Domain) -> DialogueStateTracker:
    """The tracker as rules and stories know it: each held offer as the offer it was; itself when none was held."""
    if not any(_was_held(event) for event in tracker.events):
        return tracker
    return DialogueStateTracker.from_events(
        tracker.sender_id,
        [_as_offer(event) for event in tracker.events],
        domain.slots,
        tracker._max_event_history,
        tracker.sender_source,
        domain,
    )


def _was_held(event: Event) -> bool:
    return isinstance(event, ActionExecuted) and event.action_name == HOLD and bool((event.metadata or {}).get(HELD))


def _as_offer(event: Event) -> Event:
    if not _was_held(event):
        return event
    return ActionExecuted(
        event.metadata[HELD], event.policy, event.confidence, event.timestamp, hide_rule_turn=event.hide_rule_turn
    )
