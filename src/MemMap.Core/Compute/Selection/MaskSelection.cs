using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace MemMap.Compute;

/// <summary>
/// The places at which a mask of the array's own shape is true, in C order. The mask is counted chunk by chunk before anything is
/// allocated. Each chunk then knows its range of the result, and all threads work at once.
/// </summary>
internal sealed unsafe class MaskSelection : Selection
{
    // Elements are first collected in a piece of this size, so that no chunk writes beyond its own range.
    private const int Piece = 256;

    /// <summary>Of masks that are less often true, the true elements are looked for; of others, all elements are written.</summary>
    private const int FewParts = 4;

    /// <summary>A lazy mask of at most so many elements is computed before it is used to assign.</summary>
    private const long MostComputed = 256 << 20;

    private readonly ArrayRef _mask;
    private readonly long[] _firsts;
    private readonly long _count;

    internal MaskSelection(ArrayRef mask)
    {
        _mask = mask;
        _firsts = new long[((mask.Size + BlockLoop.ChunkItems - 1) / BlockLoop.ChunkItems) + 1];
        using var leases = new LeaseSet();
        Run([leases.Input(mask, DType.Bool)], leases, (blocks, count, start) =>
            _firsts[(start / BlockLoop.ChunkItems) + 1] += new ReadOnlySpan<byte>(blocks[0], count).Count((byte)1));
        for (int chunk = 1; chunk < _firsts.Length; chunk++)
        {
            _firsts[chunk] += _firsts[chunk - 1];
        }
        _count = _firsts[^1];
    }

    internal override long[] ResultShape => [_count];

    /// <summary>The selection for an assignment to an array, which must not change the mask. A lazy mask is computed once.</summary>
    internal static MaskSelection ForWriting(ArrayRef mask, ArrayRef array)
        => new(mask.Buffer.SharesBytesWith(array.Buffer) || (mask.Buffer is ExpressionBuffer && mask.Size <= MostComputed)
            ? mask.Copy() : mask);

    /// <summary>A new array of the elements at which a mask of an array's shape is true. The mask is read once if it is lazy.</summary>
    internal static ArrayRef Take(ArrayRef mask, ArrayRef array)
        => mask.Buffer is ExpressionBuffer ? TakeInPieces(mask, array) : new MaskSelection(mask).Take(array);

    /// <summary>
    /// Collects the elements of each chunk, and joins them in the end. What has to be computed is then computed once, and the result is in
    /// memory twice for a moment.
    /// </summary>
    private static ArrayRef TakeInPieces(ArrayRef mask, ArrayRef array)
    {
        using PickedMemory memory = PickedMemory.For((double)mask.Size * array.ItemSize);
        ArrayRef[] pieces = TakePieces(mask, array, memory, static piece => piece);
        return Joined(pieces, pieces.Sum(static piece => piece.Size), [], array.DType);
    }

    /// <summary>How often a mask is true. It is read once.</summary>
    /// <param name="mask">The mask.</param>
    /// <param name="chunkItems">The elements that one thread counts at a time.</param>
    internal static long Count(ArrayRef mask, long chunkItems)
    {
        // Apart in memory, so that threads don't wait for one another to add.
        const int apart = Prefetch.LineBytes / sizeof(long);
        long[] found = new long[((mask.Size / chunkItems) + 1) * apart];
        using var leases = new LeaseSet();
        Run(
            [leases.Input(mask, DType.Bool)], leases,
            (blocks, count, start) =>
                found[start / chunkItems * apart] += new ReadOnlySpan<byte>(blocks[0], count).Count((byte)1), chunkItems);
        return found.Sum();
    }

    /// <summary>
    /// Does some work on the elements at which a mask of an array's shape is true: on a piece for each chunk, one axis long and not empty.
    /// The mask is read once. The work may run on several threads.
    /// </summary>
    /// <param name="mask">The mask.</param>
    /// <param name="array">The array.</param>
    /// <param name="memory">What owns the pieces.</param>
    /// <param name="work">The work on a piece.</param>
    /// <param name="chunkItems">The number of elements of a chunk.</param>
    /// <returns>The results, in the order of the elements.</returns>
    internal static T[] TakePieces<T>(
        ArrayRef mask, ArrayRef array, PickedMemory memory, Func<ArrayRef, T> work, long chunkItems = BlockLoop.ChunkItems)
    {
        var chunks = new PickedElements?[(mask.Size + chunkItems - 1) / chunkItems];
        var results = new T[chunks.Length];
        using var leases = new LeaseSet();
        BlockLoop.Run(
            Operands(leases, mask, array, out nint step),
            (blocks, count, start) =>
            {
                (long chunk, long place) = Math.DivRem(start, chunkItems);
                long items = Math.Min(chunkItems, mask.Size - (chunk * chunkItems));
                int found = new ReadOnlySpan<byte>(blocks[0], count).Count((byte)1);
                if (found > 0)
                {
                    PickedElements picked = chunks[chunk] ??= new(memory, items, array.DType);
                    Pick(blocks[0], blocks[1], step, count, picked.Add(found, place + count), array.ItemSize, found);
                }
                if (place + count == items && chunks[chunk]?.Finish() is { } piece)
                {
                    results[chunk] = work(piece);
                }
            },
            leases.Verify,
            chunkItems);
        return [.. results.Where((_, chunk) => chunks[chunk] is not null)];
    }

