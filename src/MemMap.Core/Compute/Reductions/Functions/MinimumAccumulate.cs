using System.Numerics;

namespace MemMap.Compute;

/// <summary>Running extreme, in the elements' own dtype.</summary>
internal abstract class AccumulateExtreme(string name) : Scan(name)
{
    internal sealed override DType ResultType(DType dtype) => dtype.AsNative();

    internal sealed override DType ComputeType(DType dtype) => dtype.AsNative();
}

/// <summary>Running minimum; from the first NaN (or NaT) on, that.</summary>
internal sealed class MinimumAccumulate() : AccumulateExtreme("minimum.accumulate")
{
    protected override Scanner Bool(DType dtype) => new Scanner<byte, Smaller<byte>>();

    protected override Scanner Real<T>(DType dtype) => new Scanner<T, Smaller<T>>();

    protected override Scanner Complex<T>(DType dtype)
        => dtype.Kind == ElementKind.Complex64 ? new Scanner<ComplexParts<float>, Picking<float, LessEqual>>()
            : new Scanner<ComplexParts<double>, Picking<double, LessEqual>>();

    protected override Scanner Time(DType dtype) => new Scanner<long, Earlier>();

    private readonly struct Smaller<T> : IScanStep<T> where T : INumber<T>
    {
        public static bool IsAssociative => true;

        public static T Next(T state, T value) => T.Min(state, value);
    }

    private readonly struct Earlier : IScanStep<long>
    {
        public static bool IsAssociative => true;

        public static long Next(long state, long value) => EarlierTime.Of(state, value);
    }
}

internal readonly struct Picking<T, TRelation> : IScanStep<ComplexParts<T>>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
    where TRelation : struct, IRelation
{
    public static ComplexParts<T> Next(ComplexParts<T> state, ComplexParts<T> value) => PickNaN<T, TRelation>.Of(state, value);
}
