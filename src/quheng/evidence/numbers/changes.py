"""From ... to ...: both ends of a change are figures."""

from __future__ import annotations

import re

FROM_TO = re.compile(r"[从由][^,，。;；、]{0,20}\Z")
CHANGED = re.compile(
    "(?:增加|提高|提升|上升|增长|下降|减少|缩短|压缩|延长|扩大|缩小|收窄|[降升增减])[为至到]"
)
CHANGED_TO = re.compile(rf"{CHANGED.pattern}\Z")
