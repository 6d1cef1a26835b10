using System.Numerics;
using CsCheck;

namespace MemMap.Tests.Compute;

/// <summary>Sums of products in tiles and pieces, against loops over single elements.</summary>
public class ProductTests
{
    private static readonly string[] Codes = ["i4", ">i8", "u1", "f4", ">f8", "c16"];

    [Fact]
    public void Products_of_matrices_are_sums_whatever_their_layout()
        => Gen.Select(Gen.Int[1, 9], Gen.Int[0, 9], Gen.Int[1, 9], Gen.Int[0, int.MaxValue]).Sample((m, k, n, seed) =>
        {
            var random = new Random(seed);
            NDArray a = Matrix(m, k, random), b = Matrix(k, n, random);
            var found = (NDArray)a.MatMul(b)!;
            Assert.Equal([m, n], found.Shape);
            for (int i = 0; i < m; i++)
            {
                for (int j = 0; j < n; j++)
                {
                    Complex sum = 0;
                    for (int p = 0; p < k; p++)
                    {
                        sum += Number(a, i, p) * Number(b, p, j);
                    }
                    Assert.Equal(sum, Number(found, i, j));
                }
            }
        });

    /// <remarks>The sizes are those of several tiles and parts, and one more.</remarks>
    [Fact]
    public void Products_in_several_tiles_are_those_of_one()
    {
        var random = new Random(5);
        const int m = 257, k = 1025, n = 300;
        NDArray a = Integers(m, k, random), b = Integers(k, n, random).Copy(MemoryOrder.F);
        var found = (NDArray)a.MatMul(b)!;
        NDArray target = NDArray.Zeros([n, m], DType.Int64).T;
        Assert.Same(target, a.Lazy().MatMul(b, target));
        Assert.True(found.ArrayEqual(target));
        long[,] x = (long[,])a.ToArray(), y = (long[,])b.ToArray(), z = (long[,])found.ToArray();
        foreach ((int i, int j) in new[] { (0, 0), (255, 255), (256, 256), (256, 299), (13, 257), (200, 3) })
        {
            Assert.Equal(Enumerable.Range(0, k).Sum(p => x[i, p] * y[p, j]), z[i, j]);
        }
    }

    [Fact]
    public void A_target_of_a_product_may_be_an_operand()
    {
        NDArray a = NDArray.Arange(9).Reshape(3, 3), expected = (NDArray)a.Copy().MatMul(a.Copy())!;
        Assert.Same(a, a.MatMul(a, a));
        Assert.True(a.ArrayEqual(expected));
    }

    [Fact]
    public void Convolutions_are_sums_of_products()
        => Gen.Select(Gen.Int[-9, 9].Array[1, 60], Gen.Int[-9, 9].Array[1, 60], Gen.Enum<ConvolveMode>()).Sample((a, v, mode) =>
        {
            long[] all = new long[a.Length + v.Length - 1];
            for (int i = 0; i < a.Length; i++)
            {
                for (int j = 0; j < v.Length; j++)
                {
                    all[i + j] += a[i] * v[j];
                }
            }
            int shorter = Math.Min(a.Length, v.Length), longer = Math.Max(a.Length, v.Length);
            long[] expected = mode switch
            {
                ConvolveMode.Full => all,
                ConvolveMode.Same => all[((shorter - 1) / 2)..(((shorter - 1) / 2) + longer)],
                _ => all[(shorter - 1)..longer],
            };
            NDArray x = NDArray.Array(a).AsType(DType.Int64), y = NDArray.Array(v).AsType(DType.Int64);
            Assert.Equal(expected, (long[])x.Convolve(y, mode).ToArray());
            // Of real numbers, a correlation is a convolution with the second one reversed.
            Assert.Equal(all, (long[])x.Correlate(y.GetItem(["::-1"])!, ConvolveMode.Full).ToArray());
        });

    [Fact]
    public void Long_convolutions_are_computed_in_pieces()
    {
        NDArray x = NDArray.Arange(200_000) % 7, taps = NDArray.Arange(50);
        long[] items = (long[])x.ToArray(), found = (long[])x.Convolve(taps).ToArray();
        foreach (int k in new[] { 0, 48, 49, 65_535, 65_536, 131_071, 199_999, 200_048 })
        {
            Assert.Equal(Enumerable.Range(0, 50).Sum(n => k - n >= 0 && k - n < items.Length ? items[k - n] * n : 0), found[k]);
        }
    }

    [Fact]
    public void Values_that_wrapped_are_what_they_were()
        => Gen.Double[-3, 3].Array[1, 40].Sample(steps =>
        {
            double at = 0;
            double[] angles = [.. steps.Select(step => at += step)];
            NDArray wrapped = NDArray.Array(angles) % (2 * Math.PI);
            NDArray found = wrapped.Unwrap();
            double offset = angles[0] - (double)wrapped[0]!;
            Assert.True((found + offset).AllClose(angles, 0, 1e-9));
        });

