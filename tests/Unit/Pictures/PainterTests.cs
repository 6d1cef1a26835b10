using System.Globalization;
using System.IO.Compression;
using System.Xml.Linq;
using MemMap.Output;
using MemMap.Pictures;

namespace MemMap.Tests.Pictures;

public class PainterTests
{
    private static readonly NDArray Wave = (NDArray.Arange(0, 100_000).AsType("f8") * 0.0001).Sin();

    public static TheoryData<string, NDArray> OddArrays => new()
    {
        { "empty", NDArray.Zeros([0], DType.Float64) },
        { "one point", NDArray.Array(new[] { 3.5 }) },
        { "constant", Filled([100], 1e300, DType.Float64) },
        { "all NaN", Filled([7], double.NaN, DType.Float32) },
        { "infinite", NDArray.Array(new[] { double.PositiveInfinity, 1, double.NegativeInfinity, 2 }) },
        { "whole range", NDArray.Array(new[] { double.MinValue, 0, double.MaxValue }) },
        { "tiny", NDArray.Array(new[] { double.Epsilon, 0 }) },
        { "dates", NDArray.Array(new[] { "2020-01-01", "NaT", "2024-02-29" }).AsType("M8[D]") },
        { "bools", NDArray.Array(new[] { true, false, true }) },
        { "large integers", NDArray.Array(new[] { long.MinValue, long.MaxValue }) },
        { "Unix seconds", NDArray.Arange(1_767_500_000L, 1_768_100_000L, 600L) },
        { "halves", NDArray.Arange(-5, 5).AsType("f2") },
    };

    [Fact]
    public void ALineHasLabelsAxesAndDots()
        => Assert.Equal(
            """
            a line
                       4 ┤              ⢀⡠⠔⠊
                         │          ⢀⡠⠔⠊⠁
                       2 ┤      ⢀⡠⠔⠊⠁
                         │   ⣀⠔⠊⠁
                       0 ┤⡠⠔⠊
                         └──────────────────
                          0        2       4
            """,
            Draw(PictureKind.Line, NDArray.Arange(0, 5), 32, 7, "a line"));

    [Fact]
    public void ASpikeAmongAMillionIsSeen()
    {
        NDArray array = NDArray.Zeros([1_000_000], DType.Float32);
        array[314_159] = 1;
        string[] lines = Draw(PictureKind.Line, array, 62, 8, "spike").Split('\n');
        Assert.Matches("^ +1 ┤ {14,15}[⠀-⣿]$", lines[1]);
        Assert.Equal("a column is up to 10,417 elements, from the smallest to the largest", lines[^1]);
    }

    [Fact]
    public void ALineHasAGapWhereThereIsNaN()
        => Assert.Matches("┤[⠀-⣿]+ {3,}[⠀-⣿]+$", Draw(
            PictureKind.Line, NDArray.Array(new[] { 1, 1, double.NaN, double.NaN, 1, 1 }), 40, 4,
            "gap").Split('\n').First(line => line.Contains('⣀')));

    [Fact]
    public void AHistogramHasABarForEachBin()
        => Assert.Equal(
            """
            spread
            [   0, 22.5)  ███████████████████ 5
            [22.5,   45)  ████████ 2
            [  45, 67.5)  ████████ 2
            [67.5,   90]  ████ 1
            """,
            Draw(PictureKind.Histogram, NDArray.Array(new[] { 0, 1, 4, 9, 16, 25, 36, 49, 64, 90 }), 35, 4, "spread"));

    [Fact]
    public void BarsAreInProportionToTheLargest()
    {
        int[] counts = [1000, 500, 250, 1, 0, 999];
        NDArray array = NDArray.Array(counts.SelectMany((count, i) => Enumerable.Repeat(i, count)).ToArray());
        string[] lines = Draw(PictureKind.Histogram, array, 60, 10, "t").Split('\n');
        // What label, blanks and the longest count leave of 60 columns.
        const int room = 60 - 1 - 2 - 1 - 5;
        Assert.Equal(counts.Select(count => (int)Math.Round(count / 1000.0 * room)), lines[1..7].Select(line => line.Count(c => c == '█')));
        Assert.Equal("3  ▏ 1", lines[4]);
        Assert.Equal("4  0", lines[5]);
        Assert.Equal(60, lines[1].Length);
    }

    [Fact]
    public void ANarrowHistogramNamesBinsByTheirLowerEdges()
        => Assert.Equal(
            """
            t
            from 0.01  █████████ 1
            from 5.01  █████████ 1
            """,
            Draw(PictureKind.Histogram, NDArray.Array(new[] { 0.0123, 10 }), 22, 2, "t"));

