namespace MemMap.Compute;

/// <summary>What one value of the keys of groups comes from.</summary>
/// <param name="Name">The name that groups have for it.</param>
/// <param name="DType">The dtype of the elements that are the keys.</param>
/// <param name="Of">The elements of some records: a field, or what is computed of each record.</param>
/// <param name="Value">The value that an element stands for; null if it is the value.</param>
internal sealed record GroupKeySource(string Name, DType DType, Func<ArrayRef, ArrayRef> Of, Func<object?, object?>? Value = null)
{
    /// <summary>The values of a field.</summary>
    /// <param name="records">The dtype of the records.</param>
    /// <param name="name">The field.</param>
    /// <exception cref="ArgumentException">There is no such field.</exception>
    internal static GroupKeySource Field(DType records, string name)
        => new(name, (records.FindField(name) ?? throw Error.NoSuchField(name, records)).DType, rows => rows.Field(name));
}
