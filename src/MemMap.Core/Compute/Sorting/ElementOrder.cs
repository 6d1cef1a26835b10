using System.Numerics;
using System.Runtime.CompilerServices;
using MemMap.DataTypes;

namespace MemMap.Compute;

/// <summary>
/// The order of two native elements at any address, as numpy sorts them: NaN last, records field by field.
/// </summary>
internal abstract unsafe class ElementOrder
{
    internal static ElementOrder Of(DType dtype) => new ForDType().Visit(dtype);

    internal abstract int Compare(byte* x, byte* y);

    /// <summary>
    /// The order of distinct elements: all complex numbers with a NaN part count as one, as in numpy, though they are sorted apart.
    /// </summary>
    internal int CompareDistinct(byte* x, byte* y) => IsNaN(x) && IsNaN(y) ? 0 : Compare(x, y);

    /// <summary>Whether an element is NaN or NaT, which come last.</summary>
    internal virtual bool IsNaN(byte* x) => false;

    private sealed class ForDType : DTypeVisitor<ElementOrder>
    {
        protected override ElementOrder Bool(DType dtype) => new Plain<byte>(static (x, y) => x.CompareTo(y));

        protected override ElementOrder Integer<T>(DType dtype) => new Plain<T>(static (x, y) => x.CompareTo(y));

        protected override ElementOrder Floating<T>(DType dtype) => new Plain<T>(CompareFloats, T.IsNaN);

        protected override ElementOrder Complex<T>(DType dtype) => new Pairs<T>();

        protected override ElementOrder Time(DType dtype)
            => new Plain<long>(static (x, y) => TimeKey.To(x).CompareTo(TimeKey.To(y)), static x => x == NaT.Value);

        protected override ElementOrder Bytes(DType dtype) => new Units<byte>(dtype.ItemSize);

        protected override ElementOrder Text(DType dtype) => new Units<uint>(dtype.ItemSize / sizeof(uint));

        protected override ElementOrder Void(DType dtype)
            => dtype.SubType is { } item ? new Parts([.. Offsets(item, dtype.ItemSize)])
                : dtype.Fields is { } fields ? new Parts([.. fields.Select(field => (field.Offset, Native(field.DType)))])
                : new Units<byte>(dtype.ItemSize);

        protected override ElementOrder Unsupported(DType dtype) => throw Error.NoLoop("sort", dtype);

        private static IEnumerable<(int, ElementOrder)> Offsets(DType item, int size)
        {
            ElementOrder comparison = Native(item);
            for (int offset = 0; offset < size; offset += item.ItemSize)
            {
                yield return (offset, comparison);
            }
        }

        // The fields of a record keep their byte order; only whole elements are native in a block.
        private static ElementOrder Native(DType dtype)
            => dtype.Packing is not null ? new Packed(dtype, Of(dtype.AsNative()))
                : dtype.IsSwapped ? new Swapped(dtype, Of(dtype.AsNative())) : Of(dtype);

    }

    private static int CompareFloats<T>(T x, T y) where T : INumber<T>
        => x < y ? -1 : x > y ? 1 : x == y ? 0 : T.IsNaN(x).CompareTo(T.IsNaN(y));

    private sealed class Pairs<T> : ElementOrder where T : unmanaged, INumberBase<T>
    {
        internal override int Compare(byte* x, byte* y)
        {
            Complex a = Read(x), b = Read(y);
            // Numbers without NaN come first, then by which part is NaN: (1, nan), (nan, 1), (nan, nan).
            int difference = Rank(a).CompareTo(Rank(b));
            difference = difference != 0 ? difference : CompareFloats(a.Real, b.Real);
            return difference != 0 ? difference : CompareFloats(a.Imaginary, b.Imaginary);
        }

        internal override bool IsNaN(byte* x) => Rank(Read(x)) > 0;

        private static Complex Read(byte* x) => Complex.CreateTruncating(Unsafe.ReadUnaligned<T>(x));

        private static int Rank(Complex z) => (double.IsNaN(z.Real) ? 2 : 0) + (double.IsNaN(z.Imaginary) ? 1 : 0);
    }

    private sealed class Plain<T>(Comparison<T> comparison, Func<T, bool>? isNaN = null) : ElementOrder where T : unmanaged
    {
        internal override int Compare(byte* x, byte* y) => comparison(Unsafe.ReadUnaligned<T>(x), Unsafe.ReadUnaligned<T>(y));

        internal override bool IsNaN(byte* x) => isNaN is not null && isNaN(Unsafe.ReadUnaligned<T>(x));
    }

    private sealed class Units<T>(int count) : ElementOrder where T : unmanaged, IComparable<T>
    {
        internal override int Compare(byte* x, byte* y)
        {
            for (int i = 0; i < count; i++, x += sizeof(T), y += sizeof(T))
            {
                int difference = Unsafe.ReadUnaligned<T>(x).CompareTo(Unsafe.ReadUnaligned<T>(y));
                if (difference != 0)
                {
                    return difference;
                }
            }
            return 0;
        }
    }

    private sealed class Parts((int Offset, ElementOrder Comparison)[] parts) : ElementOrder
    {
        internal override int Compare(byte* x, byte* y)
        {
            foreach ((int offset, ElementOrder comparison) in parts)
            {
                int difference = comparison.Compare(x + offset, y + offset);
                if (difference != 0)
                {
                    return difference;
                }
            }
            return 0;
        }
    }

    private sealed class Swapped(DType dtype, ElementOrder native) : ElementOrder
    {
        internal override int Compare(byte* x, byte* y)
        {
            int size = dtype.ItemSize;
            Span<byte> pair = 2 * size <= 512 ? stackalloc byte[2 * size] : new byte[2 * size];
            fixed (byte* copies = pair)
            {
                Unsafe.CopyBlockUnaligned(copies, x, (uint)size);
                Unsafe.CopyBlockUnaligned(copies + size, y, (uint)size);
                ByteSwap.Swap(dtype.Traits.UnitSize, copies, copies, 2 * size);
                return native.Compare(copies, copies + size);
            }
        }
    }

    private sealed class Packed(DType dtype, ElementOrder native) : ElementOrder
    {
        internal override int Compare(byte* x, byte* y)
        {
            ulong* pair = stackalloc ulong[2];
            int size = dtype.AsNative().ItemSize;
            dtype.Packing!.Unpack(new(x, dtype.ItemSize), dtype.IsBigEndian, new(pair, size));
            dtype.Packing.Unpack(new(y, dtype.ItemSize), dtype.IsBigEndian, new(pair + 1, size));
            return native.Compare((byte*)pair, (byte*)(pair + 1));
        }
    }
}
