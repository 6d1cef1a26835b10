using System.Runtime.CompilerServices;
using MemMap.Formats;
using MemMap.Memory;

namespace MemMap.Tests.Memory;

/// <summary>What Windows does otherwise than the rest. What needs no Windows to be tried is tried everywhere.</summary>
public class WindowsTests : TempFolder
{
    [Theory]
    [InlineData(@"C:\folder\file", true)]
    [InlineData(@"\\server\share\file", true)]
    [InlineData(@"\\server\share\pipe\file", true)]
    [InlineData(@"\\?\C:\folder\file", true)]
    [InlineData(@"\\.\C:\folder\file", true)]
    [InlineData(@"\\?\UNC\server\share\file", true)]
    [InlineData(@"\\?\Volume{4c1b02c1-d990-11dc-99ae-806e6f6e6963}\file", true)]
    [InlineData(@"\\?\GLOBALROOT\Device\HarddiskVolumeShadowCopy1\file", true)]
    [InlineData(@"\\.\NUL", false)]
    [InlineData(@"\\?\COM1", false)]
    [InlineData(@"\\.\PhysicalDrive0", false)]
    [InlineData(@"\\.\pipe\name", false)]
    [InlineData(@"\\?\PIPE\name", false)]
    [InlineData(@"\??\pipe\name", false)]
    [InlineData(@"\\server\pipe\name", false)]
    [InlineData(@"\\server\Mailslot\name", false)]
    [InlineData(@"\\?\UNC\server\pipe\name", false)]
    [InlineData(@"\\?\unc\server\mailslot\name", false)]
    public void Pipes_and_devices_are_known_by_their_names(string path, bool isFile)
#pragma warning disable CA1416 // It calls nothing of Windows.
        => Assert.Equal(isFile, new PlatformWindows().IsOrdinaryFile(path));
#pragma warning restore CA1416

    [Theory]
    [InlineData(@"UNC\server\share\file", @"\\server\share\file")]
    [InlineData(@"\\server\share\file", null)]
    [InlineData(@"C:\UNC\file", null)]
    public void A_link_that_ends_on_a_share_leads_to_the_share(string target, string? path)
        => Assert.Equal(path, FileLinks.OnShare(target));

    [Theory]
    [InlineData(0x80070027, true)]
    [InlineData(0x80070070, true)]
    [InlineData(0x8007050F, true)]
    [InlineData(0x80070020, false)]
    [InlineData(0x80131620, false)]
    public void A_full_disk_and_a_quota_are_known_by_their_numbers(uint code, bool isFull)
        => Assert.Equal(isFull, Error.IsDiskFull(new IOException("", unchecked((int)code))));

    [Fact]
    public void A_file_that_somebody_has_open_for_a_moment_is_renamed_after_that()
    {
        uint[] refusals = [0x80070020, 0x80070021, 0x80070005, 0x800704C8];
        int tries = 0;
        Renaming.Run(
            () =>
            {
                if (tries++ < refusals.Length)
                {
                    throw new IOException("", unchecked((int)refusals[tries - 1]));
                }
            },
            Error.IsMomentary);
        Assert.Equal(refusals.Length + 1, tries);
    }

    [Fact]
    public void A_file_that_somebody_keeps_open_is_an_error_in_the_end()
    {
        int tries = 0;
        IOException refusal = new("in use", unchecked((int)0x80070020));
        Action rename = () =>
        {
            tries++;
            throw refusal;
        };
        Assert.Same(refusal, Assert.Throws<IOException>(() => Renaming.Run(rename, Error.IsMomentary)));
        Assert.InRange(tries, 5, 20);
    }

    [Fact]
    public void What_is_no_matter_of_a_moment_is_tried_once()
    {
        int tries = 0;
        Action rename = () =>
        {
            tries++;
            throw new FileNotFoundException();
        };
        Assert.Throws<FileNotFoundException>(() => Renaming.Run(rename, Error.IsMomentary));
        Assert.Equal(1, tries);
        // Elsewhere nobody keeps a file from being renamed.
        tries = 0;
        Assert.Throws<IOException>(() => Renaming.Run(() =>
        {
            tries++;
            throw new IOException("", OperatingSystem.IsWindows() ? 0 : unchecked((int)0x80070020));
        }));
        Assert.Equal(1, tries);
    }

    [Fact]
    public void Renaming_can_be_stopped()
    {
        int tries = 0;
        using IDisposable scope = Interruption.Use(new CancellationToken(canceled: true));
        Action rename = () =>
        {
            tries++;
            throw new IOException("", unchecked((int)0x80070020));
        };
        Assert.Throws<OperationCanceledException>(() => Renaming.Run(rename, Error.IsMomentary));
        Assert.Equal(1, tries);
    }

