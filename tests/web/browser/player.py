"""Play a story of the sample district on the pages: every step by the person who takes it, in a browser."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from quheng.ledger.models import CaseRow, Enterprise, Project, Site
from quheng.ledger.programmes.declared import EntriesField
from quheng.ledger.published import compiled
from quheng.ledger.sample import story as steps
from tests.web.browser.conftest import Office, look

PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010806000000"
    "1f15c4890000000d49444154789c6360606060000000050001a5f645400000000049454e44ae426082"
)
PDF = (
    b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
    b"2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
    b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>endobj\nxref\n0 4\n0000000000 65535 f \n"
    b"0000000009 00000 n \n0000000052 00000 n \n0000000101 00000 n \n"
    b"trailer<</Size 4/Root 1 0 R>>\nstartxref\n164\n%%EOF\n"
)
OUTCOME = ".kept.sent, .said, .errors, .error"


@dataclass
class Player:
    """The browsers, the clock, and the numbers of the cases by what the story calls them."""

    office: Office
    clock: Any
    folder: Path
    numbers: dict[str, str] = field(default_factory=dict)

    def plays(self, programme: str, story: steps.Story) -> None:
        self.opens(programme, story.open)
        for step in story.then:
            self.takes(step)

    def opens(self, programme: str, begun: steps.Opening) -> None:
        self.clock.at = begun.at
        page = self.office.sits(begun.who)
        about = f"?subject={subject_of(begun.subject)}" if begun.subject else ""
        self.office.goes(page, f"/programmes/{programme}/new/{about}")
        form = page.locator("form[data-draft]")
        form.locator("[name=organisation]").select_option(begun.organisation)
        form.locator("[name=channel]").select_option(begun.channel)
        self.fill(form, begun.values)
        self.press(page, form.locator("button.primary"))
        self.numbers[steps.MAIN] = CaseRow.objects.latest("pk").number

    def takes(self, step: steps.Step) -> None:
        self.clock.at = step.at
        number = self.numbers[step.case]
        page = self.office.sits(step.who)
        match step:
            case steps.MakeStep():
                form = self.form(page, number, "move")
                self.fill(form, step.values)
                self.write(form, reason=step.reason)
                self.press(page, form.locator(f"button[value={step.move}]"))
            case steps.AssignStep():
                form = self.form(page, number, "assign", own=True)
                form.locator("[name=organisation]").select_option(step.organisation)
                form.locator("[name=handler]").select_option(step.handler or "")
                self.write(form, reason=step.reason)
                self.send(page, form)
            case steps.EnterStep():
                form = self.form(page, number, "add-entry", step.field)
                self.fill(form, step.row, "c-")
                self.send(page, form)
            case steps.MendStep():
                form = self.form(
                    page, number, "correct-entry", f"{step.field}:{place_of(number, step)}", own=True
                )
                if step.row is None:
                    form.locator("[name=strike]").check()
                else:
                    self.fill(form, step.row, "c-")
                self.write(form, reason=step.reason)
                self.send(page, form)
            case steps.AssessStep():
                self.send(page, self.form(page, number, "assess", own=True))
            case steps.ObjectStep():
                form = self.form(page, number, "object", step.notice)
                self.write(form, text=step.text)
                self.send(page, form)
            case steps.ReplyStep():
                form = self.form(page, number, "answer-objection", f"{step.notice}:{step.number}")
                form.locator(f"[name=upheld][value={str(step.upheld).lower()}]").check()
                self.write(form, answer=step.text)
                self.send(page, form)
            case steps.DecideStep() | steps.AnswerStep():
                is_answer = isinstance(step, steps.AnswerStep)
                form = self.form(page, number, "answer" if is_answer else "decide", step.parts)
                agrees = step.agrees if isinstance(step, steps.AnswerStep) else step.agreed
                form.locator(f"[name=agrees][value={str(agrees).lower()}]").check()
                self.write(form, **{"answer" if is_answer else "reason": step.text})
                self.send(page, form)
            case steps.ReturnStep():
                form = self.form(page, number, "return", f"{step.parts}:{step.organisation}")
                self.write(form, reason=step.reason)
                self.send(page, form)
            case steps.CommentStep():
                form = self.form(page, number, "comment")
                self.write(form, text=step.text)
                self.send(page, form)
            case steps.MarkStep():
                form = self.form(page, number, "checklist", step.checklist)
                form.locator(f"[name=mark-{step.item}][value={step.mark}]").check()
                self.write(form, **{f"note-{step.item}": step.note})
                self.send(page, form)
            case steps.AttachStep() if step.item is not None:
                form = self.form(page, number, "checklist", step.checklist)
                form.locator(f"[name=photo-{step.item}]").set_input_files(self.file(step))
                self.send(page, form)
            case steps.AttachStep():
                form = self.form(page, number, "attach")
                form.locator("[name=material]").select_option(step.material or "")
                form.locator("[name=file]").set_input_files(self.file(step))
                self.send(page, form)
            case steps.ExtendStep():
                form = self.form(page, number, "extend", step.clock)
                self.write(form, by=str(step.by.n), reason=step.reason)
                self.send(page, form)
            case steps.PauseStep():
                form = self.form(page, number, "pause", step.clock)
                self.write(form, reason=step.reason)
                self.send(page, form)
            case steps.LinkStep():
                target = ":".join(one for one in (step.link, step.checklist, step.item) if one)
                form = self.form(page, number, "link", target, own=True)
                form.locator("[name=channel]").select_option(step.channel)
                self.fill(form, step.values)
                self.send(page, form)
                self.numbers[step.as_] = CaseRow.objects.latest("pk").number
            case _:
                raise AssertionError(f"no page for {type(step).__name__}")
        page.context.close()
        self.office.open.remove(page.context)

    def form(self, page, number: str, deed: str, target: str | None = None, *, own: bool = False):
        """Open the page where a deed is done, and give its form."""
        place = f"/cases/{number}/do/{deed}/" + (f"{target}/" if target else "")
        self.office.goes(page, place if own else f"/cases/{number}/")
        form = page.locator(f'form[action="{place}"]')
        assert form.count() == 1, f"{deed} {target or ''} is not offered on {page.url}"
        form.evaluate("form => { const more = form.closest('details'); if (more) more.open = true; }")
        return form

    def fill(self, form, values: Mapping[str, Any], prefix: str = "f-") -> None:
        for name, value in values.items():
            control = form.locator(f'[name="{prefix}{name}"]')
            told = str(value).lower() if isinstance(value, bool) else value
            if isinstance(told, list | tuple):
                for box in control.all():
                    box.set_checked(box.get_attribute("value") in told)
            elif control.evaluate("control => control.tagName") == "SELECT":
                control.select_option(str(told))
            else:
                control.fill(str(told))

    def write(self, form, **texts: str) -> None:
        for name, text in texts.items():
            if text:
                form.locator(f'[name="{name}"]').fill(text)

    def send(self, page, form) -> None:
        self.press(page, form.locator("button.primary"))

    def press(self, page, button) -> None:
        button.click()
        page.locator(OUTCOME).first.wait_for()
        wrong = page.locator(".errors, .error").all_inner_texts()
        assert wrong == [], (page.url, wrong)

    def file(self, step: steps.AttachStep) -> Path:
        """Give a file of the kind that the story says, with bytes that are really of it."""
        suffix, content = ("pdf", PDF) if step.media == "pdf" else ("png", PNG)
        path = self.folder / f"{Path(step.name).stem}.{suffix}"
        path.write_bytes(content)
        return path

    def looks(self, name: str, who: str, **more: Any) -> None:
        """Look at the page of the main case as somebody."""
        page = self.office.goes(self.office.sits(who, **more), f"/cases/{self.numbers[steps.MAIN]}/")
        look(page, name)


def subject_of(code: str) -> str:
    """Return how the register is asked for an enterprise, a project or a site."""
    for kind, model in (("project", Project), ("site", Site)):
        found = model.objects.filter(code=code).first()
        if found is not None:
            return f"{kind}:{found.pk}"
    return f"enterprise:{Enterprise.objects.get(credit_code=code).pk}"


def place_of(number: str, step: steps.MendStep) -> int:
    """Return the place of the row that a story puts right."""
    from quheng.ledger.recorded import case_of

    row = CaseRow.objects.get(number=number)
    case = case_of(row.pk)
    table = compiled(row.digest).fields[step.field]
    assert case is not None
    assert isinstance(table, EntriesField)
    rows = case.values[step.field]
    return next(
        place
        for place, one in enumerate(rows)
        if all(str(one.get(name)) == str(value) for name, value in step.key.items())
    )
