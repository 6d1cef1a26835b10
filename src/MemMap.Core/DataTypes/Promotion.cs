using System.Globalization;
using System.Numerics;

namespace MemMap.DataTypes;

/// <summary>
/// Promotion: the dtype that holds the values of two, numpy's <c>promote_types</c>, and the effect of a scalar on an array's dtype (NEP
/// 50).
/// </summary>
internal static partial class Promotion
{
    // The largest number of characters of a number, by kind and size: the length of a string dtype that keeps its values.
    private static readonly Dictionary<ElementKind, int> TextLength = new()
    {
        [ElementKind.Bool] = 5,
        [ElementKind.Int8] = 4,
        [ElementKind.UInt8] = 3,
        [ElementKind.Int16] = 6,
        [ElementKind.UInt16] = 5,
        [ElementKind.Int32] = 11,
        [ElementKind.UInt32] = 10,
        [ElementKind.Int64] = 21,
        [ElementKind.UInt64] = 20,
        [ElementKind.Float16] = 32,
        [ElementKind.Float32] = 32,
        [ElementKind.Float64] = 32,
        [ElementKind.Complex64] = 64,
        [ElementKind.Complex128] = 64,
    };

    /// <summary>The smallest dtype, in native byte order, to which both cast safely.</summary>
    /// <exception cref="InvalidCastException">There is none.</exception>
    public static DType PromoteTypes(DType a, DType b) => TryPromote(a.AsNative(), b.AsNative()) ?? throw Error.NoCommonDType(a, b);

    /// <summary>
    /// The dtype of an operation between an array and a scalar. The scalar is weak (NEP 50): it determines a kind, not a size, so float32
    /// with 0.1 stays float32 and uint8 with 1 stays uint8.
    /// </summary>
    /// <exception cref="OverflowException">An integer doesn't fit the array's integers.</exception>
    /// <exception cref="InvalidCastException">No dtype holds both.</exception>
    public static DType ResultTypeWithScalar(DType array, object? weakScalar)
    {
        DType native = array.AsNative();
        DType scalar = ScalarType(weakScalar) ?? throw Error.CannotConvert(weakScalar, array);
        if (!scalar.IsNumeric || !(native.IsNumeric || native.Kind == ElementKind.TimeDelta64))
        {
            // An integer beside a datetime64 is a count of its unit.
            return native.Kind == ElementKind.DateTime64 && scalar.IsInteger ? native : PromoteTypes(native, scalar);
        }
        // The array's precision is kept if it has one.
        DType result = Rank(scalar) <= Rank(native) ? native
            : native.IsNumeric && !(scalar.IsComplex && native.IsFloating) ? scalar
            : PromoteTypes(native, DType.Complex64);
        if (result.IsInteger && scalar.IsInteger)
        {
            Span<byte> element = stackalloc byte[sizeof(long)];
            result.Codec.Write(element, weakScalar);
        }
        return result;
    }

    /// <summary>The number of characters that a string needs for every value of a bool or number.</summary>
    internal static int CharactersOf(DType number) => TextLength[number.Kind];

    /// <summary>
    /// The order of the kinds in which a cast loses no information about the kind: bool, unsigned, signed, float, complex.
    /// </summary>
    internal static int KindOrder(DType number) => "buifc".IndexOf(number.KindLetter, StringComparison.Ordinal);

    private static DType? ScalarType(object? value) => value switch
    {
        bool => DType.Bool,
        Enum or char or BigInteger or Int128 or UInt128 => DType.Int64,
        decimal => DType.Float64,
        string text => DType.Flexible(ElementKind.Text, text.EnumerateRunes().Count()),
        DateTimeOffset => DType.FromType(typeof(DateTime)),
        null => null,
        _ when DType.TryFromType(value.GetType()) is { IsRecord: false } dtype
            => dtype.IsInteger ? DType.Int64 : dtype.IsFloating ? DType.Float64 : dtype.IsComplex ? DType.Complex128 : dtype,
        _ => null,
    };

    // bool, integer, float, complex. A timedelta accepts every real number.
    private static int Rank(DType dtype) => dtype.KindLetter switch { 'b' => 0, 'u' or 'i' => 1, 'f' or 'm' => 2, _ => 3 };

