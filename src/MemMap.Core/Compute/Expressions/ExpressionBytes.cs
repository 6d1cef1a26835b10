using MemMap.Geometry;
using MemMap.Memory;

namespace MemMap.Compute;

/// <summary>The results of an expression as bytes by position, for what reads no blocks. Each read computes what it needs.</summary>
/// <param name="expression">The expression.</param>
internal sealed unsafe class ExpressionBytes(Expression expression) : ByteSource
{
    /// <summary>The largest part of a read that begins or ends within an element.</summary>
    private const int PartBytes = 1 << 20;

    internal override string Path => "the lazy array";

    private protected override void Read(long at, Span<byte> target)
    {
        int itemSize = expression.ItemSize;
        while (!target.IsEmpty)
        {
            (long first, long skip) = Math.DivRem(at, itemSize);
            if (skip == 0 && target.Length % itemSize == 0)
            {
                Compute(first, target);
                return;
            }
            int bytes = (int)Math.Min(target.Length, Math.Max(1, PartBytes / itemSize * (long)itemSize) - skip);
            byte[] whole = new byte[checked((int)((skip + bytes + itemSize - 1) / itemSize * itemSize))];
            Compute(first, whole);
            whole.AsSpan((int)skip, bytes).CopyTo(target);
            at += bytes;
            target = target[bytes..];
        }
    }

    private protected override void Write(long at, ReadOnlySpan<byte> source) => throw Error.LazyReadOnly();

    private void Compute(long first, Span<byte> target)
    {
        int itemSize = expression.ItemSize;
        long count = target.Length / itemSize;
        DType raw = DType.Flexible(ElementKind.Void, itemSize);
        using LeaseSet leases = new();
        fixed (byte* memory = target)
        {
            BlockLoop.Run(
                [
                    leases.Results(expression, new Layout([count], [itemSize], first * itemSize), raw, raw),
                    new Operand(new LeasedMemory(memory, target.Length), Layout.Contiguous([count], itemSize), raw, raw, IsOutput: true),
                ],
                Kernels.Copy(itemSize),
                leases.Verify);
        }
    }
}
