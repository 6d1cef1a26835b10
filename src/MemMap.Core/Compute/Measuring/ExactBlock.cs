using System.Numerics;
using System.Numerics.Tensors;
using System.Runtime.InteropServices;

namespace MemMap.Compute;

/// <summary>
/// Adds many floats to an <see cref="ExactSum"/> with vector instructions. Adding and then subtracting a large number M rounds a value to
/// a grid so coarse that a thousand such values add up without error. The part that was rounded off is exact, too; it goes through a
/// finer grid in the next round, until nothing is left:
/// <code>
/// value      1011010011101.0110          grid: chosen so that a piece of values below 2^E has an exact sum in 53 bits
/// rounded    1011010011100.              added in float64, then added to the exact sum
/// rest                   1.0110          the next round's values: 42 bits finer
/// </code>
/// Values of similar magnitudes take one or two rounds.
/// </summary>
internal static class ExactBlock
{
    /// <summary>The largest number of values per call, and its binary logarithm.</summary>
    internal const int Piece = 1 << PieceBits, PieceBits = 10;

    /// <summary>The number of rounds after which adding the values one by one is faster.</summary>
    private const int MaxRounds = 6;

    private const int Precision = 53, LowestGrid = -1022, HighestGrid = 1022;

    /// <summary>The largest exponent at which neither a square nor its rounding error leaves the range of float64.</summary>
    private const int MaxSquareExponent = 500;

    private static readonly double TinySquare = Math.ScaleB(1, -480);

    /// <summary>The smallest E such that a finite value is below 2^E.</summary>
    internal static int Exponent(double magnitude) => Math.ILogB(magnitude) + 1;

    /// <summary>
    /// Adds at most <see cref="Piece"/> finite values, all below 2^<paramref name="exponent"/>. The values are overwritten.
    /// </summary>
    internal static void Add(ExactSum sum, Span<double> values, int exponent)
    {
        for (int round = 0; round < MaxRounds && exponent + PieceBits <= HighestGrid; round++)
        {
            int grid = Math.Max(exponent + PieceBits, LowestGrid);
            (double rounded, bool isRest) = Round(values, Math.ScaleB(1.5, grid));
            sum.Add(rounded);
            if (!isRest)
            {
                return;
            }
            exponent = grid - Precision + 1;
        }
        foreach (double value in values)
        {
            sum.Add(value);
        }
    }

    /// <summary>Adds the squares of at most <see cref="Piece"/> finite values, all below 2^<paramref name="exponent"/>.</summary>
    /// <param name="sum">The sum to add to.</param>
    /// <param name="values">The values; they are not changed.</param>
    /// <param name="exponent">The bound of the values.</param>
    /// <param name="isNarrow">Whether the values have at most 26 bits, so that their squares are exact.</param>
    /// <param name="squares">Scratch, as long as <paramref name="values"/>.</param>
    /// <param name="errors">Scratch, as long as <paramref name="values"/>.</param>
    internal static void AddSquares(
        ExactSum sum, ReadOnlySpan<double> values, int exponent, bool isNarrow, Span<double> squares, Span<double> errors)
    {
        if (!isNarrow && (exponent > MaxSquareExponent || HasTiny(values)))
        {
            foreach (double value in values)
            {
                (long mantissa, int power) = DyadicRational.Parts(value);
                ulong magnitude = (ulong)Math.Abs(mantissa);
                sum.Add((UInt128)magnitude * magnitude, 2 * power);
            }
            return;
        }
        TensorPrimitives.Multiply(values, values, squares);
        if (!isNarrow)
        {
            TensorPrimitives.Negate(squares, errors);
            TensorPrimitives.FusedMultiplyAdd(values, values, errors, errors);
            Add(sum, errors, (2 * exponent) - Precision);
        }
        Add(sum, squares, 2 * exponent);
    }

    /// <summary>Replaces values by their remainders from a grid; returns the sum of the rounded values.</summary>
    private static (double Rounded, bool IsRest) Round(Span<double> values, double grid)
    {
        Span<Vector<double>> vectors = MemoryMarshal.Cast<double, Vector<double>>(values);
        Vector<double> offset = new(grid), first = default, second = default, rest = default;
        int i = 0;
        for (; i < vectors.Length - 1; i += 2)
        {
            Vector<double> x = vectors[i], y = vectors[i + 1];
            Vector<double> p = (x + offset) - offset, q = (y + offset) - offset;
            first += p;
            second += q;
            x -= p;
            y -= q;
            vectors[i] = x;
            vectors[i + 1] = y;
            rest = Vector.BitwiseOr(rest, Vector.BitwiseOr(x, y));
        }
        double sum = Vector.Sum(first) + Vector.Sum(second);
        bool isRest = !Vector.EqualsAll(Vector.Abs(rest), Vector<double>.Zero);
        foreach (ref double value in values[(i * Vector<double>.Count)..])
        {
            double p = (value + grid) - grid;
            sum += p;
            value -= p;
            isRest |= value != 0;
        }
        return (sum, isRest);
    }

    private static bool HasTiny(ReadOnlySpan<double> values)
    {
        Vector<double> tiny = new(TinySquare);
        ReadOnlySpan<Vector<double>> vectors = MemoryMarshal.Cast<double, Vector<double>>(values);
        foreach (Vector<double> vector in vectors)
        {
            Vector<double> magnitude = Vector.Abs(vector);
            if (Vector.LessThanAny(magnitude, tiny)
                && Vector.BitwiseAnd(
                    Vector.LessThan(magnitude, tiny), Vector.GreaterThan(magnitude, Vector<double>.Zero)) != Vector<long>.Zero)
            {
                return true;
            }
        }
        foreach (double value in values[(vectors.Length * Vector<double>.Count)..])
        {
            if (value != 0 && Math.Abs(value) < TinySquare)
            {
                return true;
            }
        }
        return false;
    }
}
