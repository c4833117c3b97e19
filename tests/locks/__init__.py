"""Each of the two locks on offers, switched off in turn."""
