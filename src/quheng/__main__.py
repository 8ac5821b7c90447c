"""`python -m quheng` is the command line."""

from quheng.cli import main

main()
