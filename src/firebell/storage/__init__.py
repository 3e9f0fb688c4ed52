"""SQLite and PostgreSQL behind one async door. A transaction runs whole, in one thread."""
