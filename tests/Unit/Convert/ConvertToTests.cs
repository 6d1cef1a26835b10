using System.Management.Automation;
using MemMap.Tests.Commands;
using MemMap.Tests.Memory;

namespace MemMap.Tests.Conversion;

[Collection(ModuleTests.Name)]
public sealed class ConvertToTests(ModuleSession session)
{
    private readonly string _file = Path.Combine(session.Folder, $"{Guid.NewGuid():N}.dat");

    [Theory]
    [InlineData("1, 2, 3", "int64", "[1 2 3]")]
    [InlineData("1.5, 2, '-3e1'", "float64", "[  1.5   2.  -30. ]")]
    [InlineData("'1', '-2', 3", "int64", "[ 1 -2  3]")]
    [InlineData("'0.5', '.5', 'nan'", "float64", "[0.5 0.5 nan]")]
    [InlineData("'007', '08'", "<U3", "['007' '08']")]
    [InlineData("$true, $false", "bool", "[ True False]")]
    [InlineData("[uint64]::MaxValue, 1", "uint64", "[18446744073709551615                    1]")]
    [InlineData("(1, 2), (3, 4.5)", "int64", null)]
    [InlineData("(1, 2.5), (3, 4)", "float64", "[1.  2.5 3.  4. ]")]
    [InlineData("[MemMap.NDArray]::Arange(0, 3, 1, 'i2'), 7", "int16", "[0 1 2 7]")]
    public void The_first_object_tells_the_dtype(string objects, string dtype, string? text)
    {
        string script = $"{objects} | ConvertTo-MemMap '{_file}'";
        if (text is null)
        {
            Assert.Contains($"{dtype} is what the first object has", Error(script).Exception.Message, StringComparison.Ordinal);
            return;
        }
        MemMapArray map = Map(script);
        Assert.Equal((dtype, text), (map.DType.ToString(), map.ToString()));
        Assert.Equal(MapMode.ReadWrite, map.Mode);
    }

    [Fact]
    public void Objects_are_records_by_property_name_and_text_is_read_invariantly()
    {
        MemMapArray map = Map($$"""
            [pscustomobject]@{ Extra = 1; b = '2.5'; a = '1' },
            @{ a = 2; b = 3 },
            [ordered]@{ B = 4; A = 5; C = 6 },
            (7, 8),
            [System.Version]::new(1, 2)
                | ForEach-Object { if ($_ -is [version]) { [pscustomobject]@{ a = $_.Major; b = $_.Minor } } else { , $_ } } |
                ConvertTo-MemMap '{{_file}}' ([ordered]@{ a = 'i4'; b = 'f8' })
            """);
        Assert.Equal("[(1, 2.5) (2, 3. ) (5, 4. ) (7, 8. ) (1, 2. )]", map.ToString());
    }

    [Fact]
    public void Objects_of_any_type_give_their_properties()
        => Assert.Equal("[(1, 2) (3, 4)]",
            Map($"[version]'1.2', [version]'3.4' | ConvertTo-MemMap '{_file}' ([ordered]@{{ Major = 'u1'; Minor = 'i8' }})").ToString());

    [Fact]
    public void Fields_are_inferred_too()
    {
        MemMapArray map =
            Map($"[pscustomobject]@{{ id = '1'; x = '0.5'; name = 'abc' }}, [pscustomobject]@{{ id = '2'; x = '1'; name = 'de' }} | "
                + $"ConvertTo-MemMap '{_file}'");
        Assert.Equal(["int64", "float64", "<U3"], map.DType.Fields!.Select(field => field.DType.ToString()));
        Assert.Equal("[(1, 0.5, 'abc') (2, 1. , 'de')]", map.ToString());
    }

    [Fact]
    public void A_shape_gives_rows()
    {
        MemMapArray map = Map($"1..6 | ConvertTo-MemMap '{_file}' i2 -Shape 3");
        Assert.Equal([2, 3], map.Shape);
        map.Close();
        Assert.Equal([4, 3], Map($"(7, 8, 9), (10, 11, 12) | ConvertTo-MemMap '{_file}' i2 -Shape 3 -Append").Shape);
        Assert.Equal("IncompleteRow", Fails($"1..7 | ConvertTo-MemMap '{_file}' i2 -Shape 3"));
        Assert.Equal(24, new FileInfo(_file).Length);
        Assert.Equal("EmptyRow", Fails($"1..7 | ConvertTo-MemMap '{_file}' i2 -Shape 0"));
    }

