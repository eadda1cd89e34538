"""Values: dataclasses that nobody changes once they are made."""

from dataclasses import dataclass, field
from typing import TypeVar, dataclass_transform

Value = TypeVar("Value")


@dataclass_transform(frozen_default=True, field_specifiers=(field,))
def value(of: type[Value]) -> type[Value]:
    """Makes a class a dataclass with slots that is equal and hashed by its fields.

    mypy and tests/test_architecture.py see to it that no code sets a field again: a dataclass that refuses it as it
    runs takes three times as long to make, and reading a page makes some ten thousand.
    """
    return dataclass(slots=True, unsafe_hash=True)(of)
