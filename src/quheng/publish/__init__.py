"""Publish: tables, workbook, charts and report of an edition, and the proof that they are its own."""

from quheng.publish.edition_folder import require_place, write_edition
from quheng.publish.verify import Verification, verify

__all__ = ["Verification", "require_place", "verify", "write_edition"]
