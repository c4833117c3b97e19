"""One conversation from door to door: the log, who owns it, the line to the dialogue engine, erasure."""
