using System.Globalization;
using System.Management.Automation;
using System.Management.Automation.Host;
using MemMap.Handles;

namespace MemMap.Output;

/// <summary>
/// What views show of objects: text that is fit for a terminal, numbers with all digits. MemMap.types.ps1xml makes hidden properties of
/// these methods, and MemMap.format.ps1xml shows them. Scripts in their place could call no method in a session of constrained language.
/// </summary>
public static class ShownProperties
{
    private const int LabelWidth = 8;

    /// <summary>An array, or a match with what is around it, as text.</summary>
    /// <param name="self">The object.</param>
    public static string? Text(PSObject? self) => self?.BaseObject switch
    {
        NDArray array => ArrayView.Format(array, Host()),
        PatternMatchInContext match => PatternMatchInContext.Format(match),
        _ => null,
    };

    /// <summary>The same as text beside a label, <c>Array : </c>, which is how objects behind those of another type are shown.</summary>
    /// <param name="self">The object.</param>
    public static string? ListedText(PSObject? self)
        => self?.BaseObject is NDArray array ? ArrayView.Format(array, Host(), LabelWidth) : Text(self);

    /// <summary>An array in one line, without its elements.</summary>
    /// <param name="self">The array.</param>
    public static string? Header(PSObject? self)
        => self?.BaseObject is NDArray array ? Printable.Line(ArrayHeader.Of(array, isShort: true)) : null;

    /// <summary>An array that was sent by another process, and how to have it again.</summary>
    /// <param name="self">The properties that were sent.</param>
    public static string? Sent(PSObject? self) => self is null ? null : DeserializedArray.From(self)?.Describe();

    /// <inheritdoc cref="ArrayView.DType(NDArray)"/>
    /// <param name="self">The array, or the array of a file.</param>
    public static string? DType(PSObject? self) => self?.BaseObject switch
    {
        NDArray array => ArrayView.DType(array),
        ArrayMember member => ArrayView.DType(member),
        _ => null,
    };

    /// <inheritdoc cref="ArrayView.Shape(NDArray)"/>
    /// <param name="self">The array, or the array of a file.</param>
    public static string? Shape(PSObject? self) => self?.BaseObject switch
    {
        NDArray array => ArrayView.Shape(array),
        ArrayMember member => ArrayView.Shape(member),
        _ => null,
    };

    /// <inheritdoc cref="ArrayView.FieldType"/>
    /// <param name="self">The field.</param>
    public static string? FieldType(PSObject? self) => self?.BaseObject is Field field ? ArrayView.FieldType(field) : null;

    /// <summary>The size of a field in bytes.</summary>
    /// <param name="self">The field.</param>
    public static object? FieldSize(PSObject? self) => (self?.BaseObject as Field)?.DType.ItemSize;

    /// <summary>A line for each field of a named type: <c>8  4  price  float32</c>, with offset and size.</summary>
    /// <param name="self">The type.</param>
    public static string? TypeFields(PSObject? self)
    {
        if (self?.BaseObject is not NamedType { Fields: { Count: > 0 } fields })
        {
            return null;
        }
        int offset = fields.Max(field => Number(field.Offset).Length), size = fields.Max(field => Number(field.DType.ItemSize).Length);
        int name = fields.Max(field => Printable.Line(field.Name).Length);
        return string.Join(Environment.NewLine, fields.Select(field => $"{Number(field.Offset).PadLeft(offset)}  "
            + $"{Number(field.DType.ItemSize).PadLeft(size)}  {Printable.Line(field.Name).PadRight(name)}  {ArrayView.FieldType(field)}"));

        static string Number(long value) => value.ToString(CultureInfo.InvariantCulture);
    }

    /// <inheritdoc cref="MeasureView.Quantiles"/>
    /// <param name="self">The measure or the group.</param>
    public static string? Quantiles(PSObject? self)
        => MeasureOf(self) is { Quantiles: not null } measure ? MeasureView.Quantiles(measure) : null;

    /// <inheritdoc cref="MeasureView.Histogram"/>
    /// <param name="self">The measure.</param>
    public static string? Histogram(PSObject? self)
        => MeasureOf(self) is { Histogram: not null } measure ? MeasureView.Histogram(measure) : null;

    /// <inheritdoc cref="MeasureView.Bins"/>
    /// <param name="self">The measure.</param>
    public static string? Bins(PSObject? self)
        => MeasureOf(self) is { Histogram: not null } measure ? MeasureView.Bins(measure) : null;

