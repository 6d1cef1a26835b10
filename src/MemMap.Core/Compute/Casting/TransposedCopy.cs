using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using MemMap.Geometry;

namespace MemMap.Compute;

/// <summary>
/// Copies elements between two memory orders, such as those of a transpose, without a block in between. A few rows of the source are read
/// by whole cache lines, and each line is spread over as many rows of the target:
/// <code>
/// source, by rows                    target, its rows are the source's columns
/// +--line--+--line--+                +--+--+
/// |   8 rows, then next lines ...    |8 |  |    8 rows of the source are 8 neighbours in each row of the target
/// +--------+--------+                +--+--+
/// </code>
/// </summary>
internal static unsafe class TransposedCopy
{
    /// <summary>The rows of the source that are read together: as many lines of one set as each L1 cache holds.</summary>
    private const int Rows = 8;

    /// <summary>The rows of the source, and its columns, that a thread copies at a time.</summary>
    private const long BandRows = 64, BandColumns = 1024;

    /// <summary>The shortest axis that is worth it.</summary>
    private const long ShortAxis = 16;

    private const int BandsPerCheck = 16;

    /// <summary>Copies elements if source and target are in memory and each runs along another axis.</summary>
    /// <param name="source">The elements, as bytes.</param>
    /// <param name="target">The target, of the same shape and size of elements.</param>
    /// <param name="verify">Throws when the memory may no longer be used.</param>
    /// <returns>Whether they were copied; if not, nothing was done.</returns>
    internal static bool TryRun(Operand source, Operand target, Action verify)
    {
        int size = source.DType.ItemSize;
        if (source.IsBuffered || target.IsBuffered || source.Computed is not null || target.KeepsGaps
            || size is not (1 or 2 or 4 or 8 or 16))
        {
            return false;
        }
        Operand[] operands = BlockLoop.Normalize([source, target], mayReorder: true);
        (Layout from, Layout to) = (operands[0].Layout, operands[1].Layout);
        int last = to.NDim - 1, axis = from.Strides.IndexOf(size);
        if (axis < 0 || axis == last || to.Strides[last] != size || to.Shape[last] < ShortAxis || to.Shape[axis] < ShortAxis)
        {
            return false;
        }
        long[] grid = to.Shape.ToArray();
        grid[last] = (to.Shape[last] + BandRows - 1) / BandRows;
        grid[axis] = (to.Shape[axis] + BandColumns - 1) / BandColumns;
        long bands = Layout.CheckedSize(grid), next = 0;
        byte* sourceMemory = operands[0].Memory, targetMemory = operands[1].Memory;
        CancellationToken cancellation = Interruption.Token;
        ParallelWork.Run(to.Size < BlockLoop.ParallelItems ? 1 : (int)Math.Min(BlockLoop.Threads, bands), () =>
        {
            for (long band; (band = Interlocked.Increment(ref next) - 1) < bands;)
            {
                if (band % BandsPerCheck == 0)
                {
                    verify();
                }
                long rest = band, offset = from.Offset, targetOffset = to.Offset, row = 0, column = 0;
                for (int k = last; k >= 0; k--)
                {
                    (rest, long index) = Math.DivRem(rest, grid[k]);
                    index *= k == last ? BandRows : k == axis ? BandColumns : 1;
                    offset += index * from.Strides[k];
                    targetOffset += index * to.Strides[k];
                    row = k == last ? index : row;
                    column = k == axis ? index : column;
                }
                long rows = Math.Min(BandRows, to.Shape[last] - row), columns = Math.Min(BandColumns, to.Shape[axis] - column);
                Move(
                    new Band(
                        sourceMemory + offset, from.Strides[last], targetMemory + targetOffset, to.Strides[axis], (int)rows, (int)columns),
                    size, cancellation);
                WorkProgress.Advance(rows * columns);
            }
        });
        return true;
    }

    /// <summary>Rows of the source, and the rows of the target that are their columns.</summary>
    private readonly struct Band(byte* source, long sourceStride, byte* target, long targetStride, int rows, int columns)
    {
        internal readonly byte* Source = source, Target = target;
        internal readonly long SourceStride = sourceStride, TargetStride = targetStride;
        internal readonly int Rows = rows, Columns = columns;
    }

    private static void Move(in Band band, int size, CancellationToken cancellation)
    {
        switch (size)
        {
            case 1: Move<byte>(band, cancellation); break;
            case 2: Move<ushort>(band, cancellation); break;
            case 4: Move<uint>(band, cancellation); break;
            case 8: Move<ulong>(band, cancellation); break;
            default: Move<Vector128<byte>>(band, cancellation); break;
        }
    }

    private static void Move<T>(in Band band, CancellationToken cancellation) where T : unmanaged
    {
        int line = Prefetch.LineBytes / sizeof(T);
        for (int column = 0; column < band.Columns; column += line)
        {
            // Each row may have to be read from the disk.
            cancellation.ThrowIfCancellationRequested();
            int width = Math.Min(line, band.Columns - column);
            byte* source = band.Source + ((long)column * sizeof(T)), target = band.Target + (column * band.TargetStride);
            int row = 0;
            for (; row <= band.Rows - Rows; row += Rows)
            {
                Lines<T>(source + (row * band.SourceStride), band.SourceStride, target + ((long)row * sizeof(T)), band.TargetStride, width);
            }
            for (; row < band.Rows; row++)
            {
                for (int i = 0; i < width; i++)
                {
                    Unsafe.WriteUnaligned(
                        target + (i * band.TargetStride) + ((long)row * sizeof(T)),
                        Unsafe.ReadUnaligned<T>(source + (row * band.SourceStride) + ((long)i * sizeof(T))));
                }
            }
        }
    }

    /// <summary>Copies a part of eight rows of the source to eight elements of as many rows of the target as it has columns.</summary>
    private static void Lines<T>(byte* source, long sourceStride, byte* target, long targetStride, int width) where T : unmanaged
    {
        byte* fifth = source + (4 * sourceStride);
        for (int i = 0; i < width; i++, source += sizeof(T), fifth += sizeof(T), target += targetStride)
        {
            T a = Unsafe.ReadUnaligned<T>(source), b = Unsafe.ReadUnaligned<T>(source + sourceStride),
                c = Unsafe.ReadUnaligned<T>(source + (2 * sourceStride)), d = Unsafe.ReadUnaligned<T>(source + (3 * sourceStride)),
                e = Unsafe.ReadUnaligned<T>(fifth), f = Unsafe.ReadUnaligned<T>(fifth + sourceStride),
                g = Unsafe.ReadUnaligned<T>(fifth + (2 * sourceStride)), h = Unsafe.ReadUnaligned<T>(fifth + (3 * sourceStride));
            Unsafe.WriteUnaligned(target, a);
            Unsafe.WriteUnaligned(target + sizeof(T), b);
            Unsafe.WriteUnaligned(target + (2 * sizeof(T)), c);
            Unsafe.WriteUnaligned(target + (3 * sizeof(T)), d);
            Unsafe.WriteUnaligned(target + (4 * sizeof(T)), e);
            Unsafe.WriteUnaligned(target + (5 * sizeof(T)), f);
            Unsafe.WriteUnaligned(target + (6 * sizeof(T)), g);
            Unsafe.WriteUnaligned(target + (7 * sizeof(T)), h);
        }
    }
}
