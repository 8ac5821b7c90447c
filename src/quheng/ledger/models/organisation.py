"""Organisations: the city, its districts, streets and grids, departments and parks, as one tree."""

from __future__ import annotations

from django.db import models

from quheng.ledger.paths import DEEPEST, WIDTH


class Organisation(models.Model):
    """An organisation in the tree; its path is given once, since the rows of cases carry it."""

    KINDS = (
        ("city", "市"),
        ("district", "区县"),
        ("street", "街道乡镇"),
        ("community", "社区村"),
        ("grid", "网格"),
        ("department", "部门"),
        ("park", "园区"),
        ("window", "窗口"),
    )

    code = models.CharField(max_length=64, unique=True)
    name_zh = models.CharField(max_length=100)
    name_en = models.CharField(max_length=200)
    kind = models.CharField(max_length=16, choices=KINDS)
    parent = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="children")
    path = models.CharField(max_length=WIDTH * DEEPEST, unique=True)

    class Meta:
        """How the database keeps it."""

        ordering = ("path",)

    def __str__(self) -> str:
        return self.name_zh
