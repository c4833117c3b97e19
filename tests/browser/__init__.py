"""Tests that look through a customer's or colleague's browser."""
