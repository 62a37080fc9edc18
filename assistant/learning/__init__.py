"""From the leads' tables to the small heads that ship: `make train`.

Honest by construction: a question of the tables is ranked without the examples
of its own table, as if its author had never been heard.
"""
