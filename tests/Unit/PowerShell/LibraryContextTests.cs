using System.Runtime.Loader;
using System.Text.Json;
using MemMap.Loading;
using MemMap.Output;
using MemMap.Pictures;

namespace MemMap.Tests.Commands;

public class LibraryContextTests
{
    [Fact]
    public void WhatDrawsIsInItAndSharesCoreWithTheCmdlets()
    {
        // These tests have Core among their own assemblies, so it is in the default context, whoever asks.
        IPainter painter = DrawingLibrary.Painter;
        Assert.Equal(LibraryContext.Instance, AssemblyLoadContext.GetLoadContext(painter.GetType().Assembly));
        Assert.Equal(typeof(NDArray).Assembly, LibraryContext.Instance.LoadFromAssemblyName(typeof(NDArray).Assembly.GetName()));
        Assert.Equal(AssemblyLoadContext.Default, AssemblyLoadContext.GetLoadContext(CoreAssembly.Loaded));
    }

    [Fact]
    public void TheCmdletsReferenceNoLibraryButCore()
    {
        // They are in the default context, where a library may be another module's version.
        IEnumerable<string> names = typeof(LibraryContext).Assembly.GetReferencedAssemblies().Select(name => name.Name!);
        Assert.Equal(["MemMap.Core", "MemMap.Loading", "System.Management.Automation"], names.Where(Libraries().Contains).Order());
    }

    /// <summary>
    /// The assemblies of these tests that are no part of .NET. A test that brings its own .NET has that in the same folder.
    /// </summary>
    private static HashSet<string> Libraries()
    {
        string description = Path.Combine(AppContext.BaseDirectory, typeof(LibraryContextTests).Assembly.GetName().Name + ".deps.json");
        using JsonDocument document = JsonDocument.Parse(File.ReadAllBytes(description));
        IEnumerable<JsonProperty> libraries = document.RootElement.GetProperty("targets").EnumerateObject()
            .SelectMany(target => target.Value.EnumerateObject())
            .Where(library => !library.Name.StartsWith("runtimepack.", StringComparison.Ordinal));
        HashSet<string> found = [.. libraries.SelectMany(Assemblies)];
        Assert.Contains("System.Numerics.Tensors", found);
        Assert.DoesNotContain("System.Runtime", found);
        return found;
    }

    /// <summary>The assemblies of a library, those for this system and those for every one.</summary>
    private static IEnumerable<string> Assemblies(JsonProperty library)
        => library.Value.EnumerateObject().Where(property => property.Name is "runtime" or "runtimeTargets")
            .SelectMany(property => property.Value.EnumerateObject()).Select(file => Path.GetFileNameWithoutExtension(file.Name));
}