    /// <inheritdoc cref="MeasureView.Unique"/>
    /// <param name="self">The measure or the group.</param>
    public static string? Unique(PSObject? self)
        => MeasureOf(self) is { Unique: not null } measure ? MeasureView.Unique(measure) : null;

    /// <inheritdoc cref="MeasureView.Title"/>
    /// <param name="self">The group.</param>
    public static string? GroupTitle(PSObject? self) => self?.BaseObject is GroupCount group ? MeasureView.Title(group) : null;

    /// <inheritdoc cref="MeasureView.Group"/>
    /// <param name="self">The group.</param>
    public static string? Group(PSObject? self) => self?.BaseObject is GroupCount group ? MeasureView.Group(group) : null;

    /// <inheritdoc cref="ArrayComparisonView.Fields"/>
    /// <param name="self">The comparison.</param>
    public static string? Fields(PSObject? self) => self?.BaseObject is ArrayComparison comparison ? ArrayComparisonView.Fields(comparison)
        : null;

    /// <summary>The listed differences of a comparison, or the ranges of a realignment.</summary>
    /// <param name="self">The comparison or the realignment.</param>
    public static string? Differences(PSObject? self) => self?.BaseObject switch
    {
        ArrayComparison comparison => ArrayComparisonView.Differences(comparison),
        ArrayRealignment realignment => RealignmentView.Differences(realignment),
        _ => null,
    };

    /// <summary>The fields of a record whose texts a terminal would obey, as text.</summary>
    /// <param name="self">The record.</param>
    public static string? Record(PSObject? self) => self is null ? null : UnprintableRecord.Format(self);

    /// <summary>Where a range is in the first array.</summary>
    /// <param name="self">The range.</param>
    public static string? ReferenceOffset(PSObject? self)
        => self?.BaseObject is RealignedRange range ? range.Position(range.ReferenceOffset) : null;

    /// <summary>Where a range is in the second array.</summary>
    /// <param name="self">The range.</param>
    public static string? Offset(PSObject? self)
        => self?.BaseObject is RealignedRange range ? range.Position(range.Offset) : null;

    /// <summary>The file, or for a member of an archive <c>FILE:MEMBER</c>.</summary>
    /// <param name="self">The object.</param>
    public static string? File(PSObject? self) => ShownText.OfFile(ValueOf(self, "FileName"), ValueOf(self, "Member"));

    /// <summary>The name of the file, without its folder.</summary>
    /// <param name="self">The object.</param>
    public static string? FileLeaf(PSObject? self) => ShownText.Of(Path.GetFileName(ValueOf(self, "FileName") as string));

    /// <summary>The file of a map, or the parts of a joined array.</summary>
    /// <param name="self">The array.</param>
    public static string? Source(PSObject? self) => ShownText.Of(ValueOf(self, "FileName") ?? ValueOf(self, "Source"));

    /// <summary>
    /// What has become of the file of an open map, <c>deleted or moved</c> or <c>replaced</c>; null if its path still leads to it.
    /// </summary>
    /// <param name="self">The array.</param>
    public static string? LostFile(PSObject? self) => (self?.BaseObject as MemMapArray)?.LostFile;

    /// <summary>The file of an open map, and what has become of it, or the parts of a joined array.</summary>
    /// <param name="self">The array.</param>
    public static string? OpenSource(PSObject? self) => LostFile(self) is { } lost ? $"{Source(self)} ({lost})" : Source(self);

    /// <summary>The bytes that were found, or that differ, in hexadecimal.</summary>
    /// <param name="self">The match, or the range.</param>
    public static string? Bytes(PSObject? self) => self?.BaseObject switch
    {
        PatternMatch match => BitConverter.ToString(match.Bytes).Replace('-', ' '),
        RealignedRange range => range.Content,
        _ => null,
    };

    /// <summary>The property Field as text.</summary>
    /// <param name="self">The object.</param>
    public static string? Field(PSObject? self) => ShownText.Of(ValueOf(self, "Field"));

    /// <summary>The property FileName as text.</summary>
    /// <param name="self">The object.</param>
    public static string? FileName(PSObject? self) => ShownText.Of(ValueOf(self, "FileName"));

    /// <summary>The property Host as text.</summary>
    /// <param name="self">The object.</param>
    public static string? Host(PSObject? self) => ShownText.Of(ValueOf(self, "Host"));