    [Fact]
    public void A_bad_object_is_told_and_what_came_before_it_stays()
    {
        ErrorRecord error = Error($"1, 2, 'x', 4 | ConvertTo-MemMap '{_file}' i4");
        Assert.StartsWith("BadObject", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Contains("at position 2, string 'x'", error.Exception.Message, StringComparison.Ordinal);
        Assert.Equal("x", error.TargetObject.ToString());
        Assert.Equal([1, 0, 0, 0, 2, 0, 0, 0], File.ReadAllBytes(_file));
        Assert.Equal("BadObject", Fails($"3, 3e9 | ConvertTo-MemMap '{_file}' i4 -Append"));
        Assert.Equal([1, 0, 0, 0, 2, 0, 0, 0, 3, 0, 0, 0], File.ReadAllBytes(_file));
    }

    [Fact]
    public void A_failure_leaves_the_file_that_was_to_be_replaced()
    {
        File.WriteAllBytes(_file, [1, 2, 3]);
        Assert.Equal("BadObject", Fails($"1, 'x' | ConvertTo-MemMap '{_file}' i4"));
        using (PowerShell shell = session.Shell($"& {{ 1; throw 'mine' }} | ConvertTo-MemMap '{_file}' i4"))
        {
            Assert.Throws<RuntimeException>(() => shell.Invoke());
        }
        Assert.Equal([1, 2, 3], File.ReadAllBytes(_file));
        Assert.Equal([_file], Directory.GetFiles(session.Folder, $"{Path.GetFileName(_file)}*"));
        Map($"4 | ConvertTo-MemMap '{_file}' u1");
        Assert.Equal([4], TempFolder.Content(_file));
    }

    [Fact]
    public void Nothing_is_left_of_a_file_without_elements()
    {
        Assert.Equal("BadObject", Fails($"'x' | ConvertTo-MemMap '{_file}' i4"));
        Assert.Equal("BadObject", Fails($"$null | ConvertTo-MemMap '{_file}'"));
        Assert.Equal("NothingToInfer", Fails($"@() | ConvertTo-MemMap '{_file}'"));
        Assert.False(File.Exists(_file));
        Assert.Equal([0], Map($"@() | ConvertTo-MemMap '{_file}' i4").Shape);
    }

    [Fact]
    public void Append_needs_whole_elements()
    {
        File.WriteAllBytes(_file, new byte[7]);
        Assert.Equal("NotAMultiple", Fails($"1 | ConvertTo-MemMap '{_file}' i4 -Append"));
        Assert.Equal("FileExists", Fails($"1 | ConvertTo-MemMap '{_file}' i4 -NoClobber"));
        Assert.Equal(7, new FileInfo(_file).Length);
    }

    [Fact]
    public void WhatIf_writes_nothing()
    {
        Assert.Empty(session.Run($"1..3 | ConvertTo-MemMap '{_file}' -WhatIf"));
        Assert.False(File.Exists(_file));
    }

    [Fact]
    public void Gaps_between_fields_are_zeros_after_the_first_block_too()
    {
        MemMapArray map =
            Map($"1..70000 | ForEach-Object {{ @{{ a = $_; b = -1 }} }} | ConvertTo-MemMap '{_file}' @{{ names = 'a', 'b'; formats = "
                + $"'i4', 'i2'; offsets = 0, 6; itemsize = 12 }}");
        Assert.Equal([70000], map.Shape);
        Assert.Equal(70000, map.Field("a").Item(-1));
        byte[] bytes = map.ToBytes();
        Assert.All(Enumerable.Range(0, 70000), i => Assert.Equal(0, bytes[(i * 12) + 4] | bytes[(i * 12) + 5] | bytes[(i * 12) + 8]));
    }

    private MemMapArray Map(string script) => (MemMapArray)Assert.Single(session.Run(script)).BaseObject;

    private ErrorRecord Error(string script) => (ErrorRecord)Assert.Single(session.Run($"try {{ {script} }} catch {{ $_ }}")).BaseObject;

    private string Fails(string script) => Error(script).FullyQualifiedErrorId.Split(',')[0];
}
