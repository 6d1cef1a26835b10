using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace MemMap.Tests.Docs;

/// <summary>Arrows point down: no source names what a higher layer of docs/architecture.md declares.</summary>
public class LayerTests
{
    private static readonly SourceLayers Layers
        = new(File.ReadAllText(Path.Combine(Repository.Root, "docs", "architecture.md")).ReplaceLineEndings("\n"));

    [Fact]
    public void No_source_names_a_higher_layer()
    {
        CSharpCompilation compilation = SourceLayers.Compile(Sources());
        // A name that isn't understood isn't checked. Drawing's libraries are not known here, and generated sources are missing.
        Assert.Equal("", string.Join('\n', compilation.GetDiagnostics(TestContext.Current.CancellationToken)
            .Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error && diagnostic.Id is not ("CS8795" or "CS0165"))
            .Select(diagnostic => diagnostic.ToString())
            .Where(text => !text.StartsWith("MemMap.Drawing/", StringComparison.Ordinal))));
        Assert.Equal("", string.Join('\n', Layers.Violations(compilation)));
    }

    [Fact]
    public void Every_folder_of_sources_is_in_the_table()
        => Assert.Equal(Sources().Select(source => source.Room).Distinct().Order(), Layers.Rooms.Order());

    [Theory]
    [InlineData("using MemMap.Formats;")]
    [InlineData("using static MemMap.Formats.High;")]
    [InlineData("class Low { High? _high; }")]
    [InlineData("class Low { object? Make() => new MemMap.Formats.High(); }")]
    [InlineData("class Low { long Size() { var high = Factory.Make(); return 1; } }")]
    [InlineData("class Low { string Name() => Error.Worse(); }")]
    [InlineData("class Low { bool Is(object value) => value is High { Size: 1 }; }")]
    [InlineData("class Low { string Name() => nameof(High); }")]
    [InlineData("/// <summary>As <see cref=\"High\"/>.</summary>\nclass Low;")]
    public void A_name_of_a_higher_layer_is_found(string planted)
        => Assert.NotEmpty(Violations("MemMap.Core/Compute/Low.cs", planted));

    [Theory]
    [InlineData("MemMap.Core/Compute/Low.cs", "// High is what Formats makes.\nclass Low { string Name => \"High\"; int High => 1; }")]
    [InlineData("MemMap.Core/Compute/Low.cs", "class Low { string Why() => Error.Bad(); }")]
    [InlineData("MemMap.Core/Arrays/Top.cs", "class Top { High? _high; }")]
    [InlineData("MemMap.PowerShell/Top.cs", "using MemMap.Formats; class Top { High? _high; }")]
    public void Words_and_names_of_lower_layers_are_none(string path, string text) => Assert.Empty(Violations(path, text));

    [Theory]
    [InlineData("MemMap.Core/Memory/Peer.cs", "class Peer { Place? _place; }")]
    [InlineData("MemMap.Core/Hosting/Host.cs", "class Host { Place? _place; }")]
    [InlineData("MemMap.Drawing/Painter.cs", "class Painter { Face? _face; }")]
    public void Rooms_beside_one_another_and_those_that_use_none_are_held_apart(string path, string text)
        => Assert.NotEmpty(Violations(path, text));

    [Fact]
    public void Only_the_type_of_an_exception_may_be_named()
    {
        Assert.Empty(Violations("MemMap.Core/Results/Answer.cs", "class Answer { NDArray? _array; }"));
        Assert.NotEmpty(Violations("MemMap.Core/Results/Answer.cs", "class Answer { Face? _face; }"));
        Assert.NotEmpty(Violations("MemMap.Core/Formats/Written.cs", "class Written { NDArray? _array; }"));
    }

    private static IReadOnlyList<string> Violations(string path, string text) => Layers.Violations(SourceLayers.Compile(
    [
        new("MemMap.Core/Formats/High.cs", "namespace MemMap.Formats { public class High { public int Size; } }"),
        new("MemMap.Core/Formats/Error.cs", "namespace MemMap { static partial class Error { internal static string Worse() => \"\"; } }"),
        new("MemMap.Core/Compute/Factory.cs", "namespace MemMap { partial class Factory; }"),
        new("MemMap.Core/Formats/Make.cs", "namespace MemMap { partial class Factory { public static Formats.High Make() => new(); } }"),
        new("MemMap.Core/Geometry/Place.cs", "namespace MemMap { class Place; }"),
        new("MemMap.Core/Arrays/Face.cs", "namespace MemMap { class Face; class NDArray; }"),
        new("MemMap.Core/Hosting/Error.cs", "namespace MemMap { static partial class Error { internal static string Bad() => \"\"; } }"),
        new(path, text.StartsWith("using", StringComparison.Ordinal) ? text : $"using MemMap; namespace MemMap.Formats {{ {text} }}"),
    ]));

    private static IEnumerable<SourceFile> Sources()
    {
        string root = Path.Combine(Repository.Root, "src");
        return Directory.EnumerateFiles(root, "*.cs", SearchOption.AllDirectories)
            .Select(path => (Path: path, Below: Path.GetRelativePath(root, path).Replace('\\', '/')))
            .Where(file => !file.Below.Split('/').Any(part => part is "bin" or "obj"))
            .Select(file => new SourceFile(file.Below, File.ReadAllText(file.Path)));
    }
}
