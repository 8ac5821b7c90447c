"""What is measured, beside which peer; `python -m benchmarks` prints it all."""
