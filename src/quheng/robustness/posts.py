"""Goalposts that are somewhat off: each replicate has its own."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import numpy as np

from quheng.index.arrays import Floats
from quheng.index.context import Context
from quheng.index.framework import Indicator
from quheng.index.normalise import Goalposts, NormaliseRule, Posts


def by_goalposts(indicators: tuple[Indicator, ...], rule: NormaliseRule) -> list[int]:
    """Return the positions of the indicators that a rule normalises between goalposts."""
    return [
        position
        for position, indicator in enumerate(indicators)
        if indicator.goalposts and isinstance(indicator.normalise or rule, Goalposts)
    ]


def with_posts(context: Context, posts: Mapping[str, Posts]) -> Context:
    """Return a context in which some indicators have other goalposts."""
    return replace(
        context,
        indicators=tuple(
            indicator.model_copy(update={"goalposts": posts[indicator.code]})
            if indicator.code in posts
            else indicator
            for indicator in context.indicators
        ),
    )


def moved(context: Context, noise: float, uniform: Floats) -> dict[str, Posts]:
    """Return the goalposts of one replicate.

    Parameters
    ----------
    context
        With the goalposts from which to move.
    noise
        The most that an end moves, as a part of the range.
    uniform
        (2 * n_with_goalposts,) in [0, 1), two for each indicator that has goalposts.
    """
    found = {}
    ends = iter((noise * (2.0 * uniform - 1.0)).reshape(-1, 2).tolist())
    for indicator in context.indicators:
        if indicator.goalposts is not None:
            found[indicator.code] = _moved(indicator.goalposts, *next(ends))
    return found


def _moved(posts: Posts, low: float, high: float) -> Posts:
    """Move both ends by parts of the range; on a log scale, of the range of the logarithms."""
    if posts.scale == "log":
        span = float(np.log(posts.high / posts.low))
        ends = posts.low * float(np.exp(low * span)), posts.high * float(np.exp(high * span))
    else:
        span = posts.high - posts.low
        ends = posts.low + low * span, posts.high + high * span
    return Posts.model_construct(low=ends[0], high=ends[1], scale=posts.scale)
