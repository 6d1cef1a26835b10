using MemMap.Compute;
using MemMap.Pictures;

namespace MemMap;

internal static partial class Error
{
    internal static NotSupportedException CannotDraw(PictureKind kind, DType dtype)
    {
        string what = kind == PictureKind.HeatMap ? "heat map" : kind == PictureKind.Line ? "line" : "histogram";
        string instead = dtype.Fields is { Count: > 0 } fields
            ? $"take one field{(kind == PictureKind.Line ? $", or up to {PictureMaker.MostLines} of numbers" : "")}: "
                + $"{Few(fields.Select(static field => field.Name))}"
            : dtype.IsComplex ? "take its Real, Imag or Abs()"
            : "a hex dump can";
        return With(
            "CannotDraw",
            new NotSupportedException(
                $"a {what} can't show {(dtype.IsRecord ? "records" : $"elements of dtype {dtype.Called}")}; {instead}"));
    }

    internal static ArgumentException LineShape(long[] shape) => With("LineShape", new ArgumentException(
        $"a line is of one dimension, or one for each of up to {PictureMaker.MostLines} columns, and this array has shape "
            + $"{Shape(shape)}; take a row or some columns (Get-MemMapSlice ':, 0'), or draw a heat map or a histogram"));

    internal static ArgumentException XShape(long[] x, long[] y) => With("XShape", new ArgumentException(
        $"the values along the horizontal axis have shape {Shape(x)}, and those that are drawn over them {Shape(y)}; both need the same"));

    internal static ArgumentException NotAnImage(ArrayRef array) => With("NotAnImage", new ArgumentException(
        $"an image is of uint8 and has shape (h, w), (h, w, 3) or (h, w, 4), and this array is of {array.DType.Called} and has shape "
            + $"{Shape(array.Shape)}; use AsType('u1'), Reshape or a slice, or draw a heat map"));

    internal static ArgumentException PictureName(string path)
        => With("PictureName", new ArgumentException($"'{path}' has no extension of a picture; .svg and .png can be written"));
}
