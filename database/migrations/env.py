"""Alembic's entry: runs the migrations on the connection that `database.session.migrate` hands in."""

from alembic import context

from database.tables import metadata

context.configure(connection=context.config.attributes["connection"], target_metadata=metadata, render_as_batch=True)
with context.begin_transaction():
    context.run_migrations()
