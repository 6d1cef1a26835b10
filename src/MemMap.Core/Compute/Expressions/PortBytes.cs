using MemMap.Memory;

namespace MemMap.Compute;

/// <summary>The elements of a port, in order, as bytes by position.</summary>
/// <param name="port">The port; its blocks are the elements' bytes.</param>
/// <param name="itemSize">The size of an element.</param>
/// <param name="blockItems">The most elements of a block.</param>
internal sealed unsafe class PortBytes(BlockPort port, int itemSize, int blockItems) : ByteSource
{
    internal override string Path => "the lazy array";

    private protected override void Read(long at, Span<byte> target)
    {
        while (!target.IsEmpty)
        {
            (long first, long skip) = Math.DivRem(at, itemSize);
            int items = (int)Math.Min(blockItems, (skip + target.Length + itemSize - 1) / itemSize);
            int bytes = (int)Math.Min(target.Length, ((long)items * itemSize) - skip);
            byte* block = port.Open(first, items);
            new Span<byte>(block + skip, bytes).CopyTo(target);
            port.Close(block, first, items);
            at += bytes;
            target = target[bytes..];
        }
    }

    private protected override void Write(long at, ReadOnlySpan<byte> source) => throw Error.LazyReadOnly();
}
