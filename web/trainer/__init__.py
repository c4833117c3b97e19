"""The trainers' page: what was misunderstood, correcting it, training, comparing, promoting."""

from web.trainer.pages import add_pages

__all__ = ["add_pages"]
