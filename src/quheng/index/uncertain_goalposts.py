"""Goalposts as an uncertain choice: other ends of the scales, or ends that are somewhat off."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any, Literal

from pydantic import Discriminator, Field, Tag

from quheng.bilingual import Text
from quheng.declarations import Declared, Percent
from quheng.index.normalise import Posts


class GoalpostsNoise(Declared):
    """`{noise: 5%}`: each goalpost moves by a part of the range, drawn evenly from -noise to +noise.

    Parameters
    ----------
    noise
        Of the range from the low to the high goalpost (of their logarithms on a log scale); less than one
        half, so that the two never meet.
    """

    by: Literal["noise"] = "noise"
    noise: Annotated[Percent, Field(gt=0, lt=0.5)]

    @property
    def in_words(self) -> Text:
        """What is drawn."""
        share = f"{self.noise * 100:g} %"
        return Text(
            zh=f"上下限各自移动至多极差的 {share}", en=f"each end moves by up to {share} of the range"
        )


class GoalpostsSet(Declared):
    """`{title: Of 2030, posts: {gdp: [0, 200]}}`: one alternative.

    Parameters
    ----------
    title
        Whose goalposts, or of what.
    posts
        By the code of the indicator; one that is not named keeps its own.
    """

    title: Text
    posts: Mapping[str, Posts] = {}


def _kind(value: Any) -> str:
    return "noise" if isinstance(value, (dict, GoalpostsNoise)) else "sets"


UncertainGoalposts = Annotated[
    Annotated[GoalpostsNoise, Tag("noise")]
    | Annotated[tuple[GoalpostsSet, ...], Field(min_length=1), Tag("sets")],
    Discriminator(_kind),
]
"""A noise, or alternatives that are equally likely."""
