"""TinyDB's own tests, run against our storage and table."""
