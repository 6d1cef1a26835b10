using System.Numerics;
using System.Numerics.Tensors;

namespace MemMap.Compute;

/// <summary>Running minimum; from the first NaN (or NaT) on, that.</summary>
internal sealed class MinimumAccumulate() : AccumulateExtreme<Smaller, LessEqual>("minimum.accumulate");

internal readonly struct Smaller : IExtreme
{
    public static T Of<T>(T x, T y) where T : INumber<T> => T.Min(x, y);

    public static void OfEach<T>(Span<T> x, ReadOnlySpan<T> y) where T : INumber<T> => TensorPrimitives.Min(x, y, x);

    public static long OfTimes(long x, long y) => EarlierTime.Of(x, y);
}
