using System.Management.Automation;
using MemMap.Tests.Commands;

namespace MemMap.Tests.Handles;

/// <summary>Maps that go through the engine's serialisation: what is sent, what opens, and what is refused.</summary>
[Collection(ModuleTests.Name)]
public sealed class HandleTests(ModuleSession session)
{
    private readonly string _file = Path.Combine(session.Folder, $"{Guid.NewGuid():N}.dat");

    [Theory]
    [InlineData("i4", "...", "w+", "r+")]
    [InlineData(">f8", "::-1, 1::2", "w+", "r+")]
    [InlineData("i4", "1, 2:3, newaxis", "r", "r")]
    [InlineData("i4", "2, 3, ...", "r+", "r+")]
    [InlineData("i4", "0:0", "r+", "r+")]
    [InlineData("S3", ":, ::-3", "c", "c")]
    public void A_view_opens_with_the_elements_it_had(string dtype, string index, string mode, string opened)
    {
        MemMapArray view = Array($"""
            $m = New-MemMap '{_file}' '{dtype}' w+ -Offset 5 -Shape 3, 4
            $m | Set-MemMapValue -Value (1..12)
            (New-MemMap '{_file}' '{dtype}' {mode} -Offset 5 -Shape 3, 4) | Get-MemMapSlice '{index}'
            """);
        MemMapArray sent = Sent(view);
        Assert.Equal(
            (view.FileName, view.ByteOffset, view.DType, opened), (sent.FileName, sent.ByteOffset, sent.DType, sent.Mode.ToString()));
        Assert.Equal(view.Shape, sent.Shape);
        Assert.Equal(view.Strides, sent.Strides);
        Assert.Equal(view.ToBytes(), sent.ToBytes());
        Assert.Equal(view.IsWriteable, sent.IsWriteable);
    }

    [Fact]
    public void Records_keep_their_fields_without_a_registered_name()
    {
        MemMapArray map = Array($"New-MemMap '{_file}' pe_dos w+ -Shape 2");
        Assert.Equal(map.DType, Sent(map).DType);
    }

    [Fact]
    public void Fields_of_a_named_type_stand_for_the_same_on_the_other_side()
    {
        MemMapArray map = Array($"New-MemMap '{_file}' utmp w+ -Shape 2");
        map.Field("time")[1] = new DateTime(2024, 2, 29, 0, 0, 0, DateTimeKind.Utc);
        Assert.Equal(new DateTime(2024, 2, 29, 0, 0, 0, DateTimeKind.Utc), Sent(map).Field("time")[1]);
    }

    [Fact]
    public void What_was_sent_can_not_be_resized()
    {
        MemMapArray sent = Sent(Array($"New-MemMap '{_file}' i4 w+ -Shape 4 | Get-MemMapSlice '::2'"));
        Assert.Equal("ResizeSent", Xunit.Record.Exception(() => sent.Resize(1))!.Data[Error.IdKey]);
        Assert.Equal(16, new FileInfo(_file).Length);
    }

    [Fact]
    public void Both_work_on_one_file()
    {
        MemMapArray map = Array($"New-MemMap '{_file}' i4 w+ -Shape 4");
        MemMapArray sent = Sent(map);
        sent[2] = 7;
        Assert.Equal(7, map[2]);
    }

    [Fact]
    public void A_broadcast_view_stays_read_only()
        => Assert.False(Sent(Array($"(New-MemMap '{_file}' i4 w+ -Shape 4).BroadcastTo(3, 4)")).IsWriteable);

    [Fact]
    public void What_is_sent_says_where_the_elements_are()
    {
        PSObject sent = Bag(Array($"New-MemMap '{_file}' i4 w+ -Shape 4"));
        Assert.Equal(
            ["Access", "ByteOffset", "DType", "FileHost", "FileId", "FileLength", "FileName", "FirstRow", "IsWriteable", "Member", "Mode",
                "Shape", "Strides"],
            sent.Properties.Select(property => property.Name).Order(StringComparer.Ordinal));
        Assert.Equal("int32", sent.Properties["DType"].Value);
    }

    [Fact]
    public void Depth_in_an_object_does_not_matter()
        => Assert.Equal([4L], Array($$"""
            $x = [System.Management.Automation.PSSerializer]::Serialize(@{ a = @{ b = @{ c = New-MemMap '{{_file}}' i4 w+ -Shape 4 } } }, 1)
            [System.Management.Automation.PSSerializer]::Deserialize($x).a.b.c | Get-MemMapSlice
            """).Shape);

    [Fact]
    public void A_changed_content_is_no_reason_to_refuse_and_a_longer_file_neither()
    {
        MemMapArray map = Array($"New-MemMap '{_file}' -Mode w+ -Shape 4");
        PSObject sent = Bag(map);
        map.Close();
        using (FileStream file = File.OpenWrite(_file))
        {
            file.Write([9, 8, 7, 6, 5]);
        }
        Assert.Equal("[9 8 7 6]", Open(sent).ToString());
    }

