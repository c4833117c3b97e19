"""A conversation with a person: who may take it and when, what it may cost, what could be proposed."""
