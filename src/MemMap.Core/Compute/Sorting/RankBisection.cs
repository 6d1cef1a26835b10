using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using MemMap.DataTypes;

namespace MemMap.Compute;

/// <summary>
/// Exact quantiles of elements that can only be counted, such as those on other hosts. Each step counts the elements that are not above
/// some values, and halves the key ranges of the wanted ranks. It takes as many steps as a key has bits, whatever the number of elements.
/// </summary>
internal static class RankBisection
{
    /// <summary>Computes quantiles with linear interpolation.</summary>
    /// <param name="dtype">The dtype of the elements.</param>
    /// <param name="fractions">The quantiles, each in 0 .. 1.</param>
    /// <param name="numbers">The number of elements that are numbers, at least one.</param>
    /// <param name="least">The smallest number, as native bytes.</param>
    /// <param name="greatest">The largest number, as native bytes.</param>
    /// <param name="notAbove">Counts, for each of some values, the elements that are not above it.</param>
    internal static double[] Run(
        DType dtype, double[] fractions, long numbers, ReadOnlySpan<byte> least, ReadOnlySpan<byte> greatest,
        Func<object[], long[]> notAbove)
        => new ForDType().Visit(dtype.AsNative()).Run(fractions, numbers, least, greatest, notAbove);

    private sealed class ForDType : DTypeVisitor<Search>
    {
        protected override Search Bool(DType dtype) => new Search<byte, byte, NumberKey<byte, byte>>();

        protected override Search Real<T>(DType dtype) => Unsafe.SizeOf<T>() switch
        {
            1 => new Search<T, byte, NumberKey<T, byte>>(),
            2 => new Search<T, ushort, NumberKey<T, ushort>>(),
            4 => new Search<T, uint, NumberKey<T, uint>>(),
            _ => new Search<T, ulong, NumberKey<T, ulong>>(),
        };

        protected override Search Unsupported(DType dtype) => throw Error.NoLoop("quantile", dtype);
    }

    private abstract class Search
    {
        internal abstract double[] Run(
            double[] fractions, long numbers, ReadOnlySpan<byte> least, ReadOnlySpan<byte> greatest, Func<object[], long[]> notAbove);
    }

    private sealed class Search<T, TKey, TOfKey> : Search
        where T : unmanaged, INumber<T>
        where TKey : unmanaged, IBinaryInteger<TKey>
        where TOfKey : ISortKey<T, TKey>
    {
        internal override double[] Run(
            double[] fractions, long numbers, ReadOnlySpan<byte> least, ReadOnlySpan<byte> greatest, Func<object[], long[]> notAbove)
        {
            // The key of -0 is below that of 0, although no element is between them.
            TKey low = TOfKey.To(-MemoryMarshal.Read<T>(least) == T.Zero ? -T.Zero : MemoryMarshal.Read<T>(least));
            TKey high = TOfKey.To(MemoryMarshal.Read<T>(greatest) + T.Zero);
            SortedDictionary<long, (TKey Low, TKey High)> ranks = [];
            foreach (double fraction in fractions)
            {
                Between.Neighbours(fraction, numbers, rank => ranks[rank] = (low, high), static (_, _, _) => 0);
            }
            while (ranks.Where(rank => rank.Value.Low < rank.Value.High).Select(rank => Middle(rank.Value.Low, rank.Value.High)).Distinct()
                .ToArray() is { Length: > 0 } middles)
            {
                long[] counts = notAbove([.. middles.Select(middle => Boxed(TOfKey.From(middle)))]);
                foreach ((long rank, (TKey from, TKey to)) in ranks.ToArray())
                {
                    if (from < to)
                    {
                        TKey middle = Middle(from, to);
                        ranks[rank] = counts[Array.IndexOf(middles, middle)] > rank ? (from, middle) : (middle + TKey.One, to);
                    }
                }
            }
            return [.. fractions.Select(
                fraction => Between.Neighbours(
                    fraction, numbers, rank => TOfKey.From(ranks[rank].Low) + T.Zero, Between.Numbers<T>(Between.Linear)))];
        }

        private static TKey Middle(TKey low, TKey high) => low + ((high - low) >>> 1);

        // Every serialiser supports these types, and they hold the element exactly.
        private static object Boxed(T value) => value is Half or float or double ? double.CreateTruncating(value) : value;
    }
}
