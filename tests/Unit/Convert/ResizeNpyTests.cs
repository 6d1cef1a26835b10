using System.Text;
using MemMap.Tests.Formats;
using MemMap.Tests.Memory;

namespace MemMap.Tests.Conversion;

/// <summary>.npy files are resized with their header: whoever opens the file afterwards sees what the map had.</summary>
public class ResizeNpyTests : TempFolder
{
    [Theory]
    [InlineData("version_1.npy")]
    [InlineData("version_2.npy")]
    [InlineData("version_3.npy")]
    [InlineData("record_unicode.npy")]
    [InlineData("record_nested_padding.npy")]
    [InlineData("record_titles.npy")]
    [InlineData("shape_empty.npy")]
    public void The_header_says_how_many_rows_there_are(string file)
    {
        string path = NewPath("a.npy");
        File.Copy(Path.Combine(NpyGolden.Folder, file), path);
        byte[] start = Content(path)[..8];
        using MemMapArray map = MemMapArray.Open(path);
        long offset = map.Offset;
        byte[] before = map.ToBytes();
        map.Resize(1234);
        using (MemMapArray grown = MemMapArray.Open(path, mode: MapMode.ReadOnly))
        {
            Assert.Equal((1234, offset, map.DType), (grown.Shape[0], grown.Offset, grown.DType));
            Assert.Equal(map.Shape[1..], grown.Shape[1..]);
            Assert.Equal(before, grown.ToBytes()[..before.Length]);
        }
        Assert.Equal(start, Content(path)[..8]);
        map.Resize(1);
        Assert.Equal(1, MemMapArray.Open(path, mode: MapMode.ReadOnly).Shape[0]);
        Assert.Equal(offset + map.NBytes, Content(path).Length);
    }

    [Fact]
    public void A_file_that_was_just_created_can_be_resized()
    {
        string path = NewPath("new.npy");
        using MemMapArray map = MemMapArray.Open(path, ">i2", MapMode.Write, shape: [2, 3]);
        map[1, 2] = 7;
        map.Resize(3);
        using MemMapArray again = MemMapArray.Open(path, mode: MapMode.ReadOnly);
        Assert.Equal("[[0 0 0]\n [0 0 7]\n [0 0 0]]", again.ToString());
    }

    [Fact]
    public void A_header_without_room_is_an_error_and_nothing_changes()
    {
        string path = NewPath("tight.npy");
        byte[] header = Encoding.Latin1.GetBytes("{'descr': '<i2', 'fortran_order': False, 'shape': (9,), }\n");
        File.WriteAllBytes(path, [0x93, .. "NUMPY"u8, 1, 0, (byte)header.Length, 0, .. header, .. Bytes(18)]);
        byte[] before = Content(path);
        using MemMapArray map = MemMapArray.Open(path);
        Assert.Equal("HeaderFull", IdOf(Xunit.Record.Exception(() => map.Resize(10))));
        Assert.Equal(before, Content(path));
        Assert.Equal([9], map.Shape);
        map.Resize(8);
        Assert.Equal([8], MemMapArray.Open(path, mode: MapMode.ReadOnly).Shape);
    }

    [Fact]
    public void A_member_of_an_archive_can_not_grow_into_the_next_one()
    {
        string path = NewPath("a.npz");
        File.Copy(Path.Combine(NpyGolden.Folder, "stored.npz"), path);
        byte[] before = Content(path);
        using var map = (MemMapArray)MemMapArray.OpenMembers(path, ["arr_0"], MapMode.ReadWrite)[0];
        Assert.Equal("NotAtEnd", IdOf(Xunit.Record.Exception(() => map.Resize(3))));
        Assert.Equal("NotAtEnd", IdOf(Xunit.Record.Exception(() => map.Resize(1))));
        map.Close();
        Assert.Equal(before, Content(path));
    }
}
