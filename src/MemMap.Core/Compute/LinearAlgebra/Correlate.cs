using MemMap.DataTypes;
using MemMap.Memory;

namespace MemMap.Compute;

/// <summary>Correlation and convolution in one dimension, by sums of products.</summary>
internal static unsafe class Correlate
{
    /// <summary>The results that a thread computes at a time.</summary>
    private const int PieceItems = 1 << 16;

    /// <summary>The products between two checks for cancellation.</summary>
    private const long StepProducts = 1 << 24;

    /// <summary>Element k is the sum of the products of a[n + k] and the conjugate of v[n].</summary>
    internal static ArrayRef Run(ArrayRef a, ArrayRef v, ConvolveMode mode)
    {
        Require("correlate", a, v);
        ArrayRef taps = v.DType.IsComplex ? Elementwise.Unary(Operations.Conjugate, v) : v;
        // With the inputs exchanged the results come in reverse.
        return a.Size >= v.Size ? Run("correlate", a, taps, mode) : Reversed(Run("correlate", taps, a, mode)).Copy();
    }

    /// <summary>Element k is the sum of the products of a[n] and v[k - n].</summary>
    internal static ArrayRef Convolve(ArrayRef a, ArrayRef v, ConvolveMode mode)
    {
        Require("convolve", a, v);
        return a.Size >= v.Size ? Run("convolve", a, Reversed(v), mode) : Run("convolve", v, Reversed(a), mode);
    }

    private static void Require(string operation, ArrayRef a, ArrayRef v)
    {
        if (a.NDim > 1 || v.NDim > 1 || a.Size == 0 || v.Size == 0)
        {
            throw Error.ConvolveShapes(operation, a.Layout.Shape, v.Layout.Shape);
        }
    }

    private static ArrayRef Reversed(ArrayRef array)
    {
        array = array.Ravel();
        long stride = array.Layout.Strides[0], offset = array.Layout.Offset + ((array.Size - 1) * stride);
        return array.WithLayout(new([array.Size], [-stride], offset));
    }

    /// <summary>The sums of products of taps with windows of elements, of which there are at least as many.</summary>
    private static ArrayRef Run(string operation, ArrayRef array, ArrayRef taps, ConvolveMode mode)
    {
        array = array.Ravel();
        DType dtype = Promotion.PromoteTypes(array.DType, taps.DType);
        (DType compute, InnerProducts products) = InnerProducts.Of(operation, dtype);
        ArrayRef weights = taps.Ravel().AsType(compute);
        int count = checked((int)taps.Size);
        // The first window has one element beside those before the array.
        (long first, long length) = mode switch
        {
            ConvolveMode.Full => (0L, array.Size + count - 1),
            ConvolveMode.Same => (count - 1L - (count / 2), array.Size),
            ConvolveMode.Valid => (count - 1L, array.Size - count + 1),
            _ => throw Error.UnknownConvolveMode(mode),
        };
        ArrayRef result = ArrayRef.Allocate([length], compute);
        using var leases = new LeaseSet();
        byte* results = leases.Add(result.Buffer), tap = (byte*)leases.Add(weights.Buffer) + weights.Layout.Offset;
        long piece = Math.Max(PieceItems, count);
        CancellationToken cancellation = Interruption.Token;
        ParallelWork.For(checked((int)((length + piece - 1) / piece)), part =>
        {
            long start = part * piece, items = Math.Min(piece, length - start), from = first + start - count + 1;
            long low = Math.Max(0, from), high = Math.Min(array.Size, from + items + count - 1);
            ArrayRef here = array.WithLayout(array.Layout.Narrow(0, low, high - low)).AsType(compute);
            using BufferLease lease = here.Lease();
            Slide(
                products, lease.Pointer + here.Layout.Offset, low, high, from, items, tap, count, results, start, compute.ItemSize,
                cancellation);
        });
        return compute.Equals(dtype) ? result : result.AsType(dtype);
    }

    /// <summary>Windows from one that begins at <paramref name="from"/> on. Those that begin or end beyond the elements are cut.</summary>
    private static void Slide(
        InnerProducts products, byte* elements, long low, long high, long from, long windows, byte* taps, int count, byte* results,
        long start, int itemSize, CancellationToken cancellation)
    {
        int atOnce = (int)Math.Max(1, StepProducts / count);
        for (long i = 0; i < windows;)
        {
            cancellation.ThrowIfCancellationRequested();
            long begin = from + i, end = begin + count;
            long cutBefore = Math.Max(0, low - begin), cutAfter = Math.Max(0, end - high);
            bool isWhole = cutBefore == 0 && cutAfter == 0;
            int run = isWhole ? (int)Math.Min(Math.Min(windows - i, high - end + 1), atOnce) : 1;
            products.Slide(
                elements + ((begin + cutBefore - low) * itemSize), taps + (cutBefore * itemSize), (int)(count - cutBefore - cutAfter),
                results + ((start + i) * itemSize), run);
            i += run;
        }
    }
}
