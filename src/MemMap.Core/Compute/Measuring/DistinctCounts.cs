using MemMap.Memory;

namespace MemMap.Compute;

/// <summary>Distinct elements in order, and the number of occurrences of each.</summary>
internal sealed record DistinctCounts(ArrayRef Values, long[] Counts)
{
    internal static DistinctCounts Of(ArrayRef array, long limit)
    {
        DistinctCounts found = Unique.Run(array, limit);
        return found with { Values = found.Values.AsType(array.DType.AsNative()) };
    }

    /// <summary>What is known of elements that have an order and no sums: how many there are, the first and the last one.</summary>
    internal MeasurePart Part()
        => MeasurePart.Empty with
        {
            Numbers = Counts.Sum(),
            Least = Counts.Length == 0 ? [] : Values.At([0]).ToBytes(),
            Greatest = Counts.Length == 0 ? [] : Values.At([Counts.Length - 1]).ToBytes(),
        };

    /// <summary>Merges two sets of counts.</summary>
    internal unsafe DistinctCounts Add(DistinctCounts other)
    {
        DType dtype = Values.DType;
        ElementOrder comparison = ElementOrder.Of(dtype);
        int itemSize = dtype.ItemSize, x = 0, y = 0, count = 0;
        byte[] bytes = new byte[(Counts.LongLength + other.Counts.LongLength) * itemSize];
        var counts = new long[Counts.Length + other.Counts.Length];
        using BufferLease left = Values.Lease(), right = other.Values.Lease();
        while (x < Counts.Length || y < other.Counts.Length)
        {
            byte* p = left.Pointer + ((long)x * itemSize), q = right.Pointer + ((long)y * itemSize);
            int order = x == Counts.Length ? 1 : y == other.Counts.Length ? -1 : comparison.CompareDistinct(p, q);
            new ReadOnlySpan<byte>(order <= 0 ? p : q, itemSize).CopyTo(bytes.AsSpan(count * itemSize));
            counts[count++] = (order <= 0 ? Counts[x++] : 0) + (order >= 0 ? other.Counts[y++] : 0);
        }
        return new(Stored.Elements(bytes[..(count * itemSize)], dtype, [count]), counts[..count]);
    }

    /// <summary>The quantile of the counted elements, as an element of times, and as float64 of numbers.</summary>
    internal object? Quantile(double fraction, bool ignoreNaN)
    {
        if (Values.DType.Traits.IsTime)
        {
            long count = Quantile((long[])Values.View(DType.Int64).ToArray(), fraction, ignoreNaN, NaT.Value, Between.LinearTimes);
            return Stored.Elements([.. BitConverter.GetBytes(count)], Values.DType, []).Item();
        }
        return Quantile((double[])Values.AsType(DType.Float64).ToArray(), fraction, ignoreNaN, double.NaN,
            Between.Numbers<double>(Between.Linear));
    }

    private T Quantile<T>(T[] values, double fraction, bool ignoreNaN, T none, Func<T, T, double, T> between) where T : IEquatable<T>
    {
        // NaN and NaT sort last.
        long all = Counts.Sum(), numbers = values.Length > 0 && values[^1].Equals(none) ? all - Counts[^1] : all;
        return numbers == 0 || (numbers < all && !ignoreNaN) ? none : Between.Neighbours(fraction, numbers, At, between);

        T At(long rank)
        {
            int i = 0;
            for (; rank >= Counts[i]; i++)
            {
                rank -= Counts[i];
            }
            return values[i];
        }
    }
}

/// <summary>Creates arrays in memory from values that were computed or stored.</summary>
internal static class Stored
{
    /// <summary>An array from the bytes of its elements.</summary>
    internal static ArrayRef Elements(byte[] bytes, DType dtype, long[] shape)
        => ArrayRef.FromBytes(bytes, shape, dtype).Copy();

    /// <summary>An array from .NET values.</summary>
    internal static ArrayRef Values(IReadOnlyList<object?> values, DType dtype, long[] shape)
    {
        byte[] bytes = new byte[values.Count * dtype.ItemSize];
        for (int i = 0; i < values.Count; i++)
        {
            dtype.Codec.Write(bytes.AsSpan(i * dtype.ItemSize), values[i]);
        }
        return values.Count == 0 ? ArrayRef.Zeros(shape, dtype) : Elements(bytes, dtype, shape);
    }
}
