using System.Numerics;

namespace MemMap.Compute;

/// <summary>Whether an element is NaN (or NaT). A complex number is NaN if one part is.</summary>
internal readonly struct IsNaN : IFloatTest
{
    public static bool Of<T>(T x) where T : unmanaged, IBinaryFloatingPointIeee754<T> => T.IsNaN(x);

    public static bool OfParts(bool re, bool im) => re || im;

    public static bool OfTime(bool isNaT) => isNaT;
}