    [Fact]
    public void A_file_that_is_too_short_is_refused_and_not_extended()
    {
        MemMapArray map = Array($"New-MemMap '{_file}' i4 w+ -Shape 4");
        PSObject sent = Bag(map);
        map.Close();
        using (FileStream file = File.OpenWrite(_file))
        {
            file.SetLength(15);
        }
        Refuses("has 15 bytes, and the array that was sent here needs 16", sent);
        Assert.Equal(15, new FileInfo(_file).Length);
    }

    [Fact]
    public void A_file_in_its_place_is_refused_unless_it_is_another_hosts()
    {
        MemMapArray map = Array($"New-MemMap '{_file}' i4 w+ -Shape 4");
        PSObject sent = Bag(map), foreign = Bag(map, "FileHost", "elsewhere");
        map.Close();
        File.Delete(_file);
        Refuses("there is no file", sent);
        File.WriteAllBytes(_file, new byte[16]);
        Refuses("another file has taken the place", sent);
        Assert.Equal([4L], Open(foreign).Shape);
    }

    [Theory]
    [InlineData("FileId", null)]
    [InlineData("FileHost", null)]
    [InlineData("FileHost", "elsewhere")]
    [InlineData("FileId", 7)]
    public void A_file_that_the_handle_does_not_identify_is_mapped_read_only(string property, object? value)
    {
        foreach (string mode in (string[])["r+", "w+"])
        {
            PSObject bag = Bag(Array($"New-MemMap '{_file}' i4 w+ -Shape 4"), property, value, "Mode", mode);
            using PowerShell shell = session.Shell("param($d) $d | Set-MemMapValue 0 1; ([MemMap.NDArray]$d).Mode");
            var output = shell.AddArgument(bag).Invoke();
            Assert.Equal("r", output[0].ToString());
            Assert.StartsWith("ReadOnly", Assert.Single(shell.Streams.Error).FullyQualifiedErrorId, StringComparison.Ordinal);
            Assert.All(shell.Streams.Warning, warning => Assert.Contains("-Mode r+", warning.Message, StringComparison.Ordinal));
            Assert.Equal(2, shell.Streams.Warning.Count);
            Assert.Equal(new byte[16], Memory.TempFolder.Content(_file));
        }
    }

    [Fact]
    public void Another_identity_is_another_file()
        => Refuses("another file has taken the place", Bag(Array($"New-MemMap '{_file}' i4 w+ -Shape 4"), "FileId", "1-2-3"));

    // To open a pipe would wait for somebody at its other end; a device may do anything.
    [Fact]
    public void A_path_to_something_else_than_a_file_is_refused()
    {
        if (OperatingSystem.IsWindows())
        {
            Assert.Skip("Windows has no pipes and devices among its files");
        }
        string pipe = Path.Combine(session.Folder, Path.GetRandomFileName());
        System.Diagnostics.Process.Start("mkfifo", [pipe]).WaitForExit();
        foreach (string path in (string[])[pipe, "/dev/zero", "/dev/tty", "/dev/stdin", session.Folder, "/proc/self/mem"])
        {
            foreach (string mode in (string[])["r", "r+", "w+", "c"])
            {
                Refuses("", Bag(Array($"New-MemMap '{_file}' i4 w+ -Shape 4"), "FileName", path, "Mode", mode, "FileId", null));
            }
        }
    }

    [Fact]
    public void A_closed_map_is_refused()
    {
        MemMapArray map = Array($"New-MemMap '{_file}' i4 w+ -Shape 4");
        map.Close();
        Refuses("closed before it was sent", Bag(map));
    }

    public static TheoryData<string, object?> Hostile => new()
    {
        { "FileName", null },
        { "FileName", "relative.dat" },
        { "FileName", "" },
        { "FileName", 1 },
        { "ByteOffset", -1L },
        { "ByteOffset", 1L },
        { "ByteOffset", long.MaxValue },
        { "ByteOffset", "0" },
        { "DType", "f8" },
        { "DType", "S" },
        { "DType", "2i2" },
        { "DType", "O" },
        { "DType", new string('[', 1 << 17) },
        { "Shape", null },
        { "Shape", 4L },
        { "Shape", new object[] { 5L } },
        { "Shape", new object[] { -4L } },
        { "Shape", new object[] { 2L, 2L } },
        { "Shape", new object[] { 4.0 } },
        { "Shape", new object[] { long.MaxValue } },
        { "Shape", Enumerable.Repeat<object>(1L, 65).ToArray() },
        { "Strides", new object[] { 5L } },
        { "Strides", new object[] { -4L } },
        { "Strides", new object[] { long.MinValue } },
        { "Strides", new object[] { long.MaxValue } },
        { "Strides", System.Array.Empty<object>() },
        { "Mode", "x" },
        { "IsWriteable", null },
        { "FileLength", null },
        { "FileLength", 15L },
        { "FileLength", -1L },
    };

    [Theory]
    [MemberData(nameof(Hostile))]
    public void What_a_stranger_made_up_is_refused(string property, object? value)
    {
        MemMapArray map = Array($"New-MemMap '{_file}' i4 w+ -Shape 4");
        Refuses("", Bag(map, property, value));
        Assert.Same(map, Assert.Single(MemMapArray.OpenMaps, open => open.FileName == map.FileName));
        Assert.Equal(16, new FileInfo(_file).Length);
    }

