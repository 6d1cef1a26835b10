using MemMap.Output;
using MemMap.Pictures;
using MemMap.Tests.Memory;

namespace MemMap.Tests.Pictures;

public class HexDumpTests : TempFolder
{
    [Fact]
    public void BytesStandInLinesOfSixteen()
        => Assert.Equal(
            """
            uint8 (20,)
            00000000  30 31 32 33 34 35 36 37 38 39 3a 3b 3c 3d 3e 3f  0123456789:;<=>?
            00000010  40 41 42 43                                      @ABC
            """,
            Draw(NDArray.Arange(0x30, 0x44).AsType("u1"), 80));

    [Fact]
    public void NumbersStandTogether()
        => Assert.Equal(
            """
            int16 (3,)
            00000000  0100 0200 0300                           ......
            """,
            Draw(NDArray.Arange(1, 4).AsType("<i2"), 80));

    [Fact]
    public void NarrowLinesHoldFewer()
        => Assert.Equal(
            """
            float64 (2,)
            00000000  0000000000000000  ........
            00000008  000000000000f03f  .......?
            """,
            Draw(NDArray.Arange(0, 2).AsType("<f8"), 40));

    [Fact]
    public void ItemsLongerThanALineGoOn()
        => Assert.Equal(
            """
            |S20 (2,)
            00000000  61 62 63 00 00 00 00 00 00 00 00 00 00 00 00 00  abc.............
            00000010  00 00 00 00                                      ....
            00000014  30 31 32 33 34 35 36 37 38 39 61 62 63 64 65 66  0123456789abcdef
            00000024  67 68 69 6a                                      ghij
            """,
            Draw(NDArray.Array(new[] { "abc", "0123456789abcdefghij" }).AsType("S20"), 80));

    [Fact]
    public void TextShowsItsCharacters()
        => Assert.Equal(
            """
            <U4 (2,)
            00000000  c4000000 62000000 00000000 00000000  Äb..
            00000010  00000000 00000000 00000000 00000000  ....
            """,
            Draw(NDArray.Array(new[] { "Äb", "" }).AsType("<U4"), 80));

    [Fact]
    public void AViewShowsWhereItsElementsAre()
    {
        NDArray table = NDArray.Arange(0, 12).AsType("u1").Reshape(3, 4);
        Assert.Equal(
            """
            uint8 (3, 2)
            00000001  01 03                                            ..
            00000005  05 07                                            ..
            00000009  09 0b                                            ..
            the offset of a line is that of its first element; strides (4, 2) bytes
            """,
            Draw(table[":, 1::2"], 80));
        Assert.Equal(
            """
            uint8 (3,)
            00000008  08 04 00                                         ...
            the offset of a line is that of its first element; strides (-4,) bytes
            """,
            Draw(table["::-1, 0"], 80));
    }

    [Fact]
    public void RecordsShowTheirFields()
    {
        DType dtype = DType.FromFields(
            new System.Collections.Specialized.OrderedDictionary { ["id"] = "<u2", ["name"] = "S3", ["at"] = "2>i2", ["rest"] = "V20" });
        NDArray records = NDArray.Zeros([2], dtype);
        records.Field("id")[1] = 513;
        records.Field("name")[1] = "ab\u001b";
        records.Field("at")["1, 1"] = 3;
        Assert.Equal(
            """
            dtype (2,)
            0000001d  [1]
            0000001d  id    0102                     ..        513
            0000001f  name  61 62 1b                 ab.       b'ab\x1b'
            00000022  at    0000 0003                ....      [0, 3]
            00000026  rest  00 00 00 00 00 00 00 00  ........
            *
            00000036        00 00 00 00              ....
            """,
            string.Join('\n', Lines(records, 80).Where((_, i) => i is 0 or > 7))
                .Replace(dtype.ToString(), "dtype", StringComparison.Ordinal));
    }

    [Fact]
    public void AMapCountsFromTheStartOfItsFile()
    {
        string path = NewFile([.. Enumerable.Range(0, 64).Select(i => (byte)i)]);
        using MemMapArray map = MemMapArray.Open(path, DType.UInt8, MapMode.ReadOnly, 16);
        Assert.StartsWith("00000012  12 13", Lines(map["2:"], 80)[1], StringComparison.Ordinal);
    }

    [Fact]
    public void WhatDoesNotFitIsCounted()
    {
        List<string> lines = Lines(NDArray.Zeros([100_000], DType.UInt8), 80, height: 10);
        Assert.Equal(12, lines.Count);
        Assert.Equal("99,840 more elements; -First shows more, -Skip others", lines[^1]);
        Assert.Equal(2, Lines(NDArray.Zeros([0], DType.UInt8), 80).Count + 1);
    }

    [Fact]
    public void OneGiantElementIsCutOff()
        => Assert.InRange(Lines(NDArray.Zeros([2], DType.Parse("V1000000")), 80).Count, 10, 80);

    private static string Draw(object? array, int width) => string.Join('\n', Lines(array, width));

    private static List<string> Lines(object? array, int width, int height = 30)
    {
        var view = (NDArray)array!;
        Canvas canvas = new(width, height);
        string title = $"{view.DType} {Error.Shape(view.Shape)}";
        Picture picture = PictureMaker.Make(view, new(PictureKind.Hex, title, canvas, PictureTarget.PlainTerminal));
        return [.. DrawingLibrary.Painter.Draw(picture, canvas, isColored: false)];
    }
}
