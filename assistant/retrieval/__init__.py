"""From a question to passages, kept and rejected, each with its scores.

Never decides what a policy says; only which clauses are worth reading. The
recipe and what each step is worth: docs/adr/0004-retrieval.md.
"""