    /// <summary>Copies pieces into one array, on all cores.</summary>
    /// <param name="pieces">The pieces, along their first axis.</param>
    /// <param name="count">The length of the first axis of the array: the last pieces may have more.</param>
    /// <param name="rowShape">The lengths of its other axes.</param>
    /// <param name="dtype">Its dtype, which is that of the pieces.</param>
    internal static ArrayRef Joined(ArrayRef[] pieces, long count, ReadOnlySpan<long> rowShape, DType dtype)
    {
        ArrayRef result = ArrayRef.Allocate([count, .. rowShape], dtype);
        // With the bytes between the fields of records, as in the pieces.
        DType raw = DType.Flexible(ElementKind.Void, dtype.ItemSize);
        long[] firsts = new long[pieces.Length];
        for (int i = 1; i < firsts.Length; i++)
        {
            firsts[i] = firsts[i - 1] + pieces[i - 1].Layout.Shape[0];
        }
        ParallelWork.For(firsts.Length, i =>
        {
            if (firsts[i] < count)
            {
                long rows = Math.Min(pieces[i].Layout.Shape[0], count - firsts[i]);
                CastCopy.CopyPart(
                    pieces[i] with { DType = raw, Layout = pieces[i].Layout.Narrow(0, 0, rows) },
                    result with { DType = raw, Layout = result.Layout.Narrow(0, firsts[i], rows) }, result.NBytes);
            }
        });
        return result;
    }

    internal override ArrayRef Take(ArrayRef array)
    {
        ArrayRef result = ArrayRef.Allocate([_count], array.DType);
        using var leases = new LeaseSet();
        byte* packed = leases.Add(result.Buffer);
        long[] next = [.. _firsts];
        BlockLoop.Run(
            Operands(leases, _mask, array, out nint step),
            (blocks, count, start) =>
            {
                long at = Claim(next, start, blocks[0], count, out int found);
                Pick(blocks[0], blocks[1], step, count, packed + (at * array.ItemSize), array.ItemSize, found);
            },
            leases.Verify);
        RequireAll(next);
        return result;
    }

    internal override void Put(ArrayRef array, ArrayRef value)
    {
        array.RequireWriteable();
        bool isOne = value.Size == 1;
        ArrayRef values = isOne ? value.Reshape([1]).AsType(array.DType) : ValuesFor(array, value);
        DType raw = DType.Flexible(ElementKind.Void, array.ItemSize);
        ArrayRef target = array with { DType = raw };
        using var leases = new LeaseSet();
        byte* packed = leases.Add(values.Buffer).UpTo(values.Layout.RequiredLength(raw.ItemSize)) + values.Layout.Offset;
        long[] next = [.. _firsts];
        // Few of the elements, maybe: no room on the disk is asked for all of them.
        LeasedMemory memory = leases.Add(target.Buffer, forWrite: true);
        Operand before = leases.Input(target, raw), after = new(memory, target.Layout, raw, raw, IsOutput: true);
        Run([leases.Input(_mask, DType.Bool), before, after], leases, (blocks, count, start) =>
        {
            if (blocks[1] != blocks[2])
            {
                Buffer.MemoryCopy(blocks[1], blocks[2], (long)count * raw.ItemSize, (long)count * raw.ItemSize);
            }
            long at = Claim(next, start, blocks[0], count, out _);
            Spread(blocks[0], blocks[2], count, isOne ? packed : packed + (at * raw.ItemSize), raw.ItemSize, isOne);
        });
        RequireAll(next);
    }

    /// <summary>
    /// Claims the range of the result for a block's elements; the next block of the chunk continues after it. The mask may be in a file
    /// that is changed after it was counted, so the range is checked against the chunk's own.
    /// </summary>
    private long Claim(long[] next, long start, byte* mask, int count, out int found)
    {
        found = new ReadOnlySpan<byte>(mask, count).Count((byte)1);
        long chunk = start / BlockLoop.ChunkItems, first = next[chunk], end = first + found;
        next[chunk] = end <= _firsts[chunk + 1] ? end : throw Error.MaskChanged();
        return first;
    }