    /// <summary>The property Name as text.</summary>
    /// <param name="self">The object.</param>
    public static string? Name(PSObject? self) => ShownText.Of(ValueOf(self, "Name"));

    /// <summary>The property Problem as text.</summary>
    /// <param name="self">The object.</param>
    public static string? Problem(PSObject? self) => ShownText.Of(ValueOf(self, "Problem"));

    /// <summary>The property Reason as text.</summary>
    /// <param name="self">The object.</param>
    public static string? Reason(PSObject? self) => ShownText.Of(ValueOf(self, "Reason"));

    /// <summary>The property ReferenceFileName as text.</summary>
    /// <param name="self">The object.</param>
    public static string? ReferenceFileName(PSObject? self) => ShownText.Of(ValueOf(self, "ReferenceFileName"));

    /// <summary>The property Count; a float with all digits.</summary>
    /// <param name="self">The object.</param>
    public static object? Count(PSObject? self) => ShownText.Number(ValueOf(self, "Count"));

    /// <summary>The property DifferenceValue; a float with all digits.</summary>
    /// <param name="self">The object.</param>
    public static object? DifferenceValue(PSObject? self) => ShownText.Number(ValueOf(self, "DifferenceValue"));

    /// <summary>The property From; a float with all digits.</summary>
    /// <param name="self">The object.</param>
    public static object? From(PSObject? self) => ShownText.Number(ValueOf(self, "From"));

    /// <summary>The property Maximum; a float with as many digits as a table has.</summary>
    /// <param name="self">The object.</param>
    public static object? Maximum(PSObject? self) => MeasureView.Number(ValueOf(self, "Maximum"));

    /// <summary>The property MaximumDifference; a float with all digits.</summary>
    /// <param name="self">The object.</param>
    public static object? MaximumDifference(PSObject? self) => ShownText.Number(ValueOf(self, "MaximumDifference"));

    /// <summary>The property Mean; a float with as many digits as a table has.</summary>
    /// <param name="self">The object.</param>
    public static object? Mean(PSObject? self) => MeasureView.Number(ValueOf(self, "Mean"));

    /// <summary>The property Minimum; a float with as many digits as a table has.</summary>
    /// <param name="self">The object.</param>
    public static object? Minimum(PSObject? self) => MeasureView.Number(ValueOf(self, "Minimum"));

    /// <summary>The property Quantile; a float with all digits.</summary>
    /// <param name="self">The object.</param>
    public static object? Quantile(PSObject? self) => ShownText.Number(ValueOf(self, "Quantile"));

    /// <summary>The property ReferenceValue; a float with all digits.</summary>
    /// <param name="self">The object.</param>
    public static object? ReferenceValue(PSObject? self) => ShownText.Number(ValueOf(self, "ReferenceValue"));

    /// <summary>The property StandardDeviation; a float with as many digits as a table has.</summary>
    /// <param name="self">The object.</param>
    public static object? StandardDeviation(PSObject? self) => MeasureView.Number(ValueOf(self, "StandardDeviation"));

    /// <summary>The property Sum; a float with as many digits as a table has.</summary>
    /// <param name="self">The object.</param>
    public static object? Sum(PSObject? self) => MeasureView.Number(ValueOf(self, "Sum"));

    /// <summary>The property To; a float with all digits.</summary>
    /// <param name="self">The object.</param>
    public static object? To(PSObject? self) => ShownText.Number(ValueOf(self, "To"));

    /// <summary>The property Value; a float with all digits.</summary>
    /// <param name="self">The object.</param>
    public static object? Value(PSObject? self) => ShownText.Number(ValueOf(self, "Value"));

    // A measure, that of a group, or one that was sent by another process.
    private static Measure? MeasureOf(PSObject? self)
        => self?.BaseObject is MeasureGroup group ? group.ToMeasure()
            : self?.BaseObject as Measure ?? (DeserializedMeasure.Is(self) ? DeserializedMeasure.Open(self!) : null);

    private static object? ValueOf(PSObject? self, string name) => self?.Properties[name]?.Value;

    private static PSHost? Host()
    {
        try
        {
            using PowerShell shell = PowerShell.Create(RunspaceMode.CurrentRunspace);
            return shell.AddScript("$Host").Invoke().FirstOrDefault()?.BaseObject as PSHost;
        }
        catch (Exception exception) when (exception is RuntimeException or InvalidOperationException)
        {
            return null; // There is no session, or it can run nothing more.
        }
    }
}
