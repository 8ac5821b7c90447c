"""What docs/generate.py writes: pages from docstrings and the JSON Schema."""
