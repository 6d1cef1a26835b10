using System.Numerics;
using MemMap.DataTypes;

namespace MemMap.Text;

/// <summary>
/// The visible values of one dtype (of an array, or of one field of its records), and their common format. Call <see cref="Add"/> for each
/// element, then <see cref="Measure"/>, which determines the format, then <see cref="Format"/> for each value.
/// </summary>
internal abstract class Column
{
    /// <summary>The request to stop, heeded between values: one element may hold as many as a file.</summary>
    protected CancellationToken Stop { get; } = Interruption.Token;

    /// <summary>Creates the column for a dtype.</summary>
    /// <param name="dtype">The dtype of the elements.</param>
    /// <param name="options">The precision of floats, and the length at which long items are truncated.</param>
    /// <param name="isScalar">Whether there is only one value, that of a 0-d array: a bool is not padded then.</param>
    internal static Column For(DType dtype, PrintOptions options, bool isScalar)
        => dtype.Packing is null ? Unpacked(dtype, options, isScalar)
            : new PackedColumn(dtype, Unpacked(dtype.AsNative(), options, isScalar));

    private static Column Unpacked(DType dtype, PrintOptions options, bool isScalar)
        => options.ShowsMeanings && dtype.Meaning is { } meaning
            ? new TextColumn(bytes => Printable.Line(meaning.TextOf(dtype.StoredCodec.Read(bytes)!)), isAligned: true)
            : options.ShowsMeanings && dtype is { IsHexadecimal: true, Packing: null }
                ? new TextColumn(bytes => Hexadecimal(bytes, dtype.IsBigEndian), isAligned: true)
            : new Maker(options, isScalar).Visit(dtype);

    // All digits of its bytes, those of the highest one first.
    private static string Hexadecimal(ReadOnlySpan<byte> bytes, bool isBigEndian)
    {
        byte[] ordered = bytes.ToArray();
        if (!isBigEndian)
        {
            Array.Reverse(ordered);
        }
        return $"0x{Convert.ToHexString(ordered).ToLowerInvariant()}";
    }

    /// <summary>Adds one element from its raw bytes.</summary>
    internal abstract void Add(ReadOnlySpan<byte> element);

    /// <summary>Determines the format, after all elements were added.</summary>
    internal abstract void Measure();

    /// <summary>The text of the element that was added as number <paramref name="index"/>, from 0.</summary>
    internal abstract string Format(int index);

    private sealed class Maker(PrintOptions options, bool isScalar) : DTypeVisitor<Column>
    {
        protected override Column Bool(DType dtype)
            => isScalar ? Texts(dtype) : new TextColumn(bytes => bytes[0] != 0 ? " True" : "False");

        protected override Column Integer<T>(DType dtype) => new TextColumn(ScalarText.For(dtype, options.Precision), isAligned: true);

        protected override Column Floating<T>(DType dtype)
            => options.IsPlain ? new TextColumn(
                bytes => PlainFloat.Of(RawBytes.Read<T>(bytes, dtype.IsSwapped), options.Precision), isAligned: true)
                : new FloatColumn<T>(dtype.IsSwapped, options.Precision);

        protected override Column Complex<T>(DType dtype)
            => typeof(T) == typeof(Complex) ? new ComplexColumn<double>(dtype, options.Precision)
                : new ComplexColumn<float>(dtype, options.Precision);

        protected override Column Time(DType dtype) => new TextColumn(TimeText.Item(dtype), isAligned: true);

        protected override Column Bytes(DType dtype) => Texts(dtype);

        protected override Column Text(DType dtype)
            => new TextColumn(bytes => QuotedText.Text(CodePoints.Of(bytes, dtype.IsSwapped)));

        protected override Column Void(DType dtype)
            => dtype.Fields is { } fields ? new RecordColumn(fields, options, isScalar)
                : dtype.SubType is { } element ? new SubArrayColumn(element, dtype.SubShape!, options)
                : dtype.ItemSize <= options.LongestItem ? Texts(dtype)
                : new TextColumn(bytes => QuotedText.HexBytes(bytes[..options.LongestItem]) + "...");

        protected override Column Unsupported(DType dtype) => throw Error.CannotPrint(dtype);

        private TextColumn Texts(DType dtype) => new(ScalarText.For(dtype, options.Precision));
    }
}
