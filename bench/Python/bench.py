"""A peer's side of the comparison: runs the workload that a line on stdin names, and answers with a line on stdout.

    bench.py PEER FOLDER
    > sum<TAB>3
    < 0.123<TAB>1.5 ...

PEER is numpy, numexpr or torch: PEER_workloads.py has its workloads. FOLDER holds the files that bench/Compare makes. The first line of the
output names the versions, the second the workloads, with tabs between them. The number asked for is how often to run; the answer is how
many seconds all runs took, then what tells the last result from a wrong one. A result is dropped before the next run, outside the clock.
What a workload needs is opened or made before its first run, outside the clock too; nothing that it doesn't need is touched.

    bench.py PEER FOLDER NAME CALLS

does what cold.ps1 does: it times the first calls of one workload, and writes the seconds of each.
"""
import platform
import sys
from functools import cache, partial
from importlib import import_module
from inspect import signature
from time import perf_counter

import numpy as np

from inputs import INPUTS

peer = import_module(f"{sys.argv[1]}_workloads")


@cache
def made(name):
    return peer.adapted(INPUTS[name]())


def prepared(name):
    run = peer.WORKLOADS[name]
    return partial(run, *(made(needed) for needed in signature(run).parameters))


def digest(result):
    """The size and three elements: enough to see that both sides computed the same."""
    if result is None:
        return []
    a = np.asarray(result).reshape(-1)
    return [a.size, a[0], a[a.size // 2], a[-1]]


def timed(run):
    start = perf_counter()
    result = run()
    return perf_counter() - start, result


def first_calls(name, calls):
    run = prepared(name)
    start = perf_counter()
    for call in range(calls):
        if perf_counter() - start > (60 if call < 2 else 10 if call < 10 else 2):
            break
        print(timed(run)[0], flush=True)


def answer_lines():
    print(f"{peer.VERSION} on Python {platform.python_version()}")
    print(*peer.WORKLOADS, sep="\t", flush=True)
    for line in sys.stdin:
        name, count = line.rstrip("\n").split("\t")
        run = prepared(name)
        seconds, result = 0.0, None
        for _ in range(int(count)):
            result = None
            taken, result = timed(run)
            seconds += taken
        print(seconds, *(float(x) for x in digest(result)), sep="\t", flush=True)


if len(sys.argv) > 3:
    first_calls(sys.argv[3], int(sys.argv[4]))
else:
    answer_lines()
