using System.Collections;
using System.Numerics;
using MemMap.DataTypes;

namespace MemMap.Formats;

/// <summary>A value that a dtype can't have without loss.</summary>
/// <param name="Field">The field that it is for; empty for an element without fields.</param>
/// <param name="Value">The value.</param>
/// <param name="DType">What it was to be stored as.</param>
internal readonly record struct Misfit(string Field, object? Value, DType DType);

// Elements for a file whose dtype nobody has named: what it can't have without loss isn't cut.
internal static partial class InferredDType
{
    // What most objects have as their name and key.
    private static readonly string[] CommonNames = ["Name", "Id", "Length"];

    private const int MostSuggested = 3;

    /// <summary>
    /// The first number, or text in place of an integer, that a dtype would store as another number. A float may be rounded to the digits
    /// that a narrower one has. Null if there is none; what no element can be written from is left to the codec.
    /// </summary>
    /// <param name="dtype">The dtype.</param>
    /// <param name="element">An element; of a record, its fields' values in order, or one value for all of them.</param>
    internal static Misfit? FindMisfit(DType dtype, object? element) => FindMisfit(dtype, element, "");

    private static Misfit? FindMisfit(DType dtype, object? element, string name)
    {
        if (element is KeptElement kept && kept.DType.Equals(dtype))
        {
            return null;
        }
        object? value = Bare(element);
        if (dtype.Fields is { } fields)
        {
            for (int i = 0; i < fields.Count; i++)
            {
                string field = ColumnName.OfField(name, fields[i].Name);
                object? item = value is object?[] values ? i < values.Length ? values[i] : 0 : value;
                if (FindMisfit(fields[i].DType, item, name.Length == 0 ? fields[i].Name : field) is { } inner)
                {
                    return inner;
                }
            }
            return null;
        }
        if (dtype.SubType is { } part)
        {
            return value is not object?[] items ? FindMisfit(part, value, name)
                : items.Select(item => FindMisfit(part, item, name)).FirstOrDefault(misfit => misfit is not null);
        }
        return dtype.Meaning is null && dtype.Packing is null && IsLost(dtype, value) ? new(name, value, dtype) : null;
    }

    private static bool IsLost(DType dtype, object? value) => dtype.KindLetter switch
    {
        'i' or 'u' => value switch
        {
            null => true,
            int or long => false, // The codec refuses those that are out of its range.
            string text => NumberIn(text) is not { } number || NumberText.TryInteger(number) is null,
            Complex => true,
            double or float or decimal or Half => !FitsInteger(dtype, value),
            _ => false,
        },
        'b' => value is Complex
            || (value is not null && IsNumber(value) && IntegerOf(value) is not { IsZero: true } and not { IsOne: true }),
        'f' => value switch
        {
            double or float => Convert.ToDouble(value, null) is var real
                && double.IsFinite(real) && !double.IsFinite(AsFloat(dtype, real)),
            Complex number => number.Imaginary != 0,
            not null when IsNumber(value) && value is not (decimal or Half)
                => AsFloat(dtype, (double)IntegerOf(value)!.Value) is var nearest
                    && (!double.IsFinite(nearest) || new BigInteger(nearest) != IntegerOf(value)),
            _ => false,
        },
        _ => false,
    };

    private static double AsFloat(DType dtype, double value) => dtype.ItemSize switch
    {
        sizeof(float) => (float)value,
        sizeof(ushort) => (double)(Half)value,
        _ => value,
    };

    /// <summary>Fails for a property without a dtype that came after the first object.</summary>
    /// <exception cref="ArgumentException">There is one.</exception>
    internal static void RequireDTypes(DType dtype, object? element)
    {
        object? item = Bare(element);
        if (dtype.Fields is not { } fields)
        {
            if (item is not (null or IEnumerable) && !HasDType(item))
            {
                throw Error.ObjectHasNoDType(item, []);
            }
            return;
        }
        if (item is not object?[] values)
        {
            return;
        }
        for (int i = 0; i < Math.Min(values.Length, fields.Count); i++)
        {
            if (values[i] is { } value && !HasDType(value))
            {
                throw Error.PropertyHasNoDType(
                    fields[i].Name, value,
                    Suggested(fields.Select(field => field.Name), name => values[fields.ToList().FindIndex(field => field.Name == name)]));
            }
        }
    }

    /// <summary>Up to three properties of an object that have a dtype, those that most objects have first.</summary>
    /// <param name="names">The properties.</param>
    /// <param name="valueOf">Gets the value of one.</param>
    internal static IReadOnlyList<string> Suggested(IEnumerable<string> names, Func<string, object?> valueOf)
    {
        string[] all = [.. names];
        string[] common = [.. CommonNames.Where(name => all.Contains(name) && HasDType(valueOf(name)))];
        return common.Length > 1 ? common
            : [.. common, .. all.Except(common).Where(name => HasDType(valueOf(name))).Take(MostSuggested - common.Length)];
    }

    private static bool HasDType(object? value)
    {
        try
        {
            return value is not null && Of(value) is not null;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }
}
