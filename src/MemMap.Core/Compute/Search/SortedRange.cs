namespace MemMap.Compute;

/// <summary>
/// The elements between two values, of an array that is sorted, by bisection. Elements are compared with the values as in any search: a
/// number, text or time; numbers and times may be given as text.
/// </summary>
/// <param name="array">The elements, of one axis.</param>
internal sealed class SortedRange(ArrayRef array)
{
    private readonly SortedSet<long> _read = [];

    /// <summary>The number of elements that were compared.</summary>
    internal int Comparisons => _read.Count;

    /// <summary>Whether there are elements between the values, but the first value is above the second one.</summary>
    internal bool IsReversed { get; private set; }

    /// <summary>Finds the elements from one value to another one, both included.</summary>
    /// <param name="from">The smallest value; null for no limit.</param>
    /// <param name="to">The largest value; null for no limit.</param>
    /// <returns>The first of the elements, and the one after the last.</returns>
    /// <exception cref="InvalidOperationException">Some of the elements that were compared are not in order.</exception>
    internal (long First, long Stop) Between(object? from, object? to)
    {
        if (array.NDim != 1)
        {
            throw Error.NotOneAxis(array.NDim);
        }
        // NaN and NaT, the last ones, are neither below a value nor at most one.
        long first = from is null ? 0 : CountOf(ValueSearch.Compare(array, Operations.Less, from));
        long stop = to is not null ? CountOf(ValueSearch.Compare(array, Operations.LessEqual, to))
            : ValueSearch.MayBeNaN(array.DType) ? CountOf(IsNumber) : array.Size;
        if (array.Size > 0)
        {
            _read.Add(0);
            _read.Add(array.Size - 1);
        }
        RequireOrder();
        IsReversed = first > stop;
        return (first, Math.Max(first, stop));
    }

    private ArrayRef IsNumber(ArrayRef part) => Elementwise.Unary(Operations.Invert, ValueSearch.IsNaN(part.DType)(part));

    /// <summary>The number of elements for which a test holds: the first ones.</summary>
    private long CountOf(Func<ArrayRef, ArrayRef> test)
    {
        long low = 0, high = array.Size;
        while (low < high)
        {
            Interruption.Token.ThrowIfCancellationRequested();
            long middle = low + ((high - low) >> 1);
            _read.Add(middle);
            (low, high) = IsTrue(test(At(middle))) ? (middle + 1, high) : (low, middle);
        }
        return low;
    }

    private void RequireOrder()
    {
        long last = -1;
        foreach (long next in _read)
        {
            if (last >= 0 && IsTrue(Elementwise.Binary(Operations.Greater, At(last), At(next))))
            {
                throw Error.NotSorted(last, At(last).Item(), next, At(next).Item());
            }
            last = next;
        }
    }

    private ArrayRef At(long position) => array.WithLayout(array.Layout.Narrow(0, position, 1));

    private static bool IsTrue(ArrayRef truth) => (bool)truth.Item()!;
}
