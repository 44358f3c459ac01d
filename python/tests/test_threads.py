"""A normalizer is shared by threads and by processes that fork."""

from __future__ import annotations

import multiprocessing
import threading
from concurrent.futures import ThreadPoolExecutor

from exonym import Normalizer


def test_threads_share_a_normalizer(normalizer: Normalizer, texts: list[str]) -> None:
    alone = normalizer.annotate_many(texts[:2000])
    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(normalizer.annotate, texts[:2000])) == alone
        for beside in pool.map(normalizer.annotate_many, [texts[:2000]] * 4):
            assert beside == alone


def test_the_number_of_jobs_changes_nothing(texts: list[str]) -> None:
    one, many = Normalizer(jobs=1), Normalizer(jobs=7)
    assert one.annotate_many(texts[:2000]) == many.annotate_many(texts[:2000])


def test_processes_may_fork_behind_a_call(normalizer: Normalizer, texts: list[str]) -> None:
    alone = normalizer.annotate_many(texts[:500])
    with multiprocessing.get_context("fork").Pool(2) as pool:
        assert pool.map(normalizer.annotate, texts[:500]) == alone
        assert pool.map(normalizer.annotate_many, [texts[:500]] * 2) == [alone, alone]


def test_others_run_meanwhile(normalizer: Normalizer, texts: list[str]) -> None:
    ticks, done = 0, threading.Event()

    def tick() -> None:
        nonlocal ticks
        while not done.wait(0.001):
            ticks += 1

    other = threading.Thread(target=tick)
    other.start()
    normalizer.annotate("\n".join(texts[:3000]))
    done.set()
    other.join()
    assert ticks > 10
