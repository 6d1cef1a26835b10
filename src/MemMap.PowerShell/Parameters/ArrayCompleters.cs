using MemMap.Formats;

namespace MemMap.Parameters;

/// <summary>Completes the fields of the command's array.</summary>
public sealed class FieldCompleter : NameCompleter
{
    private protected override IEnumerable<(string Name, string ToolTip)> Candidates(TypedCommand command)
        => command.DType?.Fields?.Select(field => (field.Name, $"{field.DType} at byte {field.Offset}")) ?? [];
}

/// <summary>Completes the axes of the command's array.</summary>
public sealed class AxisCompleter : NameCompleter
{
    private protected override IEnumerable<(string Name, string ToolTip)> Candidates(TypedCommand command)
        => command.Array is { } array
            ? array.Shape.Select((length, axis) => (array.AxisNames[axis] ?? $"{axis}", $"axis {axis}, of length {length}")) : [];

    /// <summary>The name of an axis in parentheses, behind a space; empty if it has none.</summary>
    internal static string NameOf(NDArray array, int axis) => array.AxisNames[axis] is { } name ? $" ({name})" : "";
}

/// <summary>Completes the arrays of a container, such as the members of an .npz archive.</summary>
public sealed class MemberCompleter : NameCompleter
{
    private protected override IEnumerable<(string Name, string ToolTip)> Candidates(TypedCommand command)
    {
        if (command.File is not { } file || !Path.Exists(file))
        {
            return [];
        }
        try
        {
            return [.. MemberList.Of(file, command.Format).Where(member => member.Name.Length > 0).Select(
                member => (member.Name, $"{member.DType} {Error.Shape(member.Shape)} in {Path.GetFileName(file)}"))];
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or InvalidDataException
            or ArgumentException)
        {
            // Not an archive, or not readable: opening it reports the error, and there is nothing to complete.
            return [];
        }
    }
}
