using System.Management.Automation;
using MemMap.Tests.Commands;
using MemMap.Tests.Formats;

namespace MemMap.Tests.Conversion;

/// <summary>ConvertTo-MemMap where the file is a .npy: its header is right at every moment.</summary>
[Collection(ModuleTests.Name)]
public sealed class AppendNpyTests(ModuleSession session)
{
    private readonly string _file = Path.Combine(session.Folder, $"{Guid.NewGuid():N}.npy");

    [Fact]
    public void A_name_ending_in_npy_makes_one()
    {
        MemMapArray map = Map($"1..5 | ConvertTo-MemMap '{_file}' f4");
        Assert.Equal(("float32", "[1. 2. 3. 4. 5.]", 128L), (map.DType.ToString(), map.ToString(), map.Offset));
        map.Close();
        Assert.Equal("[1. 2. 3. 4. 5.]", Read());
    }

    [Fact]
    public void Format_decides_where_the_name_does_not()
    {
        string other = Path.ChangeExtension(_file, ".dat");
        Map($"1, 2 | ConvertTo-MemMap '{other}' u1 -Format Npy").Close();
        Assert.Equal(128 + 2, new FileInfo(other).Length);
        Map($"1, 2 | ConvertTo-MemMap '{_file}' u1 -Format Raw").Close();
        Assert.Equal([1, 2], File.ReadAllBytes(_file));
    }

    [Fact]
    public void Append_takes_dtype_and_rows_from_the_header()
    {
        Map($"1..6 | ConvertTo-MemMap '{_file}' '>i2' -Shape 3").Close();
        Map($"'7', 8, 9 | ConvertTo-MemMap '{_file}' -Append").Close();
        MemMapArray map = Map($"10..12 | ConvertTo-MemMap '{_file}' '>i2' -Shape 3 -Append");
        Assert.Equal((">i2", "(4, 3)"), (map.DType.ToString(), Error.Shape(map.Shape)));
        map.Close();
        Assert.Equal("[[ 1  2  3]\n [ 4  5  6]\n [ 7  8  9]\n [10 11 12]]", Read());
    }

    [Theory]
    [InlineData("1 | ConvertTo-MemMap '{0}' f8 -Append", "HeaderDisagrees")]
    [InlineData("1 | ConvertTo-MemMap '{0}' -Shape 2 -Append", "HeaderDisagrees")]
    [InlineData(
        "1 | ConvertTo-MemMap '{0}' -Append -WhatIf:$false -Format Npy | Close-MemMap; 'x' | ConvertTo-MemMap '{0}' -Append", "BadObject")]
    public void What_contradicts_the_header_changes_nothing(string script, string id)
    {
        Map($"1, 2 | ConvertTo-MemMap '{_file}' i4").Close();
        Assert.Equal(id, Fails(script.Replace("{0}", _file, StringComparison.Ordinal)));
        Assert.StartsWith("[1 2", Read(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("order_f.npy", "ResizeAxes")]
    [InlineData("shape_scalar.npy", "ResizeAxes")]
    [InlineData("unaligned.npy", "TrailingBytes")]
    public void Files_that_nothing_can_follow_are_refused(string golden, string id)
    {
        File.Copy(Path.Combine(NpyGolden.Folder, golden), _file);
        if (golden == "unaligned.npy")
        {
            // Its order is F too; a file in C order with something behind the elements.
            File.WriteAllBytes(_file, [.. File.ReadAllBytes(Path.Combine(NpyGolden.Folder, "version_1.npy")), 1]);
        }
        byte[] before = File.ReadAllBytes(_file);
        Assert.Equal(id, Fails($"1 | ConvertTo-MemMap '{_file}' -Append"));
        Assert.Equal(before, File.ReadAllBytes(_file));
    }

    [Theory]
    [InlineData("3, $null", "BadObject")]
    [InlineData("1..100000; 'x'", "BadObject")]
    public void A_failure_leaves_the_header_and_the_elements(string objects, string id)
    {
        Map($"1, 2 | ConvertTo-MemMap '{_file}' i4").Close();
        byte[] before = File.ReadAllBytes(_file);
        Assert.Equal(id, Fails($"& {{ {objects} }} | ConvertTo-MemMap '{_file}' -Append"));
        Assert.Equal(before, File.ReadAllBytes(_file));
        Map($"4 | ConvertTo-MemMap '{_file}' -Append").Close();
        Assert.Equal("[1 2 4]", Read());
    }

    [Fact]
    public void Rows_are_whole_ones()
    {
        Assert.Equal("IncompleteRow", Fails($"1..5 | ConvertTo-MemMap '{_file}' u1 -Shape 2"));
        Assert.False(File.Exists(_file));
        Map($"1..4 | ConvertTo-MemMap '{_file}' u1 -Shape 2").Close();
        Assert.Equal("IncompleteRow", Fails($"5..7 | ConvertTo-MemMap '{_file}' -Append"));
        Map($"5, 6 | ConvertTo-MemMap '{_file}' -Append").Close();
        Assert.Equal("[[1 2]\n [3 4]\n [5 6]]", Read());
    }

    [Fact]
    public void The_axes_of_a_sub_array_are_in_the_shape()
    {
        Assert.Equal([3, 2], Map($"1..6 | ConvertTo-MemMap '{_file}' '2i2'").Shape);
        Assert.Equal("[[1 2]\n [3 4]\n [5 6]]", Read());
    }

    [Fact]
    public void Records_of_a_named_type_come_back_as_they_went()
    {
        Map($$"""
            [pscustomobject]@{ type =
                'UserProcess'; pid = 7; line = 'pts/0'; id = ''; user = 'alice'; host = ''; termination = 0; exit = 0; session = 0;
                time = '2024-02-29T12:00:00'; microseconds = 5; address = '192.0.2.7' } | ConvertTo-MemMap '{{_file}}' utmp
            """).Close();
        PSObject record = Assert.Single(session.Run($"New-MemMap '{_file}' utmp r -Format Npy | ConvertFrom-MemMap"));
        Assert.Equal("UserProcess", record.Properties["type"].Value.ToString());
        Assert.Equal(new DateTime(2024, 2, 29, 12, 0, 0, DateTimeKind.Utc), record.Properties["time"].Value);
        Assert.Equal("192.0.2.7", record.Properties["address"].Value.ToString());
    }

    [Theory]
    [InlineData("a.npz", "Npz")]
    [InlineData("a.CSV", "Csv")]
    public void Other_kinds_of_files_lead_to_Export(string name, string format)
    {
        string path = Path.Combine(session.Folder, name);
        ErrorRecord error = Error1($"1 | ConvertTo-MemMap '{path}'");
        Assert.Contains($"written as {format} while objects come; Export-MemMap", error.Exception.Message, StringComparison.Ordinal);
        Assert.False(File.Exists(path));
    }

    private string Read()
    {
        using MemMapArray map = MemMapArray.Open(_file, mode: MapMode.ReadOnly, format: FileFormat.Npy);
        return map.ToString();
    }

    private MemMapArray Map(string script) => (MemMapArray)Assert.Single(session.Run(script)).BaseObject;

    private ErrorRecord Error1(string script) => (ErrorRecord)session.Run($"try {{ {script} }} catch {{ $_ }}")[^1].BaseObject;

    private string Fails(string script) => Error1(script).FullyQualifiedErrorId.Split(',')[0];
}
