using System.Management.Automation;
using MemMap.DataTypes;

namespace MemMap.Output;

/// <summary>
/// Gives a record's object its properties. The engine adds copies of properties to objects, so one is enough of which a copy is taken for
/// each field.
/// </summary>
/// <param name="record">The dtype of the record.</param>
/// <param name="place">Where the record is, if setting the properties is to write there.</param>
internal sealed class FieldSource(DType record, IRecordPlace? place) : PSNoteProperty("field", null)
{
    private int _index;
    private object? _value;

    /// <summary>Sets of which field the next copy is.</summary>
    internal FieldSource At(int index, string name, object? value)
    {
        SetMemberName(name);
        (_index, _value) = (index, value);
        return this;
    }

    /// <summary>The property of a field.</summary>
    internal static PSMemberInfo Property(int index, string name, object? value, DType record, IRecordPlace? place)
        => place is not null ? new RecordField(name, value, record, place, index)
            : index == 0 ? new FirstField(name, value, record) : new PSNoteProperty(name, value);

    /// <inheritdoc/>
    public override PSMemberInfo Copy() => Property(_index, Name, _value, record, place);
}
