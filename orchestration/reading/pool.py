"""Spreading the reading of documents over processes, when there are enough to pay for it.

A process costs about a second to start, in which a core reads a few hundred articles.
"""

import multiprocessing
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from typing import TypeVar

Item = TypeVar("Item")
Result = TypeVar("Result")

WORTH_A_POOL = 300
"""Fewer documents are read in the process that asks."""


def read_all(
    read: Callable[[Item], Result],
    items: Sequence[Item],
    name: Callable[[Item], str],
    processes: int,
) -> Iterator[Result]:
    """Call ``read`` on every item; the results come in the order of the items.

    Args:
        read: a pure function that can be sent to another process.
        items: what to read.
        name: what to call an item in an error, likewise to be sent.
        processes: how many processes may work.

    Raises:
        Exception: whatever ``read`` raises, with a note that names the item. Reading has no
            expected errors, so nothing is skipped: a mistake of the reader stops the refresh.
    """
    work = partial(_read_one, read, name)
    if processes == 1 or len(items) < WORTH_A_POOL:
        yield from map(work, items)
        return
    # Forking a process whose libraries run threads can hang; a fresh one can't.
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(min(processes, len(items)), mp_context=context) as pool:
        yield from pool.map(work, items, chunksize=32)


def _read_one(read: Callable[[Item], Result], name: Callable[[Item], str], item: Item) -> Result:
    try:
        return read(item)
    except Exception as error:
        error.add_note(f"This happened while {name(item)} was read.")
        raise
