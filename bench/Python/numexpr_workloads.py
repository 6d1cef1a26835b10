"""The workloads that are one expression, as a user of numexpr would write them, on all cores. Constants are float32, as elements are."""
import os

import numexpr as ne
import numpy as np

ne.set_num_threads(os.cpu_count())

VERSION = f"numexpr {ne.__version__}, {os.cpu_count()} threads,"

CONSTANTS = {name: np.float32(value) for name, value in
             {"half": 0.5, "one": 1, "two": 2, "low": 0.2, "high": 0.8, "eighth": 0.125}.items()}


def adapted(array):
    return array


def evaluated(expression, **arrays):
    return ne.evaluate(expression, arrays | CONSTANTS)


WORKLOADS = {
    "count of > x": lambda a: evaluated("sum(where(a > half, 1, 0))", a=a),
    "in place +=": lambda scratch: add_in_place(scratch),
    "m + 1": lambda a: evaluated("a + one", a=a),
    "m * m": lambda a: evaluated("a * a", a=a),
    "sqrt": lambda a: evaluated("sqrt(a)", a=a),
    "(m - .5) * 2 + sqrt(m)": lambda a: evaluated("(a - half) * two + sqrt(a)", a=a),
    # In float64, as its sum of float32 is a float32's, which stops growing at 2**24.
    "sum((m - .5)**2)": lambda a: evaluated("sum((a - 0.5)**2)", a=a),
    "count of (m > .2) & (m < .8)": lambda a: evaluated("sum(where((a > low) & (a < high), 1, 0))", a=a),
    "m[abs(m - .5) < .125]": lambda a: a[evaluated("abs(a - half) < eighth", a=a)],
    "float32 to float64": lambda a: ne.evaluate("a + zero", {"a": a, "zero": np.float64(0)}),
}


def add_in_place(target):
    ne.evaluate("target + one", {"target": target} | CONSTANTS, out=target)
