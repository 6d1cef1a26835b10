using MemMap.Compute;
using MemMap.Geometry;

namespace MemMap;

/// <summary>A part of a joined array.</summary>
/// <param name="Number">The number of the part.</param>
/// <param name="FileName">The absolute path of the file; null for an array in memory.</param>
/// <param name="Member">The name of the array in the archive that the file is; null if it is none.</param>
/// <param name="FirstRow">The first index on the joined axis that is in the part.</param>
/// <param name="Rows">The number of indices on that axis.</param>
public sealed record JoinedPart(long Number, string? FileName, string? Member, long FirstRow, long Rows)
{
    /// <summary>File and rows, for messages.</summary>
    public override string ToString()
        => FormattableString.Invariant(
            $"{FileName ?? "memory"}{(Member is null ? "" : $":{Member}")} (rows {FirstRow} to {FirstRow + Rows - 1})");

    /// <summary>The parts that have elements of an array; all of them if it is the whole joined array.</summary>
    internal static JoinedPart[] Of(ArrayRef array, JoinedBuffer buffer, bool isWhole)
    {
        buffer.Verify();
        if (isWhole)
        {
            var parts = new JoinedPart[buffer.Grid.Count];
            for (int i = 0; i < parts.Length; i++)
            {
                parts[i] = Whole(buffer, i);
            }
            return parts;
        }
        List<GridPiece> pieces = buffer.Grid.Pieces(array.Layout, buffer.DType.ItemSize, buffer.Axis, array.ItemSize)
            ?? throw Error.RowsAcrossParts();
        return [.. pieces.Select(piece => Piece(buffer, piece))];
    }

    /// <summary>The part that has a byte of the buffer.</summary>
    internal static JoinedPart At(JoinedBuffer buffer, long offset) => Whole(buffer, buffer.PartAt(offset));

    private static JoinedPart Whole(JoinedBuffer buffer, long number)
    {
        (string? path, string? member) = buffer.Parts.NameOf(number);
        (long first, long rows) = buffer.Grid.Extent(buffer.Axis, buffer.Grid.Coordinates(number)[buffer.Axis]);
        return new JoinedPart(number, path, member, first, rows);
    }

    private static JoinedPart Piece(JoinedBuffer buffer, GridPiece piece)
    {
        (string? path, string? member) = buffer.Parts.NameOf(piece.Part);
        return new JoinedPart(piece.Part, path, member, piece.First, piece.Count);
    }
}