    [Fact]
    public void AHeatMapHasShadesAndAScale()
        => Assert.Equal(
            """
            table
                       0 ┤      ░░░░░░▒▒▒▒▒▒
                       1 ┤▓▓▓▓▓▓████████████
                         └──────────────────
                          0        1       2
                       0      ░░░░▒▒▒▒▓▓▓▓████  5
            """,
            Draw(PictureKind.HeatMap, NDArray.Arange(0, 6).Reshape(2, 3), 32, 5, "table"));

    [Fact]
    public void WithColorsThereAreEscapeSequencesInEveryLineForItself()
    {
        foreach (PictureKind kind in new[] { PictureKind.Hex, PictureKind.Line, PictureKind.Histogram, PictureKind.HeatMap })
        {
            NDArray array = kind == PictureKind.HeatMap ? Wave.Reshape(100, 1000) : Wave;
            string[] lines = Draw(kind, array, 60, 10, "colors", isColored: true).Split('\n');
            Assert.Contains(lines, line => line.Contains("\u001b[3", StringComparison.Ordinal));
            Assert.All(
                lines, line => Assert.True(!line.Contains('\u001b') || line.LastIndexOf("\u001b[0m", StringComparison.Ordinal) > 0, line));
        }
    }

    [Theory]
    [MemberData(nameof(OddArrays))]
    public void OddArraysAreDrawn(string name, NDArray array)
    {
        foreach (PictureKind kind in new[] { PictureKind.Hex, PictureKind.Line, PictureKind.Histogram, PictureKind.HeatMap })
        {
            NDArray shaped = kind == PictureKind.HeatMap ? array.Reshape(1, array.Size) : array;
            string text = Draw(kind, shaped, 50, 8, name);
            Assert.StartsWith(name, text, StringComparison.Ordinal);
            Assert.All(text.Split('\n'), line => Assert.InRange(line.Length, 0, 80));
            RequireLabelsApart(Save(kind, shaped, PictureFormat.Svg, name));
            Assert.NotEmpty(Save(kind, shaped, PictureFormat.Png, name));
        }
    }

    // The labels of a horizontal axis stand in one line, each around its mark.
    private static void RequireLabelsApart(byte[] svg)
    {
        const double digit = 6.5;
        var labels = XDocument.Load(new MemoryStream(svg)).Descendants()
            .Where(element => element.Name.LocalName == "text" && element.Attribute("text-anchor")?.Value == "middle")
            .Select(element => (Place: element.Attribute("transform")!.Value.Split('(', ',', ')'), element.Value))
            .Where(label => label.Place[0] == "translate")
            .Select(label => (X: double.Parse(label.Place[1], CultureInfo.InvariantCulture), Y: label.Place[2], label.Value));
        foreach (var line in labels.GroupBy(label => label.Y))
        {
            var ordered = line.OrderBy(label => label.X).ToArray();
            Assert.All(ordered.Zip(ordered.Skip(1)), pair => Assert.True(
                pair.Second.X - pair.First.X > digit * (pair.First.Value.Length + pair.Second.Value.Length) / 2, $"{pair}"));
        }
    }

    [Fact]
    public void AnSvgHasTheTitleTheAxesAndAllOfTheLine()
    {
        XDocument svg = XDocument.Load(new MemoryStream(Save(PictureKind.Line, Wave, PictureFormat.Svg, "a <wave> & more")));
        string[] texts = [.. svg.Descendants().Where(element => element.Name.LocalName == "text").Select(element => element.Value)];
        Assert.Contains("a <wave> & more", texts);
        Assert.Contains("index", texts);
        Assert.Contains("1", texts);
        Assert.Equal(("400", "300"), (svg.Root!.Attribute("width")!.Value, svg.Root.Attribute("height")!.Value));
    }

    [Fact]
    public void APngIsOneAndHasInkWhereTheLineIs()
    {
        (int width, int height, byte[] pixels) = ReadPng(
            Save(PictureKind.Line, NDArray.Array(new[] { 0.0, 0.0 }), PictureFormat.Png, "flat"));
        Assert.Equal((400, 300), (width, height));
        int blue = Enumerable.Range(0, width * height).Count(i => pixels[(i * 3) + 2] > pixels[i * 3] + 60);
        Assert.InRange(blue, width / 2, width * 8);
    }

