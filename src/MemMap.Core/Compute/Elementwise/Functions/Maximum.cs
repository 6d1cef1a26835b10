using System.Numerics.Tensors;

namespace MemMap.Compute;

/// <summary>The larger of two elements; NaN (or NaT) if one is. Complex numbers are ordered by their real parts first.</summary>
internal sealed class Maximum() : BinaryOperation("maximum")
{
    protected override Kernel Bool(DType dtype) => Map<byte>(TensorPrimitives.Max);

    protected override Kernel Real<T>(DType dtype) => Map<T>(TensorPrimitives.Max);

    protected override Kernel OfParts<T>() => ScalarKernels.Binary<PickNaN<T, GreaterEqual>, ComplexParts<T>>();

    protected override Kernel Time(DType dtype) => ScalarKernels.Binary<LaterTime, long>();
}

/// <inheritdoc cref="EarlierTime"/>
internal readonly struct LaterTime : IBinaryOperator<long, long, long>
{
    public static long Of(long x, long y) => x == NaT.Value || y == NaT.Value ? NaT.Value : Math.Max(x, y);
}
