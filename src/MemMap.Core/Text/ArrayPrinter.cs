namespace MemMap.Text;

/// <summary>Gives the raw bytes of one element, in its dtype's byte order.</summary>
/// <param name="index">One non-negative integer per axis.</param>
/// <param name="destination">Room for exactly one element.</param>
internal delegate void ElementBytes(ReadOnlySpan<long> index, Span<byte> destination);

/// <summary>
/// Writes arrays as numpy's <c>str</c> does. Three steps: read the elements that will be seen (all, or the items at the edges)
/// into a <see cref="Column"/>, let the column find the width they share, write them out in nested brackets.
/// Nothing but what is seen is ever read, so the size of the array doesn't matter.
/// </summary>
internal static class ArrayPrinter
{
    /// <summary>The text of a whole array. An array without axes reads as its element does.</summary>
    internal static string Format(DType dtype, ReadOnlySpan<long> shape, ElementBytes element, PrintOptions? options = null)
    {
        options ??= PrintOptions.Default;
        if (shape.IsEmpty)
        {
            byte[] bytes = new byte[dtype.ItemSize];
            element([], bytes);
            // The one text that stands without quotes, in which escapes would be.
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

    /// <summary>The text of one element alone: floats with all digits they need, text without quotes, bytes as a literal.</summary>
    internal static string FormatElement(DType dtype, ReadOnlySpan<byte> bytes)
        => ScalarText.For(dtype, PrintOptions.Default.Precision)(bytes);
}
