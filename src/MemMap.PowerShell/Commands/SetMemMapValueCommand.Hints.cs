using System.Collections;
using MemMap.DataTypes;
using MemMap.Formats;
using MemMap.Geometry;
using MemMap.Output;

namespace MemMap.Commands;

// What to write in place of a value that doesn't fit.
public sealed partial class SetMemMapValueCommand
{
    /// <summary>Checks a value. Where it doesn't fit, and something near it would, the error says so.</summary>
    private static T Fitting<T>(NDArray array, object?[] items, object? value, Func<T> check)
    {
        try
        {
            return check();
        }
        catch (Exception error) when (error is ArgumentException or FormatException or InvalidCastException or OverflowException
            && (MeantBy(error) ?? HintFor(array, items, value)) is not null)
        {
            throw Errors.WithHint(error, (MeantBy(error) ?? HintFor(array, items, value))!);
        }
    }

    /// <summary>What to write for text that is a number or a date in another culture; null for anything else.</summary>
    private static string? MeantBy(Exception error)
        => Error.TextOf(error) is (var text, var dtype) && CellCulture.NameMeant(text, dtype, null) is { } culture
            ? $"in {culture} it is a {(CellCulture.IsNumber(dtype) ? "number: [double]" : "date: [datetime]")}::Parse("
                + $"'{Error.Shortened(text)}', [cultureinfo]'{culture}')" : null;

    private static string? HintFor(NDArray array, object?[] items, object? value)
    {
        object? given = HostObjects.Unwrap(value);
        if (given is IDictionary { Count: > 0 } table && array.DType.Fields is { } fields)
        {
            string[] names = [.. fields.Select(field => field.Name)], keys = [.. table.Keys.OfType<string>()];
            return keys.Length == table.Count && keys.Length < names.Length && keys.All(names.Contains)
                ? $"a table has all fields of a record; to set {(keys is [_] ? "one" : "some")}, write "
                    + string.Join("; ", keys.Select(key => $"Set-MemMapValue ... -Field {key}")) : null;
        }
        bool isOfBytes = array is { NDim: 1, ItemSize: 1, DType.IsNumeric: true };
        if (given is string text)
        {
            return isOfBytes && NumberText.TryReal(text) is null ? Error.TextIntoBytes : null;
        }
        // A list for one element: most likely, the elements from there on are meant.
        long count = CountOf(given);
        if (array.NDim != 1 || count < 2 || items is not [var item]
            || IndexArguments.Parse([item]) is not [IndexItem.Integer { Value: var first }])
        {
            return null;
        }
        first += first < 0 ? array.Size : 0;
        string range = FormattableString.Invariant($"'{first}:{first + count}'");
        return $"an integer selects one element, and {range} as many as there are values"
            + (isOfBytes ? FormattableString.Invariant($"; for bytes, $m | Set-MemMapValue {first} -Bytes ... does too") : "");
    }

    /// <summary>Throws if the index of bytes is a text that is none: most likely, it is to be found and replaced.</summary>
    private void RequireIndex(NDArray array, object?[] items)
    {
        if (array is not { NDim: 1, ItemSize: 1 } || items is not [var item] || HostObjects.Unwrap(item) is not string text)
        {
            return;
        }
        try
        {
            _ = IndexArguments.Parse([text]);
        }
        catch (Exception error) when (error is ArgumentException or FormatException)
        {
            throw PatchForPlace(this, text, _named)
                ?? Errors.TextForPlace(_named, text, ParameterSetName == BytesSet ? Bytes : Value, error);
        }
    }

    private static long CountOf(object? list) => list switch
    {
        NDArray array => array.Size,
        ICollection items => items.Count,
        _ => 0,
    };
}
