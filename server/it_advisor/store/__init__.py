"""What is kept: dossiers, the case library and who did what, in SQLite or PostgreSQL.

Nothing here is imported before an operation needs it; `cabinet.Cabinet` opens it.
"""
