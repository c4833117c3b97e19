"""The line to the action server: kept open, bounded in time and size, and polite when it breaks."""

import asyncio
import functools
import logging
from typing import Any

import aiohttp
from jsonschema.validators import validator_for
from rasa.core.actions.action import RemoteAction
from rasa.core.agent import Agent
from rasa.utils.endpoints import ClientResponseError, EndpointConfig

from components.policies.offer_guard import OFFER_PREFIX

logger = logging.getLogger(__name__)

DEFAULT_TIMEOUT = 8.0
DEFAULT_EVENTS = 80
REJECTED = 400
FOLLOW_UP = "followup"


class BoundedActionEndpoint(EndpointConfig):
    """Rasa's action endpoint with a time limit in seconds; trouble is answered with a response of the domain.

    Settings beside `url` in endpoints.yml: `timeout` (seconds), `trouble_response` (a response's name) and
    `events_sent` (how much of a long conversation an action is shown; slots and the latest message always go).
    """

    def __init__(self, source: EndpointConfig) -> None:
        super().__init__(
            source.url,
            source.params,
            source.headers,
            source.basic_auth,
            source.token,
            source.token_name,
            source.cafile,
            **source.kwargs,
        )
        self._timeout = float(source.kwargs.get("timeout", DEFAULT_TIMEOUT))
        self._events = int(source.kwargs.get("events_sent", DEFAULT_EVENTS))
        self._trouble = source.kwargs.get("trouble_response")
        self._open: aiohttp.ClientSession | None = None

    def session(self) -> Any:
        """One session for the life of the process: a new connection for each action costs milliseconds."""
        if self._open is None or self._open.closed:
            self._open = super().session()
        return _LeftOpen(self._open)

    async def request(self, *args: Any, **kwargs: Any) -> Any:
        """The action server's answer, or the trouble response after a timeout, a lost line or a 5xx."""
        kwargs["timeout"] = aiohttp.ClientTimeout(total=self._timeout)
        body = kwargs.get("json") or {}
        _shorten(body, self._events)
        try:
            return _without_forced_offers(await super().request(*args, **kwargs))
        except (asyncio.TimeoutError, aiohttp.ClientError) as trouble:
            if isinstance(trouble, ClientResponseError) and trouble.status == REJECTED:
                raise
            if not self._trouble:
                raise
            logger.error("Action %s gave no answer: %r", body.get("next_action"), trouble)
            return {"events": [], "responses": [{"response": self._trouble}]}

    async def close(self) -> None:
        """Closes the line."""
        if self._open is not None:
            await self._open.close()


class _LeftOpen:
    """An `async with` that leaves the session open."""

    def __init__(self, session: aiohttp.ClientSession) -> None:
        self._session = session

    async def __aenter__(self) -> aiohttp.ClientSession:
        return self._session

    async def __aexit__(self, *_: Any) -> None:
        return None


def _shorten(body: dict[str, Any], events: int) -> None:
    tracker = body.get("tracker") or {}
    if len(tracker.get("events") or []) > events:
        tracker["events"] = tracker["events"][-events:]


@functools.lru_cache(maxsize=1)
def _answer_checker() -> Any:
    schema = RemoteAction.action_response_format_spec()
    return validator_for(schema)(schema)


def _is_well_formed(_: RemoteAction, answer: dict[str, Any]) -> bool:
    """Rasa's own check of an action's answer, without checking the schema itself anew for every answer."""
    _answer_checker().validate(answer)
    return True


def _without_forced_offers(answer: Any) -> Any:
    """The answer without follow-ups that are offers: a follow-up passes by every policy, and so by the offer guard."""
    events = answer.get("events") if isinstance(answer, dict) else None
    if not events:
        return answer
    forced = [e for e in events if e.get("event") == FOLLOW_UP and str(e.get("name")).startswith(OFFER_PREFIX)]
    for event in forced:
        logger.error("An action forced the offer %s; dropped, offers are for the policies to predict.", event["name"])
    return {**answer, "events": [event for event in events if event not in forced]}


def bind(agent: Agent) -> None:
    """Puts the bounded endpoint in the place of the agent's action endpoint, once."""
    # Checking the schema took 30 ms of every action, more than the action itself.
    RemoteAction._validate_action_result = _is_well_formed
    if agent.action_endpoint is None or isinstance(agent.action_endpoint, BoundedActionEndpoint):
        return
    agent.action_endpoint = BoundedActionEndpoint(agent.action_endpoint)
    if agent.processor is not None:
        agent.processor.action_endpoint = agent.action_endpoint
