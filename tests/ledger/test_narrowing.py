"""Random grants under random limits: what is left is what both say."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from quheng.ledger.narrowing import Limits, narrowed
from quheng.ledger.paths import lies_under
from quheng.ledger.scope import Viewer, may_read
from tests.ledger.store.test_scope import PATHS, PROGRAMMES, STAGES, permits

limits = st.builds(
    Limits,
    programmes=st.frozensets(st.sampled_from([*PROGRAMMES, "c"])),
    root=st.sampled_from(["", *PATHS]),
    sensitivity=st.integers(0, 3),
    writes=st.booleans(),
)


class Row:
    """What `may_read` looks at."""

    def __init__(self, path, programme, stage, sensitivity):
        self.path, self.programme, self.stage, self.sensitivity = path, programme, stage, sensitivity
        self.number = "N1"


ROWS = [
    Row(path, programme, stage, level)
    for path in PATHS
    for programme in PROGRAMMES
    for stage in STAGES
    for level in range(4)
]


@given(st.frozensets(permits, max_size=5), limits, st.sampled_from([None, *PATHS]))
def test_a_token_narrows_and_never_widens(held, limit, acting):
    """What is left is what the account has and the limits allow: no more, and no less."""
    whole = Viewer("x", held, acting, acting)
    part = narrowed(whole, limit)
    for row in ROWS:
        within = (
            lies_under(row.path, limit.root)
            and (not limit.programmes or row.programme in limit.programmes)
            and row.sensitivity <= limit.sensitivity
        )
        assert may_read(part, row, ()) == (within and may_read(whole, row, ()))
        place = (row.path, row.programme, row.stage)
        roles = part.roles_at(*place, row.sensitivity) - {""}
        assert roles == (whole.roles_at(*place, row.sensitivity) if within and limit.writes else frozenset())
        assert part.sees_level(*place) <= min(whole.sees_level(*place), limit.sensitivity)
    assert part.organisation_path is None or lies_under(part.organisation_path, limit.root)
    assert part.organisation_path in (None, whole.organisation_path)


@given(st.frozensets(permits, max_size=5), limits, st.sampled_from(PATHS))
def test_a_case_elsewhere_is_not_seen_for_a_part_outside_of_the_limits(held, limit, asked):
    whole = Viewer("x", held)
    for row in ROWS[::7]:
        if may_read(narrowed(whole, limit), row, (asked,)):
            assert may_read(whole, row, (asked,))
            assert lies_under(row.path, limit.root) or lies_under(asked, limit.root)
