using System.Collections;
using System.Globalization;
using System.Management.Automation;
using MemMap.Output;

namespace MemMap.Parameters;

/// <summary>
/// Accepts a shape as an integer or a list of integers. The engine's own conversion would round 2.5 to 2, and parse '3,4' as 34.
/// </summary>
public sealed class ShapeArgumentAttribute : ArgumentConversionAttribute
{
    private protected override object? Convert(object? value) => value switch
    {
        null or long[] => value,
        IEnumerable list and not string => list.Cast<object?>().Select(Length).ToArray(),
        _ => new[] { Length(value) },
    };

    private static long Length(object? item) => item is PSObject wrapped ? Length(wrapped.BaseObject) : item switch
    {
        int or long or byte or sbyte or short or ushort or uint or ulong => System.Convert.ToInt64(item, CultureInfo.InvariantCulture),
        string text when long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long length) => length,
        // As PowerShell reads 1.5KB and 1e3.
        double or float or decimal when System.Convert.ToDouble(item, CultureInfo.InvariantCulture) is var number
            && number == Math.Floor(number) && Math.Abs(number) < 1L << 53 => (long)number,
        var other => throw Errors.NotAShape(other),
    };
}
