"""One decision of a reviewer on one claim, with who took it and when."""

from __future__ import annotations

import json
from datetime import datetime, timedelta
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, AwareDatetime, Field, StringConstraints, model_validator

from quheng.bilingual import Text
from quheng.declarations import ContradictionError, Declared, checked
from quheng.evidence.claim import Claim, Kind
from quheng.evidence.reading import Reading
from quheng.evidence.review.fingerprint import fingerprint
from quheng.observations import Period

Action = Literal["accept", "correct", "reject", "keep-both", "ask", "undo"]
"""Accept as read; accept with fields put right; reject; keep beside a claim that it contradicts, as another
vintage; ask the source before deciding; take back one's own latest decision."""

Words = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]


def _readable(period: str) -> str:
    try:
        Period.parse(period)
    except ValueError:
        raise ContradictionError(
            Text(zh=f"{period!r} 不是可识别的时期", en=f"{period!r} is not a period"),
            Text(
                zh="例如 2024、2024-Q1、2024-10、2024-01-01/2024-10-31；时点数写当天 2024-11-30",
                en="for example 2024, 2024-Q1, 2024-10, 2024-01-01/2024-10-31; of a stock the day",
            ),
        ) from None
    return period


class Correction(Declared):
    """The fields that a reviewer puts right; those that are None stay as they were read.

    Parameters
    ----------
    value
        In `measure`, or in the claim's own measure.
    measure, kind
        As of a claim.
    period
        As observations write it; a single day is the day of a stock.
    place, indicator
        A code; empty where there is none.
    """

    value: Annotated[float, Field(allow_inf_nan=False)] | None = None
    measure: Words | None = None
    kind: Kind | None = None
    period: Annotated[str, AfterValidator(_readable)] | None = None
    place: str | None = None
    indicator: str | None = None

    @property
    def fields(self) -> dict[str, Any]:
        """The fields that are corrected, by name."""
        return self.model_dump(exclude_none=True)


class Decision(Declared):
    """What a reviewer decided on a claim.

    Parameters
    ----------
    sha256
        The digest of the text that the claim was read in.
    start, end
        Its offsets in that text: with the digest they name the claim.
    text
        The characters that were read, so that a log can be read without the text.
    says
        The fingerprint of the claim as the reviewer saw it.
    action
        See `Action`.
    who, when
        The reviewer, and the moment with its offset from UTC.
    reason
        In words; a rejection needs one.
    corrected
        What a correction puts right.
    """

    sha256: Annotated[str, StringConstraints(pattern="^[0-9a-f]{64}$")]
    start: Annotated[int, Field(ge=0)]
    end: int
    text: str
    says: Annotated[str, StringConstraints(pattern="^[0-9a-f]{16}$")]
    action: Action
    who: Words
    when: AwareDatetime
    reason: Annotated[str, StringConstraints(strip_whitespace=True)] = ""
    corrected: Correction | None = None

    @classmethod
    def on(
        cls,
        reading: Reading,
        claim: Claim,
        action: Action,
        *,
        who: str,
        when: datetime,
        reason: str = "",
        **corrected: Any,
    ) -> Decision:
        """Return a decision on a claim of a reading; `corrected` are the fields of a `Correction`.

        Raises
        ------
        DeclarationError
            Where it is incomplete: a rejection without a reason, a moment without its offset from UTC.
        """
        fields = {
            "sha256": reading.sha256,
            "start": claim.start,
            "end": claim.end,
            "text": claim.text,
            "says": fingerprint(claim),
            "action": action,
            "who": who,
            "when": when,
            "reason": reason,
            "corrected": corrected or None,
        }
        return checked(cls, fields)

    @model_validator(mode="after")
    def _is_complete(self) -> Decision:
        if self.end <= self.start:
            raise ContradictionError(
                Text(
                    zh=f"结束位置 {self.end} 不大于起始位置 {self.start}",
                    en=f"it ends at {self.end}, not after {self.start}",
                )
            )
        if self.action == "reject" and not self.reason:
            raise ContradictionError(
                Text(zh="驳回没有写明理由", en="a rejection without a reason"),
                Text(zh="请填写 reason", en="give the reason"),
            )
        if (self.action == "correct") != bool(self.corrected and self.corrected.fields):
            raise ContradictionError(
                Text(
                    zh="更正（correct）须有更正的字段，其他处理不得有",
                    en="a correction corrects a field, and nothing else does",
                ),
                Text(zh="请检查 action 与 corrected", en="check action and corrected"),
            )
        return self

    @property
    def claim(self) -> str:
        """The claim's name: text and span."""
        return claim_key(self.sha256, self.start, self.end)

    @property
    def verdict(self) -> str:
        """What was decided: the action, and what a correction puts right; two equal verdicts agree."""
        corrected = self.corrected.fields if self.corrected else {}
        return self.action + (
            f" {json.dumps(corrected, ensure_ascii=False, sort_keys=True)}" if corrected else ""
        )


def claim_key(sha256: str, start: int, end: int) -> str:
    """Return the name of a claim, which holds as long as the text does."""
    return f"{sha256}:{start}-{end}"


def decision_line(decision: Decision) -> str:
    """Return a decision as its line in a file, the same that the review page writes."""
    moment = decision.when
    timespec = "microseconds" if moment.microsecond % 1000 else "milliseconds"
    written = moment.isoformat(timespec=timespec)
    fields: dict[str, Any] = {
        **decision.model_dump(include={"sha256", "start", "end", "text", "says", "action", "who"}),
        "when": f"{written[:-6]}Z" if moment.utcoffset() == timedelta(0) else written,
        "reason": decision.reason,
    }
    if decision.corrected:
        fields["corrected"] = {name: _short(value) for name, value in decision.corrected.fields.items()}
    return json.dumps(fields, ensure_ascii=False, separators=(",", ":"))


def _short(value: Any) -> Any:
    """Write 281.0 as 281."""
    return int(value) if isinstance(value, float) and value.is_integer() else value
