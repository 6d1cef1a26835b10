using System.Text.RegularExpressions;

namespace MemMap.DataTypes;

/// <summary>
/// The formats that come with the module: files of definitions in C in its folder <c>types</c>. A line tells the name of each type, and
/// its size, before the rest of the file is parsed:
/// <code>
/// /// What it is, in one or more lines.                     of a type that is listed
/// typedef LE struct {
///     ...
/// } name; // 16 bytes
///
/// enum class name : uint16_t {
/// </code>
/// </summary>
internal static partial class TypeFiles
{
    private const int MaxFile = 1 << 20;

    private static readonly Lazy<Dictionary<string, NamedType>> Index = new(Read);

    // A file refers to types of other ones, which are read then.
    [ThreadStatic]
    private static HashSet<string>? _open;

    /// <summary>All types that are listed.</summary>
    internal static IEnumerable<NamedType> All => Index.Value.Values.Where(type => type.Description.Length > 0);

    /// <summary>The type of a name, or <see langword="null"/>.</summary>
    internal static NamedType? Find(string name) => Index.Value.GetValueOrDefault(name);

    /// <summary>The folder with the files; <see langword="null"/> if there is none.</summary>
    // Beside Core, or above the folders with its native code.
    internal static string? Folder { get; } = new[] { "", "..", Path.Join("..", "..") }
        .Select(up => Path.GetFullPath(Path.Join(Path.GetDirectoryName(typeof(TypeFiles).Assembly.Location), up, "types")))
        .FirstOrDefault(Directory.Exists);

    private static Dictionary<string, NamedType> Read()
    {
        Dictionary<string, NamedType> types = new(StringComparer.OrdinalIgnoreCase);
        string[] files = Folder is null ? [] : Directory.GetFiles(Folder, "*.h");
        foreach (string file in files.Order(StringComparer.Ordinal))
        {
            string text = TextOf(file);
            Lazy<CDefinitions> definitions = new(() => Parse(file, text), LazyThreadSafetyMode.PublicationOnly);
            foreach (NamedType type in Scan(file, text, definitions))
            {
                types.TryAdd(type.Name, type);
            }
        }
        return types;
    }

    private static string TextOf(string file)
    {
        try
        {
            return new FileInfo(file).Length <= MaxFile ? File.ReadAllText(file) : "";
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return "";
        }
    }

    private static IEnumerable<NamedType> Scan(string file, string text, Lazy<CDefinitions> definitions)
    {
        List<string> description = [];
        foreach (string line in text.Split('\n').Select(line => line.TrimEnd('\r')))
        {
            if (line.StartsWith("///", StringComparison.Ordinal))
            {
                description.Add(line[3..].Trim());
            }
            else if (line.Length == 0)
            {
                description.Clear();
            }
            else if (NameLine().Match(line) is { Success: true } match)
            {
                string name = match.Groups["name"].Value;
                int? size = match.Groups["size"] is { Success: true } digits ? int.Parse(digits.ValueSpan, null) : null;
                yield return new NamedType(name, string.Join(' ', description), size, () => OfName(file, definitions, name))
                {
                    IsBuiltIn = true,
                    Family = file,
                };
                description.Clear();
            }
        }
    }

    // "} name; // 16 bytes", "enum class name : uint16_t {"
    [GeneratedRegex("""^\}[ ](?<name>\w+);([ ]//[ ](?<size>[0-9]{1,9})[ ]bytes)?""" + "|"
        + """^enum[ ]class[ ]([ ]|__attribute__\(\(\w+\)\))*(?<name>\w+)[ ]:""",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex NameLine();

    private static TypeDefinition OfName(string file, Lazy<CDefinitions> definitions, string name)
        => definitions.Value.Types.FirstOrDefault(type => type.Name == name) is { } definition
            ? definition.Type.Error is { } error ? throw Error.TypeFile(file, error) : definition
            : throw Error.TypeFile(file, Error.HeaderLacks(file, name, null));

    private static CDefinitions Parse(string file, string text)
    {
        _open ??= [];
        if (!_open.Add(file))
        {
            throw Error.TypeFileCycle(file);
        }
        try
        {
            return CParser.Parse(text, align: false);
        }
        catch (FormatException e)
        {
            throw Error.TypeFile(file, e);
        }
        finally
        {
            _open.Remove(file);
        }
    }
}
