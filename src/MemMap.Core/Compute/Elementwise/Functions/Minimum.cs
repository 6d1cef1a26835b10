using System.Numerics;
using System.Numerics.Tensors;

namespace MemMap.Compute;

/// <summary>The smaller of two elements; NaN (or NaT) if one is. Complex numbers are ordered by their real parts first.</summary>
internal sealed class Minimum() : BinaryOperation("minimum")
{
    protected override Kernel Bool(DType dtype) => Map<byte>(TensorPrimitives.Min);

    protected override Kernel Real<T>(DType dtype) => Map<T>(TensorPrimitives.Min);

    protected override Kernel OfParts<T>() => ScalarKernels.Binary<PickNaN<T, LessEqual>, ComplexParts<T>>();

    protected override Kernel Time(DType dtype) => ScalarKernels.Binary<EarlierTime, long>();
}

/// <summary>The first of two complex numbers if the relation holds or it is NaN; otherwise the second.</summary>
internal readonly struct PickNaN<T, TRelation> : IBinaryOperator<ComplexParts<T>, ComplexParts<T>, ComplexParts<T>>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
    where TRelation : struct, IRelation
{
    public static ComplexParts<T> Of(ComplexParts<T> x, ComplexParts<T> y)
        => PickNumber<T, TRelation>.IsNaN(x) || TRelation.Holds(x, y) ? x : y;
}

/// <summary>The smaller or larger of two times; NaT if one is.</summary>
internal readonly struct EarlierTime : IBinaryOperator<long, long, long>
{
    // NaT is the smallest count, so the smaller count is the right one.
    public static long Of(long x, long y) => Math.Min(x, y);
}
