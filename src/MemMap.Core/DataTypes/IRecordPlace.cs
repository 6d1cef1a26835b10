namespace MemMap.DataTypes;

/// <summary>Where a record was read from. A host's object for the record writes there what its fields are set to.</summary>
internal interface IRecordPlace
{
    /// <summary>Assigns to a field, as to the view of it. If the value doesn't fit, nothing is changed.</summary>
    /// <param name="index">The position of the field.</param>
    /// <param name="value">What the field takes, in a host's form or not.</param>
    /// <returns>What is there now, as <see cref="Record.StoredFields"/> has it.</returns>
    object? Set(int index, object? value);

    /// <summary>The place of a record that is a field of this one, or an element of such a field.</summary>
    /// <param name="index">The position of the field.</param>
    /// <param name="element">The position of the element in C order; 0 if the field has only one.</param>
    IRecordPlace Nested(int index, long element);
}
