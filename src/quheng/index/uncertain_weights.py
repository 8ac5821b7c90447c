"""How weights are uncertain, as declared."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field

from quheng.bilingual import Text
from quheng.declarations import Declared

NonNegative = Annotated[float, Field(ge=0, allow_inf_nan=False)]
WeightPart = Annotated[float, Field(ge=0, le=1)]


class WeightNoise(Declared):
    """`{noise: 0.25}`: every weight is multiplied by a number drawn evenly from 1 - noise to 1 + noise.

    The weights of a node are then made to sum to one.
    """

    by: Literal["noise"] = "noise"
    noise: float = Field(ge=0, lt=1)

    @property
    def in_words(self) -> Text:
        """What is drawn."""
        share = f"{self.noise * 100:g} %"
        return Text(zh=f"各权重上下浮动至多 {share}", en=f"each up to {share} up or down")


class WeightDirichlet(Declared):
    """`{by: dirichlet, concentration: 50}`: the weights of each node are Dirichlet around the nominal ones.

    Parameters
    ----------
    concentration
        The sum of the Dirichlet parameters: a weight w has mean w and variance ``w (1 - w) / (c + 1)``.
    """

    by: Literal["dirichlet"] = "dirichlet"
    concentration: float = Field(gt=0, allow_inf_nan=False)

    @property
    def in_words(self) -> Text:
        """What is drawn."""
        c = f"{self.concentration:g}"
        return Text(
            zh=f"以原权重为中心的狄利克雷分布（集中度 {c}）",
            en=f"a Dirichlet distribution around the nominal ones, concentration {c}",
        )


class WeightSimplex(Declared):
    """`{by: simplex, order: {index: [p1, p2]}, least: 0.05, most: 0.4}`: all weightings are equally likely.

    Of those that keep the order and the bounds (SMAA). A weight is that among the siblings.

    Parameters
    ----------
    order
        For a node, by its code, some or all of its children in falling order of weight: the first weighs the
        most.
    least, most
        The least and the greatest weight: a number for every child of every node, or by the code of the
        child. A node's only child always has the weight one.

    References
    ----------
    Lahdelma and Salminen (2001), Operations Research 49(3), SMAA-2.
    """

    by: Literal["simplex"] = "simplex"
    order: Mapping[str, tuple[str, ...]] = {}
    least: WeightPart | Mapping[str, WeightPart] = 0.0
    most: WeightPart | Mapping[str, WeightPart] = 1.0

    def bounds(self, code: str) -> tuple[float, float]:
        """Return the least and the greatest weight of a child by its code."""
        low = self.least.get(code, 0.0) if isinstance(self.least, Mapping) else self.least
        return low, self.most.get(code, 1.0) if isinstance(self.most, Mapping) else self.most

    @property
    def is_joint(self) -> bool:
        """Whether the weights of a node are drawn together, so that no number belongs to one of them."""
        return bool(self.order) or self.most != 1.0

    @property
    def in_words(self) -> Text:
        """What is drawn."""
        zh, en = "一切可能的权重，机会均等", "all weightings, equally likely"
        if self.order:
            zh, en = f"{zh}，大小次序如所声明", f"{en}, in the order declared"
        if self.least:
            least = _bound(self.least)
            zh, en = f"{zh}，不低于 {least.zh}", f"{en}, at least {least.en}"
        if self.most != 1.0:
            most = _bound(self.most)
            zh, en = f"{zh}，不高于 {most.zh}", f"{en}, at most {most.en}"
        return Text(zh=zh, en=en)


def _bound(bound: float | Mapping[str, float]) -> Text:
    if isinstance(bound, Mapping):
        own = [f"{part:g} ({code})" for code, part in bound.items()]
        return Text(zh="、".join(own), en=", ".join(own))
    return Text(zh=f"每项 {bound:g}", en=f"{bound:g} each")


class Expert(Declared):
    """The weights that one expert gives; only proportions among siblings count.

    Parameters
    ----------
    title
        Who.
    weights
        By code of indicator or pillar; one that is not named keeps its nominal weight.
    """

    title: Text
    weights: Mapping[str, NonNegative]


class WeightExperts(Declared):
    """`{by: experts, experts: [{title: ..., weights: {...}}, ...]}`: one expert's weights, equally likely."""

    by: Literal["experts"] = "experts"
    experts: tuple[Expert, ...] = Field(min_length=1)

    @property
    def in_words(self) -> Text:
        """What is drawn."""
        return Text(
            zh="任取一位专家的权重（"
            + "、".join(expert.title.zh for expert in self.experts)
            + "），机会均等",
            en="those of one expert ("
            + ", ".join(expert.title.en for expert in self.experts)
            + "), equally likely",
        )


def _noise_alone(value: Any) -> Any:
    if isinstance(value, dict) and "noise" in value:
        return {"by": "noise", **value}
    return {"by": value} if isinstance(value, str) else value


UncertainWeights = Annotated[
    WeightNoise | WeightDirichlet | WeightSimplex | WeightExperts,
    Field(discriminator="by"),
    BeforeValidator(_noise_alone),
]
