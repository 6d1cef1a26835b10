using CsCheck;

namespace MemMap.Tests.Arrays;

/// <summary>Arrays as lists of .NET values: what a shell's casts give.</summary>
public class ToListTests
{
    [Fact]
    public void A_list_has_the_elements_in_c_order_in_any_view()
        => Samples.Views.Sample(sample =>
        {
            if (!sample.Array.DType.IsNumeric || sample.Array.DType.IsComplex)
            {
                return true;
            }
            var list = (double[])sample.Array.ToList(typeof(double));
            return list.SequenceEqual(sample.Model.Values.Select(value => (double)value));
        });

    [Theory]
    [InlineData("u1", typeof(int))]
    [InlineData("i4", typeof(long))]
    [InlineData(">i2", typeof(short))]
    [InlineData("f4", typeof(double))]
    [InlineData("u1", typeof(byte))]
    public void Numbers_that_lose_nothing_are_cast(string dtype, Type type)
    {
        Array list = NDArray.Arange(0, 5).AsType(dtype).ToList(type);
        Assert.Equal(type, list.GetType().GetElementType());
        Assert.Equal([0, 1, 2, 3, 4], list.Cast<object>().Select(value => Convert.ToInt32(value, null)));
    }

    [Fact]
    public void Bytes_are_those_of_text_and_raw_bytes_and_small_integers()
    {
        Assert.Equal("ab\0c\0\0"u8.ToArray(), NDArray.Array(new[] { "ab", "c" }).AsType("S3").ToList(typeof(byte)));
        Assert.Equal([1, 2, 3, 4], (byte[])((NDArray)NDArray.Array(new byte[] { 1, 2, 3, 4 }).View("V2")).ToList(typeof(byte)));
        Assert.Equal([1, 2], ((ReadOnlySpan<byte>)NDArray.Array(new byte[] { 1, 2 })).ToArray());
        Assert.Contains(
            "ToBytes()", Assert.Throws<InvalidCastException>(() => NDArray.Arange(0, 3).ToList(typeof(byte))).Message,
            StringComparison.Ordinal);
        Assert.Throws<ArgumentNullException>(() => { _ = (ReadOnlySpan<byte>)(NDArray)null!; });
    }

    [Fact]
    public void A_list_is_a_copy()
    {
        NDArray array = NDArray.Array(new byte[] { 1, 2 });
        ((byte[])array.ToList(typeof(byte)))[0] = 9;
        Assert.Equal((byte)1, array[0]);
    }
}
