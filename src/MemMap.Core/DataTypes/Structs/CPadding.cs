namespace MemMap.DataTypes;

/// <summary>What the padding of a C compiler changes of a struct that is laid out without it.</summary>
/// <param name="Name">The struct's name; <see langword="null"/> if it has none.</param>
/// <param name="Packed">Its bytes without padding.</param>
/// <param name="Aligned">Its bytes with padding.</param>
/// <param name="Field">The first field that is elsewhere; <see langword="null"/> if only the end is padded.</param>
/// <param name="PackedAt">Where the field is without padding.</param>
/// <param name="AlignedAt">Where it is with padding.</param>
internal sealed record CPadding(string? Name, int Packed, int Aligned, string? Field, long PackedAt, long AlignedAt)
{
    /// <summary>
    /// The structs of a text that a compiler lays out in another way; empty for a text that no compiler reads, as it has byte orders or
    /// what members hold in every file.
    /// </summary>
    internal static IReadOnlyList<CPadding> Of(string text)
    {
        try
        {
            return CDefinitions.IsDefinition(text) && !CPreprocessor.Run(text).Tokens.Any(static token => token.Is("BE") || token.Is("LE"))
                ? [.. All(text, align: false).Zip(All(text, align: true), Of).OfType<CPadding>()] : [];
        }
        catch (FormatException)
        {
            // The layout that is wanted has no error, or the caller has said it.
            return [];
        }
    }

    private static IEnumerable<TypeDefinition> All(string text, bool align)
    {
        CDefinitions definitions = CParser.Parse(text, align);
        return definitions.Types.Append(definitions.Main).OfType<TypeDefinition>().DistinctBy(static type => type.Name ?? "");
    }

    private static CPadding? Of(TypeDefinition packed, TypeDefinition aligned)
    {
        if (packed.Type is not { Fields: not null, Error: null, Tail.Count: 0, Magic.Count: 0 } || aligned.Type.Error is not null
            || packed.DType == aligned.DType)
        {
            return null;
        }
        (string Field, long, long)? moved = FirstMoved(packed.DType, aligned.DType, "", 0, 0);
        return new(
            packed.Name, packed.DType.ItemSize, aligned.DType.ItemSize, moved?.Field, moved?.Item2 ?? 0, moved?.Item3 ?? 0);
    }

    private static (string Field, long PackedAt, long AlignedAt)? FirstMoved(
        DType packed, DType aligned, string path, long packedAt, long alignedAt)
    {
        foreach ((Field before, Field behind) in (packed.Fields ?? []).Zip(aligned.Fields ?? []))
        {
            (long from, long to) = (packedAt + before.Offset, alignedAt + behind.Offset);
            if (from != to)
            {
                return (path + before.Name, from, to);
            }
            if (FirstMoved(before.DType, behind.DType, $"{path}{before.Name}.", from, to) is { } inside)
            {
                return inside;
            }
        }
        return null;
    }
}
