"""The analysts' pages at /insights."""

from web.insights.pages import add_pages

__all__ = ["add_pages"]
