"""Rasa's policies, with the shop's lock on offers."""
