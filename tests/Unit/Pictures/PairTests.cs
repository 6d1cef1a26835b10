using CsCheck;
using MemMap.Compute;
using MemMap.Output;
using MemMap.Pictures;

namespace MemMap.Tests.Pictures;

/// <summary>Lines and points over an array along the horizontal axis, and the mean of noise.</summary>
public class PairTests
{
    private static readonly Gen<double> Value = Gen.Frequency(
        (20, Gen.Double[-100, 100]), (5, Gen.Int[-3, 3].Select(i => (double)i)), (1, Gen.Const(double.NaN)),
        (1, Gen.Const(double.PositiveInfinity)));

    private static readonly Gen<(double X, double Y)[]> Points = Gen.Select(Value, Value, (x, y) => (x, y)).Array[0, 200];

    [Fact]
    public void Ranges_are_those_of_the_finite_points()
        => Gen.Select(Points, Gen.Bool).Sample((points, isSorted) =>
        {
            points = isSorted ? [.. points.OrderBy(point => point.X)] : points;
            (NDArray x, NDArray y) = Arrays(points);
            (double X, double Y)[] finite = [.. points.Where(IsFinite)];
            PairRanges ranges = PairBins.Ranges(x.Ref, y.Ref);
            Assert.Equal(finite.Length, ranges.Count);
            Assert.Equal(finite.Zip(finite.Skip(1)).All(pair => pair.First.X <= pair.Second.X), ranges.IsSorted);
            Assert.Equal(finite.Select(point => point.X).DefaultIfEmpty(double.NaN).Min(), ranges.XLow);
            Assert.Equal(finite.Select(point => point.X).DefaultIfEmpty(double.NaN).Max(), ranges.XHigh);
            Assert.Equal(finite.Select(point => point.Y).DefaultIfEmpty(double.NaN).Min(), ranges.YLow);
            Assert.Equal(finite.Select(point => point.Y).DefaultIfEmpty(double.NaN).Max(), ranges.YHigh);
        });

    [Fact]
    public void Many_chunks_are_one_line()
    {
        NDArray x = NDArray.Arange(0, 1 << 20), y = x * 2;
        Assert.Equal(
            new PairRanges(1 << 20, 0, (1 << 20) - 1, 0, (2 << 20) - 2, 0, (1 << 20) - 1, IsSorted: true), PairBins.Ranges(x.Ref, y.Ref));
        BinSummary[] bins = PairBins.Columns(x.Ref, y.Ref, 128, 0, 1 << 20);
        Assert.All(bins.Index(), bin => Assert.Equal(
            (8192L, bin.Index * 16_384.0, (bin.Index * 16_384.0) + 16_382), (bin.Item.Count, bin.Item.First, bin.Item.Last)));
        // Back at the border of two chunks only.
        x[BlockLoop.ChunkItems] = BlockLoop.ChunkItems - 2;
        Assert.False(PairBins.Ranges(x.Ref, y.Ref).IsSorted);
    }

    [Fact]
    public void Columns_and_cells_are_what_point_by_point_gives()
        => Gen.Select(Points, Gen.Int[1, 12], Gen.Int[1, 12]).Sample((points, columns, rows) =>
        {
            (NDArray x, NDArray y) = Arrays(points);
            int Bin(double value, int count) => (int)Math.Clamp((value + 100) / 200 * count, 0, count - 1);
            BinSummary[] found = PairBins.Columns(x.Ref, y.Ref, columns, -100, 100);
            long[] cells = PairBins.Cells(
                x.Ref, y.Ref, columns, rows, new PairRanges() with { XLow = -100, XHigh = 100, YLow = -100, YHigh = 100 });
            for (int column = 0; column < columns; column++)
            {
                double[] of = [.. points.Where(point => IsFinite(point) && Bin(point.X, columns) == column).Select(point => point.Y)];
                Assert.Equal(of.Length, found[column].Count);
                Assert.Equal(of.DefaultIfEmpty(double.NaN).Min(), found[column].Minimum);
                Assert.Equal(of.FirstOrDefault(double.NaN), found[column].First);
                Assert.Equal(of.LastOrDefault(double.NaN), found[column].Last);
                for (int row = 0; row < rows; row++)
                {
                    Assert.Equal(of.Count(value => Bin(value, rows) == row), cells[(row * columns) + column]);
                }
            }
        });

    [Fact]
    public void A_line_is_drawn_over_values()
        => Assert.Equal(
            """
            title
                     100 ┤               ⢀⠤⠊
                         │             ⣀⠔⠁
                         │       ⣀⣀⡠⠤⠒⠊
                       0 ┤⣀⡠⠤⠒⠒⠊⠉
                         └──────────────────
                          0           30,000
                                  t
            """,
            Draw(NDArray.Array(new[] { 0, 40, 100 }), NDArray.Array(new[] { 0, 20_000, 30_000 }), 32, 6));

    [Fact]
    public void Unsorted_values_are_points()
    {
        NDArray turn = NDArray.Arange(0, 1000).AsType("f8") * (Math.PI / 500);
        string[] lines = Draw(turn.Sin(), turn.Cos(), 40, 10).Split('\n');
        // A circle: dots at both ends of the middle, and none between.
        Assert.Matches("^ *│[⠀-⣿] +[⠀-⣿]$", lines[4]);
        Assert.Equal("points, as the values along the horizontal axis are not sorted", lines[^1]);
        foreach (int count in new[] { 1000, 8000 })
        {
            NDArray many = NDArray.Arange(0, count).AsType("f8") * (2 * Math.PI / count);
            Assert.InRange(InkOf(Make(many.Sin(), many.Cos(), new(400, 300), PictureTarget.File)), 500, 60_000);
        }
    }

