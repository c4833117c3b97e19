"""The widget alone, in front of a fake shop."""
