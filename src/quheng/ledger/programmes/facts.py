"""What conditions may read beside the fields: facts that the record itself knows."""

from __future__ import annotations

from quheng.bilingual import Text
from quheng.ledger.programmes.declared import SEVERITIES, ProgrammeDeclaration
from quheng.scorecard.expressions.kinds import TEXT, WHOLE, Kind

VERDICTS = ("pass", "fail", "needs_review")

FACTS: dict[str, tuple[Kind, Text]] = {
    "channel": (TEXT, Text(zh="受理渠道", en="the channel it came in by")),
    "sent_back": (WHOLE, Text(zh="退回重办的次数", en="how often it was sent back")),
    "open_links": (WHOLE, Text(zh="尚未办结的关联办件数", en="how many linked cases are open")),
    "failed_items": (WHOLE, Text(zh="检查不合格的项数", en="how many checklist items failed")),
    "worst_failure": (
        Kind("text", choices=("none", *SEVERITIES)),
        Text(zh="最重的不合格程度", en="the gravest failure on the checklists"),
    ),
    "verdict": (Kind("text", choices=VERDICTS), Text(zh="资格评估结论", en="the verdict on eligibility")),
}
"""The facts, what each is, and what it says. No field may take their names."""


CHOICES: dict[str, dict[str, Text]] = {
    "worst_failure": {
        "none": Text(zh="无", en="none"),
        "minor": Text(zh="轻微", en="minor"),
        "general": Text(zh="一般", en="general"),
        "major": Text(zh="重大", en="major"),
    },
    "verdict": {
        "pass": Text(zh="符合", en="qualifies"),
        "fail": Text(zh="不符合", en="does not qualify"),
        "needs_review": Text(zh="待审查", en="to be reviewed"),
    },
}
"""What people call the values of those facts that are one of several."""


def known_names(declared: ProgrammeDeclaration) -> dict[str, Kind]:
    """Return every name that a condition of a programme may use."""
    facts = {name: kind for name, (kind, _) in FACTS.items()}
    facts["channel"] = Kind("text", choices=tuple(declared.intake.channels))
    if declared.eligibility is None:
        del facts["verdict"]
    return facts | {field.id: field.kind for field in declared.fields}
