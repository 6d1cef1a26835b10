using System.Numerics;

namespace MemMap.Compute;

internal readonly struct FiniteTest : IFloatTest
{
    public static bool Of<T>(T x) where T : unmanaged, IBinaryFloatingPointIeee754<T> => T.IsFinite(x);

    public static bool OfParts(bool re, bool im) => re && im;

    public static bool OfTime(bool isNaT) => !isNaT;
}
