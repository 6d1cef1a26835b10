using MemMap.DataTypes;
using MemMap.Formats;

namespace MemMap.Parameters;

/// <summary>
/// Completes dtypes: first the named ones that the command's file may be of, then the usual ones while nothing is typed, or numpy's and
/// the named ones.
/// </summary>
public sealed class DTypeCompleter : NameCompleter
{
    private static readonly string[] Usual =
    [
        "uint8", "int16", "uint16", "int32", "uint32", "int64", "uint64", "float32", "float64", "bool", "S8", "U8", "datetime64[s]",
        "unixtime", "filetime", "guid",
    ];

    private static readonly string[] All = [.. DTypeNames.All.Union(Usual)];

    private protected override IEnumerable<(string Name, string ToolTip)> Candidates(TypedCommand command)
    {
        // Types that somebody has registered are meant to be used.
        IEnumerable<NamedType> named = NamedTypes.All.Where(type => command.Word.Length > 0 || !type.IsBuiltIn);
        string[] names = command.Word.Length > 0 ? All : Usual;
        string[] fitting = [.. Fitting(command)];
        return fitting.Select(name => (name, $"{ToolTip(name)} (the file begins as one)"))
            .Concat(names.Select(name => (name, ToolTip(name))))
            .Concat(named.Where(type => !names.Contains(type.Name)).Select(type => (type.Name, ToolTip(type.Name))))
            .DistinctBy(static candidate => candidate.Item1);
    }

    /// <summary>The types that the file of -Path, or what is at -Offset of it, begins as.</summary>
    private static IEnumerable<string> Fitting(TypedCommand command)
    {
        if (command.File is not { } file || !File.Exists(file))
        {
            return [];
        }
        try
        {
            return RawFile.TypesOf(file, FileOffset.In(file, command.Offset) ?? 0).Select(static source => source.Name);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException)
        {
            // Opening the file reports the error.
            return [];
        }
    }

    private static string ToolTip(string name) => NamedTypes.Find(name) is { Description.Length: > 0 } type ? type.Description
        : DType.TryParse(name, out DType? dtype) ? $"{name}: {Described(dtype)}"
        : name;

    private static string Described(DType dtype)
    {
        string size = dtype.ItemSize switch
        {
            0 => "of a length that is written behind it",
            1 => "of 1 byte",
            var bytes => $"of {bytes} bytes",
        };
        return dtype.Packing is not null ? $"packed numbers {size}" : dtype.KindLetter switch
        {
            'b' => "True or False, in 1 byte",
            'i' => $"integers {size}, with a sign",
            'u' => $"integers {size}, without a sign",
            'f' => $"floating-point numbers {size}",
            'c' => $"complex numbers {size}",
            'M' => $"dates {size}",
            'm' => $"time spans {size}",
            'S' => $"text in one byte a character {size}",
            'U' => $"text in four bytes a character {size}",
            _ => $"elements {size}",
        };
    }
}