    [Fact]
    public void Points_without_a_value_are_counted_and_left_out()
    {
        NDArray x = NDArray.Array(new[] { 0, 1, double.NaN, 3 }), y = NDArray.Array(new[] { 0, double.PositiveInfinity, 2, 3 });
        Assert.Equal("not drawn: 2 of which a value is missing or infinite", Draw(y, x, 40, 6).Split('\n')[^1]);
        Assert.Equal("XShape", Assert.Throws<ArgumentException>(() => Draw(y, NDArray.Arange(0, 5), 40, 6)).Data[Error.IdKey]);
        Assert.Throws<NotSupportedException>(() => Draw(y, NDArray.Array(new[] { "a", "b", "c", "d" }), 40, 6));
        foreach (long count in new[] { 0L, 1 })
        {
            NDArray few = NDArray.Zeros([count], DType.Float64);
            Assert.StartsWith("title", Draw(few, few, 40, 6), StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Noise_has_its_mean_as_a_second_line()
    {
        double[] noise = new double[100_000];
        Random random = new(1);
        for (int i = 0; i < noise.Length; i++)
        {
            noise[i] = (random.NextDouble() * 10) + (i < noise.Length / 2 ? 0 : 5);
        }
        Picture picture = PictureMaker.Make(
            NDArray.Array(noise), new(PictureKind.Line, "noise", new(60, 10), PictureTarget.PlainTerminal));
        string[] lines = [.. DrawingLibrary.Painter.Draw(picture, new(60, 10), isColored: false)];
        // 5 of 15 in the left half, and 10 in the right one; rows from the top.
        Assert.Matches("^[^━]*━{20,25}[^━]*$", lines[6]);
        Assert.Matches("^[^━]*━{20,25}[^━]*$", lines[3]);
        Assert.EndsWith("the second line is their mean", lines[^1], StringComparison.Ordinal);
        string[] colored = [.. DrawingLibrary.Painter.Draw(picture, new(60, 10), isColored: true)];
        Assert.DoesNotContain(colored, line => line.Contains('━'));
        Picture smooth = PictureMaker.Make(
            NDArray.Arange(0, 100_000), new(PictureKind.Line, "smooth", new(60, 10), PictureTarget.PlainTerminal));
        Assert.DoesNotContain(smooth.Notes, note => note.Contains("mean", StringComparison.Ordinal));
    }

    [Fact]
    public void A_mean_does_not_depend_on_the_order_of_its_parts()
        => Gen.Double[-1e9, 1e9].Array[3, 60].Sample(values =>
        {
            BinSummary[] parts = [.. values.Select((value, i) => { BinSummary part = new(); part.Add([value], i); return part; })];
            BinSummary Sum(IEnumerable<BinSummary> order)
                => order.Aggregate(new BinSummary(), (sum, part) => { sum.Add(part); return sum; });
            Assert.Equal(Sum(parts).Mean, Sum(parts.Reverse()).Mean);
            Assert.Equal(Sum(parts).Mean, Sum(parts.OrderBy(part => part.Low)).Mean);
        });

    [Fact]
    public void Labels_of_large_numbers_are_grouped()
    {
        ValueLabels labels = new(DType.Float64);
        Assert.Equal("1,234,567", labels.Format(1_234_567, 1));
        Assert.Equal("-12,345.5", labels.Format(-12_345.5, 0.5));
        Assert.Equal("2024", labels.Format(2024, 1));
        Assert.Equal("1234567", labels.Format(1_234_567, 1, isGrouped: false));
        Assert.Equal(["0", "9999", "10,000", "0.5"], new[] { 0, 9999, 10_000, 0.5 }.Select(ValueLabels.Position));
    }

    private static (NDArray X, NDArray Y) Arrays((double X, double Y)[] points)
        => (NDArray.Array(points.Select(point => point.X).ToArray()), NDArray.Array(points.Select(point => point.Y).ToArray()));

    private static bool IsFinite((double X, double Y) point) => double.IsFinite(point.X) && double.IsFinite(point.Y);

    private static Picture Make(NDArray y, NDArray x, Canvas canvas, PictureTarget target)
        => PictureMaker.Make(y, new(PictureKind.Line, "title", canvas, target, X: new("t", x)));

    private static string Draw(NDArray y, NDArray x, int width, int height)
    {
        Canvas canvas = new(width, height);
        return string.Join('\n', DrawingLibrary.Painter.Draw(Make(y, x, canvas, PictureTarget.PlainTerminal), canvas, isColored: false));
    }

    // The pixels that are no shade of gray.
    private static int InkOf(Picture picture)
    {
        using MemoryStream stream = new();
        DrawingLibrary.Painter.Save(picture, new(400, 300), PictureFormat.Png, stream);
        return PainterTests.ReadPng(stream.ToArray()).Pixels.Chunk(3).Count(color => Math.Abs(color[0] - color[2]) > 20);
    }
}
