using System.Management.Automation;

namespace MemMap.Output;

/// <summary>
/// The properties of outputs that are lists, or may be some. MemMap.types.ps1xml puts them in front of those of the classes, so that their
/// values have a text: Export-Csv would write the names of their types. Such properties come before all others, so those that are to stay
/// in front of them are among them.
/// </summary>
public static class ShownLists
{
    /// <summary>The property Attributes.</summary>
    /// <param name="self">The output.</param>
    public static object? Attributes(PSObject? self) => Of(self, nameof(Attributes));

    /// <summary>The property Axis.</summary>
    /// <param name="self">The output.</param>
    public static object? Axis(PSObject? self) => Of(self, nameof(Axis));

    /// <summary>The property Blocks.</summary>
    /// <param name="self">The output.</param>
    public static object? Blocks(PSObject? self) => Of(self, nameof(Blocks));

    /// <summary>The property Bytes.</summary>
    /// <param name="self">The output.</param>
    public static object? Bytes(PSObject? self)
        => self?.BaseObject is PatternMatch match ? ShownValue.OfList(match.Bytes) : Of(self, nameof(Bytes));

    /// <summary>The property Context.</summary>
    /// <param name="self">The output.</param>
    public static object? Context(PSObject? self) => Of(self, nameof(Context));

    /// <summary>The property Count.</summary>
    /// <param name="self">The output.</param>
    public static object? Count(PSObject? self) => Of(self, nameof(Count));

    /// <summary>The property DifferenceValue.</summary>
    /// <param name="self">The output.</param>
    public static object? DifferenceValue(PSObject? self) => Of(self, nameof(DifferenceValue));

    /// <summary>The property Differences.</summary>
    /// <param name="self">The output.</param>
    public static object? Differences(PSObject? self) => Of(self, nameof(Differences));

    /// <summary>The property Fields.</summary>
    /// <param name="self">The output.</param>
    public static object? Fields(PSObject? self) => Of(self, nameof(Fields));

    /// <summary>The property First.</summary>
    /// <param name="self">The output.</param>
    public static object? First(PSObject? self) => Of(self, nameof(First));

    /// <summary>The property Group.</summary>
    /// <param name="self">The output.</param>
    // The values of several fields have a text of their own.
    public static object? Group(PSObject? self)
        => (self?.BaseObject as GroupCount)?.Group is var group && group is GroupList<object?> ? group : ShownValue.OfList(group);

    /// <summary>The property High.</summary>
    /// <param name="self">The output.</param>
    public static object? High(PSObject? self) => Of(self, nameof(High));

    /// <summary>The property Histogram.</summary>
    /// <param name="self">The output.</param>
    public static object? Histogram(PSObject? self) => Of(self, nameof(Histogram));

    /// <summary>The property Index.</summary>
    /// <param name="self">The output.</param>
    public static object? Index(PSObject? self)
        => self?.BaseObject is IndexedElement found ? ShownValue.OfList(found.Index) : Of(self, nameof(Index));

    /// <summary>The property Last.</summary>
    /// <param name="self">The output.</param>
    public static object? Last(PSObject? self) => Of(self, nameof(Last));

    /// <summary>The property Low.</summary>
    /// <param name="self">The output.</param>
    public static object? Low(PSObject? self) => Of(self, nameof(Low));

    /// <summary>The property Magic.</summary>
    /// <param name="self">The output.</param>
    public static object? Magic(PSObject? self) => Of(self, nameof(Magic));

    /// <summary>The property Mean.</summary>
    /// <param name="self">The output.</param>
    public static object? Mean(PSObject? self) => Of(self, nameof(Mean));

    /// <summary>The property Parts.</summary>
    /// <param name="self">The output.</param>
    public static object? Parts(PSObject? self) => Of(self, nameof(Parts));

    /// <summary>The property Quantiles.</summary>
    /// <param name="self">The output.</param>
    public static object? Quantiles(PSObject? self) => Of(self, nameof(Quantiles));

    /// <summary>The property ReferenceBytes.</summary>
    /// <param name="self">The output.</param>
    public static object? ReferenceBytes(PSObject? self) => Of(self, nameof(ReferenceBytes));

    /// <summary>The property ReferenceValue.</summary>
    /// <param name="self">The output.</param>
    public static object? ReferenceValue(PSObject? self) => Of(self, nameof(ReferenceValue));

    /// <summary>The property Shape.</summary>
    /// <param name="self">The output.</param>
    public static object? Shape(PSObject? self) => Of(self, nameof(Shape));

    /// <summary>The property Strides.</summary>
    /// <param name="self">The output.</param>
    public static object? Strides(PSObject? self) => Of(self, nameof(Strides));

    /// <summary>The property Unique.</summary>
    /// <param name="self">The output.</param>
    public static object? Unique(PSObject? self) => Of(self, nameof(Unique));

    /// <summary>The property Value.</summary>
    /// <param name="self">The output.</param>
    public static object? Value(PSObject? self)
        => self?.BaseObject is IndexedElement found ? ShownValue.OfList(found.Value) : Of(self, nameof(Value));

    /// <summary>The property DType.</summary>
    /// <param name="self">The output.</param>
    public static object? DType(PSObject? self) => Of(self, nameof(DType));

    /// <summary>The property Field.</summary>
    /// <param name="self">The output.</param>
    public static object? Field(PSObject? self) => Of(self, nameof(Field));

    /// <summary>The property FileName.</summary>
    /// <param name="self">The output.</param>
    public static object? FileName(PSObject? self) => Of(self, nameof(FileName));

    /// <summary>The property FileOffset.</summary>
    /// <param name="self">The output.</param>
    public static object? FileOffset(PSObject? self) => Of(self, nameof(FileOffset));

    /// <summary>The property Format.</summary>
    /// <param name="self">The output.</param>
    public static object? Format(PSObject? self) => Of(self, nameof(Format));

    /// <summary>The property Kind.</summary>
    /// <param name="self">The output.</param>
    public static object? Kind(PSObject? self) => Of(self, nameof(Kind));

    /// <summary>The property Length.</summary>
    /// <param name="self">The output.</param>
    public static object? Length(PSObject? self) => Of(self, nameof(Length));

    /// <summary>The property Name.</summary>
    /// <param name="self">The output.</param>
    public static object? Name(PSObject? self) => Of(self, nameof(Name));

    /// <summary>The property Offset.</summary>
    /// <param name="self">The output.</param>
    public static object? Offset(PSObject? self) => Of(self, nameof(Offset));

    /// <summary>The property ReferenceOffset.</summary>
    /// <param name="self">The output.</param>
    public static object? ReferenceOffset(PSObject? self) => Of(self, nameof(ReferenceOffset));

    private static object? Of(PSObject? self, string name)
        => ShownValue.OfList(self?.BaseObject is { } output ? output.GetType().GetProperty(name)?.GetValue(output) : null);
}
