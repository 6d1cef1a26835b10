using System.Text;
using CsCheck;
using MemMap.Compute;
using MemMap.Output;
using MemMap.Pictures;

namespace MemMap.Tests.Pictures;

/// <summary>Arrays as the pixels of an image, in files and in terminals.</summary>
public class ImageTests
{
    private static readonly NDArray Colors = NDArray.Array(
        new byte[] { 255, 0, 0, 0, 255, 0, 0, 0, 255, 255, 255, 255, 0, 0, 0, 128, 64, 32 }).Reshape(2, 3, 3);

    [Fact]
    public void Pixels_are_the_means_of_blocks()
        => Gen.Select(Gen.Int[1, 9], Gen.Int[1, 12], Gen.OneOfConst(0, 3, 4), Gen.Int[1, 9], Gen.Int[1, 12], Gen.Bool).SelectMany(
            (height, width, channels, rows, columns, turn) => Gen.Byte.Array[height * width * Math.Max(1, channels)].Select(
                values => (height, width, channels, rows: Math.Min(rows, height), columns: Math.Min(columns, width), turn, values)))
            .Sample(c =>
            {
                long[] shape = c.channels == 0 ? [c.height, c.width] : [c.height, c.width, c.channels];
                NDArray image = NDArray.Array(c.values).Reshape(shape);
                // The same elements in the other order.
                image = c.turn ? image.Transpose().Copy().Transpose() : image;
                byte[] pixels = Images.Run(image.Ref, c.rows, c.columns);
                for (int i = 0; i < pixels.Length; i++)
                {
                    (int row, int column, int channel) = (i / 3 / c.columns, i / 3 % c.columns, i % 3);
                    double[] block =
                    [
                        .. from y in Enumerable.Range(0, c.height)
                           where y * c.rows / c.height == row
                           from x in Enumerable.Range(0, c.width)
                           where x * c.columns / c.width == column
                           select Value(c.values, ((y * c.width) + x) * Math.Max(1, c.channels), c.channels, channel),
                    ];
                    Assert.InRange(pixels[i] - block.Average(), -1.01, 1.01);
                }
            });

    [Fact]
    public void An_image_of_one_piece_is_as_it_is()
        => Assert.Equal(Colors.ToBytes(), Images.Run(Colors.Ref, 2, 3));

