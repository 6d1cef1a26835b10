using System.Collections.Concurrent;

namespace MemMap.DataTypes;

/// <summary>
/// The dtypes that have a name of their own: those that came with the module, and what users register. One table for the process, so
/// a name that one runspace registers is known in all of them.
/// </summary>
internal static partial class NamedTypes
{
    // Case-insensitive, as names in PowerShell are.
    private static readonly ConcurrentDictionary<string, NamedType> Table = new(
        BuiltIn().Select(type => KeyValuePair.Create(type.Name, type)), StringComparer.OrdinalIgnoreCase);

    /// <summary>All of them, by name.</summary>
    internal static IReadOnlyList<NamedType> All => [.. Table.Values.OrderBy(type => type.Name, StringComparer.OrdinalIgnoreCase)];

    /// <summary>The one of that name, or <see langword="null"/>.</summary>
    internal static NamedType? Find(string name) => Table.GetValueOrDefault(name);

    /// <summary>The one that a record is, or <see langword="null"/>.</summary>
    internal static NamedType? Find(DType record) => record.IsRecord ? All.FirstOrDefault(type => type.DType == record) : null;

    /// <summary>The same dtype; a record that has a name tells again what its fields stand for, which no file and no handle says.</summary>
    internal static DType Known(DType dtype) => Find(dtype)?.DType ?? dtype;

    /// <summary>Gives a dtype a name. Giving it the name that it has already is no error.</summary>
    /// <param name="type">The name and what it stands for.</param>
    /// <param name="replace">Whether the name may have stood for something else.</param>
    /// <exception cref="ArgumentException">The text is no name, is one of numpy's, or stands for another dtype.</exception>
    internal static void Register(NamedType type, bool replace)
    {
        // What may follow a comma, a count or a parenthesis in a list of dtypes, and means nothing else there.
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
