using System.Collections;
using System.Globalization;
using System.Management.Automation;
using MemMap.Geometry;
using MemMap.Output;

namespace MemMap.Parameters;

/// <summary>An axis of an array: its number, or the name that the array's file has for it.</summary>
public sealed class AxisName
{
    private readonly int _number;
    private readonly string? _name;

    internal AxisName(int number) => _number = number;

    internal AxisName(string name) => _name = name;

    /// <summary>Returns the number of the axis in an array. Negative ones count from the last.</summary>
    /// <exception cref="ArgumentException">The array has no such axis.</exception>
    internal int In(NDArray array) => _name is null ? Layout.NormalizeAxis(_number, array.NDim) : array.AxisOf(_name);

    /// <summary>Returns the number as it was given, or that of the name in an array.</summary>
    /// <param name="array">The array; null if none is open, so that only numbers have a meaning.</param>
    /// <exception cref="ArgumentException">The array has no axis of the name.</exception>
    internal int Of(NDArray? array)
        => _name is null ? _number : array?.AxisOf(_name) ?? throw Errors.AxisNameWithoutArray(_name);

    /// <summary>The error of a name where there is no array: most likely, that of a file is meant. Null for a number.</summary>
    internal static ErrorRecord? NoFile(AxisName? axis, string command) => axis?._name is { } name
        ? Errors.NoFile(name, $"in its place, the name of an axis may stand, of an array from the pipeline: $m | {command} time") : null;

    /// <inheritdoc/>
    public override string ToString() => _name ?? _number.ToString(CultureInfo.InvariantCulture);
}

/// <summary>Accepts axes as integers and names, and leaves the paths of files to -Path.</summary>
public sealed class AxisArgumentAttribute : ArgumentConversionAttribute
{
    private protected override object? Convert(EngineIntrinsics? engine, object? value)
    {
        object?[] items = PipelineElements.Bare(value) is IList list ? [.. list] : [value];
        // Of several files, some may be missing.
        return items.Select(item => FileIn(engine, item)).FirstOrDefault(static file => file is not null) is { } file
            && Array.TrueForAll(items, item => FileIn(engine, item) is not null || PositionalFile.MayName(item)) ? file : Convert(value);
    }

    private static FileArgument? FileIn(EngineIntrinsics? engine, object? value)
        => PipelineElements.Bare(value) is string text
            && !int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _)
                ? PositionalFile.Of(engine, text) : null;

    private protected override object? Convert(object? value) => value switch
    {
        null or AxisName or AxisName[] => value,
        NDArray => throw Errors.ArrayForName(),
        IEnumerable list and not string => list.Cast<object?>().Select(Axis).ToArray(),
        _ => Axis(value),
    };

    private static AxisName Axis(object? item)
    {
        object? plain = PipelineElements.Bare(item);
        return plain switch
        {
            string text when int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int number) => new(number),
            string { Length: > 0 } name => new(name),
            AxisName axis => axis,
            IConvertible when LanguagePrimitives.TryConvertTo(plain, out int number) => new(number),
            _ => throw Errors.NotAnAxis(plain),
        };
    }
}
