namespace MemMap.Tests.Faults;

/// <summary>Arguments that calls with any arguments (tests/Fuzz, api) found to end in something else than a documented error.</summary>
public class HostileArgumentTests
{
    [Fact]
    public void A_list_that_holds_itself_is_an_error()
    {
        object[] list = new object[2];
        list[0] = list[1] = list;
        NDArray numbers = NDArray.Zeros([3], DType.Int32), records = NDArray.Zeros([3], DType.Parse("i4,i4"));
        foreach (Action work in (Action[])[() => numbers.Fill(list), () => numbers.SetItem([0], list), () => records.SetItem([0], list),
            () => NDArray.Array(list)])
        {
            Assert.NotNull(Assert.ThrowsAny<SystemException>(work).Data[Error.IdKey]);
        }
    }

    [Fact]
    public void Bins_have_a_limit_and_parts_are_parts()
    {
        NDArray array = NDArray.Arange(0, 6);
        Assert.Equal("BinCount", Id(() => array.Histogram(1L << 50)));
        Assert.Equal("NoPart", Id(() => array.Envelope(2, -1, 1000)));
        Assert.Equal("NoPart", Id(() => array.Envelope(2, 3, 8)));
        Assert.Equal("NoPart", Id(() => array.Envelope(2, long.MaxValue, -3)));
        Assert.Equal("NoPart", Id(() => array.Reshape(2, 3).HeatMap(2, 2, 1, 2)));
        NDArray large = NDArray.Zeros([2000, 1000], DType.UInt8);
        Assert.Equal("BinCount", Id(() => large.HeatMap(2000, 1000)));
    }

    [Fact]
    public void Decimals_may_be_any_number()
    {
        NDArray array = NDArray.Arange(0, 6);
        Assert.Equal(0L, array.Round(int.MinValue).Sum());
        Assert.Equal(15L, array.Round(int.MaxValue).Sum());
    }

    private static string? Id(Action work) => Assert.ThrowsAny<ArgumentException>(work).Data[Error.IdKey] as string;
}
