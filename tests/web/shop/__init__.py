"""The demo shop's pages."""
