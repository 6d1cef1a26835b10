using System.Collections.Concurrent;

namespace MemMap.DataTypes;

/// <summary>
/// The named dtypes: the built-in ones, and those that users register. The table is shared by the process, so a name that one runspace
/// registers is known in all of them.
/// </summary>
internal static partial class NamedTypes
{
    // Names are case-insensitive, as in PowerShell.
    private static readonly ConcurrentDictionary<string, NamedType> Table = new(
        BuiltIn().Select(type => KeyValuePair.Create(type.Name, type)), StringComparer.OrdinalIgnoreCase);

    /// <summary>All named types, by name.</summary>
    internal static IReadOnlyList<NamedType> All => [.. Table.Values.OrderBy(type => type.Name, StringComparer.OrdinalIgnoreCase)];

    /// <summary>The type of a name, or <see langword="null"/>.</summary>
    internal static NamedType? Find(string name) => Table.GetValueOrDefault(name);

    /// <summary>The named type that equals a record, or <see langword="null"/>.</summary>
    internal static NamedType? Find(DType record) => record.IsRecord ? All.FirstOrDefault(type => type.DType == record) : null;

    /// <summary>The dtype with the meanings of a named type that equals it. Files and handles do not store meanings.</summary>
    internal static DType Known(DType dtype) => Find(dtype)?.DType ?? dtype;

    /// <summary>Registers a named dtype. Registering the same name and dtype again is no error.</summary>
    /// <param name="type">The name and its dtype.</param>
    /// <param name="replace">Whether the name may be redefined.</param>
    /// <exception cref="ArgumentException">The text is no name, is one of numpy's, or already names another dtype.</exception>
    internal static void Register(NamedType type, bool replace)
    {
        // The characters that may follow a comma, a count or a parenthesis in a list of dtypes and mean nothing else there.
        if (!char.IsAsciiLetter(type.Name[0]) || !type.Name.All(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '-' or '.'))
        {
            throw Error.TypeNameInvalid(type.Name);
        }
        if (DTypeParser.IsNumpys(type.Name))
        {
            throw Error.TypeNameOfNumpy(type.Name);
        }
        NamedType known = replace ? Table[type.Name] = type : Table.GetOrAdd(type.Name, type);
        if (known.DType != type.DType)
        {
            throw Error.TypeNameTaken(known);
        }
    }
}
