using System.Numerics;

namespace MemMap.Compute;

/// <summary>Whether an element is neither NaN, NaT nor infinite. A complex number is finite if both parts are.</summary>
internal readonly struct IsFinite : IFloatTest
{
    public static bool Of<T>(T x) where T : unmanaged, IBinaryFloatingPointIeee754<T> => T.IsFinite(x);

    public static bool OfParts(bool re, bool im) => re && im;

    public static bool OfTime(bool isNaT) => !isNaT;
}
