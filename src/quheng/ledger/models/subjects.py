"""The register: whom and what cases are about."""

from __future__ import annotations

from collections.abc import Callable

from django.core.exceptions import ValidationError
from django.db import models

from quheng.ledger.identifiers import (
    WrongIdentifierError,
    mask_identity_number,
    mask_name,
    mask_phone,
    read_credit_code,
    read_identity_number,
    read_phone,
)
from quheng.ledger.models.organisation import Organisation


def credit_code_fits(value: str) -> None:
    """Refuse a credit code whose check character does not fit (GB 32100)."""
    _fits(read_credit_code, value)


def identity_number_fits(value: str) -> None:
    """Refuse an identity number whose check digit does not fit (GB 11643)."""
    _fits(read_identity_number, value)


def phone_fits(value: str) -> None:
    """Refuse what is no telephone number."""
    _fits(read_phone, value)


def _fits(read: Callable[[str], str], value: str) -> None:
    try:
        read(value)
    except WrongIdentifierError as error:
        raise ValidationError(str(error.what)) from None


class Enterprise(models.Model):
    """An enterprise, by its unified social credit code."""

    credit_code = models.CharField(max_length=18, unique=True, validators=[credit_code_fits])
    name = models.CharField(max_length=200, db_index=True)
    organisation = models.ForeignKey(Organisation, models.PROTECT, null=True, blank=True)
    industry = models.CharField(max_length=100, blank=True)
    address = models.CharField(max_length=200, blank=True)

    def __str__(self) -> str:
        return self.name


class Person(models.Model):
    """A person; shown masked, and erasable: the row stays, what it says of the person goes."""

    name = models.CharField(max_length=50)
    identity_number = models.CharField(
        max_length=18, unique=True, null=True, blank=True, validators=[identity_number_fits]
    )
    phone = models.CharField(max_length=20, blank=True, db_index=True, validators=[phone_fits])
    organisation = models.ForeignKey(Organisation, models.PROTECT, null=True, blank=True)
    erased_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return self.masked_name

    @property
    def masked_name(self) -> str:
        """The family name alone."""
        return mask_name(self.name)

    @property
    def masked_identity_number(self) -> str:
        """The number without birthday and serial number."""
        return mask_identity_number(self.identity_number or "")

    @property
    def masked_phone(self) -> str:
        """The number with its middle hidden."""
        return mask_phone(self.phone)


class Project(models.Model):
    """An investment or construction project."""

    code = models.CharField(max_length=64, unique=True)
    name = models.CharField(max_length=200, db_index=True)
    enterprise = models.ForeignKey(Enterprise, models.PROTECT, null=True, blank=True)
    organisation = models.ForeignKey(Organisation, models.PROTECT, null=True, blank=True)

    def __str__(self) -> str:
        return self.name


class Site(models.Model):
    """A place that is inspected: a shop, a workshop, a building."""

    code = models.CharField(max_length=64, unique=True)
    name = models.CharField(max_length=200, db_index=True)
    address = models.CharField(max_length=200, blank=True)
    enterprise = models.ForeignKey(Enterprise, models.PROTECT, null=True, blank=True)
    organisation = models.ForeignKey(Organisation, models.PROTECT, null=True, blank=True)

    def __str__(self) -> str:
        return self.name
