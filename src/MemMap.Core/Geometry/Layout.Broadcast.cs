namespace MemMap.Geometry;

// Views that repeat elements; what shape several operands broadcast to, Broadcast tells.
internal sealed partial class Layout
{
    /// <summary>
    /// Broadcasts the layout to a shape by strides of 0. Axes are matched from the last. An axis that is missing or of length 1 takes any
    /// length.
    /// </summary>
    internal Layout BroadcastTo(ReadOnlySpan<long> shape)
    {
        if (shape.SequenceEqual(_shape))
        {
            return this;
        }
        int added = shape.Length - NDim;
        if (added < 0)
        {
            throw Error.CannotBroadcast(_shape, shape);
        }
        long[] strides = new long[shape.Length];
        for (int axis = 0; axis < NDim; axis++)
        {
            if (_shape[axis] == shape[axis + added])
            {
                strides[axis + added] = _strides[axis];
            }
            else if (_shape[axis] != 1)
            {
                throw Error.CannotBroadcast(_shape, shape);
            }
        }
        return new(shape.ToArray(), strides, Offset);
    }
}
