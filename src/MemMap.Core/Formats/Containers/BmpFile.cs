namespace MemMap.Formats;

/// <summary>
/// Uncompressed Windows bitmaps: pixels as (rows, columns, channels), mapped in place. Row 0 is the top one, which is the last one in most
/// files. Channels are in the order of the file: blue, green, red, and alpha with 32 bits. With 8 bits, elements are indices of the
/// palette.
/// </summary>
internal sealed class BmpFile() : Container(FileFormat.Bmp)
{
    private const int HeaderSize = 54;

    internal override IReadOnlyList<ContainerArray> Read(HeaderReader file)
    {
        HeaderCursor cursor = file.Cursor(file.Read(0, HeaderSize));
        if (cursor.Text(2) != "BM")
        {
            throw file.Invalid("it does not begin with BM");
        }
        cursor.At = 10;
        long pixels = cursor.UInt32();
        file.Require("header's size", cursor.UInt32(), 40, 1 << 16);
        long width = file.Require("width", cursor.Int32(), 1, int.MaxValue), height = cursor.Int32();
        bool isTopDown = height < 0;
        height = file.Require("height", Math.Abs(height), 1, int.MaxValue);
        cursor.Take(2);
        int bits = cursor.Int16(), compression = cursor.Int32();
        const int none = 0, masks = 3;
        bool isPlain = compression == none || (compression == masks && bits is 16 or 32);
        long row = ((width * bits) + 31) / 32 * 4, first = isTopDown ? pixels : pixels + ((height - 1) * row);
        long step = isTopDown ? row : -row;
        (DType? dtype, long[] shape, long[] strides) = bits switch
        {
            8 => (DType.UInt8, [height, width], [step, 1]),
            16 => (DType.Parse("<u2"), [height, width], [step, 2]),
            24 or 32 => ((DType?)DType.UInt8, new[] { height, width, bits / 8 }, new[] { step, bits / 8, 1 }),
            _ => (null, [height, width], [step, 1]),
        };
        return
        [
            new ContainerArray("", dtype, shape, first)
            {
                Strides = strides,
                Attributes =
                [
                    KeyValuePair.Create("BitsPerPixel", (object?)bits),
                    KeyValuePair.Create("ChannelOrder", (object?)(bits == 24 ? "BGR" : bits == 32 ? "BGRA" : null)),
                ],
                Problem = dtype is null ? $"pixels of {bits} bits are no elements"
                    : isPlain ? null : $"its pixels are compressed (method {compression})",
            },
        ];
    }
}
