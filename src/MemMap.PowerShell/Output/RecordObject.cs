using System.Management.Automation;
using MemMap.Compute;
using MemMap.DataTypes;

namespace MemMap.Output;

/// <summary>Makes the objects of a chain's records: where each is, its fields, and the parts behind them.</summary>
internal sealed class RecordObject(NDArray array, RecordRule rule)
{
    private readonly TailMember[] _tail = [.. rule.Tail];
    private readonly HashSet<string> _names = new(
        rule.DType.Fields?.Select(field => field.Name).Concat(rule.Tail.Select(part => part.Name)) ?? [], StringComparer.OrdinalIgnoreCase);

    /// <summary>The object of the record at which a walk is.</summary>
    /// <param name="walk">The walk.</param>
    /// <param name="hasData">Whether the length is known otherwise, so that what is behind the fields is the record's data.</param>
    internal PSObject Of(RecordWalk walk, bool hasData)
    {
        object? element = ElementCodec.ReadKept(rule.DType, walk.Fixed);
        PSObject record = ModuleInitializer.NewBag(_names.Count + 2);
        // A field may have one of these names; then it is the field's.
        Add(record, "Offset", walk.Offset);
        Add(record, "Index", walk.Index);
        if (element is Record fields)
        {
            foreach ((string name, object? value) in fields.StoredFields)
            {
                record.Properties.Add(new PSNoteProperty(name, ModuleInitializer.WrapField(value)), preValidated: true);
            }
        }
        else
        {
            record.Properties.Add(new PSNoteProperty("Value", Record.ToHost(element)), preValidated: true);
        }
        for (int i = 0; i < _tail.Length; i++)
        {
            (long offset, long count) = walk.Parts[i];
            record.Properties.Add(new PSNoteProperty(_tail[i].Name, PartOf(_tail[i], offset, count)), preValidated: true);
        }
        if (hasData && _tail.Length == 0 && walk.Length > rule.DType.ItemSize)
        {
            Add(record, "Data", array.At(walk.Offset + rule.DType.ItemSize, DType.UInt8, walk.Length - rule.DType.ItemSize));
        }
        return record;
    }

    private void Add(PSObject record, string name, object value)
    {
        if (!_names.Contains(name))
        {
            record.Properties.Add(new PSNoteProperty(name, value), preValidated: true);
        }
    }

    private object? PartOf(TailMember part, long offset, long count) => part switch
    {
        { Length: TailLength.One } => array.At(offset, part.Element),
        { Text: not CText.None } => array.TextAt(offset, count, part.Text switch
        {
            CText.Bytes => "latin1",
            CText.Utf16 => part.Element.IsBigEndian ? "utf-16BE" : "utf-16",
            _ => part.Element.IsBigEndian ? "utf-32BE" : "utf-32",
        }),
        _ => array.At(offset, part.Element, count),
    };
}
