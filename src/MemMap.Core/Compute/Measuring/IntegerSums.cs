using System.Numerics;
using System.Numerics.Tensors;
using System.Runtime.CompilerServices;

namespace MemMap.Compute;

/// <summary>
/// Exact sums of integers and of their squares, computed in the next wider type, or in two halves if there is none.
/// </summary>
internal static class IntegerSums
{
    private const int HalfBits = 32;

    /// <summary>Adds at most <see cref="ExactBlock.Piece"/> integers.</summary>
    internal static void Add<T>(ExactSum sum, ReadOnlySpan<T> values) where T : unmanaged, IBinaryInteger<T>
    {
        if (Unsafe.SizeOf<T>() < sizeof(long))
        {
            sum.Add(WideningSums.SumIntegers(values), 0);
            return;
        }
        long low = 0, high = 0;
        foreach (T value in values)
        {
            low += uint.CreateTruncating(value);
            high += long.CreateTruncating(value >> HalfBits);
        }
        sum.Add(low, 0);
        sum.Add(high, HalfBits);
    }

    /// <summary>Adds the squares of at most <see cref="ExactBlock.Piece"/> integers.</summary>
    internal static void AddSquares<T>(ExactSum sum, ReadOnlySpan<T> values) where T : unmanaged, IBinaryInteger<T>, IMinMaxValue<T>
    {
        // A square is not negative, so a wider type of the same signedness holds it.
        bool isSigned = T.MinValue < T.Zero;
        switch (Unsafe.SizeOf<T>())
        {
            case 1 when isSigned: AddNarrow<T, short>(sum, values); break;
            case 1: AddNarrow<T, ushort>(sum, values); break;
            case 2 when isSigned: AddNarrow<T, int>(sum, values); break;
            case 2: AddNarrow<T, uint>(sum, values); break;
            case 4 when isSigned: AddWide<T, long>(sum, values); break;
            case 4: AddWide<T, ulong>(sum, values); break;
            default: AddLong(sum, values); break;
        }
    }

    private static void AddNarrow<T, TWide>(ExactSum sum, ReadOnlySpan<T> values)
        where T : unmanaged, IBinaryInteger<T> where TWide : unmanaged, IBinaryInteger<TWide>
    {
        Span<TWide> squares = stackalloc TWide[ExactBlock.Piece];
        sum.Add(WideningSums.SumIntegers(Squares(values, squares)), 0);
    }

    private static void AddWide<T, TWide>(ExactSum sum, ReadOnlySpan<T> values)
        where T : unmanaged, IBinaryInteger<T> where TWide : unmanaged, IBinaryInteger<TWide>
    {
        Span<TWide> squares = stackalloc TWide[ExactBlock.Piece];
        Add(sum, Squares(values, squares));
    }

    private static ReadOnlySpan<TWide> Squares<T, TWide>(ReadOnlySpan<T> values, Span<TWide> squares)
        where T : unmanaged, IBinaryInteger<T> where TWide : unmanaged, IBinaryInteger<TWide>
    {
        squares = squares[..values.Length];
        TensorPrimitives.ConvertTruncating(values, squares);
        TensorPrimitives.Multiply<TWide>(squares, squares, squares);
        return squares;
    }

    private static void AddLong<T>(ExactSum sum, ReadOnlySpan<T> values) where T : unmanaged, IBinaryInteger<T>
    {
        UInt128 low = 0, high = 0;
        foreach (T value in values)
        {
            ulong magnitude = ulong.CreateTruncating(T.IsNegative(value) ? T.Zero - value : value);
            high += Math.BigMul(magnitude, magnitude, out ulong square);
            low += square;
        }
        sum.Add(low, 0);
        sum.Add(high, 2 * HalfBits);
    }
}
