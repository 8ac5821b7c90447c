"""Pages for everybody: submit, track, rate."""
