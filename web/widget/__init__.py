"""The chat a shop puts on its pages: one script, no dependencies, in a shadow root of its own."""
