"""Treat: keep a few extreme values from deciding the scale of an indicator."""

from quheng.index.treat.boxcox import BoxCox, boxcox, likeliest_power
from quheng.index.treat.columns import Treatment, treat
from quheng.index.treat.limits import TreatWhen
from quheng.index.treat.ln import NaturalLog
from quheng.index.treat.log import Log, log_towards_tail
from quheng.index.treat.log_gii import GIILog, log_gii
from quheng.index.treat.log_shifted import ShiftedLog, log_shifted
from quheng.index.treat.rule import Treat, TreatStep
from quheng.index.treat.winsorise import Winsorise, winsorise

__all__ = [
    "BoxCox",
    "GIILog",
    "Log",
    "NaturalLog",
    "ShiftedLog",
    "Treat",
    "TreatStep",
    "TreatWhen",
    "Treatment",
    "Winsorise",
    "boxcox",
    "likeliest_power",
    "log_gii",
    "log_shifted",
    "log_towards_tail",
    "treat",
    "winsorise",
]
