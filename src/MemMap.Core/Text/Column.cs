using System.Numerics;
using MemMap.DataTypes;

namespace MemMap.Text;

/// <summary>
/// The values that will be printed of one dtype (of an array, or of one field of its records), and the format they share. It is
/// filled element by element with <see cref="Add"/>, then <see cref="Measure"/> fixes the format, then each value can be written.
/// </summary>
internal abstract class Column
{
    /// <summary>Makes the column for a dtype.</summary>
    /// <param name="dtype">What is added: the bytes of one element of it.</param>
    /// <param name="options">How many digits floats have, how much of a long item is shown.</param>
    /// <param name="isScalar">Whether there is one value only, that of an array without axes: a bool is not padded then.</param>
    internal static Column For(DType dtype, PrintOptions options, bool isScalar) => new Maker(options, isScalar).Visit(dtype);

    /// <summary>Takes in one element's raw bytes.</summary>
    internal abstract void Add(ReadOnlySpan<byte> element);

    /// <summary>Fixes the format, once all elements are there.</summary>
    internal abstract void Measure();

    /// <summary>The text of the element that was added as number <paramref name="index"/>.</summary>
    internal abstract string Format(int index);

    private sealed class Maker(PrintOptions options, bool isScalar) : DTypeVisitor<Column>
    {
        protected override Column Bool(DType dtype)
            => isScalar ? Texts(dtype) : new TextColumn(bytes => bytes[0] != 0 ? " True" : "False");

        protected override Column Integer<T>(DType dtype) => new TextColumn(ScalarText.For(dtype, options.Precision), isAligned: true);

        protected override Column Floating<T>(DType dtype) => new FloatColumn<T>(dtype.IsSwapped, options.Precision);

        protected override Column Complex<T>(DType dtype)
            => typeof(T) == typeof(Complex) ? new ComplexColumn<double>(dtype, options.Precision)
                : new ComplexColumn<float>(dtype, options.Precision);

        protected override Column Time(DType dtype) => new TextColumn(TimeText.Item(dtype), isAligned: true);

        protected override Column Bytes(DType dtype) => Texts(dtype);

        protected override Column Text(DType dtype)
            => new TextColumn(bytes => QuotedText.Text(RawBytes.CodePoints(bytes, dtype.IsSwapped)));

        protected override Column Void(DType dtype)
            => dtype.Fields is { } fields ? new RecordColumn(fields, options, isScalar)
                : dtype.SubType is { } element ? new SubArrayColumn(element, dtype.SubShape!, options)
                : dtype.ItemSize <= options.LongestItem ? Texts(dtype)
                : new TextColumn(bytes => QuotedText.HexBytes(bytes[..options.LongestItem]) + "...");

        protected override Column Unsupported(DType dtype) => throw Error.CannotPrint(dtype);

        private TextColumn Texts(DType dtype) => new(ScalarText.For(dtype, options.Precision));
    }
}