    // The file is what counts, not what the handle says of it.
    [Fact]
    public void A_length_that_the_file_does_not_have_is_refused()
    {
        MemMapArray map = Array($"New-MemMap '{_file}' i4 w+ -Shape 4");
        Refuses("needs 20", Bag(map, "FileLength", 1000L, "ByteOffset", 4L));
        Refuses("beyond the end", Bag(map, "FileLength", 1000L, "ByteOffset", 40L));
    }

    [Theory]
    [InlineData("[MemMap.NDArray]::Arange(0, 6, 1, '>i2').Reshape(2, 3).T")]
    [InlineData("[MemMap.NDArray]::Array(5)")]
    [InlineData("[MemMap.NDArray]::Zeros((0, 3), 'f4')")]
    [InlineData("[MemMap.NDArray]::Zeros(2, 'riff_chunk')")]
    public void A_small_array_in_memory_travels_by_value(string expression)
    {
        NDArray array = (NDArray)session.Run(expression)[0].BaseObject;
        NDArray sent = Open(Bag(array));
        Assert.IsNotType<MemMapArray>(sent);
        Assert.Equal(array.DType, sent.DType);
        Assert.Equal(array.Shape, sent.Shape);
        Assert.Equal(array.ToBytes(), sent.ToBytes());
        Assert.Null(sent.Base);
    }

    [Fact]
    public void A_large_array_in_memory_is_refused_and_so_is_one_that_is_no_map_where_a_map_is_needed()
    {
        Refuses("save it to a file", Bag((NDArray)session.Run("[MemMap.NDArray]::Zeros(16MB + 1, 'u1')")[0].BaseObject));
        PSObject small = Bag((NDArray)session.Run("[MemMap.NDArray]::Zeros(3, 'u1')")[0].BaseObject);
        Refuses("", Bag((NDArray)session.Run("[MemMap.NDArray]::Zeros(3, 'u1')")[0].BaseObject, "Shape", new object[] { 4L }));
        Assert.Throws<PSInvalidCastException>(() => LanguagePrimitives.ConvertTo<MemMapArray>(small));
    }

    [Fact]
    public void Runspaces_of_one_process_share_the_map_itself()
    {
        MemMapArray map = Array($$"""
            $m = New-MemMap '{{_file}}' i4 w+ -Shape 8
            0..7 | ForEach-Object -Parallel { $map = $using:m; $map[$_] = $_ * $_ } -ThrottleLimit 4
            $m
            """);
        Assert.Equal("[ 0  1  4  9 16 25 36 49]", map.ToString());
    }

    private MemMapArray Array(string script) => (MemMapArray)session.Run(script)[^1].BaseObject;

    private MemMapArray Sent(MemMapArray map) => (MemMapArray)Open(Bag(map));

    /// <summary>What arrives; with some properties as a stranger might have written them, by turns a name and a value.</summary>
    private PSObject Bag(NDArray array, params object?[] changes)
    {
        using PowerShell shell = session.Shell(
            "param($m) [System.Management.Automation.PSSerializer]::Deserialize("
                + "[System.Management.Automation.PSSerializer]::Serialize($m))");
        PSObject bag = shell.AddArgument(array).Invoke()[0];
        if (changes.Length == 0)
        {
            return bag;
        }
        PSObject forged = new();
        forged.TypeNames.Insert(0, bag.TypeNames[0]);
        foreach (PSPropertyInfo property in bag.Properties)
        {
            int at = System.Array.IndexOf(changes, property.Name);
            forged.Properties.Add(new PSNoteProperty(property.Name, at < 0 ? property.Value : changes[at + 1]));
        }
        return forged;
    }

    /// <summary>Opens what arrived, in the three ways that there are.</summary>
    private NDArray Open(PSObject sent)
    {
        using PowerShell shell =
            session.Shell("param($d) $d | Get-MemMapSlice '...'; Get-MemMapSlice -InputObject $d '...'; [MemMap.NDArray]$d");
        var output = shell.AddArgument(sent).Invoke();
        Assert.Empty(shell.Streams.Error);
        Assert.Equal(3, output.Count);
        NDArray[] opened = [.. output.Select(array => (NDArray)array.BaseObject)];
        Assert.Equal(opened[0].ToBytes(), opened[1].ToBytes());
        return opened[2];
    }

    private void Refuses(string message, PSObject sent)
    {
        foreach (string command in (string[])["$d | Get-MemMapSlice", "Get-MemMapSlice -InputObject $d", "[MemMap.NDArray]$d"])
        {
            using PowerShell shell = session.Shell($"param($d) try {{ $ErrorActionPreference = 'Stop'; {command} }} catch {{ \"$_\" }}");
            var output = shell.AddArgument(sent).Invoke();
            Assert.Contains(message, Assert.IsType<string>(Assert.Single(output).BaseObject), StringComparison.Ordinal);
        }
    }
}
