using MemMap.Formats;

namespace MemMap.Tests.Memory;

/// <summary>A map is taken to the length that its file has got from others.</summary>
public class FitTests : TempFolder
{
    [Theory]
    [InlineData("r", false)]
    [InlineData("r+", false)]
    [InlineData("c", false)]
    [InlineData("r", true)]
    public void It_has_all_whole_rows_of_the_file(string mode, bool isBuffered)
    {
        string path = NewFile(Bytes(12));
        using MemMapArray map = MemMapArray.Open(
            path, DType.UInt8, MapMode.Parse(mode), shape: [4, 3], access: isBuffered ? AccessHint.Buffered : AccessHint.Normal);
        NDArray view = (NDArray)map[":2"]!;
        Append(path, [50, 51, 52, 53]);
        map.Fit();
        Assert.Equal([5, 3], map.Shape);
        Assert.Equal(52, (byte)map[4, 2]!);
        Assert.Equal(Bytes(6), view.ToBytes());
        map.Fit();
        Assert.Equal([5, 3], map.Shape);
        Assert.Equal(16, new FileInfo(path).Length);
    }

    [Theory]
    [InlineData(AccessHint.Normal)]
    [InlineData(AccessHint.Buffered)]
    public void What_is_cut_off_is_gone_and_the_rest_stays(AccessHint access)
    {
        string path = NewFile(Bytes(12));
        using MemMapArray map = MemMapArray.Open(path, DType.UInt8, MapMode.ReadOnly, access: access);
        NDArray first = (NDArray)map[":3"]!, last = (NDArray)map["-3:"]!;
        Assert.SkipWhen(OperatingSystem.IsWindows() && access != AccessHint.Buffered, "Windows cuts no mapped file");
        using (FileStream file = new(path, FileMode.Open, FileAccess.Write, FileShare.ReadWrite))
        {
            file.SetLength(5);
        }
        Assert.Throws<IOException>(() => map.Sum());
        map.Fit();
        Assert.Equal(Bytes(5), map.ToBytes());
        Assert.Equal(Bytes(3), first.ToBytes());
        Assert.Throws<InvalidOperationException>(() => last.ToBytes());
    }

    [Fact]
    public void Private_changes_are_kept()
    {
        string path = NewFile(Bytes(100_000));
        using MemMapArray map = MemMapArray.Open(path, DType.UInt8, MapMode.CopyOnWrite);
        map[99_999] = 200;
        map[0] = 100;
        Append(path, [50]);
        map.Fit();
        Assert.Equal([200, 50], new[] { (byte)map[99_999]!, (byte)map[100_000]! });
        Assert.Equal(100, (byte)map[0]!);
        Assert.Equal(Bytes(1)[0], Content(path)[0]);
    }

    [Fact]
    public void A_npy_file_has_the_rows_of_its_header()
    {
        string path = NewPath("a.npy");
        new ArrayExport(new ExportRequest(path, [NDArray.Arange(0, 6).Reshape(3, 2).Ref], FileFormat.Auto, null, false, false))
            .Run(_ => { });
        using MemMapArray map = MemMapArray.Open(path, mode: MapMode.ReadOnly);
        using (MemMapArray other = MemMapArray.Open(path, mode: MapMode.ReadWrite))
        {
            other.Resize(5);
        }
        map.Fit();
        Assert.Equal([5, 2], map.Shape);
        Append(path, [1, 2, 3]);
        map.Fit();
        Assert.Equal([5, 2], map.Shape);
    }

    [Fact]
    public void A_view_and_a_member_of_an_archive_have_no_length_of_their_own()
    {
        string path = NewPath("a.npz");
        new ArrayExport(new ExportRequest(path, [NDArray.Arange(0, 6).Ref], FileFormat.Auto, null, false, false)).Run(_ => { });
        using var member = (MemMapArray)MemMapArray.OpenMembers(path)[0];
        Assert.Equal("FitMember", IdOf(Assert.Throws<InvalidOperationException>(member.Fit)));
        Assert.Throws<InvalidOperationException>(((MemMapArray)member[":2"]!).Fit);
        member.Close();
        Assert.Throws<ObjectDisposedException>(member.Fit);
    }

    private static void Append(string path, byte[] bytes)
    {
        using FileStream file = new(path, FileMode.Append, FileAccess.Write, FileShare.ReadWrite);
        file.Write(bytes);
    }
}
