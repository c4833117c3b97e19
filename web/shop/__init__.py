"""The demo shop: the pages on which the chat would sit."""
