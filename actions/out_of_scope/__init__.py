"""What the assistant does in the case of what it was not made for."""