    [Fact]
    public void Points_and_what_lies_between_them()
        => Gen.Select(Gen.Double[-100, 100].Array[2, 20], Gen.Double[-120, 120].Array[1, 20]).Sample((points, places) =>
        {
            double[] xp = [.. points.Order()], fp = [.. xp.Select(x => (3 * x) - 7)];
            double[] expected = [.. places.Select(x => (3 * Math.Clamp(x, xp[0], xp[^1])) - 7)];
            Assert.True(NDArray.Array(places).Interp(xp, fp).AllClose(expected, 0, 1e-6));
            Assert.True(NDArray.Array(xp).Interp(xp, fp).AllClose(fp, 0, 1e-9));
        });

    [Fact]
    public void Densities_and_weights_add_up()
        => Gen.Select(Gen.Double[-9, 9].Array[1, 50], Gen.Int[1, 9]).Sample((items, bins) =>
        {
            NDArray x = NDArray.Array(items), weights = x * 0 + 2;
            HistogramResult plain = x.Histogram(bins), weighted = x.Histogram(new HistogramOptions { Bins = bins, Weights = weights });
            Assert.True(weighted.Counts.ArrayEqual(plain.Counts * 2.0));
            HistogramResult density = x.Histogram(new HistogramOptions { Bins = bins, Density = true });
            Assert.Equal(1.0, (double)(density.Counts * density.Edges.Diff()).Sum()!, 9);
            Histogram2DResult table = x.Histogram2D(x, new HistogramOptions { Bins = bins });
            Assert.True(((NDArray)table.Counts.Sum(1)!).ArrayEqual(plain.Counts * 1.0));
            Assert.True(table.XEdges.ArrayEqual(plain.Edges));
        });

    [Fact]
    public void What_does_not_fit_is_an_error()
    {
        NDArray a = NDArray.Arange(6).Reshape(2, 3), line = NDArray.Arange(3);
        AssertId("InnerLengths", () => a.MatMul(a));
        AssertId("InnerLengths", () => a.Dot(NDArray.Arange(4)));
        AssertId("MatMulScalar", () => a.MatMul(3));
        AssertId("UnsupportedDType", () => NDArray.Array(new[] { "a" }).MatMul(NDArray.Array(new[] { "b" })));
        AssertId("ConvolveShapes", () => a.Convolve(line));
        AssertId("ConvolveShapes", () => line.Convolve(NDArray.Zeros([0])));
        AssertId("UnknownConvolveMode", () => line.Convolve(line, (ConvolveMode)7));
        AssertId("InterpPoints", () => line.Interp(new[] { 1.0, 2 }, new[] { 1.0 }));
        AssertId("InterpOrder", () => line.Interp(new[] { 2.0, 1 }, new[] { 1.0, 2 }));
        AssertId("InterpPeriod", () => line.Interp(new[] { 1.0, 2 }, new[] { 1.0, 2 }, period: 0));
        AssertId("UnknownBinRule", () => line.Histogram(new HistogramOptions { Bins = "automatic" }));
        AssertId("BinsOfWeights", () => line.Histogram(new HistogramOptions { Bins = "auto", Weights = line }));
        AssertId("HistogramShapes", () => line.Histogram(new HistogramOptions { Weights = a }));
        AssertId("HistogramShapes", () => line.Histogram2D(a));
        AssertId("TableOptions", () => line.Histogram2D(line, new HistogramOptions { Range = new[] { 1, 2, 3 } }));
    }

    private static NDArray Integers(int rows, int columns, Random random)
        => NDArray.Array(Enumerable.Range(0, rows * columns).Select(_ => (long)random.Next(-99, 99)).ToArray()).Reshape(rows, columns);

    private static NDArray Matrix(int rows, int columns, Random random)
    {
        long[] items = [.. Enumerable.Range(0, rows * columns).Select(_ => (long)random.Next(0, 5))];
        NDArray array = NDArray.Array(items).AsType(DType.Parse(Codes[random.Next(Codes.Length)])).Reshape(rows, columns);
        return random.Next(4) switch
        {
            0 => array.Copy(MemoryOrder.F),
            1 => array.Lazy(),
            2 => (NDArray)((NDArray)array.GetItem(["::-1"])!).Copy().GetItem(["::-1"])!,
            _ => array,
        };
    }

    private static Complex Number(NDArray array, int i, int j)
        => (Complex)array.WithLayout(array.Layout.Narrow(0, i, 1).Narrow(1, j, 1)).AsType(DType.Complex128).Item(0)!;

    private static void AssertId(string id, Func<object?> action)
        => Assert.Equal(id, Assert.ThrowsAny<Exception>(action).Data[Error.IdKey]);
}
