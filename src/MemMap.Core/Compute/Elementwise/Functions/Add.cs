using System.Numerics.Tensors;

namespace MemMap.Compute;

/// <summary>Sum of two elements. For bool the logical or, as in numpy. Integers wrap. A date plus a time span is a date.</summary>
internal sealed class Add() : BinaryOperation("add")
{
    protected override Kernel Bool(DType dtype) => Map<byte>(TensorPrimitives.BitwiseOr);

    protected override Kernel Number<T>(DType dtype) => Map<T>(TensorPrimitives.Add);

    protected override Loop TimeLoop(DType x, DType y)
    {
        bool isDate = TimeArithmetic.IsDate(x) || TimeArithmetic.IsDate(y),
            isDefined = !(TimeArithmetic.IsDate(x) && TimeArithmetic.IsDate(y)) && Adds(x) && Adds(y);
        DType result = isDefined
            ? DType.Time(isDate ? ElementKind.DateTime64 : ElementKind.TimeDelta64, TimeArithmetic.UnitOf(x, y))
            : throw Error.NoLoop(Name, x, y);
        return TimeArithmetic.InUnitOf(result, ScalarKernels.Binary<AddTimes, long>(), x, y, result);
    }

    private static bool Adds(DType dtype) => dtype.Traits.IsTime || TimeArithmetic.IsCount(dtype);
}

internal readonly struct AddTimes : IBinaryOperator<long, long, long>
{
    public static long Of(long x, long y) => x == NaT.Value || y == NaT.Value ? NaT.Value : x + y;
}
