using System.Numerics;
using System.Numerics.Tensors;

namespace MemMap.Compute;

/// <summary>
/// True quotient of two elements. Integers and bools are divided in float64, as in numpy's <c>true_divide</c>. The quotient of two time
/// spans is a float64. A time span divided by a number is a time span, truncated to a whole count.
/// </summary>
internal sealed class Divide() : BinaryOperation("divide")
{
    internal override DType ComputeType(DType x, DType y)
    {
        DType common = base.ComputeType(x, y);
        return common.IsInteger || common.Kind == ElementKind.Bool ? DType.Float64 : common;
    }

    protected override Kernel Real<T>(DType dtype) => Map<T>(TensorPrimitives.Divide);

    protected override Kernel OfParts<T>() => ScalarKernels.Binary<QuotientOfParts<T>, ComplexParts<T>>();

    protected override Loop TimeLoop(DType x, DType y)
        => !TimeArithmetic.IsSpan(x) ? throw Error.NoLoop(Name, x, y)
            : TimeArithmetic.IsSpan(y)
                ? TimeArithmetic.InUnitOf(
                    TimeArithmetic.SameKind(x, y)!, ScalarKernels.Binary<SpanOverSpan, long, long, double>(), x, y, DType.Float64)
            : y.IsInteger ? TimeArithmetic.InUnitOf(x, ScalarKernels.Binary<SpanOverCount, long>(), x, y, x.AsNative())
            : y.IsFloating ? TimeArithmetic.InUnitOf(x, ScalarKernels.Binary<SpanOverReal, long, double, long>(), x, y, x.AsNative())
            : throw Error.NoLoop(Name, x, y);
}

/// <summary>
/// Smith's method, which numpy uses: no intermediate overflow if the quotient is finite, and infinite for a division by 0
/// (<see cref="Complex"/> returns NaN there).
/// </summary>
internal readonly struct QuotientOfParts<T> : IBinaryOperator<ComplexParts<T>, ComplexParts<T>, ComplexParts<T>>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    public static ComplexParts<T> Of(ComplexParts<T> x, ComplexParts<T> y)
    {
        if (T.Abs(y.Re) >= T.Abs(y.Im))
        {
            if (T.IsZero(y.Re) && T.IsZero(y.Im))
            {
                return new(x.Re / T.Abs(y.Re), x.Im / T.Abs(y.Re));
            }
            T ratio = y.Im / y.Re, scale = T.One / (y.Re + (y.Im * ratio));
            return new((x.Re + (x.Im * ratio)) * scale, (x.Im - (x.Re * ratio)) * scale);
        }
        T inverse = y.Re / y.Im, factor = T.One / (y.Im + (y.Re * inverse));
        return new(((x.Re * inverse) + x.Im) * factor, ((x.Im * inverse) - x.Re) * factor);
    }
}

internal readonly struct SpanOverSpan : IBinaryOperator<long, long, double>
{
    public static double Of(long x, long y) => x == NaT.Value || y == NaT.Value ? double.NaN : (double)x / y;
}

internal readonly struct SpanOverCount : IBinaryOperator<long, long, long>
{
    public static long Of(long x, long y) => x == NaT.Value || y == 0 ? NaT.Value : x / y;
}

internal readonly struct SpanOverReal : IBinaryOperator<long, double, long>
{
    public static long Of(long x, double y) => x == NaT.Value ? NaT.Value : TimeArithmetic.FromReal(x / y);
}
