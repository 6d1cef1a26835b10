using System.Runtime.CompilerServices;
using MemMap.Geometry;
using MemMap.Memory;

namespace MemMap.Compute;

/// <summary>
/// The bytes of a joined array: those of all its elements in C order, whatever the layouts of the parts. Nothing is copied. Views are
/// layouts over these bytes; <see cref="JoinedBytes"/> finds them in the parts.
/// </summary>
internal sealed class JoinedBuffer : ArrayBuffer
{
    private static readonly ConditionalWeakTable<JoinedBuffer, object?> Opened = [];
    private static long _count;

    private readonly long _number;

    private JoinedBuffer(PartGrid grid, int axis, PartStore parts, DType dtype, string? path, JoinedBytes bytes)
        : base(MemoryExtent.Of(bytes, checked(grid.Size * dtype.ItemSize)), parts.IsWriteable)
    {
        (Grid, Axis, Parts, DType, Path) = (grid, axis, parts, dtype, path);
        _number = Interlocked.Increment(ref _count);
    }

    /// <summary>The open joined arrays, in the order in which they were made. The list keeps none of them alive.</summary>
    internal static IReadOnlyList<JoinedBuffer> OpenJoins
        => [.. Opened.Select(entry => entry.Key).Where(joined => !joined.IsClosed).OrderBy(joined => joined._number)];

    /// <summary>Which part has which elements.</summary>
    internal PartGrid Grid { get; }

    /// <summary>The axis along which the parts follow one another; 0 if it is several.</summary>
    internal int Axis { get; }

    /// <summary>The parts.</summary>
    internal PartStore Parts { get; }

    /// <summary>Whether parts are arrays of their own, in files or in memory, and no chunks of one array.</summary>
    internal bool IsOfFiles => Parts.AreArrays;

    /// <summary>The dtype of the parts.</summary>
    internal DType DType { get; }

    /// <inheritdoc/>
    public override string? Path { get; }

    /// <inheritdoc/>
    public override bool IsBuffered => true;

    /// <summary>The whole array.</summary>
    internal ArrayRef Array => new(this, Layout.Contiguous(Grid.Shape, DType.ItemSize), DType);

    /// <summary>Makes one array of parts in a grid.</summary>
    /// <param name="grid">Which part has which elements.</param>
    /// <param name="axis">The axis along which the parts follow one another; 0 if it is several.</param>
    /// <param name="parts">The parts, with the shapes that the grid states.</param>
    /// <param name="dtype">The dtype of all parts.</param>
    /// <param name="path">The name of the array in messages.</param>
    /// <param name="isListed">Whether it is one of <see cref="OpenJoins"/>: what a user has joined, not what an operation gives.</param>
    internal static ArrayRef Of(PartGrid grid, int axis, PartStore parts, DType dtype, string? path, bool isListed = true)
    {
        JoinedBuffer joined = new(grid, axis, parts, dtype, path, new JoinedBytes(grid, parts, dtype.ItemSize, path));
        if (isListed)
        {
            Opened.Add(joined, null);
        }
        return joined.Array;
    }

    /// <summary>Joins open arrays.</summary>
    /// <param name="arrays">The arrays, in order.</param>
    /// <param name="axis">The axis; negative counts from the end.</param>
    /// <param name="onMismatch">Is called with the error for an array that does not fit, which is left out; null to throw it.</param>
    /// <exception cref="ArgumentException">There is no array, or one does not fit the first one.</exception>
    /// <param name="attributes">What the container of an array says beside it.</param>
    internal static ArrayRef Join(
        IReadOnlyList<ArrayRef> arrays, int axis, Action<ArgumentException>? onMismatch,
        Func<int, IReadOnlyDictionary<string, object?>>? attributes = null)
    {
        JoinPlan plan = new(axis);
        ArrayRef[] parts = [.. arrays.Where((array, number) => plan.Add(
            array.DType, array.Layout.Shape, array.Buffer.Path, attributes?.Invoke(number), onMismatch))];
        ArrayRef joined = Of(plan.Grid(), plan.Axis, new OpenParts(parts), plan.DType, plan.Name());
        joined.Buffer.Attributes = plan.Attributes;
        return joined;
    }

    /// <summary>The number of the part that has the byte at an offset of this buffer.</summary>
    internal long PartAt(long offset) => Grid.Locate(offset / DType.ItemSize).Part;

    /// <summary>The offset in its file of a byte of this buffer; null if the bytes are in no file, or not together in one.</summary>
    internal long? FileOffsetOf(long offset, long count)
    {
        (long position, long skip) = Math.DivRem(offset, DType.ItemSize);
        PartRun run = Grid.Locate(position);
        using LeasedPart part = Parts.Enter(run.Part, forWrite: false);
        return part.Array.Buffer is MappedFile file && part.Array.IsContiguous && skip + count <= run.Count * DType.ItemSize
            ? file.Offset + part.Array.Layout.Offset + (run.First * DType.ItemSize) + skip : null;
    }

    private protected override bool Includes(ArrayBuffer other) => Parts.Includes(other);

    internal override void FlushRange(long start, long length) => Parts.Flush();

    private protected override void OnClosed()
    {
        Opened.Remove(this);
        Parts.Close();
    }
}
