using System.Management.Automation;
using MemMap.DataTypes;

namespace MemMap.Parameters;

/// <summary>Completes the files of open maps, relative to PowerShell's location if they are below it.</summary>
public sealed class OpenMapCompleter : NameCompleter
{
    private protected override IEnumerable<(string Name, string ToolTip)> Candidates(TypedCommand command)
    {
        string? location = Path.IsPathRooted(command.Word) ? null : TypedCommand.Location;
        return MemMapArray.OpenMaps.GroupBy(map => map.FileName).Select(maps
            => (WildcardPattern.Escape(Name(maps.Key, location, command.Word)), Output.ArrayHeader.Of(maps.First(), isShort: true)));
    }

    private static string Name(string file, string? location, string word)
    {
        string relative = location is null ? file : Path.GetRelativePath(location, file);
        return Path.IsPathRooted(relative) || relative.StartsWith("..", StringComparison.Ordinal) ? file
            : word.StartsWith($".{Path.DirectorySeparatorChar}", StringComparison.Ordinal) ? Path.Combine(".", relative) : relative;
    }
}

/// <summary>Completes the names that the values of a field have: those of its enum.</summary>
public sealed class ValueCompleter : NameCompleter
{
    private protected override IEnumerable<(string Name, string ToolTip)> Candidates(TypedCommand command)
        => command.FieldDType?.Meaning is EnumMeaning { ClrType: var type } ? Members(type) : [];

    /// <summary>The names of an enum's members, each with its number.</summary>
    internal static IEnumerable<(string Name, string ToolTip)> Members(Type type)
        => Enum.GetNames(type).Select(name => (name, $"{name} is {Enum.Format(type, Enum.Parse(type, name), "d")} in {type.Name}"));
}

/// <summary>Completes a value to assign: a name that it may have, or a computation of numbers.</summary>
public sealed class AssignedValueCompleter : ScriptCompleter
{
    private protected override IEnumerable<(string Text, string ToolTip)> Candidates(TypedCommand command)
        => command.FieldDType is { Meaning: EnumMeaning { ClrType: var type } }
            ? ValueCompleter.Members(type).Where(member => member.Name.StartsWith(command.Word, StringComparison.OrdinalIgnoreCase))
            : command.DType is { IsRecord: true } ? Fields(command).Where(static field => IsComputed(field.DType)).Select(
                static field => ($"{{ $_.{Member(field.Name)} * 2 }}", ToolTip(field)))
            : command.DType is { } dtype && IsComputed(dtype) && command.Word.Length == 0
            ? [("{ $_ * 2 }", "computes each element of the one that is there")] : [];

    private static bool IsComputed(DType dtype) => dtype is { IsNumeric: true, Meaning: null };
}

/// <summary>Completes an index: elements, slices and fields of the command's array.</summary>
public sealed class IndexCompleter : NameCompleter
{
    private const long FewRows = 10;

    private protected override IEnumerable<(string Name, string ToolTip)> Candidates(TypedCommand command)
    {
        if (command.Array is not { NDim: > 0 } array)
        {
            return command.HasInput ? [] : Files(command.Word);
        }
        string rest = string.Concat(Enumerable.Repeat(", :", array.NDim - 1)), of = $"of {Error.Shape(array.Shape)}";
        // The first axis may have a name, as in Zarr and NetCDF.
        of += AxisCompleter.NameOf(array, 0) is { Length: > 0 } name ? $" along{name}" : "";
        string rows = array.NDim > 1 ? "rows" : "elements", row = array.NDim > 1 ? "row" : "element";
        List<(string Name, string ToolTip)> candidates =
        [
            ("0", $"the first {row} {of}"), ("-1", $"the last {row} {of}"), ($":{FewRows}", $"the first {FewRows} {rows} {of}"),
            ($"-{FewRows}:", $"the last {FewRows} {rows} {of}"), ("::2", $"every second of the {rows} {of}"),
            ("::-1", $"the {rows} {of} backwards"),
        ];
        // One index on each axis: a slice of it, and all of the others.
        for (int axis = 1; axis < array.NDim; axis++)
        {
            string before = string.Concat(Enumerable.Repeat(":, ", axis)), after = rest[(3 * axis)..];
            candidates.Add((
                $"{before}0{after}", $"index 0 on axis {axis}{AxisCompleter.NameOf(array, axis)}, which is {array.Shape[axis]} long"));
        }
        return candidates;
    }

    // Where nothing comes through the pipeline, a file stands before the index.
    private static IEnumerable<(string Name, string ToolTip)> Files(string word)
    {
        string folder = word[..(word.LastIndexOfAny(['/', '\\']) + 1)];
        string? from = TypedCommand.Location is { } location ? Path.Combine(location, folder) : null;
        return from is null || !Directory.Exists(from) ? []
            : new DirectoryInfo(from).EnumerateFileSystemInfos("*", new EnumerationOptions { IgnoreInaccessible = true })
                .OrderBy(entry => entry.Name, StringComparer.OrdinalIgnoreCase).Select(entry => (folder + entry.Name, entry.FullName));
    }
}
