using System.Management.Automation;
using MemMap.DataTypes;

namespace MemMap.Output;

/// <summary>
/// An element as PowerShell sees it, which still has the bytes it was read from where its value doesn't tell all of them. To the engine
/// it is the value, or the properties of a record; written to elements of the same dtype, it is those bytes.
/// </summary>
internal sealed class ElementObject : PlacedRecord
{
    private readonly KeptElement _kept;

    private ElementObject(object value, KeptElement kept) : base(value) => _kept = kept;

    private ElementObject(KeptElement kept) => _kept = kept;

    /// <summary>An element that isn't null; null has no bytes to tell.</summary>
    internal static object? Of(KeptElement kept) => kept.Value is { } value ? new ElementObject(value, kept) : null;

    /// <summary>A record without its properties, which are still to be added.</summary>
    internal static PSObject BagOf(KeptElement record) => new ElementObject(record);

    /// <inheritdoc/>
    public override string ToString() => BaseObject is Array list ? ShownValue.Text(list) : base.ToString();

    /// <summary>What the object was read from; of a record, with the values that its properties have now.</summary>
    internal static KeptElement? KeptOf(object? value) => value switch
    {
        ElementObject { BaseObject: PSCustomObject } bag => bag._kept with { Value = HostObjects.Unwrap(bag) },
        ElementObject element => element._kept,
        ChainRecord or PSObject { BaseObject: ChainRecord } => ((ChainRecord)((value as PSObject)?.BaseObject ?? value)).Kept(),
        _ => null,
    };
}
