using System.Numerics;
using System.Numerics.Tensors;

namespace MemMap.Compute;

/// <summary>Sum of two elements; for bool the logical or, as in numpy. Integers wrap. A date plus a time span is a date.</summary>
internal sealed class Add() : BinaryOperation("add")
{
    protected override Kernel Bool(DType dtype) => Map<byte>(TensorPrimitives.BitwiseOr);

    protected override Kernel Number<T>(DType dtype) => Map<T>(TensorPrimitives.Add);

    protected override Loop TimeLoop(DType x, DType y)
    {
        bool isDate = Times.IsDate(x) || Times.IsDate(y), isDefined = !(Times.IsDate(x) && Times.IsDate(y)) && Adds(x) && Adds(y);
        DType result = isDefined
            ? DType.Time(isDate ? ElementKind.DateTime64 : ElementKind.TimeDelta64, Times.UnitOf(x, y))
            : throw Error.NoLoop(Name, x, y);
        return Times.InUnitOf(result, Each.Pair<AddTimes, long>(), x, y, result);
    }

    private static bool Adds(DType dtype) => dtype.Traits.IsTime || Times.IsCount(dtype);
}

/// <summary>Difference of two elements; not defined for bool, as in numpy. Integers wrap. The difference of two dates is a time span.</summary>
internal sealed class Subtract() : BinaryOperation("subtract")
{
    protected override Kernel Bool(DType dtype) => throw Error.BooleanSubtract();

    protected override Kernel Number<T>(DType dtype) => Map<T>(TensorPrimitives.Subtract);

    protected override Loop TimeLoop(DType x, DType y)
    {
        bool isCount = Times.IsSpan(y) || Times.IsCount(y);
        ElementKind kind = Times.IsDate(x) && isCount ? ElementKind.DateTime64
            : (Times.IsDate(x) && Times.IsDate(y)) || (isCount && (Times.IsSpan(x) || Times.IsCount(x))) ? ElementKind.TimeDelta64
            : throw Error.NoLoop(Name, x, y);
        DType result = DType.Time(kind, Times.UnitOf(x, y));
        return Times.InUnitOf(result, Each.Pair<SubtractTimes, long>(), x, y, result);
    }
}

/// <summary>Product of two elements; for bool the logical and, as in numpy. Integers wrap. Time spans multiply with numbers.</summary>
internal sealed class Multiply() : BinaryOperation("multiply")
{
    protected override Kernel Bool(DType dtype) => Map<byte>(TensorPrimitives.BitwiseAnd);

    protected override Kernel Number<T>(DType dtype) => Map<T>(TensorPrimitives.Multiply);

    protected override Loop TimeLoop(DType x, DType y)
    {
        DType span = Times.IsSpan(x) ? x : y, number = Times.IsSpan(x) ? y : x;
        Kernel kernel = !Times.IsSpan(span) ? throw Error.NoLoop(Name, x, y)
            : Times.IsCount(number) ? (span == x ? Each.Pair<SpanTimesCount, long>() : Each.Pair<CountTimesSpan, long>())
            : number.IsFloating ? (span == x ? Each.Pair<SpanTimesReal, long, double, long>() : Each.Pair<RealTimesSpan, double, long, long>())
            : throw Error.NoLoop(Name, x, y);
        DType result = span.AsNative();
        return Times.InUnitOf(result, kernel, x, y, result);
    }
}

/// <summary>
/// True quotient of two elements: integers and bools are divided in float64, as numpy's <c>true_divide</c> does. Two time spans give a
/// float64; a time span by a number is a time span, cut off to a whole count.
/// </summary>
internal sealed class Divide() : BinaryOperation("divide")
{
    internal override DType ComputeType(DType x, DType y)
    {
        DType common = base.ComputeType(x, y);
        return common.IsInteger || common.Kind == ElementKind.Bool ? DType.Float64 : common;
    }

    protected override Kernel Real<T>(DType dtype) => Map<T>(TensorPrimitives.Divide);

    protected override Kernel OfParts<T>() => Each.Pair<QuotientOfParts<T>, Parts<T>>();

    protected override Loop TimeLoop(DType x, DType y)
        => !Times.IsSpan(x) ? throw Error.NoLoop(Name, x, y)
            : Times.IsSpan(y) ? Times.InUnitOf(Times.SameKind(x, y)!, Each.Pair<SpanOverSpan, long, long, double>(), x, y, DType.Float64)
            : y.IsInteger ? Times.InUnitOf(x, Each.Pair<SpanOverCount, long>(), x, y, x.AsNative())
            : y.IsFloating ? Times.InUnitOf(x, Each.Pair<SpanOverReal, long, double, long>(), x, y, x.AsNative())
            : throw Error.NoLoop(Name, x, y);
}

/// <summary>
/// Smith's method, as numpy divides: no overflow in between where the quotient has none, and infinite by 0
/// (<see cref="Complex"/> makes that NaN).
/// </summary>
internal readonly struct QuotientOfParts<T> : IPair<Parts<T>, Parts<T>, Parts<T>> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    public static Parts<T> Of(Parts<T> x, Parts<T> y)
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
