using System.Globalization;
using System.Text.RegularExpressions;

namespace MemMap.DataTypes;

/// <summary>
/// Where chains of records begin in files: behind a header, which is of another type. The description of a type says it, in the words "the
/// first one is at offset 8". Where the file as a whole is a record too, those in it "begin at offset 12".
/// </summary>
internal static partial class RecordChains
{
    /// <summary>The offset of the first record of a type in a file of its format; <see langword="null"/> if it isn't known.</summary>
    internal static long? FirstOf(NamedType record) => Offset("first", record.Description);

    /// <summary>
    /// The type that these bytes begin as, if records of another type of its format begin behind it; <see langword="null"/> otherwise.
    /// </summary>
    /// <param name="record">The type of the records.</param>
    /// <param name="start">The first bytes of a file.</param>
    internal static NamedType? HeaderOf(NamedType record, ReadOnlySpan<byte> start)
        => FirstOf(record) > 0
            ? MagicCheck.Fitting(start).FirstOrDefault(fit => fit.Type != record && fit.Type.Family == record.Family)?.Type : null;

    /// <summary>
    /// The types of records whose chains are in a file that begins with these bytes, as they are written, and their offsets.
    /// </summary>
    internal static IReadOnlyList<(string Name, long Offset)> In(ReadOnlySpan<byte> start)
    {
        if (MagicCheck.Fitting(start) is not [var fit, ..])
        {
            return [];
        }
        if (fit.Type.HasOwnLengths)
        {
            return [(fit.Name, 0)];
        }
        List<(string, long)> found = [];
        foreach (NamedType type in NamedTypes.Readable(NamedTypes.All).Where(type => type.Family is not null
            && type.Family == fit.Type.Family && type.HasOwnLengths))
        {
            DType dtype = fit.Order == '>' ? type.InOrder('>') : type.DType;
            if ((FirstOf(type) ?? Offset("inner", type.Description)) is { } offset && offset + dtype.ItemSize <= start.Length
                && MagicCheck.Mismatch(dtype.Source!, dtype, start[(int)offset..]) is null)
            {
                found.Add((dtype.Source!.Name, offset));
            }
        }
        return found;
    }

    private static long? Offset(string which, string description)
        => Place().Match(description).Groups[which] is { Success: true } digits
            ? long.Parse(digits.ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture) : null;

    [GeneratedRegex(
        "the first one is at offset (?<first>[0-9]{1,9})|those in it begin at offset (?<inner>[0-9]{1,9})",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Place();
}
