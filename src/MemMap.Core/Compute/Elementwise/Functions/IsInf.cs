using System.Numerics;

namespace MemMap.Compute;

/// <summary>Whether an element is infinite. A complex number is infinite if one part is.</summary>
internal readonly struct IsInf : IFloatTest
{
    public static bool Of<T>(T x) where T : unmanaged, IBinaryFloatingPointIeee754<T> => T.IsInfinity(x);

    public static bool OfParts(bool re, bool im) => re || im;

    public static bool OfTime(bool isNaT) => false;
}
