using System.Management.Automation;

namespace MemMap.Output;

/// <summary>
/// The first property of a record's object that is a copy. It knows what the record was read as. An object of a class of its own would take
/// longer to make.
/// </summary>
/// <param name="name">The name of the field.</param>
/// <param name="value">Its value.</param>
/// <param name="record">The dtype of the record.</param>
internal sealed class FirstField(string name, object? value, DType record) : PSNoteProperty(name, value)
{
    /// <summary>The dtype that an object of the pipeline was read as; null if it is no record, or a copy with other properties.</summary>
    internal static DType? RecordOf(object? value)
        => value is not PSObject { BaseObject: PSCustomObject } bag ? null
            : bag.Properties.Select(static property => property switch
            {
                FirstField first => first._record,
                RecordField field => field.Record,
                _ => null,
            }).FirstOrDefault(static record => record is not null);

    private readonly DType _record = record;

    // The engine adds copies of properties to objects.
    /// <inheritdoc/>
    public override PSMemberInfo Copy() => new FirstField(Name, Value, _record);
}
