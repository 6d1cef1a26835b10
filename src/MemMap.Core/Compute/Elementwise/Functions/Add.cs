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

// The arithmetic of dates and time spans by numpy's table of units (M: date, m: time span, i: count, f: real number):
//   M + m, m + M, M + i, i + M, M - m, M - i -> M      M - M -> m      m + m, m + i, i + m, m - m, m - i, i - m -> m
//   m * i, i * m, m * f, f * m, m / i, m / f -> m      m / m -> float64      m // i, m // f, m % m -> m      m // m -> int64
// NaT in, NaT out. By a number a time span is divided towards zero, by // too; what isn't listed isn't defined.

internal readonly struct AddTimes : IPair<long, long, long>
{
    public static long Of(long x, long y) => x == Times.NaT || y == Times.NaT ? Times.NaT : x + y;
}
