"""Reductions of floats computed without rounding errors, and how far a sound algorithm may be from that."""
import math
from fractions import Fraction

import numpy as np

ULP = 4  # for what loses nothing to cancellation


def lanes(array, axis):
    """The reduced elements of each result, as lists, and the result's shape with the reduced axes kept."""
    axes = tuple(range(array.ndim)) if axis is None else tuple(each % array.ndim for each in (axis if isinstance(axis, tuple) else (axis,)))
    kept = [each for each in range(array.ndim) if each not in axes]
    arranged = array.transpose(kept + list(axes))
    count = math.prod(array.shape[each] for each in kept)
    size = math.prod(array.shape[each] for each in axes)
    return arranged.reshape(count, size), [1 if each in axes else array.shape[each] for each in range(array.ndim)]


def is_finite(numbers):
    return all(math.isfinite(number) for number in numbers)


def exact_sum(numbers):
    """The sum, and how much larger the numbers are than their sum."""
    if not is_finite(numbers):
        return sum(numbers), 1.0
    total = math.fsum(numbers)
    size = math.fsum(abs(number) for number in numbers)
    return total, size / abs(total) if total else (1.0 if not size else math.inf)


def mean(numbers):
    if not numbers:
        return math.nan, 1.0
    if not is_finite(numbers):
        return sum(numbers), 1.0
    total = sum(map(Fraction, numbers), Fraction(0))
    size = sum((abs(Fraction(number)) for number in numbers), Fraction(0))
    return float(total / len(numbers)), float(size / abs(total)) if total else (1.0 if not size else math.inf)


def variance(numbers, ddof, ignore_nan):
    """Of complex numbers, the mean of the squared distances."""
    if not numbers or (ignore_nan and len(numbers) - ddof <= 0) or not all(is_finite((number.real, number.imag)) for number in numbers):
        return math.nan
    total = Fraction(0)
    for part in ([number.real for number in numbers], [number.imag for number in numbers]):
        parts = [Fraction(number) for number in part]
        middle = sum(parts, Fraction(0)) / len(parts)
        total += sum(((number - middle) ** 2 for number in parts), Fraction(0))
    if len(numbers) - ddof <= 0:
        return math.inf if total else math.nan
    return float(total / (len(numbers) - ddof))


def product(numbers):
    if not is_finite(numbers):
        return math.prod(numbers)
    result = math.prod(map(Fraction, numbers))
    try:
        return float(result)
    except OverflowError:
        return math.copysign(math.inf, result)


def by_part(function, items):
    """Sums and means of complex numbers are those of their parts."""
    real, first = function([item.real for item in items])
    imaginary, second = function([item.imag for item in items])
    return complex(real, imaginary), max(first, second)


def reduce(name, array, axis, ddof, ignore_nan, dtype):
    """The array of exact results rounded to dtype, and the units in the last place that are allowed; None if nothing can be asked."""
    rows, shape = lanes(array, axis)
    results, worst = [], 1.0
    for row in rows:
        # Integers are reduced as the float64 numbers nearest to them.
        items = [float(item) if array.dtype.kind in 'biu' else item.item() for item in row]
        if ignore_nan:
            items = [item for item in items if item == item]
        if name in ('sum', 'mean'):
            function = exact_sum if name == 'sum' else mean
            result, condition = by_part(function, items) if array.dtype.kind == 'c' else function(items)
        elif name == 'prod':
            result, condition = product(items), 2.0
        else:
            result, condition = variance(items, ddof, ignore_nan), 4.0
            result = math.sqrt(result) if name == 'std' else result
        results.append(result)
        worst = max(worst, condition)
    if worst > 1000:
        return None
    return np.array(results, np.complex128 if np.dtype(dtype).kind == 'c' else np.float64).astype(dtype).reshape(shape), math.ceil(ULP * worst)
