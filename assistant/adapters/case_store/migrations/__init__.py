"""Alembic's folder: every step from an empty database to the schema of this version."""
