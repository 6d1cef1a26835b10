using System.Numerics;

namespace MemMap.Compute;

/// <summary>Running maximum; from the first NaN (or NaT) on, that.</summary>
internal sealed class MaximumAccumulate() : AccumulateExtreme("maximum.accumulate")
{
    protected override Scanner Bool(DType dtype) => new Scanner<byte, Larger<byte>>();

    protected override Scanner Real<T>(DType dtype) => new Scanner<T, Larger<T>>();

    protected override Scanner Complex<T>(DType dtype)
        => dtype.Kind == ElementKind.Complex64 ? new Scanner<ComplexParts<float>, Picking<float, GreaterEqual>>()
            : new Scanner<ComplexParts<double>, Picking<double, GreaterEqual>>();

    protected override Scanner Time(DType dtype) => new Scanner<long, Later>();

    private readonly struct Larger<T> : IScanStep<T> where T : INumber<T>
    {
        public static bool IsAssociative => true;

        public static T Next(T state, T value) => T.Max(state, value);
    }

    private readonly struct Later : IScanStep<long>
    {
        public static bool IsAssociative => true;

        public static long Next(long state, long value) => LaterTime.Of(state, value);
    }
}
