using System.Collections;
using System.Numerics;
using MemMap.Compute;
using MemMap.DataTypes;

namespace MemMap.Formats;

/// <summary>
/// Infers the dtype of a stream of objects from its first one: int64 for integers, float64 for other real numbers, records for
/// dictionaries. Text that is a number counts as a number, because lines and CSV contain only text. Other text gives strings of its length.
/// An object that can't be stored without loss (a fraction, a longer text) doesn't fit.
/// </summary>
internal static class InferredDType
{
    /// <summary>Returns the dtype for an object.</summary>
    /// <exception cref="ArgumentException">The object has no dtype: null, for example.</exception>
    internal static DType Of(object? value) => Of(value, 0);

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

    /// <summary>Throws if an element can't be stored in an inferred dtype without loss.</summary>
    /// <param name="dtype">The inferred dtype.</param>
    /// <param name="value">An element; of a record, its fields' values in order.</param>
    internal static void RequireFit(DType dtype, object? value)
    {
        if (dtype.Fields is { } fields)
        {
            for (int i = 0; i < fields.Count && (value is KeptElement kept ? kept.Value : value) is object?[] values; i++)
            {
                RequireFit(fields[i].DType, values[i]);
            }
        }
        else if (!Fits(dtype, value is KeptElement kept ? kept.Value : value))
        {
            throw Error.NotAsInferred(dtype);
        }
    }

    private static bool Fits(DType dtype, object? value) => dtype.KindLetter switch
    {
        'b' => value is bool,
        'i' or 'u'
            => value is not (null or bool or string) ? IsWhole(value) : value is string text && NumberText.TryInteger(text) is not null,
        'U' => value is string text && text.EnumerateRunes().Count() * sizeof(uint) <= dtype.ItemSize,
        'V' => value is byte[] bytes && bytes.Length == dtype.ItemSize,
        _ => true,
    };

    private static bool IsWhole(object value) => value switch
    {
        double number => double.IsInteger(number),
        float number => float.IsInteger(number),
        decimal number => decimal.IsInteger(number),
        Half number => Half.IsInteger(number),
        _ => true,
    };

    private static DType OfFields(IEnumerable<KeyValuePair<string, object?>> fields, int depth)
        => fields.Aggregate(new RecordBuilder(isAligned: false), (record, field) => record.Add(field.Key, Of(field.Value, depth + 1)))
            .Build();

    /// <summary>
    /// Whether text that is a number counts as one. That with a leading zero doesn't: it may be a telephone number or a code.
    /// </summary>
    internal static bool CountsAsNumber(ReadOnlySpan<char> text)
        => text.TrimStart("+-") is [>= '1' and <= '9', ..] or ['0'] or ['0', '.', ..] or ['.', ..] && !text.Contains('_');

    private static object? NumberOf(object? value)
        => value is not string text || !CountsAsNumber(text) ? value
            : NumberText.TryInteger(text) is BigInteger integer ? integer
            : NumberText.TryReal(text) is double real ? real
            : value;
}
