using MemMap.Compute;

namespace MemMap.Tests.Compute;

/// <summary>
/// Expressions of more than a chunk: they are computed and folded in smaller blocks than arrays in memory, and must have the same results.
/// </summary>
public class ExpressionBlockTests
{
    // More than two chunks, and no multiple of anything.
    private const int Items = 600_011;

    [Theory]
    [InlineData("?")]
    [InlineData("i2")]
    [InlineData("f2")]
    [InlineData("f4")]
    [InlineData(">f4")]
    [InlineData("f8")]
    [InlineData("c8")]
    [InlineData("c16")]
    public void Reductions_have_the_same_parts_on_any_number_of_threads(string code)
    {
        NDArray numbers = NDArray.Arange(Items) * 7919 % 1000003 / 1000003.0;
        foreach (NDArray x in new[] { numbers.AsType(code), (NDArray)numbers.AsType(code)["::-3"]! })
        {
            object?[] expected = Figures((x * 0.37) + x);
            Threads.Each(() => Assert.Equal(expected, Figures((x.Lazy() * 0.37) + x)));
            object?[] swapped = Figures((x * 0.37).AsType(">f8"));
            Assert.Equal(swapped, Figures((x.Lazy() * 0.37).AsType(">f8")));
        }
    }

    // Lines that are shorter and longer than the parts and blocks of an expression, and that begin anywhere in them.
    [Theory]
    [InlineData(60, 50)]
    [InlineData(13, 3000)]
    [InlineData(6, 17_011)]
    [InlineData(41, 7, 50)]
    [InlineData(3, 700, 5)]
    [InlineData(2100, 3)]
    public void Reductions_along_axes_have_the_same_parts(params int[] lengths)
    {
        long[] shape = Array.ConvertAll(lengths, length => (long)length);
        NDArray numbers = (NDArray.Arange(lengths.Aggregate((a, b) => a * b)) * 7919 % 1000003 / 1000003.0).Reshape(shape);
        foreach (string code in new[] { "f2", "f4", "f8", "c8", "c16", ">f4", "i2" })
        {
            NDArray x = (numbers * (code == "i2" ? 1000 : 1)).AsType(code), eager = x + x, lazy = x.Lazy() + x;
            foreach (Reduction reduction in ExpressionTests.Reductions)
            {
                for (int axis = 0; axis < shape.Length; axis++)
                {
                    Assert.Equal(Outcome(reduction, eager, axis), Outcome(reduction, lazy, axis));
                }
            }
        }

        static object Outcome(Reduction reduction, NDArray array, int axis)
        {
            try
            {
                NDArray result = new(Reductions.Run(reduction, array.Ref, [axis], false));
                return (reduction.Name, axis, Convert.ToHexString(result.ToBytes()));
            }
            catch (NotSupportedException exception)
            {
                return exception.Message;
            }
        }
    }

    [Fact]
    public void Results_are_those_of_the_operations()
    {
        NDArray x = NDArray.Arange(Items).AsType("f4") / 7f, other = x.AsType("f8");
        NDArray y = NDArray.Arange(3).AsType("f4").Reshape(3, 1), row = x[$":{Items / 3 * 3}"] is NDArray part ? part.Reshape(3, -1) : x;
        Threads.Each(() =>
        {
            Assert.Equal((((x - 0.5) * 2) + x.Sqrt()).ToBytes(), (((x.Lazy() - 0.5) * 2) + x.Lazy().Sqrt()).Compute().ToBytes());
            Assert.Equal((x - other).ToBytes(), (x.Lazy() - other).Compute().ToBytes());
            Assert.Equal((row * y).ToBytes(), (row.Lazy() * y).Compute().ToBytes());
            Assert.Equal(
                x.Gt(100).And(other.Lt(5000)).CountNonZero(), x.Lazy().Gt(100).And(other.Lazy().Lt(5000)).CountNonZero());
        });
    }

    private static object?[] Figures(NDArray array)
    {
        object?[] figures = [array.Sum(), array.Mean(), array.Prod(), array.CountNonZero(), array.Any()];
        if (array.DType.IsComplex)
        {
            return figures;
        }
        BinSummary[] bins = Envelopes.Run(array.Ref, 7, 0, array.Size);
        return [.. figures, array.Std(), array.Min(), array.ArgMax(), .. bins.Select(bin => bin.Mean).Cast<object>()];
    }
}
