using System.Numerics;
using System.Numerics.Tensors;

namespace MemMap.Compute;

/// <summary>The smaller of two elements, NaN (or NaT) where there is one; complex numbers by their real parts first.</summary>
internal sealed class SmallerOf() : BinaryOperation("minimum")
{
    protected override Kernel Bool(DType dtype) => Map<byte>(TensorPrimitives.Min);

    protected override Kernel Real<T>(DType dtype) => Map<T>(TensorPrimitives.Min);

    protected override Kernel OfParts<T>() => Each.Pair<PickNaN<T, LessOrEqual>, Parts<T>>();

    protected override Kernel Time(DType dtype) => Each.Pair<EarlierTime, long>();
}

/// <summary>The larger of two elements, NaN (or NaT) where there is one; complex numbers by their real parts first.</summary>
internal sealed class LargerOf() : BinaryOperation("maximum")
{
    protected override Kernel Bool(DType dtype) => Map<byte>(TensorPrimitives.Max);

    protected override Kernel Real<T>(DType dtype) => Map<T>(TensorPrimitives.Max);

    protected override Kernel OfParts<T>() => Each.Pair<PickNaN<T, GreaterOrEqual>, Parts<T>>();

    protected override Kernel Time(DType dtype) => Each.Pair<LaterTime, long>();
}

/// <summary>The smaller of two elements; where one is NaN (or NaT), the other.</summary>
internal sealed class SmallerNumberOf() : BinaryOperation("fmin")
{
    protected override Kernel Bool(DType dtype) => Map<byte>(TensorPrimitives.Min);

    protected override Kernel Real<T>(DType dtype) => Map<T>(TensorPrimitives.MinNumber);

    protected override Kernel OfParts<T>() => Each.Pair<PickNumber<T, LessOrEqual>, Parts<T>>();

    protected override Kernel Time(DType dtype) => Each.Pair<EarlierKnownTime, long>();
}

/// <summary>The larger of two elements; where one is NaN (or NaT), the other.</summary>
internal sealed class LargerNumberOf() : BinaryOperation("fmax")
{
    protected override Kernel Bool(DType dtype) => Map<byte>(TensorPrimitives.Max);

    protected override Kernel Real<T>(DType dtype) => Map<T>(TensorPrimitives.MaxNumber);

    protected override Kernel OfParts<T>() => Each.Pair<PickNumber<T, GreaterOrEqual>, Parts<T>>();

    // NaT is the smallest count.
    protected override Kernel Time(DType dtype) => Map<long>(TensorPrimitives.Max);
}

/// <summary>The first of two complex numbers if it compares so to the second, or is NaN.</summary>
internal readonly struct PickNaN<T, TCompare> : IPair<Parts<T>, Parts<T>, Parts<T>>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
    where TCompare : struct, ICompare
{
    public static Parts<T> Of(Parts<T> x, Parts<T> y) => PickNumber<T, TCompare>.IsNaN(x) || TCompare.Holds(x, y) ? x : y;
}

/// <summary>The first of two complex numbers if it compares so to the second, or the second is NaN.</summary>
internal readonly struct PickNumber<T, TCompare> : IPair<Parts<T>, Parts<T>, Parts<T>>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
    where TCompare : struct, ICompare
{
    public static Parts<T> Of(Parts<T> x, Parts<T> y) => IsNaN(y) || TCompare.Holds(x, y) ? x : y;

    internal static bool IsNaN(Parts<T> z) => T.IsNaN(z.Re) || T.IsNaN(z.Im);
}
