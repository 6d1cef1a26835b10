using MemMap.Geometry;
using MemMap.Memory;

namespace MemMap.Compute;

/// <summary>
/// Extends an array along its axes, one after the other: what is put around along an axis then also stands around what the axes before it
/// got. Of a lazy array, the elements of the edges are computed; the rest stays lazy.
/// </summary>
internal sealed class Padding
{
    private readonly (long Before, long After)[] _widths;
    private readonly (long Before, long After)[]? _lengths;
    private readonly PadMode _mode;
    private readonly ArrayRef _constants;

    /// <param name="widths">The number of elements before and behind, for each axis.</param>
    /// <param name="mode">What they are.</param>
    /// <param name="constants">
    /// For a constant, and for the ends of a ramp: a table of the values before and behind, with a row for each axis.
    /// </param>
    /// <param name="lengths">For statistics: the number of elements at each end that they are of; null for all.</param>
    internal Padding(
        (long Before, long After)[] widths, PadMode mode, ArrayRef constants, (long Before, long After)[]? lengths)
        => (_widths, _mode, _constants, _lengths) = (widths, mode, constants, lengths);

    /// <summary>The dtype of the values that are given for a mode.</summary>
    /// <param name="dtype">The array's dtype.</param>
    /// <param name="mode">The mode.</param>
    /// <exception cref="NotSupportedException">The mode needs numbers.</exception>
    internal static DType ValueType(DType dtype, PadMode mode)
        => mode != PadMode.LinearRamp ? dtype : !dtype.IsNumeric ? throw Error.NoLoop("linear_ramp", dtype)
            : dtype.IsFloating || dtype.IsComplex ? dtype.AsNative() : DType.Float64;

    internal ArrayRef Run(ArrayRef array)
    {
        RequireElements(array.Layout.Shape);
        return array.IsLazy ? Later(array) : Now(array);
    }

    private void RequireElements(ReadOnlySpan<long> shape)
    {
        for (int axis = 0; axis < shape.Length; axis++)
        {
            if (shape[axis] == 0 && _widths[axis] != (0, 0) && _mode is not (PadMode.Constant or PadMode.Empty))
            {
                throw Error.PadEmpty(axis);
            }
        }
    }

    private ArrayRef Now(ArrayRef array)
    {
        long[] shape = array.Shape;
        for (int axis = 0; axis < shape.Length; axis++)
        {
            shape[axis] += _widths[axis].Before + _widths[axis].After;
        }
        DType dtype = array.OwnDType;
        bool isZeroed = _mode == PadMode.Empty || dtype.IsRecord;
        ArrayRef result = isZeroed ? ArrayRef.Zeros(shape, dtype, array.Order) : ArrayRef.Allocate(shape, dtype, array.Order);
        Layout region = result.Layout;
        for (int axis = 0; axis < shape.Length; axis++)
        {
            region = region.Narrow(axis, _widths[axis].Before, array.Layout.Shape[axis]);
        }
        Elementwise.Copy(array, result.WithLayout(region));
        for (int axis = 0; axis < shape.Length; axis++)
        {
            // The region is whole along the axes before this one; along this one and those behind it, it is what the array has.
            (long before, long after) = _widths[axis];
            Fill(result, region, region.Narrow(axis, -before, before), axis, isBefore: true);
            Fill(result, region, region.Narrow(axis, array.Layout.Shape[axis], after), axis, isBefore: false);
            region = region.Narrow(axis, -before, shape[axis]);
        }
        return result;
    }

    private void Fill(ArrayRef result, Layout body, Layout edge, int axis, bool isBefore)
    {
        if (edge.Size > 0 && _mode != PadMode.Empty)
        {
            Elementwise.Copy(Edge(result.WithLayout(body), axis, isBefore), result.WithLayout(edge));
        }
    }

    private ArrayRef Later(ArrayRef array)
    {
        for (int axis = 0; axis < array.NDim; axis++)
        {
            if (_widths[axis] != (0, 0))
            {
                ArrayRef before = Whole(array, axis, isBefore: true), after = Whole(array, axis, isBefore: false);
                array = Concatenation.Run([before, array, after], axis, array.OwnDType);
            }
        }
        return array;
    }

