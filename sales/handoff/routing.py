"""Whose a waiting customer is: topics have owners, agents have topics, languages, qualifications and two hands."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from decimal import Decimal

from sales.conversation import Handoff
from sales.handoff.hours import Hours


@dataclass(frozen=True)
class Topic:
    """What it is about: whose it is first, what one must have learnt for it, and when others may help."""

    name: str
    owners: frozenset[str] = frozenset()
    qualification: str = ""
    overflow_after: timedelta = timedelta(minutes=5)
    promise: timedelta = timedelta(hours=4)


@dataclass(frozen=True)
class Profile:
    """One agent: empty `languages` speak all, `chats` is how many at once, `discount` a share of the price."""

    name: str
    languages: frozenset[str] = frozenset()
    qualifications: frozenset[str] = frozenset()
    chats: int = 6
    discount: Decimal = Decimal("0.10")


@dataclass(frozen=True)
class DeskRules:
    """The shop's own rules of its desk; who and what is not named follows the defaults.

    `needs` says by which words the catalogue has what people ask for when they plan something: "music" is speakers.
    """

    topics: Mapping[str, Topic] = field(default_factory=dict)
    profiles: Mapping[str, Profile] = field(default_factory=dict)
    default: Profile = Profile("")
    hours: Hours = field(default_factory=Hours)
    quote_days: int = 14
    gone_after: timedelta = timedelta(minutes=1)
    needs: Mapping[str, str] = field(default_factory=dict)

    def topic(self, name: str) -> Topic:
        """The topic of that name, or one without owners."""
        return self.topics.get(name) or Topic(name)

    def profile(self, agent: str) -> Profile:
        """What is known of that agent."""
        return self.profiles.get(agent) or self.default

    def forbids(self, agent: str, handoff: Handoff) -> str | None:
        """Why this agent may never take it, as a sentence; None where they may."""
        needed = self.topic(handoff.topic).qualification
        if needed and needed not in self.profile(agent).qualifications:
            return f"This needs somebody qualified for {needed}."
        return None

    def holds_back(self, agent: str, handoff: Handoff, *, language: str, load: int, now: datetime) -> str | None:
        """Why it is rather somebody else's at this moment, in a few words; None where it is this agent's to take."""
        profile, topic = self.profile(agent), self.topic(handoff.topic)
        if forbidden := self.forbids(agent, handoff):
            return forbidden
        if load >= profile.chats:
            return f"you have {load} chats already"
        if handoff.wanted_agent and handoff.wanted_agent != agent:
            return f"passed on to {handoff.wanted_agent}" if not self._overflows(handoff, topic, now) else None
        if handoff.wanted_agent == agent:
            return None
        spoken = language.replace("_", "-").partition("-")[0].lower()
        if profile.languages and spoken not in profile.languages:
            return f"speaks {spoken}" if not self._overflows(handoff, topic, now) else None
        if topic.owners and agent not in topic.owners and not self._overflows(handoff, topic, now):
            return f"belongs to {', '.join(sorted(topic.owners))}"
        return None

    def promised_by(self, topic: str, now: datetime) -> datetime:
        """By when somebody calls back: the topic's promise in working time."""
        return self.hours.add(now, self.topic(topic).promise)

    def _overflows(self, handoff: Handoff, topic: Topic, now: datetime) -> bool:
        return now - handoff.opened_at >= topic.overflow_after
