using MemMap.DataTypes;

namespace MemMap.Parameters;

/// <summary>Completes dtypes: the usual ones while nothing is typed, then numpy's and the named ones.</summary>
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
        return names.Select(name => (name, ToolTip(name)))
            .Concat(named.Where(type => !names.Contains(type.Name)).Select(type => (type.Name, ToolTip(type.Name))));
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
