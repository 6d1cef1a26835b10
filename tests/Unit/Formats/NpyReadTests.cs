using System.Text;
using MemMap.Formats;
using MemMap.Tests.Memory;

namespace MemMap.Tests.Formats;

/// <summary>Files that numpy wrote, and files that are wrong.</summary>
public class NpyReadTests : TempFolder
{
    public static TheoryData<string> ArrayModes => ["r", "c", "r+"];

    [Theory, MemberData(nameof(ArrayModes))]
    public void Npy_files_of_numpy_are_read_as_numpy_reads_them(string mode)
    {
        foreach (NpyCase golden in NpyGolden.Cases.Where(golden => golden.Member is null))
        {
            string path = NewPath(golden.File);
            File.Copy(golden.Path, path, overwrite: true);
            using MemMapArray map = MemMapArray.Open(path, mode: MapMode.Parse(mode));
            Check(golden, map);
            Assert.Equal(new FileInfo(path).Length, File.ReadAllBytes(golden.Path).Length);
        }
    }

    [Theory, MemberData(nameof(ArrayModes))]
    public void Members_of_npz_files_of_numpy_are_read_as_numpy_reads_them(string mode)
    {
        foreach (NpyCase golden in NpyGolden.Cases.Where(golden => golden.Member is not null))
        {
            string path = NewPath(golden.File);
            File.Copy(golden.Path, path, overwrite: true);
            if (golden.File == "deflated.npz" && mode == "r+")
            {
                Assert.Equal("MemberReadOnly", IdOf(Assert.ThrowsAny<ArgumentException>(() => Open(path, golden.Member!, mode))));
                continue;
            }
            NDArray array = Open(path, golden.Member!, mode);
            Assert.Equal(golden.File != "deflated.npz", array is MemMapArray);
            Check(golden, array);
            (array as MemMapArray)?.Close();
        }
    }

    [Fact]
    public void A_stored_member_is_mapped_in_place()
    {
        string path = NewPath("a.npz");
        File.Copy(Path.Combine(NpyGolden.Folder, "stored.npz"), path);
        var map = (MemMapArray)Open(path, "arr_0", "r+");
        map.Fill(7);
        long at = map.ByteOffset;
        map.Close();
        Assert.Equal(7f, BitConverter.ToSingle(Content(path), (int)at));
        using var again = (MemMapArray)Open(path, "arr_0.npy", "r");
        Assert.Equal(7f, again.Item(0));
    }

    [Fact]
    public void Without_names_all_arrays_of_an_archive_are_opened()
    {
        Assert.Equal(7, MemMapArray.OpenMembers(Path.Combine(NpyGolden.Folder, "deflated.npz")).Length);
        IReadOnlyList<NDArray> arrays = MemMapArray.OpenMembers(Path.Combine(NpyGolden.Folder, "zip64.npz"));
        ((MemMapArray)Assert.Single(arrays)).Close();
    }

