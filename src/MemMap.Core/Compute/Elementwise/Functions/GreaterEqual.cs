using System.Numerics;
using System.Runtime.Intrinsics;

namespace MemMap.Compute;

/// <summary>Whether x1 &gt;= x2.</summary>
internal readonly struct GreaterEqual : IRelation
{
    public static Vector256<T> Holds<T>(Vector256<T> x, Vector256<T> y) => Vector256.GreaterThanOrEqual(x, y);

    public static bool Holds<T>(T x, T y) where T : IComparisonOperators<T, T, bool> => x >= y;

    public static bool Holds<T>(ComplexParts<T> x, ComplexParts<T> y)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        => LessEqual.Holds(y, x);
}
