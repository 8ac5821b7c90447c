"""Pages for those who work here: queue, case, board, search, subjects, figures."""
