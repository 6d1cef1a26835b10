using System.Management.Automation;
using System.Reflection;

namespace MemMap.Tests.Commands;

/// <summary>
/// What comes out of MemMap means no file to cmdlets that work on files: a slice that is piped to one must not mean the whole file.
/// </summary>
[Collection(ModuleTests.Name)]
public sealed class FileCmdletTests(ModuleSession session)
{
    // What the parameters of file cmdlets are called that bind by property name, with their aliases.
    private static readonly string[] Names = [
        "Path", "LiteralPath", "PSPath", "LP", "FullName", "FilePath", "PSParentPath", "ProviderPath"];

    [Fact]
    public void No_public_object_has_a_property_that_file_cmdlets_bind()
    {
        IEnumerable<string> found =
            from assembly in new[] { typeof(NDArray).Assembly, typeof(DistributedPart).Assembly }
            from type in assembly.GetExportedTypes()
            where !typeof(Cmdlet).IsAssignableFrom(type)
            from property in type.GetProperties(BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static)
            where Names.Contains(property.Name, StringComparer.OrdinalIgnoreCase)
            select $"{type.Name}.{property.Name}";
        Assert.Empty(found);
    }

    [Fact]
    public void The_engine_adds_none_to_what_comes_out()
    {
        string file = Path.Combine(session.Folder, $"{Guid.NewGuid():N}.dat");
        var results = session.Run($$"""
            $m = New-MemMap '{{file}}' i4 w+ -Shape 2, 3
            $m; $m['1:']; Get-MemMap; $m.Copy(); $m | Find-MemMapValue -EQ 0; $m | Find-MemMapValue -Pattern 00; $m | Measure-MemMap
            $m | Compare-MemMap ($m + 1); $m | ConvertFrom-MemMap -WithIndex; Get-MemMapType; $m
                | Split-MemMap 2; $m.Histogram(3); $m.DType; $m.Mode
            """);
        Assert.True(results.Count > 20);
        Assert.All(results, result => Assert.All(Names, name => Assert.Null(PSObject.AsPSObject(result).Properties[name])));
    }
}
