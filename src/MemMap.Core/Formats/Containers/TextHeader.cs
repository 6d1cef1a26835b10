using System.Globalization;

namespace MemMap.Formats;

/// <summary>What headers of lines of text have in common: NRRD and MetaImage.</summary>
internal static class TextHeader
{
    /// <summary>The numbers of a line.</summary>
    /// <exception cref="FormatException">One is none.</exception>
    internal static long[] Numbers(string text) => [.. text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)
        .Select(number => long.Parse(number, NumberStyles.None, CultureInfo.InvariantCulture))];

    /// <summary>The path of a file of elements, which must be in the folder of its description.</summary>
    /// <exception cref="InvalidDataException">It is somewhere else.</exception>
    internal static string DataFile(HeaderReader file, string name)
        => name.AsSpan().IndexOfAny('/', '\\', '%') < 0 && !name.Any(char.IsControl)
            && name is not ("LIST" or ".." or ".") && name.Length > 0
            ? Path.Combine(Path.GetDirectoryName(file.Path)!, name)
            : throw file.Invalid($"its elements are in '{Printable.Line(name)}', which is not one file in the same folder");

    /// <summary>An array whose elements follow a header, or are in a file of their own, and are deflated or not.</summary>
    internal static ContainerArray Array(
        HeaderReader file, DType? dtype, long[] shape, long at, string? dataFile, bool isDeflated, bool isGzip)
    {
        ContainerArray array = new("", dtype, shape, at) { Order = MemoryOrder.F, DataFile = dataFile };
        if (!isDeflated || dtype is null)
        {
            return array;
        }
        long length = dataFile is null ? file.Length - at : new FileInfo(dataFile) is { Exists: true } data ? data.Length - at : 0;
        InflatedElements inflated = new(at, length, isGzip);
        return array with
        {
            Decode = opened => inflated.Read(opened, 0, dtype, shape, MemoryOrder.F),
            Problem = inflated.CanHave(Geometry.Layout.CheckedByteSize(shape, dtype.ItemSize)) ? null
                : $"its {length} compressed bytes can't have the elements of shape {Error.Shape(shape)}",
        };
    }
}
