"""Chatwoot as the place where a shop's agents work: its public API for the customer's side, an agent bot for ours."""
