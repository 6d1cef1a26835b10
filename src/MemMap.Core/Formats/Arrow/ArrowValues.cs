using MemMap.Compute;
using MemMap.Memory;

namespace MemMap.Formats;

/// <summary>
/// Reads columns whose elements are numbers of a dictionary's values: the array has the values. A dictionary may grow from batch to batch,
/// and in a stream be replaced by another one.
/// </summary>
internal static class ArrowValues
{
    /// <summary>Reads the values of a column.</summary>
    /// <param name="file">The file.</param>
    /// <param name="field">The column.</param>
    /// <param name="parts">Its record batches; at least one.</param>
    /// <exception cref="InvalidDataException">They are damaged.</exception>
    internal static ArrayRef Read(OpenedFile file, ArrowField field, IReadOnlyList<ArrowPart> parts)
    {
        Dictionary<object, ArrayRef> dictionaries = new(ReferenceEqualityComparer.Instance);
        List<ArrayRef> read = [];
        foreach (ArrowPart part in parts)
        {
            IReadOnlyList<ArrowPart> dictionary = part.Dictionary ?? [];
            if (!dictionaries.TryGetValue(dictionary, out ArrayRef values))
            {
                dictionaries[dictionary] = values = ArrowElements.Read(file, field.Values!, [.. dictionary.Where(more => more.Rows > 0)]);
            }
            read.Add(AxisSelection.Take(part.Nulls > 0 ? WithNull(values) : values, Positions(file, field, part, values.Layout.Size), 0));
        }
        return read.Count == 1 ? read[0] : Concatenation.Run([.. read], 0);
    }

    /// <summary>The positions of the values of a record batch in its dictionary; for nulls, the one behind the last.</summary>
    private static long[] Positions(OpenedFile file, ArrowField field, ArrowPart part, long count)
    {
        ArrowField indices = field with { Values = null };
        var positions = (long[])ArrowElements.Read(file, indices, [part with { Nulls = 0 }]).Cast(DType.Int64).ToArray();
        byte[]? validity = part.Nulls > 0 ? ArrowElements.Buffer(file, part, part.Validity, ArrowElements.Bits(part.Rows)) : null;
        for (int row = 0; row < positions.Length; row++)
        {
            if (validity is not null && !ArrowElements.IsValid(validity, row))
            {
                positions[row] = count;
            }
            else if (positions[row] < 0 || positions[row] >= count)
            {
                throw new InvalidDataException(FormattableString.Invariant(
                    $"row {row} of a record batch has value {positions[row]} of a dictionary of {count}"));
            }
        }
        return positions;
    }

    private static ArrayRef WithNull(ArrayRef values)
    {
        var none = ArrayRef.Zeros([1], values.DType);
        if (ArrowElements.NullOf(values.DType) is { } bytes)
        {
            using BufferLease lease = none.Lease(forWrite: true);
            lease.Write(0, bytes);
        }
        return Concatenation.Run([values, none], 0);
    }
}
