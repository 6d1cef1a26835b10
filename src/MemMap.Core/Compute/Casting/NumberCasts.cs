using System.Numerics;
using System.Numerics.Tensors;
using MemMap.DataTypes;

namespace MemMap.Compute;

/// <summary>
/// Casts of numbers, and of times by their counts. Integers wrap, floats round, complex numbers lose their imaginary part, and every
/// value except zero is true.
/// A float that is NaN or out of an integer's range becomes the integer type's smallest value (numpy leaves this undefined).
/// </summary>
internal static unsafe class NumberCasts
{
    /// <summary>From a real number; integers wrap.</summary>
    internal class From<TFrom> : DTypeVisitor<Kernel> where TFrom : unmanaged, INumberBase<TFrom>
    {
        /// <summary>The source dtype: a number, or a time whose count is a <typeparamref name="TFrom"/>.</summary>
        internal DType Source { get; set; } = DType.UInt8;

        protected override Kernel Bool(DType dtype) => Kernels.Unary<TFrom, byte>(static (x, d) =>
        {
            for (int i = 0; i < x.Length; i++)
            {
                d[i] = TFrom.IsZero(x[i]) ? (byte)0 : (byte)1;
            }
        });

        protected override Kernel Real<T>(DType dtype) => Kernels.Unary<TFrom, T>(TensorPrimitives.ConvertTruncating);

        protected override Kernel Complex<T>(DType dtype)
            => dtype.Kind == ElementKind.Complex64 ? Interleave<float>() : Interleave<double>();

        // A number becomes a count of units. NaN becomes NaT, since both map to the smallest integer.
        protected override Kernel Time(DType dtype) => Integer<long>(dtype);

        protected override Kernel Bytes(DType dtype) => TextCasts.To(Source, dtype);

        protected override Kernel Text(DType dtype) => TextCasts.To(Source, dtype);

        protected override Kernel Void(DType dtype) => TextCasts.Resize(Source.ItemSize, dtype.ItemSize);

        protected override Kernel Unsupported(DType dtype) => throw Error.NoCast(Source, dtype);

        private static Kernel Interleave<TPart>() where TPart : unmanaged, INumberBase<TPart> => (blocks, count) =>
        {
            var source = new ReadOnlySpan<TFrom>(blocks[0], count);
            var target = new Span<TPart>(blocks[1], 2 * count);
            for (int i = 0; i < source.Length; i++)
            {
                target[2 * i] = TPart.CreateTruncating(source[i]);
                target[(2 * i) + 1] = TPart.Zero;
            }
        };
    }

    internal sealed class FromFloat<TFrom> : From<TFrom> where TFrom : unmanaged, IBinaryFloatingPointIeee754<TFrom>
    {
        protected override Kernel Integer<T>(DType dtype) => Kernels.Unary<TFrom, T>(static (x, d) =>
        {
            // The upper bound is exact in float64. The lower one may round (64 bits), but then it is the smallest value, which is the
            // result anyway.
            double above = double.CreateTruncating(T.MaxValue / (T.One + T.One) + T.One) * 2,
                below = double.CreateTruncating(T.MinValue) - 1;
            for (int i = 0; i < x.Length; i++)
            {
                double value = double.CreateTruncating(x[i]);
                d[i] = value > below && value < above ? T.CreateTruncating(value) : T.MinValue;
            }
        });
    }

    internal sealed class FromComplex<TFrom, TPart> : From<TFrom>
        where TFrom : unmanaged, INumberBase<TFrom>
        where TPart : unmanaged, IBinaryFloatingPointIeee754<TPart>
    {
        private const int Piece = 512;

        protected override Kernel Integer<T>(DType dtype) => RealPart(dtype);

        protected override Kernel Real<T>(DType dtype) => RealPart(dtype);

        protected override Kernel Complex<T>(DType dtype) => Kernels.Unary<TFrom, T>(static (x, d) =>
        {
            for (int i = 0; i < x.Length; i++)
            {
                d[i] = T.CreateTruncating(x[i]);
            }
        });

        private static Kernel RealPart(DType to)
        {
            Kernel narrow = new FromFloat<TPart>().Visit(to);
            int itemSize = to.ItemSize;
            return (blocks, count) =>
            {
                TPart* parts = stackalloc TPart[Piece];
                byte** pair = stackalloc byte*[2];
                for (int done = 0; done < count; done += Piece)
                {
                    int items = Math.Min(Piece, count - done);
                    var source = (TPart*)blocks[0] + (2 * done);
                    for (int i = 0; i < items; i++)
                    {
                        parts[i] = source[2 * i];
                    }
                    pair[0] = (byte*)parts;
                    pair[1] = blocks[1] + ((long)done * itemSize);
                    narrow(pair, items);
                }
            };
        }
    }
}
