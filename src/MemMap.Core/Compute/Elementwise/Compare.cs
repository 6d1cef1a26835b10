using System.Numerics;
using System.Runtime.Intrinsics;

namespace MemMap.Compute;

/// <summary>One of the six relations: between real numbers, and between complex ones, which numpy orders by their real parts first.</summary>
internal interface ICompare
{
    static abstract bool Holds<T>(T x, T y) where T : IComparisonOperators<T, T, bool>;

    static abstract bool Holds<T>(Parts<T> x, Parts<T> y) where T : unmanaged, IBinaryFloatingPointIeee754<T>;

    /// <summary>All bits set in the elements for which the relation holds.</summary>
    static abstract Vector256<T> Holds<T>(Vector256<T> x, Vector256<T> y);
}

internal readonly struct Less : ICompare
{
    public static Vector256<T> Holds<T>(Vector256<T> x, Vector256<T> y) => Vector256.LessThan(x, y);

    public static bool Holds<T>(T x, T y) where T : IComparisonOperators<T, T, bool> => x < y;

    public static bool Holds<T>(Parts<T> x, Parts<T> y) where T : unmanaged, IBinaryFloatingPointIeee754<T>
        => x.Re == y.Re ? x.Im < y.Im : x.Re < y.Re && !T.IsNaN(x.Im) && !T.IsNaN(y.Im);
}

internal readonly struct LessOrEqual : ICompare
{
    public static Vector256<T> Holds<T>(Vector256<T> x, Vector256<T> y) => Vector256.LessThanOrEqual(x, y);

    public static bool Holds<T>(T x, T y) where T : IComparisonOperators<T, T, bool> => x <= y;

    public static bool Holds<T>(Parts<T> x, Parts<T> y) where T : unmanaged, IBinaryFloatingPointIeee754<T>
        => x.Re == y.Re ? x.Im <= y.Im : Less.Holds(x, y);
}

internal readonly struct Equal : ICompare
{
    public static Vector256<T> Holds<T>(Vector256<T> x, Vector256<T> y) => Vector256.Equals(x, y);

    public static bool Holds<T>(T x, T y) where T : IComparisonOperators<T, T, bool> => x == y;

    public static bool Holds<T>(Parts<T> x, Parts<T> y) where T : unmanaged, IBinaryFloatingPointIeee754<T> => x.Re == y.Re && x.Im == y.Im;
}

internal readonly struct NotEqual : ICompare
{
    public static Vector256<T> Holds<T>(Vector256<T> x, Vector256<T> y) => ~Vector256.Equals(x, y);

    public static bool Holds<T>(T x, T y) where T : IComparisonOperators<T, T, bool> => x != y;

    public static bool Holds<T>(Parts<T> x, Parts<T> y) where T : unmanaged, IBinaryFloatingPointIeee754<T> => x.Re != y.Re || x.Im != y.Im;
}

internal readonly struct GreaterOrEqual : ICompare
{
    public static Vector256<T> Holds<T>(Vector256<T> x, Vector256<T> y) => Vector256.GreaterThanOrEqual(x, y);

    public static bool Holds<T>(T x, T y) where T : IComparisonOperators<T, T, bool> => x >= y;

    public static bool Holds<T>(Parts<T> x, Parts<T> y) where T : unmanaged, IBinaryFloatingPointIeee754<T> => LessOrEqual.Holds(y, x);
}

internal readonly struct Greater : ICompare
{
    public static Vector256<T> Holds<T>(Vector256<T> x, Vector256<T> y) => Vector256.GreaterThan(x, y);

    public static bool Holds<T>(T x, T y) where T : IComparisonOperators<T, T, bool> => x > y;

    public static bool Holds<T>(Parts<T> x, Parts<T> y) where T : unmanaged, IBinaryFloatingPointIeee754<T> => Less.Holds(y, x);
}

/// <summary>A relation between the elements of two arrays, of which the kernel is a loop over bytes that are 0 or 1.</summary>
internal readonly struct Compared<T, TCompare> : IPair<T, T, byte>
    where T : IComparisonOperators<T, T, bool>
    where TCompare : struct, ICompare
{
    public static byte Of(T x, T y) => TCompare.Holds(x, y) ? (byte)1 : (byte)0;
}

/// <inheritdoc cref="Compared{T, TCompare}"/>
internal readonly struct ComparedParts<T, TCompare> : IPair<Parts<T>, Parts<T>, byte>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
    where TCompare : struct, ICompare
{
    public static byte Of(Parts<T> x, Parts<T> y) => TCompare.Holds(x, y) ? (byte)1 : (byte)0;
}

/// <summary>A relation between times: with NaT it is as with NaN, false but for "not equal".</summary>
internal readonly struct ComparedTimes<TCompare> : IPair<long, long, byte> where TCompare : struct, ICompare
{
    public static byte Of(long x, long y)
        => (x == Times.NaT || y == Times.NaT ? TCompare.Holds(double.NaN, double.NaN) : TCompare.Holds(x, y)) ? (byte)1 : (byte)0;
}

/// <summary>The sign of the difference of a signed and an unsigned 64-bit integer, for which no integer type has room.</summary>
internal readonly struct OrderOfSignedUnsigned : IPair<long, ulong, sbyte>
{
    public static sbyte Of(long x, ulong y) => x < 0 || (ulong)x < y ? (sbyte)-1 : (ulong)x == y ? (sbyte)0 : (sbyte)1;
}

/// <inheritdoc cref="OrderOfSignedUnsigned"/>
internal readonly struct OrderOfUnsignedSigned : IPair<ulong, long, sbyte>
{
    public static sbyte Of(ulong x, long y) => (sbyte)-OrderOfSignedUnsigned.Of(y, x);
}
