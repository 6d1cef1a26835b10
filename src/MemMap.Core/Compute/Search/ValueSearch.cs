using System.Globalization;
using System.Numerics;
using MemMap.DataTypes;

namespace MemMap.Compute;

/// <summary>Finds the elements for which a test holds. A test maps the elements of a window to an array of bools.</summary>
internal sealed class ValueSearch(ArrayRef array, Func<ArrayRef, ArrayRef> test) : WindowSearch
{
    /// <summary>The elements of a window: enough for all threads, few enough that the first matches appear at once.</summary>
    internal const long WindowItems = 1 << 20;

    internal override IEnumerable<SearchWindow> Windows
    {
        get
        {
            long first = 0;
            foreach (var layout in Slabs.Of(array.Layout, array.NDim, WindowItems))
            {
                yield return new(layout, first, layout.Size);
                first += layout.Size;
            }
        }
    }

    /// <summary>Creates the test that compares elements with a value.</summary>
    /// <param name="array">The array to search.</param>
    /// <param name="relation">The comparison.</param>
    /// <param name="value">A number, text or time; numbers and times may be given as text.</param>
    /// <exception cref="ArgumentException">The value isn't one of the array's dtype, or the elements are records.</exception>
    internal static Func<ArrayRef, ArrayRef> Compare(ArrayRef array, BinaryOperation relation, object? value)
    {
        object operand = Operand(array.DType, HostObjects.Unwrap(value));
        bool isIdentity = relation == Operations.Equal || relation == Operations.NotEqual;
        return array.DType.Kind == ElementKind.Void && operand is IArrayFace { Ref: var element } && isIdentity
            ? SameBytes(element, isWanted: relation == Operations.Equal)
            : array.DType.Meaning is IpMeaning && operand is IArrayFace { Ref: var address } ? InOrder(address, relation)
            : part => Elementwise.Binary(relation, part, operand);
    }

    /// <summary>Creates the test that elements have all bits of some flags.</summary>
    /// <param name="array">The array to search: integers, or flags that are stored in them.</param>
    /// <param name="flags">Numbers, or names of flags.</param>
    internal static Func<ArrayRef, ArrayRef> HasFlags(ArrayRef array, IEnumerable<object?> flags)
    {
        DType dtype = array.DType;
        if (!dtype.IsInteger)
        {
            throw Error.NoFlags(dtype);
        }
        object[] bits = [.. flags.Select(flag => Operand(dtype, HostObjects.Unwrap(flag)))];
        if (Array.Find(bits, bit => bit is string) is string unknown)
        {
            throw Error.NoSuchFlag(unknown, dtype);
        }
        return part => bits.Select(bit => Elementwise.Binary(Operations.Equal, Elementwise.Binary(Operations.BitwiseAnd, part, bit), bit))
            .Aggregate((x, y) => Elementwise.Binary(Operations.BitwiseAnd, x, y));
    }

    // Raw bytes have no order, but can be compared for equality: a GUID, or a name in UTF-16.
    private static Func<ArrayRef, ArrayRef> SameBytes(ArrayRef element, bool isWanted)
    {
        ArrayRef bytes = ArrayLiteral.Create(element.ToBytes(), DType.UInt8);
        return part =>
        {
            ArrayRef parts = part.WithLayout(part.Layout.AppendAxes([part.ItemSize], [1]), DType.UInt8);
            ArrayRef same = Reductions.Run(Operations.All, Elementwise.Binary(Operations.Equal, parts, bytes), [-1], keepDims: false);
            return isWanted ? same : Elementwise.Unary(Operations.Invert, same);
        };
    }

    // The bytes of an address are in the order of the network: the most significant one is the first.
    private static Func<ArrayRef, ArrayRef> InOrder(ArrayRef address, BinaryOperation relation)
    {
        if (address.ItemSize == IpMeaning.Length4)
        {
            DType number = DType.UInt32.InOrder('>');
            return part => Elementwise.Binary(relation, Word(part, number, 0), Word(address, number, 0));
        }
        DType word = DType.UInt64.InOrder('>');
        (ArrayRef high, ArrayRef low) = (Word(address, word, 0), Word(address, word, word.ItemSize));
        BinaryOperation strict = relation == Operations.LessEqual ? Operations.Less
            : relation == Operations.GreaterEqual ? Operations.Greater : relation;
        return part =>
        {
            ArrayRef first = Word(part, word, 0);
            ArrayRef hasSame = Elementwise.Binary(Operations.Equal, first, high);
            ArrayRef isSo = Elementwise.Binary(relation, Word(part, word, word.ItemSize), low);
            return Elementwise.Binary(
                Operations.BitwiseOr, Elementwise.Binary(strict, first, high), Elementwise.Binary(Operations.BitwiseAnd, hasSame, isSo));
        };
    }

    private static ArrayRef Word(ArrayRef array, DType dtype, int offset)
        => array.WithLayout(array.Layout.WithOffset(offset), dtype);

    /// <summary>Whether elements may be NaN or NaT.</summary>
    internal static bool MayBeNaN(DType dtype)
        => dtype.Kind is ElementKind.DateTime64 or ElementKind.TimeDelta64 || dtype.IsFloating || dtype.IsComplex;

    /// <summary>Creates the test for NaN and NaT.</summary>
    internal static Func<ArrayRef, ArrayRef> IsNaN(DType dtype)
        => dtype.Kind is ElementKind.DateTime64 or ElementKind.TimeDelta64 ? static part => Elementwise.Unary(Operations.IsNaT, part)
            : dtype.IsFloating || dtype.IsComplex ? static part => Elementwise.Unary(Operations.IsNaN, part)
            : throw Error.NeverNaN(dtype);

    internal override long[] Find(SearchWindow window) => RowFilter.MaskPositions(Mask(window), window.First);

    internal override long BytesOf(SearchWindow window) => window.Length * array.ItemSize;

    internal override long Count(SearchWindow window) => (long)Reductions.Scalar(Operations.CountNonZero, Mask(window))!;

    private ArrayRef Mask(SearchWindow window) => test(array.WithLayout(window.Layout));

    // The host passes some numbers as text, such as -1.
    private static object Operand(DType dtype, object? value)
    {
        if (dtype.IsRecord)
        {
            throw Error.SearchRecords(dtype);
        }
        // The meaning of the dtype converts the value to the stored number: a date to a count of seconds, a flag's name to its bits.
        value = dtype.Meaning?.ToNumber(value) ?? value;
        return value switch
        {
            byte[] bytes when dtype.Kind == ElementKind.Void => ArrayLiteral.Scalar(bytes, dtype),
            null => throw Error.SearchNull(),
            string text when dtype.IsNumeric => Number(text) ?? throw Error.NotComparable(text, dtype),
            string digits when dtype.Kind == ElementKind.Void => ArrayLiteral.Scalar(BytesOf(digits, dtype), dtype),
            string when dtype.Traits.IsTime => ArrayLiteral.Create(value, dtype),
            _ => value,
        };
    }

    // Text that the meaning doesn't know is digits, or an error, as where it is assigned.
    private static byte[] BytesOf(string text, DType dtype)
    {
        byte[] element = new byte[dtype.ItemSize];
        dtype.StoredCodec.Write(element, text);
        return element;
    }

    private static object? Number(string text)
        => BigInteger.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out BigInteger integer)
            ? integer >= long.MinValue && integer <= long.MaxValue ? (object)(long)integer : integer
            : double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double number) ? number
            : bool.TryParse(text, out bool truth) ? truth
            : null;
}
