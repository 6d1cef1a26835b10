using MemMap.DataTypes;
using MemMap.Geometry;

namespace MemMap.Compute;

/// <summary>Runs element-wise operations and casting copies over arrays: broadcasts, allocates the result, keeps overlapping operands apart.</summary>
internal static unsafe class Elementwise
{
    /// <summary>A new array of an operation's results; either operand may be a number or a list.</summary>
    internal static NDArray Binary(BinaryOperation operation, object? left, object? right)
    {
        (NDArray x, NDArray y) = Pair(operation, left, right);
        Loop loop = operation.LoopFor(x.DType, y.DType);
        long[] shape = Broadcast.Shapes(x.Layout.Shape, y.Layout.Shape);
        NDArray result = NDArray.Allocate(shape, loop.Result, ResultOrder(x, y), zeroed: false);
        Run(loop, [x, y], result);
        return result;
    }

    /// <summary>How many results of an operation that gives bools are true.</summary>
    internal static long Count(BinaryOperation operation, NDArray left, object? right)
    {
        (NDArray x, NDArray y) = Pair(operation, left, right);
        Loop loop = operation.LoopFor(x.DType, y.DType);
        long[] shape = Broadcast.Shapes(x.Layout.Shape, y.Layout.Shape);
        bool isOne = y.Size == 1;
        CountKernel kernel = loop.Count ?? CountWritten(loop);
        long total = 0;
        using var leases = new LeaseSet();
        Operand[] operands = BlockLoop.Normalize([Input(leases, x, shape, loop.Blocks[0]), Input(leases, y, shape, loop.Blocks[1])], mayReorder: true);
        BlockLoop.Run(operands, (blocks, count, _) => Interlocked.Add(ref total, kernel(blocks[0], blocks[1], count, isOne)), leases.Verify);
        return total;
    }

    /// <summary>Where the results have to be written to be counted, they are piece by piece, in the nearest cache.</summary>
    private static CountKernel CountWritten(Loop loop)
    {
        const int piece = 1024;
        int sizeX = loop.Blocks[0].ItemSize, sizeY = loop.Blocks[1].ItemSize;
        return (x, y, count, isOne) =>
        {
            byte* truth = stackalloc byte[piece];
            byte** parts = stackalloc byte*[] { x, y, truth };
            long found = 0;
            for (int items; count > 0; count -= items)
            {
                items = Math.Min(piece, count);
                loop.Kernel(parts, items);
                found += new ReadOnlySpan<byte>(truth, items).Count((byte)1);
                parts[0] += (long)items * sizeX;
                parts[1] += isOne ? 0 : (long)items * sizeY;
            }
            return found;
        };
    }

    /// <summary>A new array of an operation's results, in the memory order of its input.</summary>
    internal static NDArray Unary(UnaryOperation operation, NDArray x)
    {
        Loop loop = operation.LoopFor(x.DType);
        NDArray result = NDArray.Allocate(x.Layout.Shape, loop.Result, ResultOrder(x, x), zeroed: false);
        Run(loop, [x], result);
        return result;
    }

    /// <summary>Replaces the elements of <paramref name="target"/> by the operation's results with those of <paramref name="value"/>.</summary>
    internal static void InPlace(BinaryOperation operation, NDArray target, object? value, Casting casting = Casting.SameKind)
    {
        target.RequireWriteable();
        (NDArray y, Loop loop) = PlanInPlace(operation, target, value, casting);
        Run(loop.Into(target.DType), [target, Apart(y, target)], target);
    }

    /// <summary>Fails where <see cref="InPlace"/> would, with elements of the target's dtype in some shape; nothing is changed.</summary>
    internal static void CheckInPlace(BinaryOperation operation, NDArray target, ReadOnlySpan<long> shape, object? value)
        => _ = PlanInPlace(operation, target, value, Casting.SameKind).Value.Layout.BroadcastTo(shape);

    private static (NDArray Value, Loop Loop) PlanInPlace(BinaryOperation operation, NDArray target, object? value, Casting casting)
    {
        (_, NDArray y) = Pair(operation, target, value);
        Loop loop = operation.LoopFor(target.DType, y.DType);
        return Promotion.CanCast(loop.Result, target.DType, casting) ? (y, loop)
            : throw Error.CannotCast(operation.Name, loop.Result, target.DType, casting);
    }

    /// <summary>Assigns elements with broadcasting and numpy's unsafe cast, as if the source had been copied first.</summary>
    internal static void Copy(NDArray source, NDArray target)
    {
        target.RequireWriteable();
        CastCopy.Assign(Apart(source, target), target);
    }

    private static void Run(Loop loop, ReadOnlySpan<NDArray> inputs, NDArray output)
    {
        ReadOnlySpan<long> shape = output.Layout.Shape;
        using var leases = new LeaseSet();
        var operands = new Operand[inputs.Length + 1];
        for (int i = 0; i < inputs.Length; i++)
        {
            operands[i] = Input(leases, inputs[i], shape, loop.Blocks[i]);
        }
        operands[^1] = new Operand(leases.Add(output.Buffer), output.Layout, output.DType, loop.Blocks[^1], IsOutput: true);
        BlockLoop.Run(operands, loop.Kernel, leases.Verify);
    }

    private static Operand Input(LeaseSet leases, NDArray input, ReadOnlySpan<long> shape, DType block)
        => new(leases.Add(input.Buffer), input.Layout.BroadcastTo(shape), input.DType, block, IsOutput: false);

    /// <summary>Makes arrays of two operands; a number beside an array is a weak scalar (NEP 50).</summary>
    private static (NDArray X, NDArray Y) Pair(BinaryOperation operation, object? left, object? right)
    {
        left = HostObjects.Unwrap(left);
        right = HostObjects.Unwrap(right);
        if (left is NDArray x)
        {
            return (x, right as NDArray ?? Other(operation, x, right));
        }
        // The language calls an operator only where one side is an array; who calls it by its name may be mistaken.
        NDArray y = right as NDArray ?? throw new ArgumentNullException(nameof(left));
        return (Other(operation, y, left), y);
    }

    private static NDArray Other(BinaryOperation operation, NDArray array, object? value)
        => ArrayLiteral.IsList(value) ? ArrayLiteral.Create(value, null) : operation.ScalarOperand(array, value);

    /// <summary>A copy of the source where writing the target would change elements that are still to be read.</summary>
    private static NDArray Apart(NDArray source, NDArray target)
    {
        if (!ReferenceEquals(source.Buffer, target.Buffer))
        {
            return source;
        }
        bool same = source.Layout.Equals(target.Layout) && source.ItemSize == target.ItemSize;
        (long start, long end) = source.Layout.Extent(source.ItemSize);
        (long targetStart, long targetEnd) = target.Layout.Extent(target.ItemSize);
        return same || end <= targetStart || targetEnd <= start ? source : source.Copy();
    }

    private static MemoryOrder ResultOrder(NDArray x, NDArray y)
    {
        bool fortran = (x.NDim >= y.NDim && x.IsFortranContiguous && !x.IsContiguous) || (y.NDim >= x.NDim && y.IsFortranContiguous && !y.IsContiguous);
        return fortran ? MemoryOrder.F : MemoryOrder.C;
    }
}
