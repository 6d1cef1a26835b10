namespace MemMap;

/// <summary>
/// The mode of a map: numpy's <c>r</c>, <c>c</c>, <c>r+</c> and <c>w+</c>. There are exactly four instances, so modes are equal if they are
/// the same object. PowerShell compares a mode with text through <see cref="Parse"/>.
/// </summary>
public sealed class MapMode
{
    /// <summary><c>r</c>: an existing file, read-only.</summary>
    public static readonly MapMode ReadOnly = new("r", "readonly", isWriteable: false, changesFile: false);

    /// <summary><c>c</c>: an existing file. Assignments change the memory and never the file.</summary>
    public static readonly MapMode CopyOnWrite = new("c", "copyonwrite", isWriteable: true, changesFile: false);

    /// <summary><c>r+</c>: an existing file, for reading and writing. It is extended if it is too short.</summary>
    public static readonly MapMode ReadWrite = new("r+", "readwrite", isWriteable: true, changesFile: true);

    /// <summary><c>w+</c>: a new file of zeros, or an existing one whose content is replaced by zeros.</summary>
    public static readonly MapMode Write = new("w+", "write", isWriteable: true, changesFile: true);

    private static readonly MapMode[] All = [ReadOnly, CopyOnWrite, ReadWrite, Write];

    private readonly string _text, _longName;

    private MapMode(string text, string longName, bool isWriteable, bool changesFile)
    {
        _text = text;
        _longName = longName;
        IsWriteable = isWriteable;
        ChangesFile = changesFile;
    }

    /// <summary>All texts that <see cref="Parse"/> accepts: the four modes, then their long names.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. All.Select(mode => mode._text), .. All.Select(mode => mode._longName)];

    /// <summary>Whether elements can be assigned. In mode <c>c</c> they can, although the file does not change.</summary>
    public bool IsWriteable { get; }

    /// <summary>Whether assignments reach the file.</summary>
    internal bool ChangesFile { get; }

    /// <summary>
    /// Parses <c>r c r+ w+</c> or <c>readonly copyonwrite readwrite write</c>, in any case, as PowerShell compares text.
    /// </summary>
    /// <exception cref="FormatException"><paramref name="text"/> is none of these.</exception>
    public static MapMode Parse(string text)
        => Array.Find(All, mode => string.Equals(mode._text, text, StringComparison.OrdinalIgnoreCase)
                                || string.Equals(mode._longName, text, StringComparison.OrdinalIgnoreCase))
            ?? throw Error.InvalidMode(text);

    /// <summary>The mode that an invalid text most likely means, such as <c>read</c> or <c>rw</c>.</summary>
    internal static MapMode? Nearest(string? text) => text?.ToLowerInvariant() switch
    {
        "rw" or "wr" or "r+w" or "r/w" or "rw+" or "+r" or "+" or "rb+" or "r+b" or "update" or "edit" or "open" or "modify" or "change"
            or "shared" => ReadWrite,
        "w" or "x" or "x+" or "wb" or "w+b" or "wr+" or "new" or "create" or "replace" or "overwrite" or "truncate" => Write,
        "cow" or "copy" or "private" or "snapshot" => CopyOnWrite,
        "ro" or "rb" or "view" => ReadOnly,
        { Length: > 2 } start => Array.Find(All, mode => mode._longName.StartsWith(start, StringComparison.Ordinal)),
        _ => null,
    };

    /// <summary>The short form: <c>r</c>, <c>c</c>, <c>r+</c> or <c>w+</c>.</summary>
    public override string ToString() => _text;
}
