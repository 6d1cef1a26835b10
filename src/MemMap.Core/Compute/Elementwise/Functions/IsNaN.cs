using System.Numerics;

namespace MemMap.Compute;

internal readonly struct NaNTest : IFloatTest
{
    public static bool Of<T>(T x) where T : unmanaged, IBinaryFloatingPointIeee754<T> => T.IsNaN(x);

    public static bool OfParts(bool re, bool im) => re || im;

    public static bool OfTime(bool isNaT) => isNaT;
}
