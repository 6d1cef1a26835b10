using System.Text.RegularExpressions;
using MemMap.DataTypes;
using MemMap.Memory;

namespace MemMap.Compute;

/// <summary>The result dtype of a cast to a dtype without a length or a unit. As in numpy, it depends on the source.</summary>
internal static partial class CastTarget
{
    // numpy's text length for a date of each unit, zone included, from years to attoseconds. A date without a unit can only be NaT.
    private static readonly int[] DateLengths = [22, 25, 28, 28, 32, 35, 38, 42, 45, 48, 51, 54, 57, 4];

    /// <summary>numpy's text length for a duration. Longer ones are truncated, whatever the target's length.</summary>
    internal const int DurationLength = 21;

    /// <summary>
    /// The dtype with its length and unit. A cast from text to dates reads the text and takes the finest unit in it. An inferred dtype is
    /// native.
    /// </summary>
    internal static DType Resolve(ArrayRef source, DType to)
    {
        DType from = source.DType.Fields is [{ } only] && !to.IsRecord ? only.DType.SubType ?? only.DType : source.DType;
        return to switch
        {
            { ItemSize: > 0, Unit: not { IsGeneric: true } } or { IsRecord: true } or { SubType: not null } => to,
            _ when from.Kind == to.Kind && from is { ItemSize: > 0, IsRecord: false } => from,
            { Kind: ElementKind.Void } => source.DType.IsRecord ? source.DType : DType.Flexible(ElementKind.Void, from.ItemSize),
            { Kind: ElementKind.Bytes or ElementKind.Text } => DType.Flexible(to.Kind, Math.Max(1, CharactersOf(from))),
            _ when from.Unit is { } unit => DType.Time(to.Kind, unit),
            { Kind: ElementKind.DateTime64 } when from.Kind is ElementKind.Bytes or ElementKind.Text
                => DType.Time(to.Kind, FinestUnit(source)),
            _ => to.AsNative(),
        };
    }

    private static int CharactersOf(DType from) => from switch
    {
        { IsNumeric: true } => Promotion.CharactersOf(from),
        { Kind: ElementKind.DateTime64 } => DateLengths[(int)from.Unit!.Value.Base],
        { Kind: ElementKind.TimeDelta64 } => DurationLength,
        _ => from.ItemSize / from.Traits.UnitSize,
    };

    private static TimeUnit FinestUnit(ArrayRef source)
    {
        TimeUnit finest = TimeUnit.Generic;
        var element = new byte[source.ItemSize];
        using BufferLease lease = source.Lease();
        foreach (long offset in source.Layout.Offsets)
        {
            lease.Read(offset, element);
            string text = (string)source.DType.Codec.Read(element)!;
            if (UnitOf(text) is { } unit && (finest.IsGeneric || unit > finest.Base))
            {
                finest = new TimeUnit(unit);
            }
        }
        return finest;
    }

    [GeneratedRegex(
        @"\A([0-9]{4,}|-[0-9]{3,})(?<M>-[0-9]{2}(?<D>-[0-9]{2}"
            + @"([T ](?<h>[0-9]{2})(?<m>:[0-9]{2}(?<s>:[0-9]{2}(\.(?<f>[0-9]{1,18}))?)?)?)?)?)?",
        RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant)]
    private static partial Regex Parts();

    /// <summary>The unit of the last part of a date. The text is not validated here; the cast does that.</summary>
    private static TimeBase? UnitOf(string text)
    {
        Match date = Parts().Match(text);
        const int Thousands = 3;
        return !date.Success ? null
            : date.Groups["f"] is { Success: true } fraction ? TimeBase.Second + ((fraction.Length + Thousands - 1) / Thousands)
            : date.Groups["s"].Success ? TimeBase.Second
            : date.Groups["m"].Success ? TimeBase.Minute
            : date.Groups["h"].Success ? TimeBase.Hour
            : date.Groups["D"].Success ? TimeBase.Day
            : date.Groups["M"].Success ? TimeBase.Month
            : TimeBase.Year;
    }
}
