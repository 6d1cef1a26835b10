namespace MemMap.Tests.Faults;

/// <summary>
/// A bounded run of tests/Fuzz: input of strangers gives a right answer or a documented exception, in bounded time and memory.
/// </summary>
public class FuzzTests(ITestOutputHelper output)
{
    [Theory]
    [InlineData("npy", 95_000)]
    [InlineData("npz", 5_000)]
    [InlineData("container", 5_000)]
    [InlineData("hdf5", 1_000)]
    [InlineData("csv", 1_000)]
    [InlineData("zarr", 2_000)]
    [InlineData("dtype", 60_000)]
    [InlineData("index", 40_000)]
    [InlineData("handle", 10_000)]
    [InlineData("measure", 40_000)]
    [InlineData("api", 10_000)]
    [InlineData("depth", 4_000)]
    [InlineData("definition", 20_000)]
    public void Damaged_input_is_read_rightly_or_refused(string target, int count)
    {
        using Child child = Child.Fuzz("run", target, count, 1);
        output.WriteLine(child.Succeed());
    }
}
