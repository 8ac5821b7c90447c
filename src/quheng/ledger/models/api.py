"""What the API keeps: tokens, requests that may come twice, and how many came in a minute."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from quheng.ledger.models.organisation import Organisation


class ApiToken(models.Model):
    """A key by which a program acts as an account, within narrower limits. The key itself is kept nowhere."""

    account = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="tokens")
    name = models.CharField(max_length=100)
    digest = models.CharField(max_length=64, unique=True)
    programmes = models.JSONField(default=list)
    """By name; empty for all that the account has."""
    organisation = models.ForeignKey(Organisation, models.PROTECT, null=True, blank=True)
    sensitivity = models.PositiveSmallIntegerField()
    writes = models.BooleanField(default=False)
    made_at = models.DateTimeField()
    until = models.DateField()
    revoked_at = models.DateTimeField(null=True)
    used_at = models.DateTimeField(null=True)

    class Meta:
        """How the database keeps it."""

        constraints = (models.UniqueConstraint(fields=("account", "name"), name="one_token_a_name"),)

    def __str__(self) -> str:
        return f"{self.account} {self.name}"


class AnsweredRequest(models.Model):
    """A request that was carried out, under the key that its sender gave it, and what was answered."""

    token = models.ForeignKey(ApiToken, models.CASCADE, related_name="answered")
    key = models.CharField(max_length=200)
    asked = models.CharField(max_length=64)
    """The digest of what was asked for."""
    answer = models.JSONField()
    at = models.DateTimeField()

    class Meta:
        """How the database keeps it."""

        constraints = (models.UniqueConstraint(fields=("token", "key"), name="one_answer_a_key"),)
        indexes = (models.Index(fields=("at",), name="answered_at"),)

    def __str__(self) -> str:
        return self.key


class RequestCount(models.Model):
    """How many requests came from somebody in one span of time, counted by its number since 1970."""

    who = models.CharField(max_length=64)
    span = models.BigIntegerField()
    number = models.PositiveIntegerField()

    class Meta:
        """How the database keeps it."""

        constraints = (models.UniqueConstraint(fields=("who", "span"), name="one_count_a_span"),)
        indexes = (models.Index(fields=("span",), name="request_span"),)

    def __str__(self) -> str:
        return f"{self.who} {self.span}"
