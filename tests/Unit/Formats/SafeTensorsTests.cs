using MemMap.Formats;
using MemMap.Tests.Memory;

namespace MemMap.Tests.Formats;

/// <summary>What is written as safetensors is read again, and looks as the reference implementation's files do.</summary>
public class SafeTensorsTests : TempFolder
{
    [Theory]
    [InlineData("<f4"), InlineData(">f8"), InlineData("f2"), InlineData("bfloat16"), InlineData(">bfloat16")]
    [InlineData("float8_e4m3"), InlineData("float8_e5m2"), InlineData("i1"), InlineData(">i2")]
    [InlineData("u4"), InlineData("i8"), InlineData("?"), InlineData("c8")]
    [InlineData("int24")]
    public void Every_type_is_read_as_it_was_written(string dtype)
    {
        NDArray array = NDArray.Arange(0, 12).Reshape(3, 4).AsType(dtype);
        string path = NewPath("a.safetensors");
        Export(path, [array, array.T], ["a", "b"]);
        NDArray[] read = Open(path);
        Assert.Equal(["a", "b"], read.Select(tensor => tensor.Member));
        Assert.Equal(dtype == "int24" ? DType.Int32 : array.DType.NewByteOrder('<'), read[0].DType);
        Assert.True(array.Compare(read[0]).Equal);
        Assert.True(array.T.Compare(read[1]).Equal);
        Array.ForEach(read, tensor => tensor.Buffer.Close());
    }

    [Fact]
    public void The_header_is_aligned_and_the_largest_elements_come_first()
    {
        string path = NewPath("a.safetensors");
        Export(path, [NDArray.Zeros([3], "u1"), NDArray.Zeros([2], "f8"), NDArray.Zeros([0, 2], "f4")], ["a", "b", "c"]);
        byte[] bytes = File.ReadAllBytes(path);
        long length = BitConverter.ToInt64(bytes);
        Assert.Equal(0, length % 8);
        Assert.Equal(
            "{'b':{'dtype':'F64','shape':[2],'data_offsets':[0,16]},'c':{'dtype':'F32','shape':[0,2],'data_offsets':[16,16]},"
                + "'a':{'dtype':'U8','shape':[3],'data_offsets':[16,19]}}",
            System.Text.Encoding.UTF8.GetString(bytes, 8, (int)length).TrimEnd().Replace('"', '\''));
        Assert.Equal(8 + length + 19, bytes.Length);
    }

    [Fact]
    public void Metadata_go_along()
    {
        string source = Path.Combine(Repository.Root, "tests", "Golden", "containers", "model.safetensors");
        string path = NewPath("a.safetensors");
        NDArray[] tensors = Open(source);
        Export(path, tensors, [.. tensors.Select(tensor => tensor.Member!)]);
        NDArray[] copies = Open(path);
        Assert.Equal("pt", copies[0].Attributes["format"]);
        Assert.Equal(tensors.Select(tensor => tensor.Member!).Order(), copies.Select(tensor => tensor.Member!).Order());
        foreach (NDArray copy in copies)
        {
            Assert.Equal(tensors.Single(tensor => tensor.Member == copy.Member).ToBytes(), copy.ToBytes());
        }
        Array.ForEach([.. tensors, .. copies], tensor => tensor.Buffer.Close());
    }

    [Theory]
    [InlineData("S3", "a", "NoTensorType")]
    [InlineData("<M8[s]", "a", "NoTensorType")]
    [InlineData("c16", "a", "NoTensorType")]
    [InlineData("f4", "__metadata__", "InvalidMemberName")]
    public void What_the_format_cannot_hold_is_refused_before_anything_is_written(string dtype, string name, string id)
    {
        string path = NewPath("a.safetensors");
        Exception error = Assert.Throws<ArgumentException>(() => Export(path, [NDArray.Zeros([3], dtype)], [name]));
        Assert.Equal(id, IdOf(error));
        Assert.False(File.Exists(path));
        Assert.Equal("DuplicateMember", IdOf(Assert.Throws<ArgumentException>(
            () => Export(path, [NDArray.Zeros([3], "f4"), NDArray.Zeros([3], "f4")], ["a", "a"]))));
    }

    private static void Export(string path, NDArray[] arrays, string[] names)
        => new ArrayExport(new ExportRequest(path, [.. arrays.Select(array => array.Ref)], FileFormat.Auto, names, false, false))
            .Run(_ => { });

    private static NDArray[] Open(string path)
    {
        using OpenPlan plan = ArrayFile.Plan(new() { Path = path, Mode = MapMode.ReadOnly }, FileFormat.Auto, new ArraySpec());
        return [.. MemMapArray.Open(plan).OrderBy(tensor => tensor.Member)];
    }
}
