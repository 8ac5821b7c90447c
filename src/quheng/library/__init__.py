"""The content that ships with Quheng: indices, places and measures, as YAML and CSV under this folder."""

from quheng.library.shelves import index_names, library_file

__all__ = ["index_names", "library_file"]
