"""Numbers as the window writes them: a value goes in, a text with the signs of the window's
language comes out, 2.5 in English and 2,5 in German. Only `counted` sets thousands apart.

The signs are texts like any other, which each translation says (`resources/translations`).
"""

from __future__ import annotations

from widgets.common.translation import tr


def decimal_sign() -> str:
    """What the window's language writes between a number and its decimals."""
    #: The sign before the decimals of a number, as in 2.5
    return tr(".")


def decimal(value: float, digits: int, *, signed: bool = False) -> str:
    """A number with so many decimals: '2.50'; with a plus where it is to show its sign: '+2.50'."""
    return in_language(f"{value:{'+' if signed else ''}.{digits}f}")


def shortest(value: float, digits: int = 6) -> str:
    """A number with at most so many digits in all and no zeros at its end: '2.5', '16'."""
    return in_language(f"{value:.{digits}g}")


def counted(value: int) -> str:
    """A whole number that may be large, with a sign between thousands: '20,000'."""
    #: The sign between the thousands of a whole number, as in 20,000
    return f"{value:,}".replace(",", tr(","))


def in_language(number: str) -> str:
    """A number that is written with a point, maybe with its unit, in the window's language."""
    return number.replace(".", decimal_sign())
