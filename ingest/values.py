"""How the parser makes its small values: frozen to the type checker, quick at run time.

A frozen dataclass sets its fields one by one through `object.__setattr__`; a document takes hundreds of thousands of
such values, and making them so took a tenth of the whole reading.
"""

import dataclasses
from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dataclasses import dataclass
else:

    def dataclass(*, frozen: bool = False, slots: bool = False) -> Callable[[type], type]:
        """As `dataclasses.dataclass` for values: equal and hashed by their fields. That nobody changes one (`frozen`)
        is checked with the types, not each time that one is made."""
        return dataclasses.dataclass(slots=slots, unsafe_hash=frozen)


__all__ = ["dataclass"]
