namespace MemMap.Tests.Arrays;

/// <summary>The same bytes as another dtype, by numpy's rules.</summary>
public class ViewTests
{
    private static NDArray Numbers => NDArray.Arange(0, 12, 1, DType.Int32).Reshape(3, 4);

    [Theory]
    [InlineData("i2", new long[] { 3, 8 })]
    [InlineData("i8", new long[] { 3, 2 })]
    [InlineData("f4", new long[] { 3, 4 })]
    [InlineData("V16", new long[] { 3, 1 })]
    [InlineData("V", new long[] { 3, 4 })]
    [InlineData("i4,i4", new long[] { 3, 2 })]
    [InlineData("(2,)i2", new long[] { 3, 4, 2 })]
    [InlineData("U2", new long[] { 3, 2 })]
    public void The_last_axis_takes_up_the_difference_in_size(string dtype, long[] shape)
    {
        NDArray view = Numbers.View(DType.Parse(dtype));
        Assert.Equal(shape, view.Shape);
        Assert.Equal(Numbers.ToBytes(), view.ToBytes());
    }

    [Theory]
    [InlineData("...", "V3", "When changing to a smaller dtype, its size must be a divisor of the size of original dtype")]
    [InlineData("...", "S", "When changing to a smaller dtype, its size must be a divisor of the size of original dtype")]
    [InlineData(":,:3", "i8", "When changing to a larger dtype, its size must be a divisor of the total size in bytes of the last axis "
        + "of the array")]
    [InlineData(":,::2", "i8", "To change to a dtype of a different size, the last axis must be contiguous")]
    [InlineData("0,0,...", "i2", "Changing the dtype of a 0d array is only supported if the itemsize is unchanged")]
    public void Sizes_that_do_not_fit_are_errors(string index, string dtype, string message)
        => Assert.StartsWith(
            message, Assert.Throws<ArgumentException>(() => ((NDArray)Numbers[index]!).View(DType.Parse(dtype))).Message,
            StringComparison.Ordinal);

    [Fact]
    public void A_view_shares_the_bytes()
    {
        NDArray numbers = Numbers;
        NDArray columns = ((NDArray)numbers[":,:1"]!).View("i2");
        Assert.Equal([3, 2], columns.Shape);
        columns[2, 1] = 1;
        Assert.Equal(65544, numbers[2, 0]);
        NDArray records = numbers.View("[('a','i4'),('b','i4')]");
        records["b"] = 5;
        Assert.Equal(5, numbers[2, 3]);
        Assert.Equal(numbers.ToBytes(), records.View("i4").ToBytes());
        Assert.Same(numbers.Buffer, numbers.View().Buffer);
    }
}
