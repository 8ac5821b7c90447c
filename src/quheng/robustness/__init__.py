"""How sure are the ranks: the uncertain choices drawn many times over."""

from quheng.robustness.factor import Factor
from quheng.robustness.record import Record
from quheng.robustness.replay import Replay, replay
from quheng.robustness.run import uncertainty
from quheng.robustness.scores import ScoreDistribution
from quheng.robustness.study import Study

__all__ = ["Factor", "Record", "Replay", "ScoreDistribution", "Study", "replay", "uncertainty"]
