"""The agents' desk at /agent."""

from web.agent.pages import add_pages
from web.agent.session import use

__all__ = ["add_pages", "use"]
