"""Tallies: what figures are counted from, written in the same transaction as the change of a case.

Of every case its *facts* are kept: on which day it counted for what, by which breakdowns. Facts that change
are appended as *changes*, which a worker adds to the monthly *tallies*; so no writer waits for another.
Replay rebuilds all three, and `quheng ledger verify` compares them.
"""
