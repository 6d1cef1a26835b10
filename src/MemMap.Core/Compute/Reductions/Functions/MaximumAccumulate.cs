using System.Numerics;
using System.Numerics.Tensors;

namespace MemMap.Compute;

/// <summary>Running maximum; from the first NaN (or NaT) on, that.</summary>
internal sealed class MaximumAccumulate() : AccumulateExtreme<Larger, GreaterEqual>("maximum.accumulate");

internal readonly struct Larger : IExtreme
{
    public static T Of<T>(T x, T y) where T : INumber<T> => T.Max(x, y);

    public static void OfEach<T>(Span<T> x, ReadOnlySpan<T> y) where T : INumber<T> => TensorPrimitives.Max(x, y, x);

    public static long OfTimes(long x, long y) => LaterTime.Of(x, y);
}