    /// <summary>What is put before or behind an array, in its shape.</summary>
    private ArrayRef Whole(ArrayRef array, int axis, bool isBefore)
    {
        long[] shape = array.Shape;
        shape[axis] = isBefore ? _widths[axis].Before : _widths[axis].After;
        return shape[axis] == 0 || _mode == PadMode.Empty ? ArrayRef.Zeros(shape, array.OwnDType)
            : Edge(array, axis, isBefore).BroadcastTo(shape);
    }

    /// <summary>What is put before or behind an array; of one index along the axis if that is for all.</summary>
    private ArrayRef Edge(ArrayRef body, int axis, bool isBefore) => _mode switch
    {
        PadMode.Constant => _constants.At([axis, isBefore ? 0 : 1]),
        PadMode.LinearRamp => Ramp(body, axis, isBefore),
        PadMode.Maximum or PadMode.Minimum or PadMode.Mean or PadMode.Median => Statistic(body, axis, isBefore),
        _ => Elements(body, axis, isBefore),
    };

    private ArrayRef Statistic(ArrayRef body, int axis, bool isBefore)
    {
        long length = body.Layout.Shape[axis];
        long count = _lengths is null ? length : Math.Min(length, isBefore ? _lengths[axis].Before : _lengths[axis].After);
        ArrayRef part = body.WithLayout(body.Layout.Narrow(axis, isBefore ? 0 : length - count, count));
        ArrayRef value = _mode switch
        {
            PadMode.Maximum => Reductions.Run(Operations.Max, part, [axis], keepDims: true),
            PadMode.Minimum => Reductions.Run(Operations.Min, part, [axis], keepDims: true),
            PadMode.Mean => Reductions.Run(Operations.Mean, part, [axis], keepDims: true),
            _ => Median.Run(part, [axis], keepDims: true, ignoreNaN: false),
        };
        return body.DType.IsInteger && value.DType.IsFloating ? Elementwise.Unary(Operations.Rint, value) : value;
    }

    // In numpy's steps, as each of them rounds.
    private ArrayRef Ramp(ArrayRef body, int axis, bool isBefore)
    {
        DType dtype = ValueType(body.DType, _mode);
        long length = body.Layout.Shape[axis], count = isBefore ? _widths[axis].Before : _widths[axis].After;
        ArrayRef edge = body.WithLayout(body.Layout.Narrow(axis, isBefore ? 0 : length - 1, 1)).AsType(dtype);
        ArrayRef end = _constants.At([axis, isBefore ? 0 : 1]), parts = ArrayLiteral.Create((double)count, dtype);
        long[] along = [.. body.Shape.Select((_, each) => each == axis ? count : 1)];
        ArrayRef steps = NumberRange.Steps(0, count, 1, dtype).Reshape(along);
        ArrayRef distance = Elementwise.Binary(Operations.Subtract, edge, end);
        ArrayRef step = Elementwise.Binary(Operations.Divide, distance, parts);
        bool hasFlat = (long)Reductions.Scalar(Operations.CountNonZero, step)! < step.Size;
        ArrayRef way = hasFlat
            ? Elementwise.Binary(Operations.Multiply, Elementwise.Binary(Operations.Divide, steps, parts), distance)
            : Elementwise.Binary(Operations.Multiply, steps, step);
        ArrayRef ramp = Elementwise.Binary(Operations.Add, way, end);
        ramp = body.DType.IsInteger ? Elementwise.Unary(Operations.Floor, ramp) : ramp;
        return isBefore ? ramp : ramp.WithLayout(ramp.Layout.Flip([axis]));
    }

    private ArrayRef Elements(ArrayRef body, int axis, bool isBefore)
    {
        long length = body.Layout.Shape[axis], count = isBefore ? _widths[axis].Before : _widths[axis].After;
        long[] positions = AvailableMemory.NewArray<long>(count);
        for (long i = 0; i < count; i++)
        {
            positions[i] = Source(isBefore ? i - count : length + i, length);
        }
        return AxisSelection.Take(body, positions, axis);
    }

    /// <summary>The index of the element that stands at an index out of bounds.</summary>
    private long Source(long index, long length) => _mode switch
    {
        PadMode.Edge => Math.Clamp(index, 0, length - 1),
        PadMode.Wrap => Modulo(index, length),
        PadMode.Symmetric => Mirror(Modulo(index, 2 * length), (2 * length) - 1),
        _ => length == 1 ? 0 : Mirror(Modulo(index, (2 * length) - 2), (2 * length) - 2),
    };

    private static long Mirror(long index, long last) => Math.Min(index, last - index);

    private static long Modulo(long index, long period) => ((index % period) + period) % period;
}
