using System.Numerics;
using System.Runtime.CompilerServices;
using MemMap.DataTypes;
using MemMap.Memory;

namespace MemMap.Compute;

/// <summary>Numbers at equal distances. Each is computed of its position, so that no rounding adds up.</summary>
internal static unsafe class NumberRange
{
    private const int PieceItems = 1 << 16;

    /// <summary>
    /// numpy's <c>arange</c>: the first two numbers are rounded to the dtype, and the others have their distance.
    /// </summary>
    /// <exception cref="ArgumentException">The step is 0, or the range too long or no number.</exception>
    internal static ArrayRef Steps(double start, double stop, double step, DType dtype)
    {
        if (step == 0)
        {
            throw Error.StepZero();
        }
        double length = Math.Ceiling((stop - start) / step);
        // Above that, a double has no odd numbers; and no array has as many elements.
        const double limit = 1L << 60;
        return length < limit ? new Spaced(start, start + step, Math.Max(0, (long)length)).Visit(dtype)
            : throw Error.RangeTooLong(start, stop, step);
    }

    /// <summary>numpy's <c>linspace</c>: so many numbers from one to another.</summary>
    /// <exception cref="ArgumentException">The number is negative.</exception>
    internal static ArrayRef Samples(double start, double stop, long count, bool hasEnd, DType dtype)
    {
        long intervals = hasEnd ? count - 1 : count;
        double distance = stop - start, step = intervals > 0 ? distance / intervals : 0;
        // A step that rounds to 0 gives the numbers between a start and a stop that differ all the same.
        bool isTiny = intervals > 0 && step == 0;
        ArrayRef numbers = Filled<double>(
            count >= 0 ? count : throw Error.SampleCount(count), DType.Float64,
            i => hasEnd && i > 0 && i == intervals ? stop : (isTiny ? i / (double)intervals * distance : i * step) + start);
        return dtype.IsInteger ? Elementwise.Unary(Operations.Floor, numbers).AsType(dtype)
            : dtype.Equals(DType.Float64) ? numbers : numbers.AsType(dtype);
    }

    private static ArrayRef Filled<T>(long count, DType dtype, Func<long, T> at) where T : unmanaged
    {
        ArrayRef result = ArrayRef.Allocate([count], dtype);
        using BufferLease lease = result.Buffer.Lease();
        var numbers = (T*)lease.Pointer;
        for (long first = 0; first < count; first += PieceItems)
        {
            Interruption.Token.ThrowIfCancellationRequested();
            for (long i = first, end = Math.Min(count, first + PieceItems); i < end; i++)
            {
                numbers[i] = at(i);
            }
        }
        return result;
    }

    private sealed class Spaced(double first, double second, long count) : DTypeVisitor<ArrayRef>
    {
        protected override ArrayRef Integer<T>(DType dtype)
        {
            long start = (long)first, step = (long)second - start;
            return As(dtype, Filled(count, DType.Int64, i => start + (i * step)));
        }

        // float16 is computed in float32, as in numpy.
        protected override ArrayRef Floating<T>(DType dtype)
            => Unsafe.SizeOf<T>() < sizeof(float) ? Floats<T, float>(dtype) : Floats<T, T>(dtype);

        protected override ArrayRef Unsupported(DType dtype) => As(dtype, Visit(DType.Float64));

        private ArrayRef Floats<T, TWide>(DType dtype)
            where T : unmanaged, IBinaryFloatingPointIeee754<T>
            where TWide : unmanaged, IBinaryFloatingPointIeee754<TWide>
        {
            TWide start = TWide.CreateTruncating(T.CreateTruncating(first));
            TWide step = TWide.CreateTruncating(T.CreateTruncating(second)) - start;
            return As(dtype, Filled(count, DType.FromType(typeof(T)), i => T.CreateTruncating(start + (TWide.CreateTruncating(i) * step))));
        }

        private static ArrayRef As(DType dtype, ArrayRef numbers) => numbers.DType.Equals(dtype) ? numbers : numbers.AsType(dtype);
    }
}
