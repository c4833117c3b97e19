"""What the assistant does in the skill browse."""
