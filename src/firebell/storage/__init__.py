"""SQLite and PostgreSQL as one async store. A transaction runs whole, in one thread."""
