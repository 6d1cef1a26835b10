namespace MemMap.Compute;

/// <summary>Reduces images, arrays of uint8 of shape (h, w), (h, w, 3) or (h, w, 4), to fewer pixels in one pass over blocks.</summary>
internal static unsafe class Images
{
    /// <summary>The largest number of pixels of a result, and of rows or columns.</summary>
    internal const int Limit = 1 << 24, SideLimit = 1 << 14;

    private const int Rgb = 3, Opaque = 255, White = 255;

    /// <summary>The number of channels: 1 (gray), 3 or 4; 0 if the array is no image.</summary>
    internal static int Channels(ArrayRef array)
        => array.DType.Kind != ElementKind.UInt8 ? 0
            : array.NDim == 2 ? 1
            : array.Shape is [_, _, 3 or 4] ? (int)array.Layout.Shape[2] : 0;

    /// <summary>
    /// Returns pixels of red, green and blue in C order, each the mean of a block of the image's pixels. What is transparent is white.
    /// </summary>
    /// <param name="image">The image.</param>
    /// <param name="rows">The rows of pixels; not more than the image has.</param>
    /// <param name="columns">The columns of pixels; not more than the image has.</param>
    internal static byte[] Run(ArrayRef image, int rows, int columns)
    {
        int channels = Channels(image);
        long width = image.Layout.Shape[1];
        var pixels = new byte[rows * columns * Rgb];
        if (pixels.Length == 0)
        {
            return pixels;
        }
        Bins down = new(image.Layout.Shape[0], rows), across = new(width, columns);
        // A pixel is one element, so that no block ends within it.
        if (channels > 1)
        {
            image = (image.Layout.Strides[2] == 1 ? image : image.Copy()).View(DType.Flexible(ElementKind.Void, channels));
        }
        using var leases = new LeaseSet();
        Operand operand = leases.Input(image, image.DType);
        ParallelWork.For(down.Count, row =>
        {
            var sums = new long[across.Count * Rgb];
            long first = down.Start(row), height = down.Start(row + 1) - first;
            BlockLoop.Run(
                [operand.WithLayout(operand.Layout.Narrow(0, first, height))],
                (blocks, count, start) => Add(sums, new(blocks[0], count * channels), channels, start % width, width, across),
                leases.Verify,
                inOrder: true);
            Span<byte> line = pixels.AsSpan(row * across.Count * Rgb, across.Count * Rgb);
            for (int i = 0; i < line.Length; i++)
            {
                long count = height * (across.Start((i / Rgb) + 1) - across.Start(i / Rgb));
                line[i] = (byte)((sums[i] + (count / 2)) / count);
            }
        });
        return pixels;
    }

    private static void Add(long[] sums, ReadOnlySpan<byte> block, int channels, long column, long width, Bins across)
    {
        int bin = 0;
        for (int i = 0; i < block.Length; i += channels)
        {
            bin = across.Of(column, bin);
            int opacity = channels == 4 ? block[i + 3] : Opaque;
            for (int channel = 0; channel < Rgb; channel++)
            {
                int value = block[channels == 1 ? i : i + channel];
                sums[(bin * Rgb) + channel]
                    += opacity == Opaque ? value : ((value * opacity) + (White * (Opaque - opacity)) + (Opaque / 2)) / Opaque;
            }
            column = column + 1 == width ? 0 : column + 1;
        }
    }
}
