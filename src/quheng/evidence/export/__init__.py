"""Claims for other tools: records, JSONL, a table, W3C Web Annotations; `publish.reading` writes files."""

from quheng.evidence.export.annotations import as_annotations
from quheng.evidence.export.frame import claims_frame, without_formulas
from quheng.evidence.export.jsonl import as_jsonl
from quheng.evidence.export.record import claim_record, claim_records, finding_codes, reviewed_records

__all__ = [
    "as_annotations",
    "as_jsonl",
    "claim_record",
    "claim_records",
    "claims_frame",
    "finding_codes",
    "reviewed_records",
    "without_formulas",
]
