using System.Diagnostics.CodeAnalysis;

namespace MemMap.Parameters;

/// <summary>Names of fields as PowerShell takes names: in any case. A name that a field has exactly comes first.</summary>
internal static class FieldName
{
    /// <summary>
    /// The name of the field that is meant, or the path <c>position.x</c> of one in a nested record; the name itself if there is no such
    /// field, or several differ from it in their case alone.
    /// </summary>
    internal static string Of(DType dtype, string name)
        => dtype.FindField(name) is not null ? name : Path(dtype, name) ?? name;

    /// <inheritdoc cref="Of(DType, string)"/>
    [return: NotNullIfNotNull(nameof(names))]
    internal static string[]? Of(DType dtype, string[]? names) => names is null ? null : Array.ConvertAll(names, name => Of(dtype, name));

    private static string? Path(DType dtype, string name)
    {
        Field[] same = [.. (dtype.Fields ?? []).Where(field => field.Name.Equals(name, StringComparison.OrdinalIgnoreCase))];
        if (same.Length > 0)
        {
            return same is [var only] ? only.Name : null;
        }
        int dot = name.IndexOf('.', StringComparison.Ordinal);
        return dot > 0 && Path(dtype, name[..dot]) is { } outer && Path(dtype.FindField(outer)!.DType, name[(dot + 1)..]) is { } inner
            ? $"{outer}.{inner}" : null;
    }
}