    private void RequireAll(long[] next)
    {
        if (!next.AsSpan(0, next.Length - 1).SequenceEqual(_firsts.AsSpan(1)))
        {
            throw Error.MaskChanged();
        }
    }

    /// <summary>
    /// The normal operands of a mask and of elements that are picked: where they lie in memory at one step, without a copy.
    /// </summary>
    private static Operand[] Operands(LeaseSet leases, ArrayRef mask, ArrayRef array, out nint step)
    {
        DType raw = DType.Flexible(ElementKind.Void, array.ItemSize);
        Operand[] operands = BlockLoop.Normalize(
            [leases.Input(mask, DType.Bool), leases.Input(array with { DType = raw }, raw)], mayReorder: false);
        step = operands[1].HasStep ? (nint)operands[1].Layout.Strides[0] : raw.ItemSize;
        operands[1] = operands[1] with { IsAtStep = operands[1].HasStep };
        return operands;
    }

    private static void Run(Operand[] operands, LeaseSet leases, BlockBody body, long chunkItems = BlockLoop.ChunkItems)
        => BlockLoop.Run(BlockLoop.Normalize(operands, mayReorder: false), body, leases.Verify, chunkItems);

    private static void Pick(byte* mask, byte* block, nint step, int count, byte* packed, int itemSize, int found)
    {
        bool areMany = found > count / FewParts;
        switch (itemSize)
        {
            case 1 when areMany: Pick<byte>(mask, block, step, count, packed); break;
            case 2 when areMany: Pick<ushort>(mask, block, step, count, packed); break;
            case 4 when areMany: Pick<uint>(mask, block, step, count, packed); break;
            case 8 when areMany: Pick<ulong>(mask, block, step, count, packed); break;
            case 4: PickFew<uint>(mask, block, step, count, packed, itemSize); break;
            case 8: PickFew<ulong>(mask, block, step, count, packed, itemSize); break;
            case 16: PickFew<Vector128<byte>>(mask, block, step, count, packed, itemSize); break;
            case 32: PickFew<Vector256<byte>>(mask, block, step, count, packed, itemSize); break;
            default: PickFew<byte>(mask, block, step, count, packed, itemSize); break;
        }
    }

    /// <summary>
    /// Picks elements without a branch on the mask, which would be unpredictable: every element is written, and the next one overwrites it
    /// if it was not selected.
    /// </summary>
    private static void Pick<T>(byte* mask, byte* block, nint step, int count, byte* packed) where T : unmanaged
    {
        T* piece = stackalloc T[Piece + 1];
        int total = 0;
        for (int done = 0; done < count; done += Piece)
        {
            int items = Math.Min(Piece, count - done), picked = 0;
            for (int i = done; i < done + items; i++)
            {
                piece[picked] = Unsafe.ReadUnaligned<T>(block + (i * step));
                picked += mask[i];
            }
            Unsafe.CopyBlockUnaligned(packed + ((long)total * sizeof(T)), piece, (uint)(picked * sizeof(T)));
            total += picked;
        }
    }

    /// <summary>Picks elements one by one: each is a <typeparamref name="T"/>, or so many bytes.</summary>
    private static void PickFew<T>(byte* mask, byte* block, nint step, int count, byte* packed, int itemSize) where T : unmanaged
    {
        int i = 0;
        if (Vector256.IsHardwareAccelerated)
        {
            for (; i <= count - Vector256<byte>.Count; i += Vector256<byte>.Count)
            {
                uint bits = Vector256.GreaterThan(Vector256.Load(mask + i), Vector256<byte>.Zero).ExtractMostSignificantBits();
                for (; bits != 0; bits &= bits - 1, packed += itemSize)
                {
                    Move<T>(block + ((i + BitOperations.TrailingZeroCount(bits)) * step), packed, itemSize);
                }
            }
        }
        for (; i < count; i++)
        {
            if (mask[i] != 0)
            {
                Move<T>(block + (i * step), packed, itemSize);
                packed += itemSize;
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Move<T>(byte* from, byte* to, int itemSize) where T : unmanaged
    {
        if (sizeof(T) > 1)
        {
            Unsafe.WriteUnaligned(to, Unsafe.ReadUnaligned<T>(from));
        }
        else
        {
            Unsafe.CopyBlockUnaligned(to, from, (uint)itemSize);
        }
    }

    private static void Spread(byte* mask, byte* block, int count, byte* packed, int itemSize, bool isOne)
    {
        int used = 0;
        for (int i = 0; i < count; i++)
        {
            if (mask[i] != 0)
            {
                Unsafe.CopyBlockUnaligned(block + ((long)i * itemSize), isOne ? packed : packed + ((long)used * itemSize), (uint)itemSize);
                used++;
            }
        }
    }
}
