using MemMap.Geometry;
using MemMap.Memory;

namespace MemMap.Compute;

/// <summary>
/// The elements of several arrays as the bytes of one, in C order. Where a part has a run of them contiguously in memory, the run is used
/// there (<see cref="Pin"/>); otherwise its elements are gathered.
/// </summary>
/// <param name="grid">Which part has which elements.</param>
/// <param name="parts">The parts.</param>
/// <param name="itemSize">The size of an element in bytes.</param>
/// <param name="path">The name of the array in messages.</param>
internal sealed unsafe class JoinedBytes(PartGrid grid, PartStore parts, int itemSize, string? path) : ByteSource
{
    internal override string Path => path ?? "the joined array";

    internal override bool IsPinnable => true;

    internal override PinnedBytes Pin(long at, long count, bool forWrite)
    {
        long position = at / itemSize, begin = position * itemSize;
        PartRun run = grid.Locate(position);
        long end = begin + (run.Count * itemSize);
        if (at + count > end)
        {
            return default;
        }
        LeasedPart part = parts.Enter(run.Part, forWrite);
        if (part.Extent.File is not null || !part.Array.IsContiguous)
        {
            part.Dispose();
            return default;
        }
        long before = run.Before * itemSize, offset = part.Array.Layout.Offset + (run.First * itemSize);
        return new PinnedBytes(part.Array.Buffer, part.Extent, offset - before, begin - before, end);
    }

    private protected override void Read(long at, Span<byte> target)
    {
        fixed (byte* block = target)
        {
            Move(at, block, target.Length, toBlock: true);
        }
    }

    private protected override void Write(long at, ReadOnlySpan<byte> source)
    {
        fixed (byte* block = source)
        {
            Move(at, block, source.Length, toBlock: false);
        }
    }

    private void Move(long at, byte* block, long count, bool toBlock)
    {
        while (count > 0)
        {
            (long position, long skip) = Math.DivRem(at, itemSize);
            PartRun run = grid.Locate(position);
            long bytes = Math.Min(count, (run.Count * itemSize) - skip);
            using (LeasedPart part = parts.Enter(run.Part, forWrite: !toBlock))
            {
                Move(part, run.First, skip, block, bytes, toBlock);
            }
            at += bytes;
            block += bytes;
            count -= bytes;
        }
    }

    /// <summary>Moves bytes of consecutive elements of a part.</summary>
    /// <param name="part">The part.</param>
    /// <param name="first">The first element.</param>
    /// <param name="skip">The number of bytes of that element to skip.</param>
    /// <param name="block">The block to copy to or from.</param>
    /// <param name="bytes">The number of bytes.</param>
    /// <param name="toBlock">Whether the bytes are read.</param>
    private void Move(LeasedPart part, long first, long skip, byte* block, long bytes, bool toBlock)
    {
        ArrayRef array = part.Array;
        if (array.IsContiguous)
        {
            MoveRange(part, array.Layout.Offset + (first * itemSize) + skip, block, bytes, toBlock);
            return;
        }
        // A view of fields may begin and end within elements: move those parts of elements alone.
        while (bytes > 0)
        {
            if (skip == 0 && bytes >= itemSize)
            {
                int whole = (int)Math.Min(bytes / itemSize, int.MaxValue / itemSize);
                DType raw = DType.Flexible(ElementKind.Void, itemSize);
                Operand operand = new(new LeasedMemory(part.Extent), array.Layout, raw, raw, IsOutput: !toBlock);
                if (toBlock)
                {
                    operand.Gather(array.Layout, first, whole, block, Interruption.Token);
                }
                else
                {
                    array.Occupy();
                    operand.Scatter(block, array.Layout, first, whole, Interruption.Token);
                }
                first += whole;
                block += (long)whole * itemSize;
                bytes -= (long)whole * itemSize;
                continue;
            }
            long some = Math.Min(bytes, itemSize - skip);
            MoveRange(part, array.Layout.OffsetOfFlat(first) + skip, block, some, toBlock);
            first++;
            skip = 0;
            block += some;
            bytes -= some;
        }
    }

    private static void MoveRange(LeasedPart part, long offset, byte* block, long bytes, bool toBlock)
    {
        if (!toBlock)
        {
            part.Array.Buffer.Occupy(offset, offset + bytes);
        }
        if (part.Extent.File is not { } file)
        {
            byte* memory = part.Extent.Pointer + offset;
            Buffer.MemoryCopy(toBlock ? memory : block, toBlock ? block : memory, bytes, bytes);
        }
        else if (toBlock)
        {
            file.Read(offset, block, bytes);
        }
        else
        {
            file.Write(offset, block, bytes);
        }
    }
}