    [Fact]
    public void ALongLineFillsThePlotAndLeavesTheMarginsWhite()
    {
        NDArray zigzag = (NDArray.Arange(0, 100_000) % 2).AsType("f8");
        (int width, int height, byte[] pixels) = ReadPng(Save(PictureKind.Line, zigzag, PictureFormat.Png, "zigzag"));
        bool[] hasInk = [.. Enumerable.Range(0, width).Select(x => Enumerable.Range(0, height).Count(y => Blue(x, y)) > height / 3)];
        (int first, int last) = (Array.IndexOf(hasInk, true), Array.LastIndexOf(hasInk, true));
        Assert.InRange(first, 20, 80);
        Assert.InRange(last, width - 80, width - 10);
        Assert.DoesNotContain(false, hasInk[first..last]);
        // Nothing is left of a piece where another one is drawn, nor beside the plot.
        Assert.All(Enumerable.Range(0, height), y => Assert.False(Blue(first - 5, y) || Blue(last + 5, y)));

        bool Blue(int x, int y) => pixels[(((y * width) + x) * 3) + 2] > pixels[((y * width) + x) * 3] + 40;
    }

    [Fact]
    public void TheSamePictureGivesTheSameBytes()
        => Assert.Equal(
            Save(PictureKind.HeatMap, Wave.Reshape(100, 1000), PictureFormat.Png, "x"),
            Save(PictureKind.HeatMap, Wave.Reshape(100, 1000), PictureFormat.Png, "x"));

    private static string Draw(PictureKind kind, NDArray array, int width, int height, string title, bool isColored = false)
    {
        Canvas canvas = new(width, height);
        Picture picture = PictureMaker.Make(
            array, new(kind, title, canvas, isColored ? PictureTarget.ColorTerminal : PictureTarget.PlainTerminal));
        return string.Join('\n', DrawingLibrary.Painter.Draw(picture, canvas, isColored));
    }

    private static byte[] Save(PictureKind kind, NDArray array, PictureFormat format, string title)
    {
        Canvas canvas = new(400, 300);
        using MemoryStream stream = new();
        DrawingLibrary.Painter.Save(PictureMaker.Make(array, new(kind, title, canvas, PictureTarget.File)), canvas, format, stream);
        return stream.ToArray();
    }

    // Enough of the format for what is written: three or four bytes a pixel, or an index into a palette, rows without a filter.
    internal static (int Width, int Height, byte[] Pixels) ReadPng(byte[] png)
    {
        Assert.Equal([0x89, (byte)'P', (byte)'N', (byte)'G'], png[..4]);
        int width = 0, height = 0, bits = 24;
        byte[] palette = [];
        using MemoryStream data = new();
        for (int i = 8; i < png.Length;)
        {
            int length = (png[i] << 24) | (png[i + 1] << 16) | (png[i + 2] << 8) | png[i + 3];
            string type = System.Text.Encoding.ASCII.GetString(png, i + 4, 4);
            ReadOnlySpan<byte> content = png.AsSpan(i + 8, length);
            if (type == "IHDR")
            {
                (width, height) = ((content[2] << 8) | content[3], (content[6] << 8) | content[7]);
                Assert.Contains(content[9], new byte[] { 2, 3, 6 });
                bits = content[9] == 3 ? content[8] : content[9] == 2 ? 24 : 32;
            }
            else if (type == "PLTE")
            {
                palette = content.ToArray();
            }
            else if (type == "IDAT")
            {
                data.Write(content);
            }
            i += length + 12;
        }
        data.Position = 0;
        using ZLibStream inflated = new(data, CompressionMode.Decompress);
        byte[] row = new byte[(((width * bits) + 7) / 8) + 1], pixels = new byte[width * 3 * height];
        for (int y = 0; y < height; y++)
        {
            inflated.ReadExactly(row);
            Assert.Equal(0, row[0]);
            for (int x = 0; x < width; x++)
            {
                int index = bits > 8 ? 0 : row[1 + (x * bits / 8)] >> (8 - bits - (x * bits % 8)) & ((1 << bits) - 1);
                (bits > 8 ? row.AsSpan(1 + (x * bits / 8), 3) : palette.AsSpan(index * 3, 3)).CopyTo(pixels.AsSpan(((y * width) + x) * 3));
            }
        }
        return (width, height, pixels);
    }

    private static NDArray Filled(long[] shape, double value, DType dtype)
    {
        NDArray array = NDArray.Zeros(shape, dtype);
        array.Fill(value);
        return array;
    }
}
