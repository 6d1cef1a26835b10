using System.Numerics;
using System.Numerics.Tensors;
using MemMap.DataTypes;

namespace MemMap.Compute;

/// <summary>Sums of products of native, contiguous elements of one dtype.</summary>
internal abstract unsafe class InnerProducts
{
    /// <summary>Columns whose parts stay in the cache while all rows go by.</summary>
    private protected const int ColumnsAtOnce = 16;

    /// <summary>
    /// The dtype that products of a dtype are computed in, and how: integers and floats in their own, float16 and complex64 wider.
    /// </summary>
    /// <param name="operation">numpy's name of the operation, for error texts.</param>
    /// <param name="dtype">The common dtype of the operands.</param>
    /// <exception cref="NotSupportedException">The elements are not numbers.</exception>
    internal static (DType Compute, InnerProducts Products) Of(string operation, DType dtype) => new ForDType(operation).Visit(dtype);

    /// <summary>Adds the products of rows and columns to a table of sums.</summary>
    /// <param name="rows">The rows, one after the other.</param>
    /// <param name="columns">The columns, one after the other.</param>
    /// <param name="sums">The sums, a row for each row.</param>
    /// <param name="m">The number of rows.</param>
    /// <param name="n">The number of columns.</param>
    /// <param name="k">The length of both.</param>
    internal abstract void Add(byte* rows, byte* columns, byte* sums, int m, int n, int k);

    /// <summary>The products of taps with each window of elements.</summary>
    /// <param name="elements">The elements: as many as there are results, and one less than there are taps.</param>
    /// <param name="taps">The taps.</param>
    /// <param name="count">The number of taps.</param>
    /// <param name="results">The results.</param>
    /// <param name="windows">The number of windows.</param>
    internal abstract void Slide(byte* elements, byte* taps, int count, byte* results, int windows);

    private sealed class ForDType(string operation) : DTypeVisitor<(DType Compute, InnerProducts Products)>
    {
        // So that no number of true products counts as none.
        protected override (DType Compute, InnerProducts Products) Bool(DType dtype) => Visit(DType.Int64);

        protected override (DType Compute, InnerProducts Products) Floating<T>(DType dtype)
            => typeof(T) == typeof(Half) ? Visit(DType.Float32) : Number<T>(dtype);

        protected override (DType Compute, InnerProducts Products) Complex<T>(DType dtype)
            => typeof(T) == typeof(Complex64) ? Visit(DType.Complex128) : Number<T>(dtype);

        protected override (DType Compute, InnerProducts Products) Number<T>(DType dtype) => (dtype.AsNative(), new Typed<T>());

        protected override (DType Compute, InnerProducts Products) Unsupported(DType dtype) => throw Error.NoLoop(operation, dtype);
    }

    private sealed class Typed<T> : InnerProducts where T : unmanaged, INumberBase<T>
    {
        // With so few taps it takes longer to begin a product than to compute it.
        private const int FewTaps = 32;

        // Results that stay in the cache while all taps go by.
        private const int WindowsAtOnce = 2048;

        internal override void Add(byte* rows, byte* columns, byte* sums, int m, int n, int k)
        {
            for (int first = 0; first < n; first += ColumnsAtOnce)
            {
                int last = Math.Min(n, first + ColumnsAtOnce);
                for (int i = 0; i < m; i++)
                {
                    ReadOnlySpan<T> row = new((T*)rows + ((long)i * k), k);
                    T* sum = (T*)sums + ((long)i * n);
                    for (int j = first; j < last; j++)
                    {
                        sum[j] += TensorPrimitives.Dot(row, new ReadOnlySpan<T>((T*)columns + ((long)j * k), k));
                    }
                }
            }
        }

        internal override void Slide(byte* elements, byte* taps, int count, byte* results, int windows)
        {
            ReadOnlySpan<T> tap = new(taps, count), element = new(elements, windows + count - 1);
            Span<T> result = new(results, windows);
            if (count > FewTaps)
            {
                for (int i = 0; i < windows; i++)
                {
                    result[i] = TensorPrimitives.Dot(element.Slice(i, count), tap);
                }
                return;
            }
            for (; !result.IsEmpty; result = result[Math.Min(WindowsAtOnce, result.Length)..])
            {
                Span<T> part = result[..Math.Min(WindowsAtOnce, result.Length)];
                TensorPrimitives.Multiply(element[..part.Length], tap[0], part);
                for (int i = 1; i < count; i++)
                {
                    TensorPrimitives.MultiplyAdd(element.Slice(i, part.Length), tap[i], part, part);
                }
                element = element[part.Length..];
            }
        }
    }
}
