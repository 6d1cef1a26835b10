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
    [InlineData("(1, 2), (3, 4.5)", "float64", "[1.  2.  3.  4.5]")]
    [InlineData("'a', 'abcdef', ''", "<U6", "['a' 'abcdef' '']")]
    [InlineData("1, 2.5, $null", "float64", "[1.  2.5 nan]")]
    [InlineData("1, [uint64]::MaxValue", "uint64", "[                   1 18446744073709551615]")]
    [InlineData("'1', '', '3'", "float64", "[ 1. nan  3.]")]
    [InlineData("'', '12'", "float64", "[nan 12.]")]
    [InlineData("'nan', '1.5'", "float64", "[nan 1.5]")]
    [InlineData("'12', 'none', '3'", "<U4", "['12' 'none' '3']")]
    [InlineData("'1', '007'", "<U3", "['1' '007']")]
    [InlineData("'1', '9007199254740993', ''", "<U16", "['1' '9007199254740993' '']")]
    [InlineData("[MemMap.NDArray]::Arange(0, 2, 1, 'i2'), 70000", "int64", "[    0     1 70000]")]
    [InlineData("(1, 2.5), (3, 4)", "float64", "[1.  2.5 3.  4. ]")]
    [InlineData("[MemMap.NDArray]::Arange(0, 3, 1, 'i2'), 7", "int16", "[0 1 2 7]")]
    public void The_objects_tell_the_dtype(string objects, string dtype, string text)
    {
        MemMapArray map = Map($"{objects} | ConvertTo-MemMap '{_file}'");
        Assert.Equal((dtype, text), (map.DType.ToString(), map.ToString()));
        Assert.Equal(MapMode.ReadWrite, map.Mode);
    }

    [Theory]
    [InlineData("1, 'abc'", "-DType '<U20'")]
    [InlineData("'a', 5", "-DType '<U1'")]
    [InlineData("$true, 1", "-DType 'int64'")]
    [InlineData("1, 9007199254740993, 0.5", "-DType 'float64'")]
    [InlineData("[byte[]](1, 2), [byte[]](1, 2, 3) | ForEach-Object { , $_ }", "-DType '|V3'")]
    [InlineData("[ordered]@{ a = 1; b_2 = 'x' }, @{ a = 'b'; b_2 = 'xyz' }", "-DType 'a <U20, b_2 <U3'")]
    [InlineData("@{ 'a $b' = 1 }, @{ 'a $b' = 'c' }", "-DType \"[('a `$b', '<U20')]\"")]
    [InlineData("& { 1..2100; 'abc' }", "-DType '<U20'")]
    [InlineData("& { 9007199254740993; 1..2100; 0.5 }", "-DType 'float64'")]
    public void What_no_dtype_is_inferred_for_is_told_with_the_one_to_name(string objects, string argument)
    {
        ErrorRecord error = Error($"{objects} | ConvertTo-MemMap '{_file}'");
        Assert.EndsWith(argument, error.Exception.Message, StringComparison.Ordinal);
        Assert.False(File.Exists(_file));
        Assert.NotEmpty(Map($"{objects} | ConvertTo-MemMap '{_file}' {argument}").Shape);
    }

    [Fact]
    public void Fields_without_a_value_have_the_dtype_of_later_ones()
    {
        MemMapArray map = Map($$"""
            [pscustomobject]@{ name = 'a'; size = $null; time = $null; kind = '' }, [pscustomobject]@{ name = 'abc'; kind = 'x' },
            [pscustomobject]@{ name = $null; size = 7; time = [datetime]'2026-01-02'; kind = $null } | ConvertTo-MemMap '{{_file}}'
            """);
        Assert.Equal(["<U3", "float64", "datetime64[100ns]", "<U1"], map.DType.Fields!.Select(field => field.DType.ToString()));
        Assert.Equal("[nan nan  7.]", map.Field("size").ToString());
        Assert.Equal("['a' 'abc' '']", map.Field("name").ToString());
        Assert.Equal("[ True  True False]", map.Field("time").IsNaT().ToString());
    }

    [Theory]
    [InlineData("dat", false)]
    [InlineData("npy", false)]
    [InlineData("dat", true)]
    [InlineData("npy", true)]
    public void What_comes_late_widens_the_file(string extension, bool replaces)
    {
        string path = Path.ChangeExtension(_file, extension);
        if (replaces)
        {
            File.WriteAllBytes(path, [1]);
        }
        MemMapArray map = Map($$"""
            & { 1..20000 | ForEach-Object { @{ name = 'ab'; value = $_ } }; @{ name = 'longer'; value = 1 }; @{ value = 0.5 } } |
                ConvertTo-MemMap '{{path}}'
            """);
        Assert.Equal(("<U6", "float64"), (map.Field("name").DType.ToString(), map.Field("value").DType.ToString()));
        Assert.Equal([20002], map.Shape);
        Assert.Equal(200010001.5, map.Field("value").Sum());
        Assert.Equal(["ab", "longer", ""], new[] { -3, -2, -1 }.Select(i => map.Field("name").Item(i)));
        map.Close();
        Assert.Equal([path], Directory.GetFiles(session.Folder, $"{Path.GetFileNameWithoutExtension(_file)}*"));
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

    [Theory]
    [InlineData("1..3")]
    [InlineData("1..100000")]
    public void A_bad_object_is_told_and_nothing_is_changed(string before)
    {
        ErrorRecord error = Error($"& {{ 1, 2; 'x'; 4 }} | ConvertTo-MemMap '{_file}' i4");
        Assert.StartsWith("BadObject", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Contains("at position 2, string 'x'", error.Exception.Message, StringComparison.Ordinal);
        Assert.Equal("x", error.TargetObject.ToString());
        Assert.Equal("BadObject", Fails($"& {{ {before}; 'x' }} | ConvertTo-MemMap '{_file}' i4"));
        Assert.False(File.Exists(_file));
        Map($"1, 2 | ConvertTo-MemMap '{_file}' i4").Close();
        Assert.Equal("BadObject", Fails($"& {{ {before}; 3e9 }} | ConvertTo-MemMap '{_file}' i4 -Append"));
        Assert.Equal([1, 0, 0, 0, 2, 0, 0, 0], File.ReadAllBytes(_file));
    }

    [Fact]
    public void A_failure_elsewhere_leaves_what_came()
    {
        using PowerShell shell = session.Shell($"& {{ 1; 2; throw 'mine' }} | ConvertTo-MemMap '{_file}' u1");
        Assert.Throws<RuntimeException>(() => shell.Invoke());
        Assert.Equal([1, 2], File.ReadAllBytes(_file));
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
