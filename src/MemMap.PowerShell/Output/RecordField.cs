using System.Management.Automation;
using MemMap.DataTypes;

namespace MemMap.Output;

/// <summary>
/// A property of a record that was read by its index. Setting it writes the field to the array; then it is what was stored. What it shows
/// is otherwise as it was read. A copy of it is a value alone.
/// </summary>
/// <param name="name">The name of the field.</param>
/// <param name="value">Its value.</param>
/// <param name="record">The dtype of the record.</param>
/// <param name="place">Where the record is. All fields of a record share it.</param>
/// <param name="index">The position of the field.</param>
internal sealed class RecordField(string name, object? value, DType record, IRecordPlace place, int index) : PSNoteProperty(name, value)
{
    /// <inheritdoc/>
    public override object? Value
    {
        get => base.Value;
        set
        {
            try
            {
                base.Value = ModuleInitializer.WrapField(place.Set(index, value), record.Fields![index].DType, place, index);
            }
            catch (Exception exception) when (Errors.OfExpression(exception) is { } failure)
            {
                // No command stands around the assignment that could say what kind of error it is.
                throw failure;
            }
        }
    }

    /// <summary>The dtype of the record.</summary>
    internal DType Record => record;

    /// <summary>A value of an array, in a copy if it is the object of a record: setting its properties writes nothing.</summary>
    internal static object? Detached(object? value) => value switch
    {
        PSObject { BaseObject: PSCustomObject } bag when bag.Properties.FirstOrDefault() is RecordField => bag.Copy(),
        ShownValue { BaseObject: PSObject[] or Array { Rank: > 1 } } shown => ShownValue.OfList(Detached(shown.BaseObject)),
        Array items when items.GetType().GetElementType() == typeof(PSObject)
            => ModuleInitializer.MapItems(items, static item => (PSObject)Detached(item)!),
        _ => value,
    };

    /// <inheritdoc/>
    public override PSMemberInfo Copy() => FieldSource.Property(index, Name, Detached(Value), record, null);
}
