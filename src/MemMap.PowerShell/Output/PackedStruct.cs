using System.Globalization;
using MemMap.DataTypes;

namespace MemMap.Output;

/// <summary>Tells that structs in C are laid out without the padding of a compiler.</summary>
internal static class PackedStruct
{
    private const int MostNames = 5;

    /// <summary>The beginning of a warning: what was done, and what a compiler does. What to write instead follows.</summary>
    /// <param name="structs">The structs; the last one is described.</param>
    internal static string Warning(IReadOnlyList<CPadding> structs)
    {
        CPadding one = structs[^1];
        string subject = one.Name is null ? "the struct" : $"the struct '{one.Name}'";
        string moved = one.Field is null ? "" : string.Create(
            CultureInfo.InvariantCulture, $", with '{one.Field}' at {one.AlignedAt} in place of {one.PackedAt}");
        string[] others = [.. structs.SkipLast(1).Select(static other => other.Name ?? "").Take(MostNames)];
        string so = others.Length == 0 ? "" : $"; so it does of {string.Join(", ", others)}{(structs.Count > MostNames + 1 ? " ..." : "")}";
        return string.Create(CultureInfo.InvariantCulture, $"{subject} is packed: {one.Packed} bytes. A C compiler pads it to ")
            + string.Create(CultureInfo.InvariantCulture, $"{one.Aligned} bytes{moved}{so}. ");
    }
}
