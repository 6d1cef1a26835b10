namespace MemMap.DataTypes;

/// <summary>The notations of dtypes, for Tab completion and suggestions.</summary>
internal static class DTypeNames
{
    // A longer text is no misspelt name.
    private const int LongestName = 24;

    // Fewer letters before digits are a code with a size, such as u9.
    private const int FewestLetters = 3;

    /// <summary>The canonical names, then the short notations, then the datetimes with their units, then the aliases.</summary>
    public static IReadOnlyList<string> All { get; } =
    [
        .. ElementTraits.All.Select(t => t.Name),
        .. Packing.Names,
        .. ElementTraits.All.Where(t => t.Size > 0 && !t.IsTime).Select(t => $"{t.Letter}{t.Size}"),
        .. ElementTraits.All.Where(t => t.IsTime).SelectMany(t => TimeUnit.AllSymbols.SkipLast(1).Select(u => $"{t.Name}[{u}]")),
        .. ElementTraits.All.Where(t => t.IsTime).SelectMany(t => TimeUnit.AllSymbols.SkipLast(1).Select(u => $"{t.Letter}{t.Size}[{u}]")),
        .. ElementTraits.All.SelectMany(t => t.Aliases).Where(IsCommon),
    ];

    /// <summary>The dtype for a type name of another language; <see langword="null"/> if it is none.</summary>
    public static string? Instead(string text) => text.ToUpperInvariant() switch
    {
        "STRING" or "TEXT" or "CHAR" or "CHARS" or "ASCII" or "UTF8"
            => "text has a fixed length: S8 is 8 bytes of ASCII, U8 is 8 characters of Unicode",
        "DATETIME" or "DATE" or "TIME" or "TIMESTAMP"
            => "a date is unixtime, unixtime64, filetime, or datetime64 with a unit, such as datetime64[s]",
        "TIMESPAN" or "DURATION" => "a time span has a unit, such as timedelta64[ms]",
        "INTEGER" or "NUMBER" or "NUMERIC"
            => "integers are int8, int16, int32 and int64, and without a sign uint8, uint16, uint32 and uint64",
        "IPV4" or "IP4" or "IP" or "INET" => "an address is ipaddress",
        "IPV6" or "IP6" or "INET6" => "an address is ip6address",
        "REAL" or "DECIMAL" or "FLOATING" => "floats are float32 and float64",
        "BOOLEAN" or "FLAG" => "a bool of one byte is bool",
        "SBYTE" => "a byte with a sign is int8",
        "HEX" or "BINARY" or "BIN" or "RAW" or "OCTET" or "OCTETS" => "bytes are uint8, which is what a file has without a data type",
        _ => OfC(text) ?? FieldNotation.Instead(text),
    };

    // C's names have a letter case of their own; a name of ours in another case is suggested as such.
    private static string? OfC(string text)
        => ElementTraits.ByName.ContainsKey(text.ToLowerInvariant()) ? null
            : CTypeNames.Names.Order(StringComparer.Ordinal).FirstOrDefault(name => name.Equals(text, StringComparison.OrdinalIgnoreCase))
            is { } name && CTypeNames.DTypeOf(name) is { } dtype ? $"{name} is {dtype.Called}: write {dtype.Called}" : null;

    /// <summary>The name that differs from the text in letter case or in few letters; <see langword="null"/> if there is none.</summary>
    public static string? Nearest(string text)
        => Variants(text) ?? OfBits(text) ?? Nearest(
            text, ElementTraits.ByName.Keys.Where(IsCommon).Concat(Packing.Names).Concat(NamedTypes.All.Select(type => type.Name)));

    // In other languages, the number behind the letter is that of bits: i32 is numpy's i4. A byte order before it is kept.
    private static string? OfBits(string text)
    {
        string order = text.Length > 0 && text[0] is '<' or '>' or '=' ? text[..1] : "", name = text[order.Length..].ToLowerInvariant();
        return name.Length > 1 && ElementTraits.All.FirstOrDefault(
            traits => traits.Size > 0 && !traits.IsTime && name == $"{traits.Letter}{8 * traits.Size}") is { } element
                ? order.Length > 0 ? $"{order}{element.Letter}{element.Size}" : element.Name : null;
    }

