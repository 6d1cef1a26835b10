using MemMap.DataTypes;
using MemMap.Geometry;

namespace MemMap.Compute;

/// <summary>
/// An operation that folds elements in order and returns every intermediate state: running sums, products and extremes.
/// </summary>
internal abstract class Scan(string name) : DTypeVisitor<Scanner>
{
    /// <summary>The dtype of the results.</summary>
    internal virtual DType ResultType(DType dtype)
        => dtype.Kind == ElementKind.Bool || (dtype.IsInteger && dtype.IsSigned) ? DType.Int64
            : dtype.IsInteger ? DType.UInt64
            : dtype.AsNative();

    /// <summary>
    /// The dtype of the computation: float64 for floats, so that the steps do not round to a narrow type, and complex128 for complex
    /// numbers.
    /// </summary>
    internal virtual DType ComputeType(DType dtype)
        => dtype.IsFloating ? DType.Float64 : dtype.IsComplex ? DType.Complex128 : ResultType(dtype);

    protected override Scanner Unsupported(DType dtype) => throw Error.NoLoop(name, dtype);
}

/// <summary>Runs a scan over arrays.</summary>
internal abstract unsafe class Scanner
{
    /// <summary>The bytes of a state: those of the largest element.</summary>
    internal const int StateSize = 16;

    /// <summary>Whether the state after some elements can be had of the states of parts of them.</summary>
    internal abstract bool IsAssociative { get; }

    /// <summary>Folds a block into a state, without the results in between.</summary>
    /// <inheritdoc cref="Run(byte*, bool, byte*, byte*, int)"/>
    internal abstract void Fold(byte* state, bool isFirst, byte* source, int count);

    /// <summary>Replaces the state of later elements by that of the earlier ones and these.</summary>
    internal abstract void Join(byte* earlier, byte* later);

    /// <summary>Scans a block. The state is read, and updated for the next block of the line.</summary>
    /// <param name="state">The last result of the line so far: one element.</param>
    /// <param name="isFirst">Whether the block starts a line.</param>
    /// <param name="source">The elements.</param>
    /// <param name="target">The results.</param>
    /// <param name="count">The number of elements.</param>
    internal abstract void Run(byte* state, bool isFirst, byte* source, byte* target, int count);

    /// <summary>Scans one element of each of many lines. The states are read, and replaced by the results.</summary>
    /// <param name="states">The last result of each line so far.</param>
    /// <param name="isFirst">Whether the elements start their lines.</param>
    /// <param name="source">The elements.</param>
    /// <param name="target">The results.</param>
    /// <param name="count">The number of lines.</param>
    internal abstract void RunEach(byte* states, bool isFirst, byte* source, byte* target, int count);

    /// <summary>A new array of running results along an axis; with a null axis, of all elements in C order.</summary>
    /// <param name="scan">The scan.</param>
    /// <param name="array">The elements.</param>
    /// <param name="axis">The axis.</param>
    /// <param name="target">The array that takes the results; null for a new one.</param>
    internal static ArrayRef Run(Scan scan, ArrayRef array, int? axis, ArrayRef? target = null)
    {
        if (axis is null || array.NDim == 0)
        {
            _ = Reductions.AxesOf(array.NDim, axis is { } one ? [one] : null);
            array = array.Ravel();
            axis = 0;
        }
        int along = Layout.NormalizeAxis(axis.Value, array.NDim);
        DType compute = scan.ComputeType(array.DType);
        Scanner scanner = scan.Visit(compute);
        target?.RequireTarget(array.Layout.Shape, scan.ResultType(array.DType));
        ArrayRef result = target ?? ArrayRef.Allocate(array.Layout.Shape, scan.ResultType(array.DType));
        array = target is null ? array : Elementwise.Apart(array, result);
        using var leases = new LeaseSet();
        Layout source = array.Layout.MoveAxis([along], [array.NDim - 1]), running = result.Layout.MoveAxis([along], [array.NDim - 1]);
        Operand input = leases.Input(array with { Layout = source }, compute);
        Operand output = leases.Output(result with { Layout = running }, compute);
        if (SharedScan.Pays(scanner, input))
        {
            SharedScan.Run(scanner, input, output, leases.Verify);
        }
        else if (!ColumnScan.TryRun(scanner, input, output, leases.Verify))
        {
            scanner.Run(BlockLoop.Normalize([input, output], mayReorder: false), source.Shape[^1], leases.Verify);
        }
        return result;
    }

    private void Run(Operand[] operands, long line, Action verify)
    {
        // A chunk consists of whole lines, so that one thread scans each line in order.
        long lines = Math.Max(1, BlockLoop.ChunkItems / Math.Max(1, line));
        using var states = new ThreadLocal<byte[]>(static () => new byte[StateSize]);
        BlockLoop.Run(
            operands,
            (blocks, count, start) =>
            {
                byte* source = blocks[0], target = blocks[1];
                int itemSize = operands[0].BlockDType.ItemSize;
                fixed (byte* state = states.Value)
                {
                    while (count > 0)
                    {
                        long position = start % line;
                        int run = (int)Math.Min(count, line - position);
                        Run(state, position == 0, source, target, run);
                        source += (long)run * itemSize;
                        target += (long)run * itemSize;
                        start += run;
                        count -= run;
                    }
                }
            },
            verify,
            chunkItems: lines * line);
    }
}

internal sealed unsafe class Scanner<T, TStep> : Scanner where T : unmanaged where TStep : IScanStep<T>
{
    internal override bool IsAssociative => TStep.IsAssociative;

    internal override void Fold(byte* state, bool isFirst, byte* source, int count)
    {
        T current = isFirst ? *(T*)source : TStep.Next(*(T*)state, *(T*)source);
        for (int i = 1; i < count; i++)
        {
            current = TStep.Next(current, ((T*)source)[i]);
        }
        *(T*)state = current;
    }

    internal override void Join(byte* earlier, byte* later) => *(T*)later = TStep.Next(*(T*)earlier, *(T*)later);

    internal override void Run(byte* state, bool isFirst, byte* source, byte* target, int count)
    {
        // A line starts with its first element, not with 1 times that: the product with 1 would change a complex number that has a NaN
        // part.
        T current = isFirst ? *(T*)source : TStep.Next(*(T*)state, *(T*)source);
        *(T*)target = current;
        for (int i = 1; i < count; i++)
        {
            current = TStep.Next(current, ((T*)source)[i]);
            ((T*)target)[i] = current;
        }
        *(T*)state = current;
    }

    internal override void RunEach(byte* states, bool isFirst, byte* source, byte* target, int count)
    {
        Span<T> current = new(states, count), results = new(target, count);
        ReadOnlySpan<T> values = new(source, count);
        if (isFirst)
        {
            values.CopyTo(current);
        }
        else if (!TStep.TryNextEach(current, values))
        {
            for (int i = 0; i < count; i++)
            {
                current[i] = TStep.Next(current[i], values[i]);
            }
        }
        current.CopyTo(results);
    }
}

/// <summary>One step of a scan.</summary>
internal interface IScanStep<T>
{
    /// <summary>Whether steps may be taken in any grouping: the results are the same to the last bit.</summary>
    static virtual bool IsAssociative => false;

    static abstract T Next(T state, T value);

    /// <summary>Replaces the states of many lines by the next ones, where vectors do it.</summary>
    /// <param name="states">The states.</param>
    /// <param name="values">The next element of each line.</param>
    /// <returns>Whether it was done; if not, <see cref="Next"/> takes one line after the other.</returns>
    static virtual bool TryNextEach(Span<T> states, ReadOnlySpan<T> values) => false;
}