    [Fact]
    public void Uint8_with_three_or_four_channels_is_an_image()
    {
        Assert.Equal(PictureKind.Image, PictureMaker.Resolve(Colors.Ref, PictureKind.Auto));
        Assert.Equal(PictureKind.Image, PictureMaker.Resolve(NDArray.Zeros([5, 6, 4], DType.UInt8).Ref, PictureKind.Auto));
        Assert.Equal(PictureKind.Histogram, PictureMaker.Resolve(NDArray.Zeros([5, 6, 2], DType.UInt8).Ref, PictureKind.Auto));
        Assert.Equal(PictureKind.HeatMap, PictureMaker.Resolve(NDArray.Zeros([5, 6], DType.UInt8).Ref, PictureKind.Auto));
        Assert.Contains(
            "AsType('u1')",
            Assert.Throws<ArgumentException>(() => Make(NDArray.Zeros([5, 6, 3], DType.Float32), PictureTarget.File, 9, 9)).Message,
            StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Widths))]
    public void A_file_has_the_pixels_and_nothing_else(int width, int colors)
    {
        NDArray image = (NDArray.Arange(0, 2L * width * 3) % colors * 3).AsType("u1").Reshape(2, width, 3);
        using MemoryStream stream = new();
        DrawingLibrary.Painter.Save(Make(image, PictureTarget.File, 99, 99), new(99, 99), PictureFormat.Png, stream);
        (int readWidth, int readHeight, byte[] pixels) = PainterTests.ReadPng(stream.ToArray());
        Assert.Equal((width, 2), (readWidth, readHeight));
        Assert.Equal(image.ToBytes(), pixels);
    }

    // Files of few colors have several pixels in a byte.
    public static TheoryData<int, int> Widths()
    {
        TheoryData<int, int> data = [];
        for (int width = 1; width < 40; width += width < 9 ? 1 : 10)
        {
            foreach (int colors in new[] { 1, 2, 3, 5, 16, 17, 83 })
            {
                data.Add(width, colors);
            }
        }
        return data;
    }

    [Fact]
    public void A_large_image_is_reduced_in_proportion()
    {
        NDArray large = NDArray.Zeros([100, 300, 3], DType.UInt8);
        Assert.Equal(new(60, 20), PictureMaker.ImageSize(large.Ref, new(60, 60)));
        Assert.Equal(new(30, 10), PictureMaker.ImageSize(large.Ref, new(60, 10)));
        Assert.Equal(new(300, 100), PictureMaker.ImageSize(large.Ref, new(int.MaxValue, int.MaxValue)));
        var picture = (ImagePicture)Make(large, PictureTarget.File, 60, 60);
        Assert.Equal((60, 20), (picture.Pixels.Width, picture.Pixels.Height));
        Assert.Equal(["a pixel is the mean of up to 5 x 5"], picture.Notes);
    }

    [Fact]
    public void Cells_show_two_pixels_each_in_color_and_one_as_a_shade()
    {
        // Three columns, each enlarged to four; two rows, each enlarged to four.
        string[] colored = Draw(Colors, PictureTarget.ColorTerminal, 12, 4);
        Assert.Equal(4, colored.Length);
        Assert.Equal(12, colored[1].Count(c => c == '▀'));
        NDArray gray = NDArray.Array(new byte[] { 0, 60, 120, 180, 255 }).Reshape(1, 5);
        Assert.Equal([" ░▒▓█"], Draw(gray, PictureTarget.PlainTerminal, 5, 4));
        Assert.DoesNotContain(Draw(NDArray.Zeros([0, 4, 3], DType.UInt8), PictureTarget.ColorTerminal, 9, 9), line => line.Contains('▀'));
    }

    [Theory]
    [InlineData(TerminalGraphics.Kitty, "\e_Ga=T,f=100,q=2,c=1,m=0;", "\e\\")]
    [InlineData(TerminalGraphics.ITerm, "\e]1337;File=inline=1;size=*;width=1;preserveAspectRatio=1:", "\a")]
    public void A_png_goes_to_the_terminal(TerminalGraphics graphics, string start, string end)
    {
        string text = Inline(Colors, graphics, 8, 8);
        int last = Math.Max(text.IndexOf("m=0", StringComparison.Ordinal), text.IndexOf("Ratio", StringComparison.Ordinal));
        int colon = text.IndexOfAny([';', ':'], last);
        Assert.Matches("^" + System.Text.RegularExpressions.Regex.Escape(start).Replace("\\*", "[0-9]+", StringComparison.Ordinal), text);
        Assert.EndsWith(end, text, StringComparison.Ordinal);
        (int width, int height, _) = PainterTests.ReadPng(Convert.FromBase64String(text[(colon + 1)..^end.Length]));
        // Twice as large, as there is room for that.
        Assert.Equal((6, 4), (width, height));
    }

    [Fact]
    public void A_long_png_goes_to_kitty_in_parts()
    {
        byte[] noise = new byte[60 * 60 * 3];
        new Random(1).NextBytes(noise);
        string text = Inline(NDArray.Array(noise).Reshape(60, 60, 3), TerminalGraphics.Kitty, 60, 60);
        string[] parts = [.. text.Split("\e\\", StringSplitOptions.RemoveEmptyEntries)];
        Assert.True(parts.Length > 2);
        Assert.All(parts[..^1], part => Assert.Contains("m=1;", part, StringComparison.Ordinal));
        Assert.Contains("m=0;", parts[^1], StringComparison.Ordinal);
        Assert.All(parts, part => Assert.InRange(part.Length, 1, 4200));
        byte[] png = Convert.FromBase64String(string.Concat(parts.Select(part => part[(part.IndexOf(';') + 1)..])));
        Assert.Equal(noise, PainterTests.ReadPng(png).Pixels);
    }

    [Fact]
    public void Sixels_have_the_colors_of_the_pixels()
        => Gen.Select(Gen.Int[1, 20], Gen.Int[1, 15]).SelectMany((width, height)
            => Gen.Byte[0, 5].Array[width * height].Select(values => (width, height, values))).Sample(c =>
        {
            // Percents tell these values apart.
            byte[] rgb = [.. c.values.SelectMany(value => new[] { (byte)(value * 51), (byte)(255 - (value * 51)), (byte)51 })];
            NDArray image = NDArray.Array(rgb).Reshape(c.height, c.width, 3);
            (int width, int height, byte[] pixels) = ReadSixels(Inline(image, TerminalGraphics.Sixel, c.width, c.height));
            Assert.Equal((c.width, c.height), (width, height));
            Assert.Equal(rgb, pixels);
        });

    [Fact]
    public void Many_colors_are_dithered()
    {
        byte[] rgb = [.. Enumerable.Range(0, 64 * 64).SelectMany(i => new[] { (byte)(i % 64 * 4), (byte)(i / 64 * 4), (byte)(i % 256) })];
        (_, _, byte[] pixels) = ReadSixels(Inline(NDArray.Array(rgb).Reshape(64, 64, 3), TerminalGraphics.Sixel, 64, 64));
        Assert.InRange(pixels.Chunk(3).Select(color => (color[0], color[1], color[2])).Distinct().Count(), 20, 256);
        for (int channel = 0; channel < 3; channel++)
        {
            // A shade is at most a step away, and as often above as below.
            int[] distance = [.. Enumerable.Range(0, 64 * 64).Select(i => pixels[(i * 3) + channel] - rgb[(i * 3) + channel])];
            Assert.InRange(distance.Average(), -4, 4);
            Assert.All(distance, value => Assert.InRange(value, -52, 52));
        }
    }

    [Fact]
    public void Plots_go_to_the_terminal_too()
    {
        Picture picture = PictureMaker.Make(
            NDArray.Arange(0, 100), new(PictureKind.Line, "a line", new(320, 160), PictureTarget.Inline));
        string[] lines = [.. DrawingLibrary.Painter.DrawInline(picture, new(320, 160), TerminalGraphics.Sixel)];
        (int width, int height, byte[] pixels) = ReadSixels(Assert.Single(lines));
        Assert.Equal((320, 160), (width, height));
        Assert.Contains(pixels.Chunk(3), color => color[2] > color[0] + 60);
    }

    [Theory]
    [InlineData("TERM=xterm-kitty", "", TerminalGraphics.Kitty)]
    [InlineData("TERM=xterm-256color KITTY_WINDOW_ID=1", "", TerminalGraphics.Kitty)]
    [InlineData("TERM_PROGRAM=ghostty", "", TerminalGraphics.Kitty)]
    [InlineData("TERM_PROGRAM=iTerm.app", "", TerminalGraphics.ITerm)]
    [InlineData("TERM_PROGRAM=WezTerm", "", TerminalGraphics.ITerm)]
    [InlineData("LC_TERMINAL=iTerm2", "", TerminalGraphics.ITerm)]
    [InlineData("TERM=xterm-256color", "\e[?62;4;22c", TerminalGraphics.Sixel)]
    [InlineData("TERM=xterm-256color", "\e[?62;22;4c", TerminalGraphics.Sixel)]
    [InlineData("TERM=xterm-256color", "\e[?62;22;44c", TerminalGraphics.Text)]
    [InlineData("TERM=xterm-256color", "\e[?4c", TerminalGraphics.Text)]
    [InlineData("TERM=xterm-256color", "", TerminalGraphics.Text)]
    [InlineData("TERM=xterm-256color", "\e[?62;4", TerminalGraphics.Text)]
    [InlineData("TERM=tmux-256color TERM_PROGRAM=iTerm.app", "", TerminalGraphics.Text)]
    [InlineData("TERM=screen KITTY_WINDOW_ID=1 TMUX=/tmp/x", "\e[?62;4c", TerminalGraphics.Sixel)]
    public void A_terminal_is_known_by_its_name_or_by_its_answer(string variables, string answer, TerminalGraphics expected)
    {
        Dictionary<string, string> known = variables.Split(' ').Select(pair => pair.Split('=')).ToDictionary(
            pair => pair[0], pair => pair[1]);
        Assert.Equal(expected, GraphicsSupport.Of(name => known.GetValueOrDefault(name), () => answer));
    }

    private static double Value(byte[] values, int at, int channels, int channel)
        => channels < 4 ? values[at + (channels == 0 ? 0 : channel)]
            : ((values[at + channel] * values[at + 3]) + (255 * (255 - values[at + 3]))) / 255.0;

    private static Picture Make(NDArray array, PictureTarget target, int width, int height)
        => PictureMaker.Make(array, new(PictureKind.Image, "image", new(width, height), target));

    private static string[] Draw(NDArray array, PictureTarget target, int width, int height)
        => [.. DrawingLibrary.Painter.Draw(
            Make(array, target, width, height), new(width, height), target == PictureTarget.ColorTerminal).Skip(1)];

    private static string Inline(NDArray array, TerminalGraphics graphics, int width, int height)
        => DrawingLibrary.Painter.DrawInline(Make(array, PictureTarget.Inline, width, height), new(width, height), graphics).ElementAt(1);

    // What a terminal makes of sixels: colors, runs, and where the next one begins.
    private static (int Width, int Height, byte[] Pixels) ReadSixels(string text)
    {
        Assert.StartsWith("\eP0;1;0q\"1;1;", text, StringComparison.Ordinal);
        Assert.EndsWith("\e\\", text, StringComparison.Ordinal);
        int at = text.IndexOf('"') + 1;
        int[] raster = Numbers();
        (int width, int height) = (raster[2], raster[3]);
        byte[] pixels = new byte[width * height * 3];
        Dictionary<int, byte[]> palette = [];
        (int x, int top, int color, int count) = (0, 0, 0, 1);
        while (text[at] != '\e')
        {
            char command = text[at++];
            switch (command)
            {
                case '#':
                    int[] numbers = Numbers();
                    color = numbers[0];
                    if (numbers.Length > 1)
                    {
                        palette[color] = [.. numbers[2..].Select(percent => (byte)Math.Round(percent * 2.55))];
                    }
                    break;
                case '!':
                    count = Numbers()[0];
                    break;
                case '$':
                    x = 0;
                    break;
                case '-':
                    (x, top) = (0, top + 6);
                    break;
                default:
                    for (; count > 0; count--, x++)
                    {
                        for (int bit = 0; bit < 6; bit++)
                        {
                            if (((command - '?') >> bit & 1) != 0)
                            {
                                palette[color].CopyTo(pixels, (((top + bit) * width) + x) * 3);
                            }
                        }
                    }
                    count = 1;
                    break;
            }
        }
        return (width, height, pixels);

        int[] Numbers()
        {
            StringBuilder digits = new();
            while (char.IsAsciiDigit(text[at]) || text[at] == ';')
            {
                digits.Append(text[at++]);
            }
            return [.. digits.ToString().Split(';').Select(number => int.Parse(number, null))];
        }
    }
}
