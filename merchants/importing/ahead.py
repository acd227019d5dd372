"""Rows are taken apart in processes of their own while the batch before is being stored.

While an empty directory is filled, what comes back are finished lines of COPY text: a few strings a row pass from
process to process instead of records with their arrays, and the command only puts ids before them.
"""

import gc
import multiprocessing
import os
import threading
import time
from collections import deque
from collections.abc import Iterator, Mapping
from concurrent.futures import Future, ProcessPoolExecutor

from merchants.importing.files import Row
from merchants.importing.lines import Ready, ready
from merchants.importing.rows import UNREADABLE, Problem, Record, parse
from merchants.matching.places import NOWHERE, Gazetteer

Line = tuple[int, tuple[Row, str]]
"""Line number, cells by our field names, the row as written."""
Parsed = Record | Ready | list[Problem]

_gazetteer: Gazetteer = NOWHERE
_fresh = False


def parsed(
    batches: Iterator[list[Line]], places: Gazetteer, batch_size: int, *, fresh: bool = False
) -> Iterator[tuple[list[Line], list[Parsed]]]:
    """Each batch with what its rows mean, in order; `fresh`: as lines to be copied, where a row is nothing but new.

    A file of one batch is read in this process.
    """
    first = next(batches, None)
    if first is None:
        return
    workers = min(2, os.cpu_count() or 1)
    if len(first) < batch_size or workers < 2 or multiprocessing.current_process().daemon:
        _begin(places, fresh=fresh)
        yield first, _parse(first)
        for batch in batches:
            yield batch, _parse(batch)
        return
    waiting: deque[tuple[list[Line], Future[list[Parsed]]]] = deque()
    # Forked, so that modules, divisions and caches are there at once. A worker never touches the database, and ends
    # without running this process's clean-up, so the connection it inherits stays ours alone.
    context = multiprocessing.get_context("fork")
    with ProcessPoolExecutor(workers, context, initializer=_begin_worker, initargs=(places, fresh)) as pool:
        waiting.append((first, pool.submit(_parse, first)))
        for batch in batches:
            waiting.append((batch, pool.submit(_parse, batch)))
            if len(waiting) > workers + 1:
                ready, future = waiting.popleft()
                yield ready, future.result()
        while waiting:
            ready, future = waiting.popleft()
            yield ready, future.result()


def _begin(places: Gazetteer, *, fresh: bool) -> None:
    global _gazetteer, _fresh
    _gazetteer, _fresh = places, fresh


def _begin_worker(places: Gazetteer, fresh: bool) -> None:
    _begin(places, fresh=fresh)
    threading.Thread(target=_end_with, args=(os.getppid(),), daemon=True).start()
    gc.disable()  # records hold no cycles, and each collection would walk the whole list of divisions


def _end_with(command: int) -> None:
    """Workers of a command that was killed would wait for rows for ever."""
    while os.getppid() == command:
        time.sleep(1)
    os._exit(1)


def _parse(batch: list[Line]) -> list[Parsed]:
    return [_one(cells) if cells is not None else [Problem("", UNREADABLE)] for _, (cells, _) in batch]


def _one(cells: Mapping[str, object]) -> Parsed:
    made = parse(cells, _gazetteer)
    return ready(made) if _fresh and isinstance(made, Record) and not made.others and not made.sites else made