    /// <summary>Whether a text looks like the name of a type that somebody has registered.</summary>
    public static bool MayBeRegistered(string text)
        => text.Length is >= FewestLetters and <= LongestName && text.Take(FewestLetters).All(char.IsAsciiLetter)
            && text.All(c => char.IsAsciiLetterOrDigit(c) || c == '_');

    /// <summary>The named type that differs in letter case or in few letters; <see langword="null"/> if there is none.</summary>
    public static string? NearestType(string text) => Variants(text) ?? Nearest(text, NamedTypes.All.Select(type => type.Name));

    /// <summary>The names of types that begin with the text, or with which it begins, as png_header does with png.</summary>
    public static string? WithPartOf(string text)
    {
        const int least = 3, most = 4;
        string[] names = [.. TypeFiles.All.Concat(NamedTypes.Registered).Select(type => type.Name).Distinct()];
        string[] shorter = [.. names.Where(name => name.Length >= least && text.StartsWith(name, StringComparison.OrdinalIgnoreCase))];
        int longest = shorter.Select(name => name.Length).DefaultIfEmpty(0).Max();
        string stem = text.Split('_')[0];
        return InWords(longest > 0 ? [.. shorter.Where(name => name.Length == longest)]
            : stem.Length < least ? []
            : [.. names.Where(name => name.StartsWith(stem, StringComparison.OrdinalIgnoreCase)).Take(most)]);
    }

    // The name of a format stands for none of its parts: zip is zip_local, zip_entry or zip_end, in the order in which a file has them.
    private static string? Variants(string text)
    {
        const int most = 4;
        string[] names = [.. TypeFiles.All.Concat(NamedTypes.Registered).Select(type => type.Name).Distinct().Where(
            name => name.StartsWith($"{text}_", StringComparison.OrdinalIgnoreCase)).Take(most)];
        return InWords(names);
    }

    private static string? InWords(string[] names)
        => names.Length == 0 ? null : names is [var only] ? only : $"{string.Join(", ", names[..^1])} or {names[^1]}";

    /// <summary>
    /// The name, among the given ones, that differs from the text in letter case or in few letters or starts with it;
    /// <see langword="null"/> if there is none.
    /// </summary>
    public static string? Nearest(string text, IEnumerable<string> names)
    {
        if (text.Length is < 3 or > LongestName)
        {
            return null;
        }
        string lower = text.ToLowerInvariant();
        int most = text.Length / 3;
        string[] all = [.. names];
        return all
            .Where(name => Math.Abs(name.Length - lower.Length) <= most)
            .Select(name => (Name: name, Distance: Distance(lower, name.ToLowerInvariant())))
            .Where(near => near.Distance <= most)
            .OrderBy(near => near.Distance).ThenBy(near => near.Name, StringComparer.Ordinal)
            .FirstOrDefault().Name
            // The beginning of a name suggests it: elf means elf64.
            ?? all.Where(name => name.StartsWith(lower, StringComparison.OrdinalIgnoreCase)).Order(StringComparer.Ordinal).FirstOrDefault();
    }

    // numpy's variants such as float_ and int0 are accepted but not suggested.
    private static bool IsCommon(string name) => name[^1] is not ('_' or '0');

    // The number of letters to insert, delete, replace or swap with their neighbour.
    private static int Distance(string a, string b)
    {
        int[,] d = new int[a.Length + 1, b.Length + 1];
        for (int i = 0; i <= a.Length; i++)
        {
            for (int j = 0; j <= b.Length; j++)
            {
                d[i, j] = i == 0 ? j : j == 0 ? i
                    : Math.Min(Math.Min(d[i - 1, j], d[i, j - 1]) + 1, d[i - 1, j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1));
                if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                {
                    d[i, j] = Math.Min(d[i, j], d[i - 2, j - 2] + 1);
                }
            }
        }
        return d[a.Length, b.Length];
    }
}
