"""What an import came to."""

from __future__ import annotations

from dataclasses import dataclass

from quheng.bilingual import Text


@dataclass(frozen=True)
class Imported:
    """How many rows were new, how many changed one that was there, how many were there already.

    `dry_run` tells that nothing was written.
    """

    new: int
    changed: int
    same: int
    dry_run: bool

    def speak(self) -> Text:
        """Say it."""
        counts_zh = f"新增 {self.new} 条，更新 {self.changed} 条，未变 {self.same} 条"
        counts_en = f"{self.new} new, {self.changed} changed, {self.same} unchanged"
        if self.dry_run:
            return Text(zh=f"试运行，未写入：{counts_zh}", en=f"dry run, nothing written: {counts_en}")
        return Text(zh=f"已导入：{counts_zh}", en=f"imported: {counts_en}")
