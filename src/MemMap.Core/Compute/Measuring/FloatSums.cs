using System.Numerics.Tensors;

namespace MemMap.Compute;

/// <summary>The exact sums of floats and of their squares. Infinite values are counted separately.</summary>
/// <param name="isNarrow">Whether the squares of the values are exact in float64.</param>
internal sealed class FloatSums(bool isNarrow)
{
    [ThreadStatic]
    private static double[]? _room;

    private readonly ExactSum _sum = new(), _squares = new();
    private long _positive;
    private long _negative;

    /// <summary>This thread's scratch for values to be added. It is valid until the next call.</summary>
    internal static Span<double> Room(int count) => Rooms().AsSpan(0, count);

    internal ExactTotal Total() => new(_sum.ToRational(), _positive, _negative);

    internal DyadicRational Squares() => _squares.ToRational();

    /// <summary>
    /// Adds values in the scratch of <see cref="Room"/>, none of them NaN. <paramref name="magnitude"/> is the largest absolute value.
    /// </summary>
    internal void Add(Span<double> values, double magnitude)
    {
        if (double.IsInfinity(magnitude))
        {
            TakeInfinite(values);
            magnitude = Math.Abs(TensorPrimitives.MaxMagnitude<double>(values));
        }
        if (magnitude == 0)
        {
            return;
        }
        int exponent = ExactBlock.Exponent(magnitude);
        Span<double> squares = Rooms().AsSpan(ExactBlock.Piece, values.Length),
            errors = Rooms().AsSpan(2 * ExactBlock.Piece, values.Length);
        ExactBlock.AddSquares(_squares, values, exponent, isNarrow, squares, errors);
        ExactBlock.Add(_sum, values, exponent);
    }

    internal void Add(FloatSums other)
    {
        _sum.Add(other._sum);
        _squares.Add(other._squares);
        _positive += other._positive;
        _negative += other._negative;
    }

    internal void Clear()
    {
        _sum.Clear();
        _squares.Clear();
        (_positive, _negative) = (0, 0);
    }

    private static double[] Rooms() => _room ??= new double[3 * ExactBlock.Piece];

    private void TakeInfinite(Span<double> values)
    {
        foreach (ref double value in values)
        {
            _positive += double.IsPositiveInfinity(value) ? 1 : 0;
            _negative += double.IsNegativeInfinity(value) ? 1 : 0;
            value = double.IsFinite(value) ? value : 0;
        }
    }
}
