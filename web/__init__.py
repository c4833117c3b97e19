"""What the outside sees: the public API, the widget, the demo shop and the staff's pages."""
