using System.Numerics;
using System.Runtime.CompilerServices;
using MemMap.DataTypes;
using MemMap.Text;

namespace MemMap.Compute;

/// <summary>
/// Casts from and to text, and of raw bytes. Longer elements are truncated; shorter ones are padded with NULs. Numbers are written as
/// numpy's <c>str</c> writes them, and parsed as assigned text is. Dates are ISO 8601.
/// </summary>
internal static unsafe class TextCasts
{
    private const int CharacterSize = sizeof(uint);

    /// <summary>From <c>S</c> or <c>U</c> to any dtype except a record.</summary>
    internal static Kernel From(DType text, DType to) => new FromVisitor(text).Visit(to);

    /// <summary>From a number or a time to <c>S</c> or <c>U</c>.</summary>
    internal static Kernel To(DType from, DType text)
    {
        ScalarFormat format = ScalarText.For(from, PrintOptions.Default.Precision);
        ElementCodec codec = text.Truncating().Codec;
        int fromSize = from.ItemSize, toSize = text.ItemSize, room = toSize / text.Traits.UnitSize;
        int longest = from.Kind == ElementKind.TimeDelta64 ? CastTarget.DurationLength : int.MaxValue;
        bool mustFit = from.Kind == ElementKind.DateTime64;
        return (blocks, count) =>
        {
            byte* source = blocks[0], target = blocks[1];
            for (int i = 0; i < count; i++, source += fromSize, target += toSize)
            {
                string written = format(new ReadOnlySpan<byte>(source, fromSize));
                written = written.Length > longest ? written[..longest] : written;
                // A truncated number is still readable as the beginning of one; a truncated date would be another date.
                codec.Write(
                    new Span<byte>(target, toSize),
                    mustFit && written.Length > room ? throw Error.DateTextTooShort(written, room) : written);
            }
        };
    }

    /// <summary>Copies bytes without conversion, truncated or padded with zeros.</summary>
    internal static Kernel Resize(int fromSize, int toSize) => fromSize == toSize ? Kernels.Copy(toSize) : (blocks, count) =>
    {
        byte* source = blocks[0], target = blocks[1];
        int kept = Math.Min(fromSize, toSize);
        for (int i = 0; i < count; i++, source += fromSize, target += toSize)
        {
            new ReadOnlySpan<byte>(source, kept).CopyTo(new Span<byte>(target, kept));
            new Span<byte>(target + kept, toSize - kept).Clear();
        }
    };

    private sealed class FromVisitor(DType text) : DTypeVisitor<Kernel>
    {
        protected override Kernel Bool(DType dtype)
            => Parse(dtype, (bytes, value) => bytes[0] = (byte)(Number(value, dtype).IsZero ? 0 : 1));

        // The integer wraps, as in a cast between integers; but it must fit in 64 bits.
        protected override Kernel Integer<T>(DType dtype)
        {
            BigInteger largest = typeof(T) == typeof(ulong) ? ulong.MaxValue : long.MaxValue;
            return Parse(dtype, (bytes, value) =>
            {
                BigInteger number = Number(value, dtype);
                Unsafe.WriteUnaligned(
                    ref bytes[0],
                    number >= long.MinValue && number <= largest ? T.CreateTruncating(number)
                        : throw Error.IntegerOutOfBounds(number, dtype));
            });
        }

        protected override Kernel Real<T>(DType dtype) => Assign(dtype);

        protected override Kernel Complex<T>(DType dtype) => Assign(dtype);

        // numpy allows no white space after a time.
        protected override Kernel Time(DType dtype)
        {
            ElementCodec codec = dtype.Codec;
            return Parse(dtype, (bytes, value) => codec.Write(
                bytes, value.Length == value.TrimEnd().Length ? value : throw Error.NumberText(value, dtype)));
        }

        protected override Kernel Bytes(DType dtype)
            => text.Kind == dtype.Kind ? Resize(text.ItemSize, dtype.ItemSize) : Narrow(text.ItemSize, dtype.ItemSize);

        protected override Kernel Text(DType dtype)
            => text.Kind == dtype.Kind ? Resize(text.ItemSize, dtype.ItemSize) : Widen(text.ItemSize, dtype.ItemSize);

        protected override Kernel Void(DType dtype) => Resize(text.ItemSize, dtype.ItemSize);

        protected override Kernel Unsupported(DType dtype) => throw Error.NoCast(text, dtype);

        private static BigInteger Number(string text, DType dtype) => NumberText.TryInteger(text) ?? throw Error.NumberText(text, dtype);

        private Kernel Assign(DType dtype)
        {
            ElementCodec codec = dtype.Codec;
            return Parse(dtype, (bytes, value) => codec.Write(bytes, value));
        }

        private Kernel Parse(DType to, ParseElement parse)
        {
            ElementCodec codec = text.Codec;
            int fromSize = text.ItemSize, toSize = to.ItemSize;
            return (blocks, count) =>
            {
                byte* source = blocks[0], target = blocks[1];
                for (int i = 0; i < count; i++, source += fromSize, target += toSize)
                {
                    parse(new Span<byte>(target, toSize), (string)codec.Read(new ReadOnlySpan<byte>(source, fromSize))!);
                }
            };
        }
    }

    private delegate void ParseElement(Span<byte> bytes, string text);

    /// <summary><c>U</c> to <c>S</c>: all of the text must be ASCII, including the part that is truncated.</summary>
    private static Kernel Narrow(int fromSize, int toSize) => (blocks, count) =>
    {
        byte* source = blocks[0], target = blocks[1];
        for (int i = 0; i < count; i++, source += fromSize, target += toSize)
        {
            ReadOnlySpan<uint> characters = new(source, fromSize / CharacterSize);
            Span<byte> bytes = new(target, toSize);
            bytes.Clear();
            for (int k = 0; k < characters.Length; k++)
            {
                if (characters[k] > 0x7f)
                {
                    throw Error.NotAscii(characters[k], k);
                }
                if (k < bytes.Length)
                {
                    bytes[k] = (byte)characters[k];
                }
            }
        }
    };

    /// <summary><c>S</c> to <c>U</c>: bytes that are not ASCII are an error, as in numpy.</summary>
    private static Kernel Widen(int fromSize, int toSize) => (blocks, count) =>
    {
        byte* source = blocks[0], target = blocks[1];
        for (int i = 0; i < count; i++, source += fromSize, target += toSize)
        {
            ReadOnlySpan<byte> bytes = new(source, fromSize);
            Span<uint> characters = new(target, toSize / CharacterSize);
            characters.Clear();
            if (bytes.IndexOfAnyExceptInRange((byte)0, (byte)0x7f) is int bad and >= 0)
            {
                throw Error.NotAsciiByte(bytes[bad], bad);
            }
            for (int k = 0; k < Math.Min(bytes.Length, characters.Length); k++)
            {
                characters[k] = bytes[k];
            }
        }
    };
}
