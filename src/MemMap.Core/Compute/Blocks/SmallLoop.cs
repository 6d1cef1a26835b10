using System.Runtime.CompilerServices;
using MemMap.Memory;

namespace MemMap.Compute;

/// <summary>
/// Runs kernels over a few elements where they lie, if a kernel can take them there: in memory, contiguous, aligned, and of the dtype of
/// its blocks. What a <see cref="BlockLoop"/> prepares takes longer than the kernel then, and most of the memory of such a call. Here
/// nothing is allocated. The results are those of a block loop, in which so few elements are one block.
/// </summary>
internal static unsafe class SmallLoop
{
    /// <summary>The most elements. A block loop has more of any number in a block.</summary>
    internal const int MaxItems = 1 << 13;

    /// <summary>The most inputs of a loop.</summary>
    private const int MaxInputs = 2;

    /// <summary>The bytes of a value that is repeated for all elements, of which a kernel gets a piece at a time.</summary>
    private const int ConstantBytes = 2 * 1024;

    /// <summary>The bytes of the largest number, complex128.</summary>
    internal const int MaxItemSize = 16;

    /// <summary>Whether a kernel could take the elements of an array where they lie, if they are aligned.</summary>
    /// <param name="array">The array.</param>
    /// <param name="block">The dtype of the kernel's blocks.</param>
    /// <param name="isOutput">Whether the kernel writes them.</param>
    internal static bool Fits(ArrayRef array, DType block, bool isOutput = false)
        => array.Size is > 0 and <= MaxItems && array.DType.Equals(block) && block.IsNumeric && block.IsPlain
            // A file may hold any byte as a bool; kernels rely on 0 and 1.
            && (isOutput || block.Kind != ElementKind.Bool)
            && !array.Buffer.IsBuffered && array.IsContiguous;

    /// <summary>The elements under a lease; null if they aren't aligned.</summary>
    internal static byte* Aligned(ArrayRef array, in BufferLease lease)
    {
        byte* elements = lease.Pointer + array.Layout.Offset;
        return ((nuint)elements & ((nuint)array.DType.Alignment - 1)) == 0 ? elements : null;
    }

    /// <summary>Tells the host of the work, and asks whether to stop it, as a block loop does for each chunk.</summary>
    internal static void Report(long items)
    {
        Interruption.Token.ThrowIfCancellationRequested();
        WorkProgress.Advance(items);
    }

    /// <summary>Runs a loop over small arrays.</summary>
    /// <param name="loop">The loop.</param>
    /// <param name="inputs">Its inputs, each of the output's shape or of one element.</param>
    /// <param name="output">The output.</param>
    /// <returns>Whether it was run; if not, nothing was done.</returns>
    internal static bool TryRun(Loop loop, ReadOnlySpan<ArrayRef> inputs, ArrayRef output)
    {
        if (inputs.Length > MaxInputs || loop.KeepsGaps || !Fits(output, loop.Blocks[^1], isOutput: true))
        {
            return false;
        }
        bool hasConstant = false;
        for (int i = 0; i < inputs.Length; i++)
        {
            ArrayRef input = inputs[i];
            bool isConstant = input.Size == 1 && output.Size > 1 && input.NDim <= output.NDim;
            hasConstant |= isConstant;
            if (!Fits(input, loop.Blocks[i]) || !(isConstant || input.Layout.Shape.SequenceEqual(output.Layout.Shape)))
            {
                return false;
            }
        }
        using BufferLease ofFirst = inputs[0].Lease(), ofLast = inputs[^1].Lease(), ofOutput = output.Lease(forWrite: true);
        byte* first = Aligned(inputs[0], ofFirst), last = Aligned(inputs[^1], ofLast), results = Aligned(output, ofOutput);
        if (first == null || last == null || results == null)
        {
            return false;
        }
        output.Occupy();
        Report(output.Size);
        int count = (int)output.Size;
        byte** blocks = stackalloc byte*[] { first, last, null };
        blocks[inputs.Length] = results;
        if (hasConstant)
        {
            InPieces(loop, blocks, inputs[0].Size == 1, inputs[^1].Size == 1, count);
        }
        else
        {
            loop.Kernel(blocks, count);
        }
        return true;
    }

    /// <summary>Runs a loop over a small array and a number, which stands beside it without an array of its own.</summary>
    /// <param name="operation">The operation.</param>
    /// <param name="array">The array.</param>
    /// <param name="number">The number, without a host's wrapper.</param>
    /// <param name="isFirst">Whether the number is the first operand.</param>
    /// <param name="result">The results, in a new array.</param>
    /// <returns>Whether it was run; if not, nothing was done.</returns>
    internal static bool TryRun(BinaryOperation operation, ArrayRef array, object? number, bool isFirst, out ArrayRef result)
    {
        result = default;
        if (array.IsLazy || number is null || !number.GetType().IsPrimitive || !Fits(array, array.DType)
            || operation.Scalar(array, number) is not (var value, { } dtype))
        {
            return false;
        }
        Loop loop = isFirst ? operation.LoopOf(dtype, array.DType) : operation.LoopOf(array.DType, dtype);
        int other = isFirst ? 0 : 1;
        if (loop.KeepsGaps || !dtype.Equals(loop.Blocks[other]) || !array.DType.Equals(loop.Blocks[1 - other])
            || !loop.Result.Equals(loop.Blocks[^1]))
        {
            return false;
        }
        byte* constant = stackalloc byte[MaxItemSize];
        DataTypes.ElementCodec.Write(dtype, new Span<byte>(constant, dtype.ItemSize), value);
        using BufferLease lease = array.Lease();
        byte* elements = Aligned(array, lease);
        if (elements == null)
        {
            return false;
        }
        Report(array.Size);
        result = ArrayRef.Allocate(array.Layout.Shape, loop.Result);
        using BufferLease ofResult = result.Lease(forWrite: true);
        byte** blocks = stackalloc byte*[] { elements, elements, ofResult.Pointer };
        blocks[other] = constant;
        InPieces(loop, blocks, isFirst, !isFirst, (int)array.Size);
        return true;
    }

    /// <summary>Runs the kernel of a loop with inputs of one element, which are repeated.</summary>
    [SkipLocalsInit]
    private static void InPieces(Loop loop, byte** blocks, bool isFirstOne, bool isSecondOne, int count)
    {
        byte* constants = stackalloc byte[MaxInputs * ConstantBytes];
        int inputs = loop.Blocks.Length - 1, items = count;
        int* steps = stackalloc int[MaxInputs + 1];
        for (int i = 0; i <= inputs; i++)
        {
            int size = loop.Blocks[i].ItemSize;
            bool isOne = i < inputs && (i == 0 ? isFirstOne : isSecondOne);
            steps[i] = isOne ? 0 : size;
            if (isOne)
            {
                items = Math.Min(items, ConstantBytes / size);
                Span<byte> repeated = new(constants + (i * ConstantBytes), Math.Min(count, ConstantBytes / size) * size);
                Repeat(blocks[i], size, repeated);
                blocks[i] = constants + (i * ConstantBytes);
            }
        }
        for (; count > 0; count -= items)
        {
            items = Math.Min(items, count);
            loop.Kernel(blocks, items);
            for (int i = 0; i <= inputs; i++)
            {
                blocks[i] += (long)steps[i] * items;
            }
        }
    }

    private static void Repeat(byte* element, int size, Span<byte> target)
    {
        new ReadOnlySpan<byte>(element, size).CopyTo(target);
        for (int done = size; done < target.Length; done *= 2)
        {
            target[..Math.Min(done, target.Length - done)].CopyTo(target[done..]);
        }
    }
}
