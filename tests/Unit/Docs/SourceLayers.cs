using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace MemMap.Tests.Docs;

/// <summary>A source file.</summary>
/// <param name="Path">The path below <c>src</c>, with slashes: <c>MemMap.Core/Compute/Blocks/Operand.cs</c>.</param>
/// <param name="Text">The file's text.</param>
internal sealed record SourceFile(string Path, string Text)
{
    /// <summary>The folder of Core that the file is in, or else the assembly.</summary>
    internal string Room => RoomOf(Path);

    internal static string RoomOf(string path) => path.Split('/') is ["MemMap.Core", var room, ..] ? room : path.Split('/')[0];
}

/// <summary>
/// Finds names in sources that are declared in a higher layer. The sources are compiled, so a name is what the compiler takes it for, in
/// code and in the references of doc comments; words in other comments and in strings are none.
/// </summary>
internal sealed partial class SourceLayers
{
    private static readonly MetadataReference[] References =
    [
        .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(path => !Path.GetFileName(path).StartsWith("MemMap.", StringComparison.Ordinal))
            .Select(path => MetadataReference.CreateFromFile(path)),
    ];

    private readonly Dictionary<string, int> _levels = [];
    private readonly HashSet<string> _forAll = [];
    private readonly HashSet<(string Room, string Type)> _exceptions = [];

    /// <summary>Reads the layers from the table in a document: a line for each layer, the highest first.</summary>
    /// <param name="document">The text of docs/architecture.md.</param>
    internal SourceLayers(string document)
    {
        string table = Table().Match(document).Groups["table"].Value;
        int level = int.MaxValue;
        foreach (Match line in Line().Matches(table))
        {
            level--;
            foreach (string room in line.Groups["rooms"].Value.Split(", "))
            {
                _levels.Add(room, level);
                if (line.Groups["words"].Value.StartsWith("used by all", StringComparison.Ordinal))
                {
                    _forAll.Add(room);
                }
            }
        }
        foreach (Match exception in Exception().Matches(document))
        {
            _exceptions.Add((exception.Groups["room"].Value, exception.Groups["type"].Value));
        }
    }

    /// <summary>The rooms in the table.</summary>
    internal IReadOnlyCollection<string> Rooms => _levels.Keys;

    /// <summary>Compiles sources as one assembly.</summary>
    internal static CSharpCompilation Compile(IEnumerable<SourceFile> sources)
    {
        CSharpParseOptions options = new(LanguageVersion.CSharp14, DocumentationMode.Diagnose);
        SourceFile[] all = [.. sources, new SourceFile("Usings.cs", Usings)];
        return CSharpCompilation.Create(
            "MemMap.Sources",
            all.Select(source => CSharpSyntaxTree.ParseText(source.Text, options, source.Path)),
            References,
            new(OutputKind.DynamicallyLinkedLibrary, allowUnsafe: true, nullableContextOptions: NullableContextOptions.Enable));
    }

    /// <summary>The names from higher layers, each with the place where it stands.</summary>
    internal IReadOnlyList<string> Violations(CSharpCompilation compilation)
    {
        ParallelQuery<SyntaxTree> trees = compilation.SyntaxTrees.AsParallel()
            .Where(tree => _levels.ContainsKey(SourceFile.RoomOf(tree.FilePath)));
        return [.. trees.SelectMany(tree => Violations(compilation.GetSemanticModel(tree))).Distinct().Order(StringComparer.Ordinal)];
    }

    private IEnumerable<string> Violations(SemanticModel model)
    {
        SyntaxTree tree = model.SyntaxTree;
        string room = SourceFile.RoomOf(tree.FilePath);
        foreach (SyntaxNode node in tree.GetRoot().DescendantNodes(descendIntoTrivia: true))
        {
            if (node is not (SimpleNameSyntax or BaseObjectCreationExpressionSyntax))
            {
                continue;
            }
            SymbolInfo info = model.GetSymbolInfo(node);
            foreach (ISymbol symbol in info.Symbol is { } one ? [one] : info.CandidateSymbols)
            {
                if (!MayName(room, symbol))
                {
                    int line = tree.GetLineSpan(node.Span).StartLinePosition.Line + 1;
                    yield return $"{tree.FilePath}:{line}: {symbol.ToDisplayString()}";
                }
            }
        }
    }

    private bool MayName(string room, ISymbol symbol)
    {
        if (symbol is INamespaceSymbol space)
        {
            // A namespace is where its types are.
            string[] rooms = [.. TypesOf(space).SelectMany(RoomsOf).Distinct()];
            return rooms.Length == 0 || rooms.Any(other => IsBelow(room, other));
        }
        if (symbol is not (INamedTypeSymbol or IMethodSymbol or IPropertySymbol or IFieldSymbol or IEventSymbol))
        {
            return true;
        }
        string[] declared = [.. RoomsOf(symbol.OriginalDefinition)];
        return declared.Length == 0 || declared.Any(other => IsBelow(room, other))
            || _exceptions.Contains((room, (symbol as INamedTypeSymbol ?? symbol.ContainingType).Name));
    }

    private static IEnumerable<INamedTypeSymbol> TypesOf(INamespaceSymbol space)
        => space.GetTypeMembers().Concat(space.GetNamespaceMembers().SelectMany(TypesOf));

    // A type's partial files may be in several rooms; a member is in one.
    private static IEnumerable<string> RoomsOf(ISymbol symbol)
    {
        symbol = symbol is IMethodSymbol { ReducedFrom: { } extension } ? extension : symbol;
        IEnumerable<SyntaxReference> places = symbol.DeclaringSyntaxReferences;
        return (symbol.IsImplicitlyDeclared && symbol.ContainingType is { } type ? type.DeclaringSyntaxReferences : places)
            .Select(place => SourceFile.RoomOf(place.SyntaxTree.FilePath));
    }

    private bool IsBelow(string room, string other)
        => other == room || _forAll.Contains(other)
            || (!_forAll.Contains(room) && _levels.TryGetValue(other, out int level) && level < _levels[room]);

    // What the SDK adds to each project.
    private const string Usings = """
        global using System;
        global using System.Collections.Generic;
        global using System.IO;
        global using System.Linq;
        global using System.Threading;
        global using System.Threading.Tasks;
        """;

    [GeneratedRegex(@"^## Layers\n(?<table>.*?)^## ", RegexOptions.Multiline | RegexOptions.Singleline | RegexOptions.ExplicitCapture)]
    private static partial Regex Table();

    [GeneratedRegex(
        @"^    (?<rooms>[A-Z][\w.]*(, [A-Z][\w.]*)*) {2,}(?<words>\S.*)$", RegexOptions.Multiline | RegexOptions.ExplicitCapture)]
    private static partial Regex Line();

    [GeneratedRegex(@"^- `(?<room>[\w.]+)/` names `(?<type>\w+)`", RegexOptions.Multiline | RegexOptions.ExplicitCapture)]
    private static partial Regex Exception();
}