    [Fact]
    public void A_member_that_is_not_there_is_an_error_with_those_that_are()
    {
        var exception = Assert.ThrowsAny<ArgumentException>(() => Open(Path.Combine(NpyGolden.Folder, "stored.npz"), "other", "r"));
        Assert.Equal("NoSuchMember", IdOf(exception));
        Assert.Contains("arr_0, names, records", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_offset_of_a_map_is_that_of_its_first_element()
    {
        using MemMapArray map = MemMapArray.Open(Path.Combine(NpyGolden.Folder, "order_f.npy"), mode: MapMode.ReadOnly);
        Assert.Equal((128, 128), (map.Offset, map.ByteOffset));
        Assert.True(map.IsFortranContiguous);
    }

    [Fact]
    public void Format_raw_shows_the_bytes()
    {
        using MemMapArray map = MemMapArray.Open(
            Path.Combine(NpyGolden.Folder, "order_f.npy"), mode: MapMode.ReadOnly, format: FileFormat.Raw);
        Assert.Equal([128 + 48], map.Shape);
        Assert.Equal((byte)0x93, map.Item(0));
    }

    [Fact]
    public void A_file_with_less_than_the_magic_is_no_npy_file()
    {
        byte[] start = Content(Path.Combine(NpyGolden.Folder, "order_f.npy"));
        for (int length = 1; length < NpyHeader.MagicLength; length++)
        {
            string path = NewFile(start[..length]);
            using MemMapArray bytes = MemMapArray.Open(path, "u1", MapMode.ReadOnly), any = MemMapArray.Open(path, mode: MapMode.ReadOnly);
            Assert.Equal(start[..length], bytes.ToBytes());
            Assert.Equal(start[..length], any.ToBytes());
        }
        string whole = NewFile(start[..NpyHeader.MagicLength]);
        Assert.Throws<InvalidDataException>(() => MemMapArray.Open(whole, "u1", MapMode.ReadOnly));
        Assert.Throws<InvalidDataException>(() => MemMapArray.Open(whole, mode: MapMode.ReadOnly));
    }

    [Fact]
    public void A_raw_file_is_not_read_to_be_opened_with_a_dtype()
    {
        string path = NewFile(new byte[2 * NpyHeader.MaxLength]);
        MemMapArray.Open(path, "u1", MapMode.ReadOnly).Close();
        long before = GC.GetAllocatedBytesForCurrentThread();
        MemMapArray.Open(path, "u1", MapMode.ReadOnly).Close();
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, NpyHeader.MaxLength);
    }

    [Fact]
    public void What_is_given_beside_a_header_may_agree()
    {
        string path = Path.Combine(NpyGolden.Folder, "order_f.npy");
        MemMapArray.Open(path, "i4", MapMode.ReadOnly, 128, [3, 4], MemoryOrder.F).Close();
        MemMapArray.Open(Path.Combine(NpyGolden.Folder, "order_both.npy"), mode: MapMode.ReadOnly, order: MemoryOrder.F).Close();
    }

    [Theory]
    [InlineData("f4", 128, 3, MemoryOrder.F, "says dtype int32, which is not the dtype float32")]
    [InlineData("i4", 128, 5, MemoryOrder.F, "says shape (3, 4), which is not the shape (5, 4)")]
    [InlineData("i4", 0, 3, MemoryOrder.F, "says offset 128, which is not the offset 0")]
    [InlineData("i4", 128, 3, MemoryOrder.C, "says order F, which is not the order C")]
    public void What_is_given_beside_a_header_must_agree(string dtype, long offset, long length, MemoryOrder order, string message)
    {
        string path = NewPath("a.npy");
        File.Copy(Path.Combine(NpyGolden.Folder, "order_f.npy"), path);
        byte[] before = Content(path);
        var exception = Assert.ThrowsAny<ArgumentException>(
            () => MemMapArray.Open(path, dtype, MapMode.ReadWrite, offset, [length, 4], order));
        Assert.Equal("HeaderDisagrees", IdOf(exception));
        Assert.Contains(message, exception.Message, StringComparison.Ordinal);
        Assert.Equal(before, Content(path));
    }

    [Theory]
    [InlineData("{'descr': '<i4', 'fortran_order': False, 'shape': (2,), 'more': 1}")]
    [InlineData("{'descr': '<i4', 'fortran_order': False}")]
    [InlineData("{'descr': '<i4', 'fortran_order': 0, 'shape': (2,)}")]
    [InlineData("{'descr': '<i4', 'fortran_order': False, 'shape': [2]}")]
    [InlineData("{'descr': '<i4', 'fortran_order': False, 'shape': (-2,)}")]
    [InlineData("{'descr': '<i4', 'fortran_order': False, 'shape': (True,)}")]
    [InlineData("{'descr': '<i4', 'fortran_order': False, 'shape': (9223372036854775807, 9223372036854775807)}")]
    [InlineData("{'descr': '|O', 'fortran_order': False, 'shape': (2,)}")]
    [InlineData("{'descr': [('a', '|O')], 'fortran_order': False, 'shape': (2,)}")]
    [InlineData("{'descr': [('a', '<i4'), ('a', '<i4')], 'fortran_order': False, 'shape': (2,)}")]
    [InlineData("{'descr': [('a', '<i4', (2147483647, 2147483647))], 'fortran_order': False, 'shape': (2,)}")]
    [InlineData("{'descr': '|S0', 'fortran_order': False, 'shape': (2,)}")]
    [InlineData("{'descr': 5, 'fortran_order': False, 'shape': (2,)}")]
    [InlineData("__import__('os').system('true')")]
    [InlineData("[1, 2]")]
    [InlineData("")]
    public void A_wrong_header_is_an_error_and_changes_nothing(string header) => Refused("InvalidNpy", WithHeader(header));

    [Fact]
    public void A_long_header_is_refused() => Refused("InvalidNpy", WithHeader(
        "{'descr': '<i4', 'fortran_order': False, 'shape': (2,)}".PadRight(10_001)));

    [Theory]
    [InlineData(6)]
    [InlineData(9)]
    [InlineData(11)]
    [InlineData(100)]
    public void A_header_that_is_cut_off_is_an_error(int length)
        => Refused("InvalidNpy", File.ReadAllBytes(Path.Combine(NpyGolden.Folder, "order_f.npy"))[..length]);

    [Fact]
    public void Missing_data_are_an_error_and_never_made_up()
        => Refused("NpyTooShort", File.ReadAllBytes(Path.Combine(NpyGolden.Folder, "order_f.npy"))[..^1]);

    [Fact]
    public void A_file_that_has_to_be_npy_must_be()
    {
        string path = NewFile(1, 2, 3);
        Assert.Equal("InvalidNpy", IdOf(Assert.ThrowsAny<InvalidDataException>(() => MemMapArray.Open(path, format: FileFormat.Npy))));
    }

    private static void Check(NpyCase golden, NDArray array)
    {
        Assert.Equal((golden.File, golden.Shape, golden.DType), (golden.File, Error.Shape(array.Shape), array.DType.ToString()));
        Assert.Equal(golden.Bytes, array.ToBytes());
    }

    private static NDArray Open(string path, string member, string mode)
        => Assert.Single(MemMapArray.OpenMembers(path, [member], MapMode.Parse(mode)));

    private static byte[] WithHeader(string header)
        => [0x93, .. "NUMPY"u8, 1, 0, (byte)header.Length, (byte)(header.Length >> 8), .. Encoding.Latin1.GetBytes(header),
            .. new byte[64]];

    private void Refused(string id, byte[] content)
    {
        string path = NewFile(content);
        foreach (MapMode mode in new[] { MapMode.ReadOnly, MapMode.CopyOnWrite, MapMode.ReadWrite })
        {
            Exception exception = Assert.ThrowsAny<Exception>(() => MemMapArray.Open(path, mode: mode));
            Assert.Equal(id, IdOf(exception));
            Assert.Equal(content, Content(path));
        }
    }
}
