"""The rule of the treat step: a test, and the treatments that are tried one after the other."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import Field, GetJsonSchemaHandler, model_validator
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema

from quheng.bilingual import Text
from quheng.declarations import ContradictionError, Declared, named_rule
from quheng.index.treat.boxcox import BoxCox
from quheng.index.treat.limits import TreatWhen
from quheng.index.treat.ln import NaturalLog
from quheng.index.treat.log import Log
from quheng.index.treat.log_gii import GIILog
from quheng.index.treat.log_shifted import ShiftedLog
from quheng.index.treat.winsorise import Winsorise

TreatStep = Annotated[
    Winsorise | Log | NaturalLog | ShiftedLog | GIILog | BoxCox, Field(discriminator="by"), named_rule
]

SHORT_FORM = ("winsorise", "otherwise")


class Treat(Declared):
    """Test, treat, test again, next treatment.

    `{winsorise: 5, otherwise: log}` is short for `steps: [{by: winsorise, points: 5}, {by: log}]`, and
    `{winsorise: 5, otherwise: none}` for the first of the two alone.

    Parameters
    ----------
    when
        The limits of absolute skewness and of excess kurtosis; an indicator beyond both fails.
    steps
        The treatments in the order in which they are tried until the test is passed. Each starts again from
        the untreated values; where none passes, the last one holds.
    force
        Whether to apply the first treatment to an indicator that passes the test, too; to winsorise it then
        pulls in all `points`.
    """

    when: TreatWhen = TreatWhen()
    steps: tuple[TreatStep, ...] = Field(default=(Winsorise(), Log()), min_length=1)
    force: bool = False

    @model_validator(mode="before")
    @classmethod
    def _short_form_in_full(cls, value: Any) -> Any:
        if not isinstance(value, dict) or not any(key in value for key in SHORT_FORM):
            return value
        if "steps" in value:
            raise ContradictionError(
                Text(
                    zh="steps 与 winsorise、otherwise 不能同时给出",
                    en="`steps` stands beside `winsorise` or `otherwise`",
                ),
                Text(
                    zh="winsorise、otherwise 是 steps 的简写，请只用一种",
                    en="these are short for steps: write one or the other",
                ),
            )
        steps: list[Any] = [{"by": "winsorise", "points": value.get("winsorise", 5)}]
        if value.get("otherwise", "log") not in ("none", None):
            steps.append(value.get("otherwise", "log"))
        return {key: part for key, part in value.items() if key not in SHORT_FORM} | {"steps": steps}

    @classmethod
    def __get_pydantic_json_schema__(cls, core: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        full = handler.resolve_ref_schema(handler(core))
        parts = full["properties"]
        treatment = parts["steps"]["items"]
        short = {
            **full,
            "properties": {
                "when": parts["when"],
                "force": parts["force"],
                "winsorise": {"type": "integer", "minimum": 0, "default": 5},
                "otherwise": {"anyOf": [{"const": "none"}, treatment], "default": "log"},
            },
        }
        return {"anyOf": [short, full]}
