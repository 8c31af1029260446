"""How the tables became what they are; Alembic runs what a database has not seen yet."""