    [Theory]
    [InlineData(3_000_000)]
    [InlineData(3_000_001)]
    public void A_mapped_file_is_cleared_and_its_other_map_shows_zeros(int length)
    {
        MappedFile old = MappedFile.Open(new() { Path = NewFile(Bytes(3_000_000)) });
        MappedFile map = MappedFile.Open(new() { Path = old.Path, Mode = MapMode.Write, ByteLength = length });
        Assert.Equal(new byte[length], Read(map));
        Assert.Equal(new byte[3_000_000], Read(old));
        Write(map, 2_999_999, 1);
        Assert.Equal(1, Read(old)[^1]);
        map.Close();
        old.Close();
    }

    [Fact]
    public void A_mapped_file_is_made_shorter_by_w_where_the_system_allows_it()
    {
        byte[] content = Bytes(100_000);
        MappedFile old = MappedFile.Open(new() { Path = NewFile(content) });
        MapRequest request = new() { Path = old.Path, Mode = MapMode.Write, ByteLength = 10 };
        if (OperatingSystem.IsWindows())
        {
            Fails<IOException>("StillMapped", request);
            Assert.Equal(content, Read(old));
            old.Close();
        }
        MappedFile map = MappedFile.Open(request);
        Assert.Equal(new byte[10], Read(map));
        Assert.Equal(10, map.FileLength);
        map.Close();
        old.Close();
    }

    [Fact]
    public void A_map_that_was_dropped_is_in_nobodys_way()
    {
        string path = NewFile(Bytes(100_000));
        Drop(path);
        MappedFile map = MappedFile.Open(new() { Path = path, Mode = MapMode.Write, ByteLength = 10 });
        Assert.Equal(new byte[10], Read(map));
        map.Close();
    }

    [Fact]
    public void Zeros_are_written_in_place()
    {
        const int length = 2_500_000;
        byte[] content = [.. Enumerable.Repeat((byte)1, length + 3)];
        OpenedFile file = OpenedFile.FromPath(NewFile(content), new MapRequest());
        file.WriteZeros(length);
        using (Interruption.Use(new CancellationToken(canceled: true)))
        {
            Assert.Throws<OperationCanceledException>(() => file.WriteZeros(length + 3));
        }
        file.Owner.Dispose();
        Assert.Equal([.. new byte[length], 1, 1, 1], Content(file.Path));
    }

    [Fact]
    public void A_file_that_was_sparse_is_not_when_it_is_made_anew()
    {
        MapRequest request = new() { Path = NewPath(), Mode = MapMode.Write, ByteLength = 1 << 20, Sparse = true };
        MappedFile.Open(request).Close();
        if (!File.GetAttributes(request.Path).HasFlag(FileAttributes.SparseFile) || !OperatingSystem.IsWindows())
        {
            Assert.Skip("only Windows marks files as sparse, where the file system has such");
        }
        MappedFile.Open(request with { Sparse = false }).Close();
        Assert.False(File.GetAttributes(request.Path).HasFlag(FileAttributes.SparseFile));
    }

    [Fact]
    public void An_open_file_is_not_called_mapped()
    {
        if (!OperatingSystem.IsWindows())
        {
            Assert.Skip("an open file can be replaced there");
        }
        string path = NewFile(1, 2, 3);
        ArrayExport export = new(new ExportRequest(path, [NDArray.Arange(5).Ref], FileFormat.Raw, null, Compress: false, NoClobber: false));
        using (new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite))
        {
            IOException error = Assert.Throws<IOException>(() => export.Run(static _ => { }));
            Assert.Equal("CannotReplace", IdOf(error));
            Assert.DoesNotContain("map", error.Message.Replace(path, "", StringComparison.Ordinal), StringComparison.Ordinal);
        }
        Assert.Equal([path], Directory.GetFileSystemEntries(Folder));
        Assert.Equal([1, 2, 3], Content(path));
        // MoveFileEx says no more than that access is denied where the file is mapped.
        MappedFile map = MappedFile.Open(new() { Path = path, Mode = MapMode.ReadOnly });
        Assert.True(MappedFile.IsWhatPrevents(new UnauthorizedAccessException(), path.ToUpperInvariant()));
        Assert.True(MappedFile.IsWhatPrevents(new UnauthorizedAccessException(), Folder));
        Assert.False(MappedFile.IsWhatPrevents(new UnauthorizedAccessException(), path[..^1]));
        map.Close();
        Assert.False(MappedFile.IsWhatPrevents(new UnauthorizedAccessException(), path));
        Assert.True(MappedFile.IsWhatPrevents(new IOException("", unchecked((int)0x800704C8)), path));
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Drop(string path) => _ = Read(MappedFile.Open(new() { Path = path }));
}
