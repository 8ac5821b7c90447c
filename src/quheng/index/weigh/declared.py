"""What rules require of a node's declaration."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING

from quheng.bilingual import Text, listed
from quheng.declarations import ContradictionError

if TYPE_CHECKING:
    from quheng.index.tree import Node


def refuse_unequal(node: Node, rule: str) -> None:
    """Refuse a node whose children are declared to have unequal weights, which `rule` would not read."""
    given = {weight for weight in node.declared if weight is not None}
    if len(given) > 1:
        raise ContradictionError(
            Text(
                zh=f"method.weights 为 {rule}，但 {node.code} 之下的权重不相等",
                en=f"method.weights is {rule}, but the weights under {node.code} are not equal",
            ),
            Text(
                zh="请写 weights: given，或删除各项 weight",
                en="write weights: given, or remove the single weights",
            ),
        )


def require_every_child(node: Node, codes: Collection[str], what: Text) -> None:
    """Refuse codes that are not those of the node's children, all of them.

    Parameters
    ----------
    node
        Whose children are meant.
    codes
        What was declared.
    what
        Which declaration, for the message: "expert 2 of budget".
    """
    unknown = [code for code in codes if code not in node.child_codes]
    missing = [code for code in node.child_codes if code not in codes]
    wrongs = [
        Text(zh=f"{zh} {listed(found).zh}", en=f"{en} {listed(found).en}")
        for zh, en, found in (("多出", "names", unknown), ("缺少", "lacks", missing))
        if found
    ]
    if wrongs:
        raise ContradictionError(
            Text(
                zh=f"{node.code}：{what.zh}中{'，'.join(wrong.zh for wrong in wrongs)}",
                en=f"{node.code}: {what.en} {' and '.join(wrong.en for wrong in wrongs)}",
            ),
            Text(
                zh=f"应恰好包含其各下级：{listed(node.child_codes).zh}",
                en=f"name its children, all of them: {listed(node.child_codes).en}",
            ),
        )
