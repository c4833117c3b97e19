"""What the assistant does in the skill offer."""
