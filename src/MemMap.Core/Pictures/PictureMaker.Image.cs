using MemMap.Compute;

namespace MemMap.Pictures;

// Images.
internal static partial class PictureMaker
{
    /// <summary>The largest factor by which a small image is enlarged on the screen.</summary>
    private const int MostEnlarged = 8;

    /// <summary>The size of an image that is reduced to a canvas of pixels.</summary>
    /// <exception cref="ArgumentException">The array is no image.</exception>
    internal static Canvas ImageSize(ArrayRef array, Canvas canvas)
    {
        if (Images.Channels(array) == 0)
        {
            throw Error.NotAnImage(array);
        }
        (int columns, int rows) = Fit(array.Layout.Shape[1], array.Layout.Shape[0], canvas.Width, canvas.Height);
        return new(columns, rows);
    }

    private static ImagePicture Image(ArrayRef array, PictureRequest request)
    {
        if (Images.Channels(array) == 0)
        {
            throw Error.NotAnImage(array);
        }
        (long height, long width) = (array.Layout.Shape[0], array.Layout.Shape[1]);
        // A character is twice as high as it is wide. With colors, it shows two pixels, one upon the other.
        bool isText = request.Target is PictureTarget.ColorTerminal or PictureTarget.PlainTerminal;
        (int columns, int rows) = Fit(width, height, request.Canvas.Width, request.Canvas.Height * (isText ? 2 : 1));
        if (request.Target == PictureTarget.PlainTerminal)
        {
            rows = (rows + 1) / 2;
        }
        PixelGrid pixels = new(columns, rows, Images.Run(array, rows, columns));
        List<string> notes = [];
        if (array.Size == 0)
        {
            notes.Add("there are no elements");
        }
        else if (columns < width || rows < height)
        {
            notes.Add($"a pixel is the mean of up to {Most(height, rows)} x {Most(width, columns)}");
        }
        return new(request.Title, notes, pixels.Enlarged(Factor(pixels, request)));
    }

    /// <summary>The size of an image that is reduced to fit, in proportion.</summary>
    private static (int Columns, int Rows) Fit(long width, long height, int mostColumns, int mostRows)
    {
        mostColumns = Math.Min(mostColumns, Images.SideLimit);
        mostRows = Math.Min(mostRows, Images.SideLimit);
        double scale = Math.Min(1, Math.Min((double)mostColumns / Math.Max(1, width), (double)mostRows / Math.Max(1, height)));
        scale = Math.Min(scale, Math.Sqrt(Images.Limit / Math.Max(1, (double)width * height)));
        return (Side(width), Side(height));

        int Side(long length) => length == 0 ? 0 : (int)Math.Clamp(Math.Round(length * scale), 1, length);
    }

    // Small images are drawn larger on the screen, with sharp pixels. In a file, an image has its own size.
    private static int Factor(PixelGrid pixels, PictureRequest request)
    {
        int perLine = request.Target switch { PictureTarget.ColorTerminal => 2, PictureTarget.Inline => 1, _ => 0 };
        return perLine == 0 || pixels.Rgb.Length == 0 ? 1 : Math.Clamp(
            Math.Min(request.Canvas.Width / pixels.Width, request.Canvas.Height * perLine / pixels.Height), 1, MostEnlarged);
    }
}
