"""What jiqun itself fails at: it costs the sentence, row, check or report in which it happens, and is told.

With KG_FAULTS=raise in the environment, as in the tests, nothing is spared and the exception passes.
"""

import os
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from types import TracebackType
from typing import TypeVar

from kg.errors import KgError

Item = TypeVar("Item")
Result = TypeVar("Result")


@dataclass(frozen=True, slots=True)
class Fault:
    """Why something was lost, `IndexError in kg.grammar.figures._following`, and its characters in the report's text.

    A check or a whole report has none: `start` and `end` are 0.
    """

    reason: str
    start: int = 0
    end: int = 0


@contextmanager
def sparing(faults: list[Fault] | None, start: int = 0, end: int = 0) -> Iterator[None]:
    """Ends what it holds where jiqun fails at it, and keeps the fault, the first one of the same characters.

    What is raised on purpose passes, and so does what disk and memory refuse; without a list to keep it in, everything.
    """
    try:
        yield
    except (KgError, MemoryError, OSError):
        raise
    except Exception as error:
        if faults is None or os.environ.get("KG_FAULTS") == "raise":
            raise
        fault = Fault(_reason(error), start, end)
        within = any(one.start <= start and end <= one.end for one in faults) if end else fault in faults
        if not within:
            faults.append(fault)


def _reason(error: Exception) -> str:
    """The kind of an error and the function of jiqun it comes from: the same wherever jiqun is installed."""
    kind = type(error).__name__
    passed = map(_function, _traces(error))
    places = [place for place in passed if place.startswith("kg.") and not place.startswith(__name__)]
    return f"{kind} in {places[-1]}" if places else kind


def _traces(error: Exception) -> Iterator[TracebackType]:
    trace = error.__traceback__
    while trace:
        yield trace
        trace = trace.tb_next


def _function(trace: TracebackType) -> str:
    """The module and name of a function; for what is nested in it, its own."""
    code = trace.tb_frame.f_code
    return f"{trace.tb_frame.f_globals.get('__name__', '')}.{code.co_qualname.partition('.<locals>')[0]}"


def attempted(
    items: Mapping[str, Item], work: Callable[[list[Item]], Result], faults: list[Fault]
) -> tuple[Result | None, str]:
    """What a work gives of all items, else None and the name of the first item with which it fails.

    The work must succeed without any item.
    """
    names, every = list(items), list(items.values())
    with sparing(faults):
        return work(every), ""
    good, bad = 0, len(every)
    while bad - good > 1:
        some = (good + bad) // 2
        failed: list[Fault] = []
        with sparing(failed):
            work(every[:some])
        good, bad = (good, some) if failed else (some, bad)
    return None, names[bad - 1]
