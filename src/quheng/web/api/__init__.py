"""The API: JSON for programs, and Open311."""
