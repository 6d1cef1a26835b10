using System.Globalization;
using MemMap.DataTypes;

namespace MemMap.Output;

/// <summary>
/// A record of a chain. Its type is made for the type of the records, and has a property for each of their fields: values are read from
/// the record's bytes when they are asked for.
/// </summary>
public abstract class ChainRecord
{
    private RecordBatch _batch = null!;
    private int _slot;

    /// <summary>The value of a property by its position.</summary>
    protected object? Value(int property) => _batch.Value(_slot, property);

    /// <summary>Sets where the record's bytes are.</summary>
    internal ChainRecord At(RecordBatch batch, int slot)
    {
        (_batch, _slot) = (batch, slot);
        return this;
    }

    /// <summary>The record as it goes to the pipeline: marked if a terminal would obey some of its text.</summary>
    internal object Shown() => _batch.IsUnprintable(_slot) ? UnprintableRecord.Mark(this) : this;

    /// <summary>The fields with the bytes that they were read from: written to the same dtype, they are those bytes.</summary>
    internal KeptElement Kept() => _batch.Kept(_slot);

    /// <summary>The names and values, as PowerShell shows an object in a text.</summary>
    public override string ToString()
        => $"@{{{string.Join("; ", _batch.Names.Select((name, i) => string.Create(CultureInfo.InvariantCulture, $"{name}={Value(i)}")))}}}";
}
