"""Doors into the assistant's process."""
