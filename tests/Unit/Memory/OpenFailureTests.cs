using MemMap.Formats;
using MemMap.Memory;

namespace MemMap.Tests.Memory;

/// <summary>How opening fails; each time the file is compared with what it was before.</summary>
public class OpenFailureTests : TempFolder
{
    private const long MoreThanAnyDisk = 1L << 59;

    [Theory]
    [InlineData("r")]
    [InlineData("c")]
    [InlineData("r+")]
    public void A_missing_file_is_an_error_with_its_path(string mode)
    {
        string path = NewPath();
        FileNotFoundException error = Fails<FileNotFoundException>("FileNotFound", new() { Path = path, Mode = MapMode.Parse(mode) });
        Assert.Equal(path, error.FileName);
        Assert.Contains(path, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_missing_directory_is_an_error()
    {
        string path = Path.Combine(Folder, "missing", "data.bin");
        Fails<DirectoryNotFoundException>("DirectoryNotFound", new() { Path = path, Mode = MapMode.Write, ByteLength = 1 });
    }

    [Theory]
    [InlineData("r")]
    [InlineData("r+")]
    [InlineData("w+")]
    public void A_directory_is_an_error(string mode)
        => Fails<UnauthorizedAccessException>("PathIsDirectory", new() { Path = Folder, Mode = MapMode.Parse(mode), ByteLength = 1 });

    [Theory]
    [InlineData("r+")]
    [InlineData("w+")]
    public void A_write_protected_file_is_refused_as_the_system_does(string mode)
    {
        string path = NewFile(1, 2, 3);
        File.SetAttributes(path, FileAttributes.ReadOnly);
        if (Environment.IsPrivilegedProcess && !OperatingSystem.IsWindows())
        {
            Assert.Skip("root may write to any file");
        }
        Fails<UnauthorizedAccessException>("AccessDenied", new() { Path = path, Mode = MapMode.Parse(mode), ByteLength = 3 });
        File.SetAttributes(path, FileAttributes.Normal);
    }

    [Fact]
    public void Write_without_a_length_fails_before_the_file_is_touched()
    {
        Fails<ArgumentException>("ShapeRequired", new() { Path = NewFile(1, 2, 3), Mode = MapMode.Write });
        Fails<ArgumentException>("ShapeRequired", new() { Path = NewPath("new.bin"), Mode = MapMode.Write, Measure = _ => 5 });
    }

    [Fact]
    public void No_clobber_refuses_a_file_that_exists()
    {
        MapRequest request = new() { Path = NewFile(1, 2, 3), Mode = MapMode.Write, ByteLength = 5, NoClobber = true };
        Fails<IOException>("FileExists", request);
        using FileStream stream = new(request.Path!, FileMode.Open, FileAccess.ReadWrite);
        Assert.Equal("FileExists", IdOf(Assert.Throws<IOException>(() => MappedFile.Open(request with { Path = null, Stream = stream }))));
    }

    [Theory]
    [InlineData("r", 0, 4)]
    [InlineData("c", 0, 4)]
    [InlineData("r", 3, 1)]
    [InlineData("c", 100, 1)]
    public void Modes_that_do_not_extend_name_both_lengths(string mode, long offset, long length)
    {
        IOException error = Fails<IOException>(
            "FileTooShort", new() { Path = NewFile(1, 2, 3), Mode = MapMode.Parse(mode), Offset = offset, ByteLength = length });
        string bytes = length == 1 ? "1 byte" : $"{length} bytes";
        Assert.Contains($"has 3 bytes, but offset {offset} + {bytes}", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("r")]
    [InlineData("r+")]
    public void An_offset_beyond_the_end_is_an_error_without_a_length(string mode)
        => Fails<ArgumentException>("OffsetBeyondEnd", new() { Path = NewFile(1, 2, 3), Mode = MapMode.Parse(mode), Offset = 4 });

    [Fact]
    public void Impossible_numbers_are_errors()
    {
        string path = NewFile(1, 2, 3);
        Fails<ArgumentException>("NegativeOffset", new() { Path = path, Offset = -1 });
        Fails<ArgumentException>("NegativeLength", new() { Path = path, ByteLength = -1 });
        Fails<ArgumentException>("NegativeLength", new() { Path = path, Measure = _ => -1 });
        Fails<OverflowException>("MapTooLarge", new() { Path = path, Mode = MapMode.Write, Offset = 1, ByteLength = long.MaxValue });
        Fails<OverflowException>("MapTooLarge", new() { Path = path, Offset = 1, Measure = _ => long.MaxValue });
        Assert.Equal("PathOrStream", IdOf(Assert.Throws<ArgumentException>(() => MappedFile.Open(new()))));
    }

    [Fact]
    public void What_the_measuring_throws_comes_out_and_nothing_is_changed()
    {
        string path = NewFile(1, 2, 3);
        Assert.Throws<InvalidDataException>(() => MappedFile.Open(new() { Path = path, Measure = _ => throw new InvalidDataException() }));
        Assert.Equal([1, 2, 3], Content(path));
        File.Delete(path);
    }

    [Theory]
    [InlineData("r+", false)]
    [InlineData("r+", true)]
    [InlineData("w+", false)]
    [InlineData("w+", true)]
    public void A_full_disk_is_found_out_before_the_content_is_lost(string mode, bool sparse)
    {
        MapRequest request = new() { Path = NewFile(1, 2, 3), Mode = MapMode.Parse(mode), ByteLength = MoreThanAnyDisk, Sparse = sparse };
        IOException error = Assert.ThrowsAny<IOException>(() => MappedFile.Open(request));
        Assert.Contains("bytes", error.Message, StringComparison.Ordinal);
        Assert.NotNull(IdOf(error));
        Assert.Equal([1, 2, 3], Content(request.Path!));
    }

    [Fact]
    public void Holes_count_as_space_that_is_needed()
    {
        string path = NewFile(1, 2, 3);
        long free = new DriveInfo(Folder).AvailableFreeSpace;
        using (FileStream stream = new(path, FileMode.Open))
        {
            try
            {
                stream.SetLength(free * 2);
            }
            catch (Exception e) when (e is IOException or ArgumentException)
            {
            }
        }
        long length = new FileInfo(path).Length;
        if (OperatingSystem.IsWindows() || length == 3)
        {
            Assert.Skip("this file system doesn't make a file with holes that is larger than the disk");
        }
        MapRequest request = new() { Path = path, Mode = MapMode.Write, ByteLength = length };
        Assert.Equal("NoSpace", IdOf(Assert.Throws<IOException>(() => MappedFile.Open(request))));
        MappedFile map = MappedFile.Open(new() { Path = path, Mode = MapMode.ReadOnly, ByteLength = 3 });
        Assert.Equal([1, 2, 3], Read(map));
        Assert.Equal(length, map.FileLength);
        map.Close();
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_file_that_was_created_by_a_failing_open_is_removed(bool sparse)
    {
        MapRequest request = new() { Path = NewPath(), Mode = MapMode.Write, ByteLength = MoreThanAnyDisk, Sparse = sparse };
        Assert.ThrowsAny<IOException>(() => MappedFile.Open(request));
        Assert.Empty(Directory.GetFileSystemEntries(Folder));
    }

    [Fact]
    public void The_error_names_the_bytes_that_are_missing()
    {
        IOException error = Fails<IOException>("NoSpace", new() { Path = NewFile(1, 2, 3), ByteLength = MoreThanAnyDisk });
        Assert.Contains(
            MoreThanAnyDisk.ToString(System.Globalization.CultureInfo.InvariantCulture)[..10], error.Message, StringComparison.Ordinal);
        Assert.Contains("more bytes of disk space: only ", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("r")]
    [InlineData("r+")]
    [InlineData("w+")]
    public void Devices_are_refused(string mode)
    {
        string path = OperatingSystem.IsWindows() ? @"\\.\NUL" : "/dev/zero";
        MapRequest request = new() { Path = path, Mode = MapMode.Parse(mode), ByteLength = 1 };
        Assert.Equal("NotAFile", IdOf(Assert.Throws<IOException>(() => MappedFile.Open(request))));
    }

    [Theory]
    [InlineData("r")]
    [InlineData("r+")]
    [InlineData("w+")]
    public void Pipes_are_refused_without_waiting_for_their_other_end(string mode)
    {
        if (OperatingSystem.IsWindows())
        {
            Assert.Skip("pipes are no files there");
        }
        string path = NewPath("pipe");
        using (System.Diagnostics.Process make = System.Diagnostics.Process.Start("mkfifo", [path]))
        {
            make.WaitForExit();
        }
        MapRequest request = new() { Path = path, Mode = MapMode.Parse(mode), ByteLength = 1 };
        Assert.Equal("NotAFile", IdOf(Assert.Throws<IOException>(() => MappedFile.Open(request))));
        NDArray array = NDArray.Arange(0, 5);
        foreach (FileFormat format in (FileFormat[])[FileFormat.Npy, FileFormat.Npz, FileFormat.Raw, FileFormat.Csv])
        {
            ArrayExport export = new(new ExportRequest(path, [array.Ref], format, null, Compress: false, NoClobber: false));
            Assert.Equal("NotAFile", IdOf(Assert.Throws<IOException>(() => export.Run(static _ => { }))));
            Assert.Equal(
                "NotAFile",
                IdOf(Assert.Throws<IOException>(
                    () => MemMapArray.Open(path, mode: MapMode.ReadOnly, format: format == FileFormat.Npy ? format : FileFormat.Auto))));
        }
        foreach (bool append in (bool[])[false, true])
        {
            Assert.Equal("NotAFile", IdOf(Assert.Throws<IOException>(
                () => new ElementAppender(
                    AppendTarget.Find(path, FileFormat.Raw, new ArraySpec(DType.Int32), append), DType.Int32, noClobber: false))));
        }
    }

    [Theory]
    [InlineData("", "InvalidPath")]
    [InlineData("a\0b", "InvalidPath")]
    [InlineData("folder/", "PathIsDirectory")]
    public void What_is_no_path_of_a_file_is_refused(string path, string id)
    {
        foreach (MapMode mode in (MapMode[])[MapMode.ReadOnly, MapMode.ReadWrite, MapMode.CopyOnWrite, MapMode.Write])
        {
            Assert.Equal(
                id, IdOf(Assert.ThrowsAny<SystemException>(() => MappedFile.Open(new() { Path = path, Mode = mode, ByteLength = 1 }))));
        }
        ArrayExport export = new(new ExportRequest(path, [NDArray.Arange(5).Ref], FileFormat.Raw, null, Compress: false, NoClobber: false));
        Assert.Equal(id, IdOf(Assert.ThrowsAny<SystemException>(() => export.Run(static _ => { }))));
    }

    [Fact]
    public void A_name_that_is_too_long_is_no_file_that_is_missing_where_one_is_to_be_created()
    {
        Fails<IOException>("CannotOpen", new() { Path = NewPath(new string('x', 300)), Mode = MapMode.Write, ByteLength = 1 });
        Assert.Empty(Directory.GetFileSystemEntries(Folder));
    }

    public static TheoryData<string> Impossible
        => OperatingSystem.IsWindows() ? [new string('x', 300), "a<b", "ab:c", "a\"b", "a|b", "a?b"] : [new string('x', 300)];

    [Theory]
    [MemberData(nameof(Impossible))]
    public void A_name_that_no_file_can_have_is_refused_before_anything_is_written(string name)
    {
        foreach (FileFormat format in (FileFormat[])[FileFormat.Raw, FileFormat.Npz, FileFormat.Zarr])
        {
            ArrayExport export = new(
                new ExportRequest(NewPath(name), [NDArray.Arange(5).Ref], format, null, Compress: false, NoClobber: false));
            bool hasWritten = false;
            Assert.Equal("CannotWrite", IdOf(Assert.ThrowsAny<IOException>(() => export.Run(_ => hasWritten = true))));
            Assert.False(hasWritten);
            Assert.Empty(Directory.GetFileSystemEntries(Folder));
        }
    }

    [Theory]
    [InlineData(@"\\host\share")]
    [InlineData(@"\\host")]
    [InlineData(@"C:\")]
    public void The_root_of_a_disk_or_share_is_no_file(string path)
    {
        if (!OperatingSystem.IsWindows())
        {
            Assert.Skip("there are no such paths there");
        }
        ArrayExport export = new(new ExportRequest(path, [NDArray.Arange(5).Ref], FileFormat.Raw, null, Compress: false, NoClobber: false));
        Assert.Equal("PathIsDirectory", IdOf(Assert.ThrowsAny<SystemException>(() => export.Run(static _ => { }))));
        Assert.Equal("PathIsDirectory", IdOf(Assert.ThrowsAny<SystemException>(() => MappedFile.Open(new() { Path = path }))));
    }
}
