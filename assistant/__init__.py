"""A policy assistant for school staff.

The journeys, each one file: `journeys/ask.py` (a message becomes an answer with
cited clauses), `journeys/publish.py` (policy files become the index that
answers), `journeys/doctor.py` (what is missing before staff may rely on it).

The packages, downhill: channels, evaluation, learning - bootstrap - journeys,
adapters, settings - triage, retrieval, answering, verification, masking,
incidents, policies - ports - domain - errors. docs/architecture.md draws the map.
"""