    private static DType? TryPromote(DType a, DType b)
    {
        if (a.IsRecord && b.IsRecord)
        {
            return Records(a, b);
        }
        if (a == b)
        {
            return a;
        }
        if (a.SubShape is { } shape && b.SubShape is { } other)
        {
            return shape.AsSpan().SequenceEqual(other) && TryPromote(a.SubType!, b.SubType!) is { } element ? DType.SubArray(element, shape)
                : null;
        }
        ElementTraits x = a.Traits, y = b.Traits;
        if (x.IsNumeric && y.IsNumeric)
        {
            return Numbers(a, b);
        }
        if (x.IsTime && y.IsTime)
        {
            ElementKind kind = x.Letter == 'M' ? a.Kind : b.Kind;
            return CommonUnit(a.Unit!.Value, b.Unit!.Value, isSpan: kind == ElementKind.TimeDelta64) is TimeUnit unit
                ? DType.Time(kind, unit) : null;
        }
        if (y.IsNumeric)
        {
            (a, b, x, y) = (b, a, y, x);
        }
        return (x.Letter, y.Letter) switch
        {
            ('b' or 'i' or 'u', 'm') when a.Kind != ElementKind.UInt64 => b,
            ('S' or 'U', 'S' or 'U')
                => DType.Flexible(x.Letter == 'U' ? a.Kind : b.Kind, Math.Max(a.ItemSize / x.UnitSize, b.ItemSize / y.UnitSize)),
            (_, 'S' or 'U') when x.IsNumeric => DType.Flexible(b.Kind, Math.Max(CharactersOf(a), b.ItemSize / y.UnitSize)),
            _ => null,
        };
    }

    /// <summary>Records with the same names promote field by field. The result has a new layout without gaps.</summary>
    private static DType? Records(DType a, DType b)
    {
        if (!a.Fields!.Select(field => (field.Name, field.Title)).SequenceEqual(b.Fields!.Select(field => (field.Name, field.Title))))
        {
            return null;
        }
        RecordBuilder record = new(a.IsAligned || b.IsAligned);
        foreach ((Field x, Field y) in a.Fields!.Zip(b.Fields!))
        {
            if (TryPromote(x.DType, y.DType) is not { } both)
            {
                return null;
            }
            record.Add(x.Name, both, x.Title);
        }
        return record.Build();
    }

    private static DType Numbers(DType a, DType b)
    {
        if (KindOrder(a) > KindOrder(b))
        {
            (a, b) = (b, a);
        }
        // From here on, b is of the wider kind or of the same.
        return (a.KindLetter, b.KindLetter) switch
        {
            ('b', _) => b,
            ('u', 'i') => a.ItemSize < b.ItemSize ? b : Sized('i', a.ItemSize * 2) ?? DType.Float64,
            ('u' or 'i', 'f') => Larger(FloatFor(a), b),
            (_, 'c') when !a.IsComplex => Larger(Sized('c', 2 * Math.Max(FloatFor(a).ItemSize, DType.Float32.ItemSize))!, b),
            _ => Larger(a, b),
        };
    }

    private static DType Larger(DType a, DType b) => a.ItemSize > b.ItemSize ? a : b;

    // The float that holds every integer of the size; for 64 bits float64, although it does not.
    private static DType FloatFor(DType number)
        => number.IsFloating ? number : Sized('f', Math.Min(number.ItemSize * 2, DType.Float64.ItemSize))!;

    private static DType? Sized(char letter, int size)
        => ElementTraits.ByCode.TryGetValue(string.Create(CultureInfo.InvariantCulture, $"{letter}{size}"), out ElementTraits? traits)
            ? DType.Of(traits.Kind) : null;

    /// <summary>
    /// The coarsest unit of which both are multiples; <see langword="null"/> if there is none, as for months and days of a time span.
    /// </summary>
    private static TimeUnit? CommonUnit(TimeUnit a, TimeUnit b, bool isSpan)
    {
        if (a.IsGeneric || b.IsGeneric)
        {
            return a.IsGeneric ? b : a;
        }
        if (a.Base > b.Base)
        {
            (a, b) = (b, a);
        }
        if (isSpan && a.IsCalendar && !b.IsCalendar)
        {
            return null;
        }
        // A month is no fixed number of days. For dates that mix both, numpy treats a month like a week.
        TimeBase from = a.IsCalendar && !b.IsCalendar ? TimeBase.Week : a.Base;
        Int128 count = (Int128)a.Count * TimeUnit.Factor(from, b.Base);
        return count == 0 || count > long.MaxValue ? null
            : new TimeUnit(b.Base, (int)BigInteger.GreatestCommonDivisor((long)count, b.Count));
    }
}
