using System.Numerics;
using System.Runtime.CompilerServices;

namespace MemMap.Compute;

/// <summary>
/// Maps elements to unsigned integers of the same size and order, so that one radix sort and one selection serve every dtype with such a
/// key. NaN comes last, as in numpy. Each bit pattern of a real number or a time has its own key, so sorting keys loses nothing.
/// </summary>
/// <remarks>
/// All are inlined: the loops over them are optimized from the first call on, but what they call isn't before its thirtieth call and some
/// time.
/// </remarks>
internal interface ISortKey<T, TKey> where T : unmanaged where TKey : unmanaged
{
    static abstract TKey To(T value);

    static abstract T From(TKey key);

    /// <summary>The representative of equal elements: 0 for 0 and -0, one NaN for all.</summary>
    static virtual T Canonical(T value) => value;
}

/// <summary>
/// The key of an integer or float. Negative floats are below all others, in reverse order of their bits. NaNs with a sign bit, which would
/// be lowest, are moved to the top:
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

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TKey To(T value)
    {
        TKey bits = Unsafe.BitCast<T, TKey>(value);
        return !IsFloat ? (IsSigned ? bits ^ SignBit : bits)
            : ((bits & SignBit) != TKey.Zero ? ~bits : bits | SignBit) - Lowest;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T From(TKey key)
    {
        if (IsFloat)
        {
            key += Lowest;
            return Unsafe.BitCast<TKey, T>((key & SignBit) != TKey.Zero ? key ^ SignBit : ~key);
        }
        return Unsafe.BitCast<TKey, T>(IsSigned ? key ^ SignBit : key);
    }

    // Adding 0 turns -0 into 0.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Canonical(T value) => !IsFloat ? value : T.IsNaN(value) ? T.CreateSaturating(double.NaN) : value + T.Zero;
}

/// <summary>The key of a time: NaT, the smallest integer, moves after the largest.</summary>
internal readonly struct TimeKey : ISortKey<long, ulong>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong To(long value) => ((ulong)value ^ (1UL << 63)) - 1;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static long From(ulong key) => (long)((key + 1) ^ (1UL << 63));
}

/// <summary>The key of a complex number: that of the real part above that of the imaginary one. All NaNs are one, the last.</summary>
internal readonly struct ComplexKey<T, TPart, TPartKey, TKey> : ISortKey<T, TKey>
    where T : unmanaged
    where TPart : unmanaged, IBinaryFloatingPointIeee754<TPart>, IMinMaxValue<TPart>
    where TPartKey : unmanaged, IBinaryInteger<TPartKey>
    where TKey : unmanaged, IBinaryInteger<TKey>
{
    private static int PartBits => Unsafe.SizeOf<TPartKey>() * 8;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TKey To(T value)
    {
        (TPart real, TPart imaginary) = Unsafe.BitCast<T, ComplexParts<TPart>>(value);
        if (TPart.IsNaN(real) || TPart.IsNaN(imaginary))
        {
            real = imaginary = TPart.NaN;
        }
        return (TKey.CreateTruncating(Of(real)) << PartBits) | TKey.CreateTruncating(Of(imaginary));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T From(TKey key) => Unsafe.BitCast<ComplexParts<TPart>, T>(new(
        NumberKey<TPart, TPartKey>.From(TPartKey.CreateTruncating(key >> PartBits)),
        NumberKey<TPart, TPartKey>.From(TPartKey.CreateTruncating(key))));

    private static TPartKey Of(TPart part) => NumberKey<TPart, TPartKey>.To(NumberKey<TPart, TPartKey>.Canonical(part));
}

/// <summary>A key, with or without a payload.</summary>
internal interface IKeyed<TKey>
{
    TKey Key { get; }
}

/// <summary>A key without a payload.</summary>
internal readonly record struct Bare<TKey>(TKey Key) : IKeyed<TKey>;

/// <summary>A key and the position of its element.</summary>
internal readonly record struct Tagged<TKey>(TKey Key, long Position) : IKeyed<TKey>;
