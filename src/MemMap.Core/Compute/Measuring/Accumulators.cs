using System.Numerics;
using System.Numerics.Tensors;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using MemMap.DataTypes;

namespace MemMap.Compute;

/// <summary>Creates accumulators for a dtype.</summary>
/// <param name="waiting">The number of single elements that are collected into a run.</param>
internal sealed class AccumulatorFactory(int waiting) : DTypeVisitor<Func<Accumulator>>
{
    protected override Func<Accumulator> Bool(DType dtype) => () => new IntegerAccumulator<byte>(waiting, hasNaT: false);

    protected override Func<Accumulator> Integer<T>(DType dtype) => () => new IntegerAccumulator<T>(waiting, hasNaT: false);

    protected override Func<Accumulator> Floating<T>(DType dtype) => () => new FloatAccumulator<T>(waiting);

    protected override Func<Accumulator> Complex<T>(DType dtype)
        => dtype.Kind == ElementKind.Complex64
            ? () => new ComplexAccumulator<T, float>(waiting)
            : () => new ComplexAccumulator<T, double>(waiting);

    protected override Func<Accumulator> Time(DType dtype) => () => new IntegerAccumulator<long>(waiting, hasNaT: true);

    protected override Func<Accumulator> Unsupported(DType dtype) => throw Error.NoMeasure(dtype);
}

/// <summary>Integers, bools and times.</summary>
internal sealed class IntegerAccumulator<T>(int waiting, bool hasNaT) : Accumulator<T, Least<T>, Greatest<T>>(waiting)
    where T : unmanaged, IBinaryInteger<T>, IMinMaxValue<T>
{
    private readonly ExactSum _sum = new(), _squares = new();

    internal override void Add(Accumulator other)
    {
        base.Add(other);
        _sum.Add(((IntegerAccumulator<T>)other)._sum);
        _squares.Add(((IntegerAccumulator<T>)other)._squares);
    }

    internal override void Clear()
    {
        base.Clear();
        _sum.Clear();
        _squares.Clear();
    }

    private protected override (ExactTotal Real, ExactTotal Imaginary, DyadicRational Squares) Totals()
        => (new(_sum.ToRational(), 0, 0), default, _squares.ToRational());

    private protected override void AddNumbers(ReadOnlySpan<T> numbers, T least, T greatest)
    {
        IntegerSums.Add(_sum, numbers);
        IntegerSums.AddSquares(_squares, numbers);
    }

    private protected override bool IsNaN(T value) => hasNaT && value == T.MinValue;

    private protected override bool MayBeZero(T least, T greatest) => least <= T.Zero && greatest >= T.Zero;
}

/// <summary>Real floating-point numbers.</summary>
internal sealed class FloatAccumulator<T>(int waiting) : Accumulator<T, Least<T>, Greatest<T>>(waiting)
    where T : unmanaged, IBinaryFloatingPointIeee754<T>, IMinMaxValue<T>
{
    private readonly FloatSums _sums = new(isNarrow: Unsafe.SizeOf<T>() < sizeof(double));

    internal override void Add(Accumulator other)
    {
        base.Add(other);
        _sums.Add(((FloatAccumulator<T>)other)._sums);
    }

    internal override void Clear()
    {
        base.Clear();
        _sums.Clear();
    }

    private protected override (ExactTotal Real, ExactTotal Imaginary, DyadicRational Squares) Totals()
        => (_sums.Total(), default, _sums.Squares());

    private protected override void AddNumbers(ReadOnlySpan<T> numbers, T least, T greatest)
    {
        Span<double> values = FloatSums.Room(numbers.Length);
        if (typeof(T) == typeof(Half))
        {
            Span<float> singles = stackalloc float[ExactBlock.Piece];
            TensorPrimitives.ConvertToSingle(MemoryMarshal.Cast<T, Half>(numbers), singles);
            TensorPrimitives.ConvertTruncating<float, double>(singles[..numbers.Length], values);
        }
        else
        {
            TensorPrimitives.ConvertTruncating(numbers, values);
        }
        _sums.Add(values, double.CreateTruncating(T.MaxMagnitude(least, greatest)));
    }

    private protected override bool IsNaN(T value) => T.IsNaN(value);

    private protected override bool MayBeZero(T least, T greatest) => least <= T.Zero && greatest >= T.Zero;
}

/// <summary>Complex numbers, whose parts are <typeparamref name="TPart"/>.</summary>
internal sealed class ComplexAccumulator<T, TPart>(int waiting) : Accumulator<T, LeastComplex<T>, GreatestComplex<T>>(waiting)
    where T : unmanaged, INumberBase<T>
    where TPart : unmanaged, INumber<TPart>
{
    private readonly FloatSums _real = new(isNarrow: typeof(TPart) == typeof(float)),
        _imaginary = new(isNarrow: typeof(TPart) == typeof(float));

    internal override void Add(Accumulator other)
    {
        base.Add(other);
        _real.Add(((ComplexAccumulator<T, TPart>)other)._real);
        _imaginary.Add(((ComplexAccumulator<T, TPart>)other)._imaginary);
    }

    internal override void Clear()
    {
        base.Clear();
        _real.Clear();
        _imaginary.Clear();
    }

    private protected override (ExactTotal Real, ExactTotal Imaginary, DyadicRational Squares) Totals()
        => (_real.Total(), _imaginary.Total(), _real.Squares() + _imaginary.Squares());

    private protected override void AddNumbers(ReadOnlySpan<T> numbers, T least, T greatest)
    {
        ReadOnlySpan<TPart> parts = MemoryMarshal.Cast<T, TPart>(numbers);
        Add(_real, parts);
        Add(_imaginary, parts[1..]);
    }

    // A complex number is NaN if one of its parts is.
    private protected override bool IsNaN(T value)
    {
        Complex number = Complex.CreateTruncating(value);
        return double.IsNaN(number.Real) || double.IsNaN(number.Imaginary);
    }

    private protected override bool HasNaN(ReadOnlySpan<T> piece, T least)
    {
        foreach (T value in piece)
        {
            if (IsNaN(value))
            {
                return true;
            }
        }
        return false;
    }

    private static void Add(FloatSums sums, ReadOnlySpan<TPart> parts)
    {
        Span<double> values = FloatSums.Room((parts.Length + 1) / 2);
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = double.CreateTruncating(parts[2 * i]);
        }
        sums.Add(values, Math.Abs(TensorPrimitives.MaxMagnitude<double>(values)));
    }
}
