"""The ledger with a million cases: its population, its requests, its work."""
