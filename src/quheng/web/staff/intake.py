"""The form by which a case begins, for a case of its own and for one that is opened from another."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms

from quheng.bilingual import Text
from quheng.ledger.cases import Refusal, Subject
from quheng.ledger.cases.commands import Create
from quheng.ledger.programmes import Programme
from quheng.ledger.programmes.declared import DeclaredField
from quheng.web.staff.deeds.deed import choice, said
from quheng.web.staff.fields import MARK, Choices, form_field, initial_of, typed, typed_fields
from quheng.web.staff.refusals import put_beside

SUBJECT_KINDS = {
    "enterprise": Text(zh="企业", en="enterprise"),
    "person": Text(zh="个人", en="person"),
    "project": Text(zh="项目", en="project"),
    "site": Text(zh="场所", en="site"),
}


class IntakeForm(forms.Form):
    """The fields of the first stage, the channel and the organisation that receives the case."""

    def __init__(
        self,
        programme: Programme,
        organisations: Choices,
        receivers: Choices,
        data: Any = None,
        *,
        given: Mapping[str, Any] | None = None,
        where: str | None = None,
    ) -> None:
        super().__init__(data, auto_id="intake-%s", label_suffix="")
        self.programme = programme
        self.fields.update(self._declare(organisations, receivers, given or {}, where))

    @property
    def declared(self) -> tuple[DeclaredField, ...]:
        """The fields that the first stage shows."""
        return typed_fields(self.programme.fields_shown_in(self.programme.first_stage.id))

    def _declare(
        self, organisations: Choices, receivers: Choices, given: Mapping[str, Any], where: str | None
    ) -> Mapping[str, forms.Field]:
        channels = [(code, label.speak()) for code, label in self.programme.declared.intake.channels.items()]
        fields = {"channel": choice(Text(zh="受理渠道", en="Channel"), channels)}
        fields["organisation"] = choice(Text(zh="受理单位", en="Received by"), receivers)
        fields["organisation"].initial = where
        stage = self.programme.first_stage.id
        for one in self.declared:
            field = form_field(one, organisations, required=stage in one.required, hidden=None)
            field.initial = initial_of(one, given.get(one.id))
            fields[f"{MARK}{one.id}"] = field
        return fields

    def command(self, subject: Subject | None) -> Create:
        """Return what is asked for."""
        values = typed(self.cleaned_data, self.declared, ())
        given = {name: value for name, value in values.items() if value not in ("", None, [])}
        organisation, channel = (
            str(self.cleaned_data.get(name) or "") for name in ("organisation", "channel")
        )
        return Create("", organisation, channel, given, subject)

    def put_beside(self, refusal: Refusal) -> None:
        """Put the problems of a refusal beside their fields."""
        put_beside(self, refusal, said)


def subject_from(text: str) -> Subject | None:
    """Return the subject that `enterprise:12` names; None where it names none."""
    kind, _, key = text.partition(":")
    if kind in SUBJECT_KINDS and key.isdecimal() and len(key) <= 18:
        return Subject(kind, key)  # type: ignore[arg-type]
    return None
