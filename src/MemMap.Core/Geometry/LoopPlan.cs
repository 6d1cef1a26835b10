namespace MemMap.Geometry;

/// <summary>
/// Transforms layouts of one shape into equivalent ones with few, long axes, before a loop walks them together.
/// </summary>
internal static class LoopPlan
{
    /// <summary>
    /// Returns layouts that address the same elements as the given ones, in the same pairing: elements that share an index before share one
    /// afterwards. All results have one shape with at least one axis. Axes of length 1 are dropped, and adjacent axes are merged where all
    /// layouts allow it. An empty shape becomes (0,), a single element (1,).
    /// </summary>
    /// <param name="sameShape">Layouts of one shape, at least one.</param>
    /// <param name="mayReorder">
    /// Whether elements may be visited in another order than C order of the arguments. If so, axes are reversed where layout 0 runs
    /// backward, and sorted so that its smallest stride comes last. The next layouts decide for axes along which layout 0 does not move.
    /// </param>
    internal static Layout[] Normalize(ReadOnlySpan<Layout> sameShape, bool mayReorder)
    {
        Axes axes = new(sameShape);
        if (mayReorder)
        {
            axes.TurnForward();
            axes.Sort();
        }
        axes.Merge();
        return axes.ToLayouts();
    }

    /// <summary>The axes of all layouts while they are rearranged.</summary>
    private ref struct Axes
    {
        private readonly long[] _shape;
        private readonly long[][] _strides;
        private readonly long[] _offsets;
        private int _ndim;

        internal Axes(ReadOnlySpan<Layout> layouts)
        {
            Layout first = layouts[0];
            _shape = new long[Math.Max(first.NDim, 1)];
            _strides = new long[layouts.Length][];
            _offsets = new long[layouts.Length];
            for (int k = 0; k < layouts.Length; k++)
            {
                _offsets[k] = layouts[k].Offset;
                _strides[k] = new long[_shape.Length];
            }
            for (int axis = 0; first.Size != 0 && axis < first.NDim; axis++)
            {
                if (first.Shape[axis] != 1)
                {
                    _shape[_ndim] = first.Shape[axis];
                    for (int k = 0; k < layouts.Length; k++)
                    {
                        _strides[k][_ndim] = layouts[k].Strides[axis];
                    }
                    _ndim++;
                }
            }
            if (_ndim == 0)
            {
                _shape[_ndim++] = first.Size;
            }
        }

        internal readonly void TurnForward()
        {
            for (int axis = 0; axis < _ndim; axis++)
            {
                int first = FirstMoving(axis);
                if (first < _strides.Length && _strides[first][axis] < 0)
                {
                    for (int k = 0; k < _strides.Length; k++)
                    {
                        ref long stride = ref _strides[k][axis];
                        _offsets[k] += (_shape[axis] - 1) * stride;
                        stride = -stride;
                    }
                }
            }
        }

        /// <summary>The first layout with a stride other than 0 on the axis; the number of layouts if there is none.</summary>
        private readonly int FirstMoving(int axis)
        {
            int layout = 0;
            while (layout < _strides.Length && _strides[layout][axis] == 0)
            {
                layout++;
            }
            return layout;
        }

        /// <summary>
        /// Sorts by descending strides. Strides of 0 can't be compared, so this is no total order and no sort by keys. The axes along
        /// which layout 0 moves are sorted first. Those along which only layout 1 moves are then inserted between them, and so on. An axis
        /// that compares with none comes first, where it repeats the whole loop rather than each element.
        /// </summary>
        internal readonly void Sort()
        {
            int[] order = new int[_ndim];
            int count = 0;
            for (int layout = 0; layout <= _strides.Length; layout++)
            {
                for (int axis = 0; axis < _ndim; axis++)
                {
                    if (FirstMoving(axis) == layout)
                    {
                        Insert(order, count++, axis);
                    }
                }
            }
            Permute(_shape, order);
            foreach (long[] strides in _strides)
            {
                Permute(strides, order);
            }
        }

        private readonly void Insert(int[] order, int count, int axis)
        {
            int to = 0;
            for (int k = 0; k < count; k++)
            {
                int comparison = CompareStrides(order[k], axis);
                if (comparison < 0)
                {
                    break;
                }
                to = comparison > 0 ? k + 1 : to;
            }
            Array.Copy(order, to, order, to + 1, count - to);
            order[to] = axis;
        }

        private static void Permute(long[] values, int[] order)
        {
            ReadOnlySpan<long> original = [.. values];
            for (int k = 0; k < order.Length; k++)
            {
                values[k] = original[order[k]];
            }
        }

        private readonly int CompareStrides(int a, int b)
        {
            foreach (long[] strides in _strides)
            {
                if (strides[a] != 0 && strides[b] != 0 && Math.Abs(strides[a]) != Math.Abs(strides[b]))
                {
                    return Math.Abs(strides[a]).CompareTo(Math.Abs(strides[b]));
                }
            }
            return 0;
        }

        internal void Merge()
        {
            int outer = 0;
            for (int axis = 1; axis < _ndim; axis++)
            {
                if (LieAsOne(outer, axis))
                {
                    _shape[outer] *= _shape[axis];
                }
                else
                {
                    _shape[++outer] = _shape[axis];
                }
                foreach (long[] strides in _strides)
                {
                    strides[outer] = strides[axis];
                }
            }
            _ndim = outer + 1;
        }

        private readonly bool LieAsOne(int outer, int inner)
        {
            foreach (long[] strides in _strides)
            {
                if (strides[outer] != _shape[inner] * strides[inner])
                {
                    return false;
                }
            }
            return true;
        }

        internal readonly Layout[] ToLayouts()
        {
            // The layouts share this array; none of them changes it.
            long[] shape = _shape[.._ndim];
            Layout[] layouts = new Layout[_strides.Length];
            for (int k = 0; k < layouts.Length; k++)
            {
                layouts[k] = new(shape, _strides[k][.._ndim], _offsets[k]);
            }
            return layouts;
        }
    }
}
