using System.Numerics;
using System.Numerics.Tensors;

namespace MemMap.Compute;

/// <summary>Product of elements, with the result dtypes of a sum. Integers wrap. Narrow floats are multiplied in float64.</summary>
internal sealed class Prod() : Reduction("prod")
{
    internal override DType BlockType(DType dtype)
        => dtype.Kind == ElementKind.Bool || (dtype.IsInteger && dtype.IsSigned) ? DType.Int64
            : dtype.IsInteger ? DType.UInt64
            : dtype.AsNative();

    protected override Reducer Floating<T>(DType dtype) => new NarrowProduct<T>(dtype);

    protected override Reducer Number<T>(DType dtype) => new Product<T>(dtype);

    private sealed class Product<T>(DType result) : Reducer<T, T, T>(result) where T : unmanaged, INumberBase<T>
    {
        internal override T Initial => T.One;

        internal override T Fold(T state, ReadOnlySpan<T> block, long position) => state * TensorPrimitives.Product(block);

        internal override void FoldEach(Span<T> states, ReadOnlySpan<T> block, long position)
            => TensorPrimitives.Multiply(states, block, states);

        internal override T Merge(T earlier, T later) => earlier * later;

        internal override T Finish(T state, long items) => state;
    }

    private sealed class NarrowProduct<T>(DType result) : Reducer<T, double, T>(result) where T : unmanaged, INumberBase<T>
    {
        private const int Piece = 512;

        internal override double Initial => 1;

        internal override double Fold(double state, ReadOnlySpan<T> block, long position)
        {
            Span<double> wide = stackalloc double[Piece];
            for (; !block.IsEmpty; block = block[Math.Min(Piece, block.Length)..])
            {
                ReadOnlySpan<T> part = block[..Math.Min(Piece, block.Length)];
                TensorPrimitives.ConvertTruncating(part, wide);
                state *= TensorPrimitives.Product<double>(wide[..part.Length]);
            }
            return state;
        }

        internal override void FoldEach(Span<double> states, ReadOnlySpan<T> block, long position)
        {
            for (int i = 0; i < block.Length; i++)
            {
                states[i] *= double.CreateTruncating(block[i]);
            }
        }

        internal override double Merge(double earlier, double later) => earlier * later;

        internal override T Finish(double state, long items) => T.CreateTruncating(state);
    }
}
