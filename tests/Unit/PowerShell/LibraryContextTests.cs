using System.Runtime.Loader;
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
        string framework = Path.GetDirectoryName(typeof(object).Assembly.Location)!;
        IEnumerable<string> names = typeof(LibraryContext).Assembly.GetReferencedAssemblies().Select(name => name.Name!);
        IEnumerable<string> others = names.Where(name => !File.Exists(Path.Combine(framework, name + ".dll")));
        Assert.Equal(["MemMap.Core", "System.Management.Automation"], others.Order());
    }
}
