using MemMap.DataTypes;

namespace MemMap.Output;

/// <summary>Says what an array is, in a line.</summary>
internal static class ArrayHeader
{
    /// <summary>
    /// <c>float32 (3, 4) r+ PATH</c>; for an array in memory <c>float32 (3, 4)</c>. A record that has a name is told by it.
    /// </summary>
    /// <remarks>An array of an archive has <c>(member NAME)</c> behind it.</remarks>
    internal static string Of(NDArray array)
    {
        string what = $"{NameOf(array.DType) ?? array.DType.ToString()} {Error.Shape(array.Shape)}";
        return array switch
        {
            MemMapArray map => $"{what} {map.Mode} {map.FileName}",
            DistributedMemMap hosts => $"{what} {hosts.Mode} {hosts.Hosts}",
            _ => what,
        } + (array.Member is { } member ? $" (member {member})" : "");
    }

    /// <summary>The name of a record, or of what elements stand for; null where the dtype says it all.</summary>
    internal static string? NameOf(DType dtype) => NamedTypes.Find(dtype)?.Name ?? (dtype.IsSwapped ? null : dtype.Meaning?.Name);
}
