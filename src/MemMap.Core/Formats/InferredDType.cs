using System.Collections;
using System.Numerics;
using MemMap.Compute;
using MemMap.DataTypes;

namespace MemMap.Formats;

/// <summary>
/// Infers the dtype of a stream of objects: int64 for integers, float64 for other real numbers, that of their type for numbers which all
/// have another type than those of PowerShell's literals, records for dictionaries. Text that is a
/// number counts as a number, because lines and CSV contain only text. Other text gives strings of its length.
/// An object that can't be stored without loss (a fraction, a longer text) doesn't fit.
/// </summary>
internal static partial class InferredDType
{
    /// <summary>Returns the dtype for an object. A field without a value has the dtype of NaN.</summary>
    /// <exception cref="ArgumentException">The object has no dtype: null, for example.</exception>
    internal static DType Of(object? value) => OwnOf(value switch
    {
        // A raw element.
        byte[] => null,
        Array list => list.GetType().GetElementType(),
        _ => value?.GetType(),
    }) ?? Of(value, 0);

    /// <summary>
    /// The dtype of numbers that have a type of their own. Integers and fractions that somebody writes in PowerShell are
    /// <see langword="int"/>, <see langword="long"/> and <see langword="double"/>, which say nothing; whoever has others has chosen them.
    /// </summary>
    private static DType? OwnOf(Type? type) => Array.IndexOf(OwnTypes, type) >= 0 ? DType.FromType(type!) : null;

    private static readonly Type[] OwnTypes =
    [
        typeof(byte), typeof(sbyte), typeof(short), typeof(ushort), typeof(uint), typeof(ulong), typeof(float), typeof(Half),
    ];

    private static DType Of(object? value, int depth) => value switch
    {
        _ when depth > HostObjects.MaxDepth => throw Error.ValueTooDeep(),
        KeptElement kept => kept.DType.IsRecord ? Of(kept.Value, depth + 1) : kept.DType,
        IArrayFace array => array.Ref.DType,
        Record record => OfFields(record, depth),
        IDictionary fields
            => OfFields(
                fields.Cast<DictionaryEntry>().Select(entry => KeyValuePair.Create(entry.Key.ToString() ?? "", entry.Value)), depth),
        byte[] bytes => DType.Flexible(ElementKind.Void, bytes.Length),
        IEnumerable list and not string
            => list.Cast<object?>().Select(item => Of(HostObjects.Unwrap(item), depth + 1)).DefaultIfEmpty(DType.Float64)
                .Aggregate(Promotion.PromoteTypes),
        _ => ArrayLiteral.Infer([NumberOf(value)]),
    };

    /// <summary>Whether an element can be stored in an inferred dtype without loss.</summary>
    /// <param name="dtype">The inferred dtype.</param>
    /// <param name="value">An element; of a record, its fields' values in order.</param>
    internal static bool Fits(DType dtype, object? value)
    {
        value = Bare(value);
        if (dtype.Fields is not { } fields)
        {
            return FitsItem(dtype, value);
        }
        // Whatever else is meant for a record is an error that the codec knows best.
        for (int i = 0; value is object?[] values && i < fields.Count; i++)
        {
            if (!Fits(fields[i].DType, values[i]))
            {
                return false;
            }
        }
        return true;
    }

    /// <summary>An element without the bytes that it was read from.</summary>
    internal static object? Bare(object? value) => value is KeptElement kept ? kept.Value : value;

    private static bool FitsItem(DType dtype, object? value) => dtype.Meaning is not null || dtype.KindLetter switch
    {
        'b' => value is bool || (value is string text && bool.TryParse(text, out _)),
        'i' or 'u' => FitsInteger(dtype, value),
        'f' => value is null or double || (value is string text ? FitsReal(text) : IsNumber(value) && !IsInexact(value)),
        'U' => value is null || (value is string text && FitsText(dtype.ItemSize / sizeof(uint), text)),
        'M' => value is not string date || InferredColumn.IsDateOf(dtype, date),
        'V' => value is byte[] bytes && bytes.Length == dtype.ItemSize,
        _ => true,
    };

    private static bool FitsInteger(DType dtype, object? value)
    {
        if (value is int or long && dtype.ItemSize == sizeof(long) && dtype.KindLetter == 'i')
        {
            return true;
        }
        int bits = dtype.ItemSize * 8;
        BigInteger? integer = value is not string text ? IntegerOf(value)
            : NumberIn(text) is { } plain && CountsAsNumber(plain) ? NumberText.TryInteger(plain) : null;
        return integer is { } number && (dtype.IsSigned
            ? number >= -(BigInteger.One << (bits - 1)) && number < BigInteger.One << (bits - 1)
            : number.Sign >= 0 && number < BigInteger.One << bits);
    }

    // Two halves of a pair are one character.
    private static bool FitsText(int length, string text) => text.Length <= length || LengthOf(text) <= length;

    // The codec reads an empty text as NaN.
    private static bool FitsReal(string text) => string.IsNullOrWhiteSpace(text)
        || (NumberIn(text) is { } plain && NumberText.TryReal(plain) is { } real && (CountsAsNumber(plain) || !double.IsFinite(real))
            && !(plain.Length > DigitsOfReal && IsInexact(NumberText.TryInteger(plain))));

    /// <summary>
    /// A text as a number in the invariant notation, if it is in that of the culture that is set. It may be none; null if it is known to be
    /// none.
    /// </summary>
    private static string? NumberIn(string text) => CellCulture.Current is { } culture ? culture.Number(text) : text;

    private static DType OfFields(IEnumerable<KeyValuePair<string, object?>> fields, int depth)
    {
        RecordBuilder record = new(isAligned: false);
        KeyValuePair<string, object?>[] all = [.. fields];
        foreach ((string name, object? value) in all)
        {
            DType dtype;
            try
            {
                dtype = value is null ? DType.Float64 : Of(value, depth + 1);
            }
            catch (ArgumentException reason) when (Equals(reason.Data[Error.IdKey], "TypeHasNoDType"))
            {
                throw Error.PropertyHasNoDType(
                    name, value!, Suggested(all.Select(field => field.Key), name => all.First(field => field.Key == name).Value));
            }
            record.Add(name, dtype);
        }
        return record.Build();
    }

    /// <summary>
    /// Whether text that is a number counts as one. That with a leading zero doesn't: it may be a telephone number or a code.
    /// </summary>
    internal static bool CountsAsNumber(ReadOnlySpan<char> text)
        => text.TrimStart("+-") is [>= '1' and <= '9', ..] or ['0'] or ['0', '.', ..] or ['.', ..] && !text.Contains('_');

    private static object? NumberOf(object? value)
        => value is not string given || NumberIn(given) is not { } text || !CountsAsNumber(text) ? value
            : NumberText.TryInteger(text) is BigInteger integer ? integer
            : NumberText.TryReal(text) is double real ? real
            : value;
}
