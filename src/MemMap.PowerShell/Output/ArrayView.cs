using MemMap.Text;

namespace MemMap.Output;

/// <summary>Formats an array as text. MemMap.format.ps1xml calls it.</summary>
public static class ArrayView
{
    private const int MaxLine = 75;

    /// <summary>A header line, <c>float32 (3, 4) r+ PATH</c>, and the elements as numpy prints them.</summary>
    /// <param name="array">The array; a closed map is no error.</param>
    public static string Format(NDArray array)
    {
        ArgumentNullException.ThrowIfNull(array);
        string header = Printable.Line(ArrayHeader.Of(array));
        try
        {
            return $"{header}{Environment.NewLine}{array.Print(PrintOptions.Screen).ReplaceLineEndings()}";
        }
        catch (ObjectDisposedException)
        {
            return $"{header} (closed)";
        }
        catch (Exception exception) when (exception is IOException or InvalidOperationException)
        {
            // The file was truncated, or the map resized: still print the header.
            return $"{header} ({Printable.Line(exception.Message)})";
        }
    }

    /// <summary>The elements in one line: the first and the last ones, of a table those of its first and last row.</summary>
    internal static string Line(NDArray array)
    {
        try
        {
            return Shortened(Printable.Line(array.Print(PrintOptions.OneLine).ReplaceLineEndings(" ")));
        }
        catch (Exception exception) when (exception is ObjectDisposedException or IOException or InvalidOperationException)
        {
            return $"({Printable.Line(exception.Message)})";
        }
    }

    private static string Shortened(string line) => line.Length <= MaxLine ? line : $"{line[..(MaxLine - 4)]} ...";

    /// <summary>A short form of the dtype for tables: records without a name are shown by their size.</summary>
    /// <param name="array">The array.</param>
    public static string DType(NDArray array)
    {
        ArgumentNullException.ThrowIfNull(array);
        return ArrayHeader.NameOf(array.DType) ?? (array.DType.IsRecord ? $"records of {array.ItemSize} bytes" : array.DType.ToString());
    }

    /// <summary>The type of a field for tables: <c>float32</c>, <c>unixtime (int32)</c>.</summary>
    /// <param name="field">The field.</param>
    public static string FieldType(Field field)
    {
        ArgumentNullException.ThrowIfNull(field);
        return field.DType.Meaning is { } meaning ? $"{meaning.Name} ({field.DType})" : field.DType.ToString();
    }

    /// <summary>The shape for tables, as numpy writes it: <c>(3, 4)</c>.</summary>
    /// <param name="array">The array.</param>
    public static string Shape(NDArray array)
    {
        ArgumentNullException.ThrowIfNull(array);
        return Error.Shape(array.Shape);
    }
}
