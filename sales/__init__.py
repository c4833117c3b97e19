"""The shop's judgement: what goes with what, and when to say nothing.

Standard library only. No Rasa, SQL, web, clock or random: `now` and every fact arrive as arguments, so that a
decision can be replayed from its record alone.
"""
