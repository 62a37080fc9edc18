"""Decide what a message is before anything else happens to it.

For now: small talk, and matters that no policy is about. Telling live incidents
from questions joins here; until then every ending names the way to a person.
"""
