"""Rasa speaks to the shop here: one action a file, each reads, decides by `sales`, records, and speaks."""
