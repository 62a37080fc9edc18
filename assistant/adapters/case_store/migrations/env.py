"""What Alembic runs to migrate: over the connection it was given, in the transaction that is open."""

from alembic import context

from assistant.adapters.case_store.upgrading import VERSION_TABLE


def run() -> None:
    """Run the steps that Alembic has chosen."""
    context.configure(connection=context.config.attributes["connection"], version_table=VERSION_TABLE)
    with context.begin_transaction():
        context.run_migrations()


# Alembic runs this file under this name; to import it as a module of the package does nothing.
if __name__ == "env_py":
    run()
