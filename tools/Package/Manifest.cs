using System.Collections;

namespace MemMap.Package;

/// <summary>What a module manifest says.</summary>
internal sealed class Manifest
{
    private readonly Hashtable _table, _psData;

    private Manifest(string name, Hashtable table)
    {
        Name = name;
        _table = table;
        _psData = (Hashtable)((Hashtable)table["PrivateData"]!)["PSData"]!;
    }

    internal string Name { get; }

    internal string Version => $"{Value("ModuleVersion")}{(_psData["Prerelease"] is string { Length: > 0 } label ? $"-{label}" : "")}";

    internal IReadOnlyList<string> Tags => Texts(_psData["Tags"]);

    internal IReadOnlyList<string> Cmdlets => Texts(_table["CmdletsToExport"]);

    /// <summary>A text at the top of the manifest.</summary>
    internal string Value(string key) => _table[key] as string ?? throw Missing(key);

    /// <summary>A text that is for the Gallery.</summary>
    internal string Data(string key) => _psData[key] as string ?? throw Missing(key);

    /// <summary>Reads a manifest, as data: nothing in it is run.</summary>
    internal static Manifest Read(string file)
    {
        Ast tree = Parser.ParseFile(file, out _, out ParseError[] errors);
        return errors is []
            ? new Manifest(Path.GetFileNameWithoutExtension(file), (Hashtable)tree.Find(node => node is HashtableAst, searchNestedScriptBlocks: false).SafeGetValue())
            : throw new InvalidDataException($"{file}: {errors[0].Message}");
    }

    private static string[] Texts(object? list) => [.. ((IEnumerable)list!).Cast<string>()];

    private static InvalidDataException Missing(string key) => new($"The manifest has no {key}.");
}
