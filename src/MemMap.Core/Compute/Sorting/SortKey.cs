using System.Numerics;
using System.Runtime.CompilerServices;

namespace MemMap.Compute;

/// <summary>
/// Elements as unsigned integers of the same size in the same order, so that one radix sort and one selection serve every dtype that
/// has such a key. What isn't a number comes last, as in numpy. Each bit pattern has a key of its own, so sorting keys loses nothing.
/// </summary>
internal interface ISortKey<T, TKey> where T : unmanaged where TKey : unmanaged
{
    static abstract TKey To(T value);

    static abstract T From(TKey key);

    /// <summary>The one of equal elements that stands for all: of 0 and -0 the first, of all NaN one.</summary>
    static virtual T Canonical(T value) => value;
}

/// <summary>
/// The key of an integer or float. Negative floats have their order in reverse, below all others; the NaN with a sign, which would be
/// the lowest, are turned around to the top:
/// <code>
/// bits      -NaN .. -inf .. -0   0 .. inf .. NaN        order of the magnitudes, negative ones reversed
/// key       0 = -inf .. -0 0 .. inf .. NaN .. -NaN      the same, counted from -inf
/// </code>
/// </summary>
internal readonly struct NumberKey<T, TKey> : ISortKey<T, TKey>
    where T : unmanaged, INumber<T>, IMinMaxValue<T>
    where TKey : unmanaged, IBinaryInteger<TKey>
{
    private static TKey SignBit => TKey.One << ((Unsafe.SizeOf<TKey>() * 8) - 1);

    private static bool IsFloat => typeof(T) == typeof(float) || typeof(T) == typeof(double) || typeof(T) == typeof(Half);

    private static bool IsSigned => T.MinValue < T.Zero;

    private static TKey Lowest => ~Unsafe.BitCast<T, TKey>(T.CreateSaturating(double.NegativeInfinity));

    public static TKey To(T value)
    {
        TKey bits = Unsafe.BitCast<T, TKey>(value);
        return !IsFloat ? (IsSigned ? bits ^ SignBit : bits)
            : ((bits & SignBit) != TKey.Zero ? ~bits : bits | SignBit) - Lowest;
    }

    public static T From(TKey key)
    {
        if (IsFloat)
        {
            key += Lowest;
            return Unsafe.BitCast<TKey, T>((key & SignBit) != TKey.Zero ? key ^ SignBit : ~key);
        }
        return Unsafe.BitCast<TKey, T>(IsSigned ? key ^ SignBit : key);
    }

    // Adding 0 makes 0 of -0.
    public static T Canonical(T value) => !IsFloat ? value : T.IsNaN(value) ? T.CreateSaturating(double.NaN) : value + T.Zero;
}

/// <summary>The key of a time: NaT, the smallest integer, moves behind the largest.</summary>
internal readonly struct TimeKey : ISortKey<long, ulong>
{
    public static ulong To(long value) => ((ulong)value ^ (1UL << 63)) - 1;

    public static long From(ulong key) => (long)((key + 1) ^ (1UL << 63));
}

/// <summary>A key alone, or with what moves along with it.</summary>
internal interface IKeyed<TKey>
{
    TKey Key { get; }
}

/// <summary>A key that stands for itself.</summary>
internal readonly record struct Bare<TKey>(TKey Key) : IKeyed<TKey>;

/// <summary>A key and the position that it came from.</summary>
internal readonly record struct Tagged<TKey>(TKey Key, long Position) : IKeyed<TKey>;
