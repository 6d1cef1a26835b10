namespace MemMap.Text;

/// <summary>Reads the raw bytes of one element, in its dtype's byte order.</summary>
/// <param name="index">One non-negative integer per axis.</param>
/// <param name="destination">Receives exactly one element.</param>
internal delegate void ElementBytes(ReadOnlySpan<long> index, Span<byte> destination);

/// <summary>
/// Formats arrays as numpy's <c>str</c> does, in three steps: read the visible elements (all, or the items at the edges) into a
/// <see cref="Column"/>, let the column determine their common width, write them in nested brackets. Only visible elements are read, so the
/// size of the array does not matter.
/// </summary>
internal static class ArrayPrinter
{
    /// <summary>The text of an array. A 0-d array is written as its element.</summary>
    internal static string Format(DType dtype, ReadOnlySpan<long> shape, ElementBytes element, PrintOptions? options = null)
    {
        options ??= PrintOptions.Default;
        if (shape.IsEmpty)
        {
            byte[] bytes = new byte[dtype.ItemSize];
            element([], bytes);
            // Only a single text is written without quotes, so its control characters must be escaped here.
            return Printable.Lines(ScalarText.For(dtype, options.Precision)(bytes));
        }
        if (shape.Contains(0))
        {
            return "[]";
        }
        VisibleItems visible = new(shape, options);
        Column column = Column.For(dtype, options, isScalar: false);
        visible.ReadInto(column, element, dtype.ItemSize);
        column.Measure();
        return new ArrayWriter(visible, column, options.LineWidth).Write();
    }

    /// <summary>The text of a single element: floats with all digits they need, text without quotes, bytes as a literal.</summary>
    internal static string FormatElement(DType dtype, ReadOnlySpan<byte> bytes)
        => ScalarText.For(dtype, PrintOptions.Default.Precision)(bytes);
}
