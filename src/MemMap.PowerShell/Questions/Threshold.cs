using System.Globalization;
using System.Management.Automation;

namespace MemMap.Questions;

/// <summary>
/// A constant beside elements that can't all hold it: the element that comes nearest, and on which side of the constant that is. No other
/// element lies between the two.
/// </summary>
/// <param name="Value">The element, as a value that its dtype holds exactly.</param>
/// <param name="Sign">Less than 0 if it is below the constant, 0 if it is the constant, greater than 0 if it is above.</param>
internal readonly record struct Threshold(object Value, int Sign)
{
    /// <summary>Whether a relation holds between elements and the constant.</summary>
    internal Truth Compare(Element element, Relation relation)
    {
        (object value, int sign) = this;
        return new(records =>
        {
            NDArray elements = element.View(records);
            return (sign, relation) switch
            {
                (not 0, Relation.Eq) => elements.Eq(value).And(false),
                (not 0, Relation.Ne) => elements.Ne(value).Or(true),
                ( < 0, Relation.Gt or Relation.Ge) => elements.Gt(value),
                ( < 0, _) => elements.Le(value),
                ( > 0, Relation.Gt or Relation.Ge) => elements.Ge(value),
                ( > 0, _) => elements.Lt(value),
                _ => Comparison.Compare(elements, relation, value),
            };
        });
    }

    /// <summary>The threshold of float32 elements for a float64.</summary>
    internal static Threshold Of(double constant) => new((float)constant, ((double)(float)constant).CompareTo(constant));

    /// <summary>The threshold of elements that are dates or spans of time; null if they can't be compared with the constant.</summary>
    internal static Threshold? OfTime(DType dtype, object? constant)
        => dtype.Kind == ElementKind.TimeDelta64
            ? LanguagePrimitives.TryConvertTo(constant, CultureInfo.InvariantCulture, out TimeSpan span) ? Of<TimeSpan>(dtype, span) : null
            // PowerShell compares dates by their ticks, whatever their kinds.
            : LanguagePrimitives.TryConvertTo(constant, CultureInfo.InvariantCulture, out DateTime date)
            ? Of<DateTime>(dtype, DateTime.SpecifyKind(date, DateTimeKind.Utc)) : null;

    private static Threshold? Of<T>(DType dtype, T constant) where T : struct, IComparable<T>
    {
        Span<byte> element = new byte[dtype.ItemSize];
        try
        {
            dtype.Codec.Write(element, constant);
        }
        catch (Exception exception) when (exception is OverflowException or InvalidCastException or ArgumentException)
        {
            return null;
        }
        return dtype.Codec.Read(element) is T value ? new(value, value.CompareTo(constant)) : null;
    }
}
