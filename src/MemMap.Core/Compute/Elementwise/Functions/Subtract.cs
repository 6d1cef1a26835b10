using System.Numerics.Tensors;

namespace MemMap.Compute;

/// <summary>
/// Difference of two elements. Not defined for bool, as in numpy. Integers wrap. The difference of two dates is a time span.
/// </summary>
internal sealed class Subtract() : BinaryOperation("subtract")
{
    protected override Kernel Bool(DType dtype) => throw Error.BooleanSubtract();

    protected override Kernel Number<T>(DType dtype) => Map<T>(TensorPrimitives.Subtract);

    protected override Loop TimeLoop(DType x, DType y)
    {
        bool isCount = TimeArithmetic.IsSpan(y) || TimeArithmetic.IsCount(y);
        ElementKind kind = TimeArithmetic.IsDate(x) && isCount ? ElementKind.DateTime64
            : (TimeArithmetic.IsDate(x) && TimeArithmetic.IsDate(y)) || (isCount && (TimeArithmetic.IsSpan(x) || TimeArithmetic.IsCount(x)))
                ? ElementKind.TimeDelta64
            : throw Error.NoLoop(Name, x, y);
        DType result = DType.Time(kind, TimeArithmetic.UnitOf(x, y));
        return TimeArithmetic.InUnitOf(result, ScalarKernels.Binary<SubtractTimes, long>(), x, y, result);
    }
}

internal readonly struct SubtractTimes : IBinaryOperator<long, long, long>
{
    public static long Of(long x, long y) => x == NaT.Value || y == NaT.Value ? NaT.Value : x - y;
}
