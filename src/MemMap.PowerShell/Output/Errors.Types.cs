using System.Management.Automation;
using MemMap.DataTypes;
using MemMap.Formats;
using MemMap.Parameters;
using static MemMap.Output.CommandText;

namespace MemMap.Output;

// Errors of named dtypes.
internal static partial class Errors
{
    /// <summary>An unknown name of a dtype.</summary>
    internal static ErrorRecord NoSuchType(string name)
        => From(Error.With("NoSuchType", new ItemNotFoundException(
            (DTypeNames.NearestType(name) ?? DTypeNames.WithPartOf(name)) is string near
                ? $"no data type is registered as '{name}'; did you mean {near}?"
            : DTypeNames.Instead(name) is string instead ? $"no data type is registered as '{name}'; {instead}"
                : $"no data type is registered as '{name}'{(PositionalFile.MayName(name) ? ", and there is no such file" : "")}; "
                    + "Get-MemMapType lists those that are")), name);

    /// <summary>A name with wildcards that looks like one of files.</summary>
    internal static ErrorRecord NoTypeAndNoFile(string name) => From(Error.With("NoSuchType", new ItemNotFoundException(
        $"no data type has a name like '{name}', and no file matches it; Get-MemMapType lists the types, and Get-MemMapType FILE says what "
            + "a file may be")), name);

    /// <summary>A file in place of the name of a type that is to be removed.</summary>
    internal static ErrorRecord FileForType(string name) => From(Error.With("FileForType", new ItemNotFoundException(
        $"'{name}' names a file, and no data type is registered under this name; Get-MemMapType {Quoted(name)} says what it may be, and "
            + "Get-MemMapType lists the types")), name);

    /// <summary>A file that begins as no named type does.</summary>
    /// <param name="path">The file.</param>
    /// <param name="content">What there is.</param>
    /// <param name="offset">Where it was looked for.</param>
    internal static ErrorRecord NoTypeFits(string path, FileContent content, long offset)
        => From(Error.With("NoTypeFits", new ItemNotFoundException(content switch
        {
            { IsEmpty: true } => $"'{path}' is empty",
            { Format: { } format } => $"'{path}' is a file of arrays: New-MemMap {Quoted(path)} -Format {format} opens them",
            { IsText: true } => $"'{path}' looks like text: Get-Content shows its lines, and Show-MemMap its bytes",
            _ => $"'{path}' has no known magic {(offset == 0 ? "at its start" : $"at offset {offset}")}; Show-MemMap shows its bytes, and "
                + "New-MemMap opens it as any data type",
        })), path);

    /// <summary>Records of no type, in a file.</summary>
    /// <param name="path">The file, as it was written; null for an array.</param>
    /// <param name="chains">The types of records that are in it, and their offsets.</param>
    /// <param name="fitting">What it begins as.</param>
    internal static ErrorRecord RecordTypeMissing(
        string? path, IReadOnlyList<(string Name, long Offset)> chains, IReadOnlyList<NamedSource> fitting)
    {
        string command = path is null ? "... | Get-MemMapRecord" : $"Get-MemMapRecord {Quoted(path)}";
        string write = chains.Count > 0
            ? "write " + string.Join(" or ", chains.Select(
                chain => $"{command} {chain.Name}{(chain.Offset > 0 ? $" -Offset {chain.Offset}" : "")}"))
            : (path is not null && fitting is [var one, ..]
                ? $"it begins as {one.Name}, which New-MemMap {Quoted(path)} {one.Name} -Shape 1 reads; " : "")
                + $"write their type: {command} zip_local, or a definition in C, 'struct {{ uint32_t size; uint8_t data[size]; }}'; "
                + "Get-MemMapType lists the types";
        return From(Error.With("RecordTypeMissing", new ArgumentException(
            $"it is not said what the records{(path is null ? "" : $" of '{path}'")} are; {write}")), path);
    }

    /// <summary>Two files, and no type of their records.</summary>
    internal static ErrorRecord FilesForType(string command, string first, string second) => From(Error.With("RecordTypeMissing",
        new ArgumentException($"'{first}' and '{second}' are files, and the type of their records is missing; several files are separated "
            + $"by commas: {command} zip_local {Quoted(first)}, {Quoted(second)}")), second);

    /// <summary>A type of the pipeline, and no file that is read as it.</summary>
    /// <param name="command">The cmdlet.</param>
    /// <param name="type">The type.</param>
    internal static ErrorRecord TypeWithoutFile(string command, NamedType type) => From(Error.With("TypeWithoutFile", new ArgumentException(
        $"a type says how elements stand, and the file is missing: write Get-MemMapType {type.Name} | {command} FILE")), type);

    /// <summary>A file of bytes in place of a header in C.</summary>
    internal static FormatException NoHeader(string path) => Error.With("DefinitionInvalid", new FormatException(
        $"'{path}' is no text, and a header in C is one; Get-MemMapType {Quoted(path)} says which type the file may be of"));

    /// <summary>A name to register, without the dtype that it shall stand for.</summary>
    internal static ArgumentException TypeMissing(string name) => Error.With("TypeMissing", new ArgumentException(
        DType.TryParse(name, out _)
            ? $"'{name}' is a data type, and its name is missing; write Register-MemMapType NAME '{name}'"
            : $"the data type of '{name}' is missing; write Register-MemMapType {name} 'id u4, value f4', or the definition in C: "
                + "Register-MemMapType 'struct NAME { uint32_t id; float value; }'"));

    /// <summary>A dtype that is to be aligned, and is laid out already.</summary>
    internal static ArgumentException AlignOfType(string name) => Error.With("AlignOfType", new ArgumentException(
        $"-Align is for a definition in C: write Register-MemMapType -Name {name} -Definition 'struct ...' -Align"));

    /// <summary>A built-in type to remove.</summary>
    internal static ErrorRecord TypeBuiltIn(string name) => From(Error.With("TypeBuiltIn", new InvalidOperationException(
        $"the data type '{name}' is part of the module and can't be removed; Register-MemMapType -Force replaces it")), name);
}
