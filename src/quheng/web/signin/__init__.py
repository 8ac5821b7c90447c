"""Sign-in, second factor, the organisation that one acts for."""
