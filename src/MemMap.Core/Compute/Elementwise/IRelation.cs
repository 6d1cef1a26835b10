using System.Numerics;
using System.Runtime.Intrinsics;

namespace MemMap.Compute;

/// <summary>
/// One of the six relations between real or complex numbers. numpy orders complex numbers by their real parts first.
/// </summary>
internal interface IRelation
{
    static abstract bool Holds<T>(T x, T y) where T : IComparisonOperators<T, T, bool>;

    static abstract bool Holds<T>(ComplexParts<T> x, ComplexParts<T> y) where T : unmanaged, IBinaryFloatingPointIeee754<T>;

    /// <summary>A mask with all bits set in the elements for which the relation holds.</summary>
    static abstract Vector256<T> Holds<T>(Vector256<T> x, Vector256<T> y);
}
