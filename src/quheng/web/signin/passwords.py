"""What a password must be: long, in no list of the common ones, not made of words of the house."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.password_validation import CommonPasswordValidator
from django.core.exceptions import ValidationError

from quheng.bilingual import Text

SHORTEST = 12
HOUSE_WORDS = ("quheng", "区衡", "12345", "password", "admin")
LEFT_OVER = 6
"""How many signs must be left when the words of the house and the account's own name are taken away."""


class LongEnough:
    """Twelve signs at least."""

    words = Text(zh=f"口令至少 {SHORTEST} 个字符。", en=f"A password has at least {SHORTEST} characters.")

    def validate(self, password: str, user: Any = None) -> None:
        """Refuse a short one."""
        if len(password) < SHORTEST:
            raise ValidationError(self.words.speak(), code="password_too_short")

    def get_help_text(self) -> str:
        """Say what is wanted."""
        return self.words.speak()


class NotCommon(CommonPasswordValidator):
    """Not one of the twenty thousand that everybody tries first."""

    words = Text(zh="口令不能是常用口令。", en="A password is none of those in common use.")

    def validate(self, password: str, user: Any = None) -> None:
        """Refuse a common one."""
        try:
            super().validate(password, user)
        except ValidationError:
            raise ValidationError(self.words.speak(), code="password_too_common") from None

    def get_help_text(self) -> str:
        """Say what is wanted."""
        return self.words.speak()


class NotOfTheHouse:
    """Not the account's name or words of the house with a few signs around them."""

    words = Text(
        zh="口令不能由账号名、姓名或本系统的名称拼成。",
        en="A password is not made of the account's name or of words of this house.",
    )

    def validate(self, password: str, user: Any = None) -> None:
        """Refuse one of which little is left."""
        rest = password.casefold()
        own = [getattr(user, name, "") or "" for name in ("username", "first_name", "last_name")]
        for word in (*HOUSE_WORDS, *own):
            rest = rest.replace(word.casefold(), "") if word else rest
        if len(rest) < LEFT_OVER:
            raise ValidationError(self.words.speak(), code="password_of_the_house")

    def get_help_text(self) -> str:
        """Say what is wanted."""
        return self.words.speak()
