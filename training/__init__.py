"""The trainer's work without its page: what was misunderstood, corrections, training, comparing, promoting."""
