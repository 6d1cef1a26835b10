using System.Numerics;
using System.Numerics.Tensors;

namespace MemMap.Compute;

/// <summary>The smaller of two elements. If one is NaN (or NaT), the other.</summary>
internal sealed class Fmin() : BinaryOperation("fmin")
{
    protected override Kernel Bool(DType dtype) => Map<byte>(TensorPrimitives.Min);

    protected override Kernel Real<T>(DType dtype) => Map<T>(TensorPrimitives.MinNumber);

    protected override Kernel OfParts<T>() => ScalarKernels.Binary<PickNumber<T, LessEqual>, ComplexParts<T>>();

    protected override Kernel Time(DType dtype) => ScalarKernels.Binary<EarlierKnownTime, long>();
}

/// <summary>The first of two complex numbers if the relation holds or the second is NaN; otherwise the second.</summary>
internal readonly struct PickNumber<T, TRelation> : IBinaryOperator<ComplexParts<T>, ComplexParts<T>, ComplexParts<T>>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
    where TRelation : struct, IRelation
{
    public static ComplexParts<T> Of(ComplexParts<T> x, ComplexParts<T> y) => IsNaN(y) || TRelation.Holds(x, y) ? x : y;

    internal static bool IsNaN(ComplexParts<T> z) => T.IsNaN(z.Re) || T.IsNaN(z.Im);
}

/// <summary>The earlier of two times. If one is NaT, the other.</summary>
internal readonly struct EarlierKnownTime : IBinaryOperator<long, long, long>
{
    public static long Of(long x, long y) => x == NaT.Value ? y : y == NaT.Value ? x : Math.Min(x, y);
}
