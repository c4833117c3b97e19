"""The trainer's work without its page: checking the language data, training, and keeping the models."""
