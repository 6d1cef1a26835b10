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
        => command.File is not { } file ? [] : Members(file, command.Format).Where(member => member.Name.Length > 0).Select(
            member => (member.Name, $"{member.DType} {Error.Shape(member.Shape)} in {Path.GetFileName(file)}"));

    /// <summary>The arrays of a file; none if it isn't there, or can't be read.</summary>
    internal static ArrayMember[] Members(string file, FileFormat format)
    {
        try
        {
            return Path.Exists(file) ? [.. MemberList.Of(file, format)] : [];
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or InvalidDataException
            or ArgumentException)
        {
            // Opening it reports the error, and there is nothing to complete.
            return [];
        }
    }
}
