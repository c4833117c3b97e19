"""The demo shop with the chat on it."""
