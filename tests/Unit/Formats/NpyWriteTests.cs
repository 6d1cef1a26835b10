using MemMap.Formats;
using MemMap.Tests.Memory;

namespace MemMap.Tests.Formats;

/// <summary>Headers and files are written byte for byte as numpy writes them.</summary>
public class NpyWriteTests : TempFolder
{
    [Fact]
    public void Export_writes_what_numpy_writes()
    {
        foreach (NpyCase golden in NpyGolden.Cases.Where(golden => golden.Member is null && IsLowestVersion(golden.File)))
        {
            string path = NewPath(golden.File);
            using MemMapArray map = MemMapArray.Open(golden.Path, mode: MapMode.ReadOnly);
            Export(path, map);
            Assert.Equal(
                (golden.File, Convert.ToHexString(File.ReadAllBytes(golden.Path))), (golden.File, Convert.ToHexString(Content(path))));
        }
    }

    [Fact]
    public void Creating_a_file_writes_the_header_numpy_writes_and_zeros()
    {
        foreach (NpyCase golden in NpyGolden.Cases.Where(golden => golden.Member is null && IsLowestVersion(golden.File)))
        {
            using MemMapArray like = MemMapArray.Open(golden.Path, mode: MapMode.ReadOnly);
            string path = NewPath(golden.File);
            using MemMapArray map = MemMapArray.Open(
                path, like.DType, MapMode.Write, shape: like.Shape, order: like.IsContiguous ? MemoryOrder.C : MemoryOrder.F);
            byte[] expected = File.ReadAllBytes(golden.Path);
            expected.AsSpan((int)like.Offset).Clear();
            Assert.Equal((golden.File, Convert.ToHexString(expected)), (golden.File, Convert.ToHexString(Content(path))));
            Assert.Equal((like.Offset, "r+"), (map.Offset, map.Mode.ToString()));
        }
    }

    [Fact]
    public void Creating_a_file_puts_the_axes_of_a_sub_array_into_the_shape()
    {
        using MemMapArray map = MemMapArray.Open(NewPath("a.npy"), "(2,)f4", MapMode.Write, shape: [3]);
        Assert.Equal([3, 2], map.Shape);
        map[2, 1] = 5;
        map.Close();
        using MemMapArray again = MemMapArray.Open(NewPath("a.npy"), mode: MapMode.ReadOnly);
        Assert.Equal((5f, "(3, 2)"), (again[2, 1], Error.Shape(again.Shape)));
    }

    [Theory]
    [InlineData("f4", null, 0L, "ShapeRequired")]
    [InlineData("f4", 2L, 64L, "NpyOffset")]
    [InlineData("S", 2L, 0L, "NoItemSize")]
    [InlineData("{'names': ['a', 'b'], 'formats': ['i4', 'i4'], 'offsets': [0, 2]}", 2L, 0L, "NoDescr")]
    public void Creating_a_file_that_can_not_be_leaves_the_old_one(string dtype, long? length, long offset, string id)
    {
        string path = NewPath("a.npy");
        File.WriteAllBytes(path, Bytes(20));
        Exception exception = Assert.ThrowsAny<Exception>(
            () => MemMapArray.Open(path, dtype, MapMode.Write, offset, length is { } one ? [one] : null));
        Assert.Equal(id, IdOf(exception));
        Assert.Equal(Bytes(20), Content(path));
    }

    private static void Export(string path, NDArray array)
        => new ArrayExport(new ExportRequest(path, [array.Ref], FileFormat.Auto, null, false, false)).Run(_ => { });

    // Files in an older form than is needed, with other spaces, or with more behind the elements.
    private static bool IsLowestVersion(string file)
        => file is not ("version_2.npy" or "version_3.npy" or "python2.npy" or "unaligned.npy");
}
