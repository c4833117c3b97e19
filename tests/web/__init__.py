"""The doors: public API, staff API, pages."""
