"""Rows are taken apart in processes of their own while the batch before is being stored."""

import gc
import multiprocessing
import os
from collections import deque
from collections.abc import Iterator
from concurrent.futures import Future, ProcessPoolExecutor

from merchants.importing.files import Row
from merchants.importing.rows import UNREADABLE, Problem, Record, parse
from merchants.matching.places import NOWHERE, Gazetteer

Line = tuple[int, tuple[Row, str]]
"""Line number, cells by our field names, the row as written."""
Parsed = Record | list[Problem]

_gazetteer: Gazetteer = NOWHERE


def parsed(
    batches: Iterator[list[Line]], places: Gazetteer, batch_size: int
) -> Iterator[tuple[list[Line], list[Parsed]]]:
    """Each batch with what its rows mean, in order. A file of one batch is read in this process."""
    first = next(batches, None)
    if first is None:
        return
    workers = min(2, os.cpu_count() or 1)
    if len(first) < batch_size or workers < 2 or multiprocessing.current_process().daemon:
        yield first, _parse(first, places)
        for batch in batches:
            yield batch, _parse(batch, places)
        return
    waiting: deque[tuple[list[Line], Future[list[Parsed]]]] = deque()
    # Forked, so that modules, divisions and caches are there at once. A worker never touches the database, and ends
    # without running this process's clean-up, so the connection it inherits stays ours alone.
    context = multiprocessing.get_context("fork")
    with ProcessPoolExecutor(workers, context, initializer=_begin, initargs=(places,)) as pool:
        waiting.append((first, pool.submit(_parse, first)))
        for batch in batches:
            waiting.append((batch, pool.submit(_parse, batch)))
            if len(waiting) > workers + 1:
                ready, future = waiting.popleft()
                yield ready, future.result()
        while waiting:
            ready, future = waiting.popleft()
            yield ready, future.result()


def _begin(places: Gazetteer) -> None:
    global _gazetteer  # noqa: PLW0603  (set once in each worker)
    _gazetteer = places
    gc.disable()  # records hold no cycles, and each collection would walk the whole list of divisions


def _parse(batch: list[Line], places: Gazetteer | None = None) -> list[Parsed]:
    known = places or _gazetteer
    return [parse(cells, known) if cells is not None else [Problem("", UNREADABLE)] for _, (cells, _) in batch]
