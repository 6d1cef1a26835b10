using MemMap.Geometry;

namespace MemMap.Compute;

/// <summary>
/// The order of blocks for operands whose memory orders differ, such as a transpose and its copy: tiles of two axes instead of rows of
/// one. In row order, a cache line of the transpose would be loaded for a single element and evicted before the next one is needed.
/// <code>
/// output, row by row         input, its memory runs down the columns
/// +--------+--------+        +--------+--------+
/// |  tile  |   2nd  |        |  tile  |   2nd  |     a tile uses whole cache lines on both sides
/// +--------+--------+        +--------+--------+
/// </code>
/// </summary>
internal static unsafe class TileLoop
{
    private const long Rows = 256, Columns = 64;

    /// <summary>The shortest axis that is worth tiling.</summary>
    private const long ShortAxis = 8;

    private const long CacheLine = 64;

    private const int TilesPerCheck = 16;

    /// <summary>Finds the axis that tiles span besides the last one. Returns false if blocks of rows are the better order.</summary>
    internal static bool TryFindAxis(Operand[] operands, out int axis)
    {
        ReadOnlySpan<long> shape = operands[0].Layout.Shape;
        int last = shape.Length - 1;
        axis = -1;
        foreach (Operand operand in operands)
        {
            ReadOnlySpan<long> strides = operand.Layout.Strides;
            long nearest = Math.Abs(strides[last]);
            if (nearest < CacheLine || shape[last] < ShortAxis)
            {
                continue;
            }
            for (int k = 0; k < last; k++)
            {
                long distance = Math.Abs(strides[k]);
                if (shape[k] >= ShortAxis && distance != 0 && distance < nearest)
                {
                    (axis, nearest) = (k, distance);
                }
            }
            if (axis >= 0)
            {
                return true;
            }
        }
        return false;
    }

    /// <summary>Runs a kernel over all tiles, in any order and on all cores.</summary>
    internal static void Run(Operand[] operands, int axis, Kernel kernel, Action? verify)
    {
        ReadOnlySpan<long> shape = operands[0].Layout.Shape;
        int last = shape.Length - 1;
        long down = (shape[axis] + Rows - 1) / Rows, across = (shape[last] + Columns - 1) / Columns;
        long[] grid = [.. shape];
        grid[axis] = down;
        grid[last] = across;
        long tiles = Layout.CheckedSize(grid), next = 0;
        CancellationToken cancellation = Interruption.Token;
        int workers = operands[0].Layout.Size < BlockLoop.ParallelItems ? 1 : (int)Math.Min(BlockLoop.Threads, tiles);
        ParallelWork.Run(workers, () =>
        {
            using var worker = new Worker(operands, axis, grid, cancellation);
            for (long tile; (tile = Interlocked.Increment(ref next) - 1) < tiles;)
            {
                cancellation.ThrowIfCancellationRequested();
                if (tile % TilesPerCheck == 0)
                {
                    verify?.Invoke();
                }
                worker.Run(tile, kernel);
            }
        });
    }

    /// <summary>One thread's ports, moved from tile to tile.</summary>
    private sealed class Worker : IDisposable
    {
        private readonly Operand[] _operands;
        private readonly BlockPort[] _ports;
        private readonly int _axis;
        private readonly long[] _grid;

        internal Worker(Operand[] operands, int axis, long[] grid, CancellationToken cancellation)
        {
            (_operands, _axis, _grid) = (operands, axis, grid);
            _ports = Array.ConvertAll(operands, operand => new BlockPort(operand, (int)(Rows * Columns), cancellation));
        }

        internal void Run(long tile, Kernel kernel)
        {
            int last = _grid.Length - 1;
            Span<long> index = stackalloc long[_grid.Length];
            for (int k = last; k >= 0; k--)
            {
                (tile, index[k]) = Math.DivRem(tile, _grid[k]);
            }
            ReadOnlySpan<long> shape = _operands[0].Layout.Shape;
            long row = index[_axis] * Rows, column = index[last] * Columns;
            long rows = Math.Min(Rows, shape[_axis] - row), columns = Math.Min(Columns, shape[last] - column);
            index[_axis] = row;
            index[last] = column;
            byte** blocks = stackalloc byte*[_ports.Length];
            int count = (int)(rows * columns);
            for (int i = 0; i < _ports.Length; i++)
            {
                Layout whole = _operands[i].Layout;
                long offset = whole.Offset;
                for (int k = 0; k <= last; k++)
                {
                    offset += index[k] * whole.Strides[k];
                }
                _ports[i].MoveTo(new Layout([rows, columns], [whole.Strides[_axis], whole.Strides[last]], offset));
                blocks[i] = _ports[i].Open(0, count);
            }
            kernel(blocks, count);
            for (int i = 0; i < _ports.Length; i++)
            {
                _ports[i].Close(blocks[i], 0, count);
            }
        }

        public void Dispose()
        {
            BlockPort.DisposeAll(_ports);
        }
    }
}
