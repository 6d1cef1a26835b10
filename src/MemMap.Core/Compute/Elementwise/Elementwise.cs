using MemMap.DataTypes;
using MemMap.Geometry;

namespace MemMap.Compute;

/// <summary>
/// Runs elementwise operations and casting copies over arrays: broadcasts, allocates the result, and copies operands that overlap it.
/// </summary>
internal static unsafe class Elementwise
{
    /// <summary>A new array of an operation's results; either operand may be a number or a list.</summary>
    internal static ArrayRef Binary(BinaryOperation operation, object? left, object? right, bool isLazy = false)
    {
        left = HostObjects.Unwrap(left);
        right = HostObjects.Unwrap(right);
        if (!isLazy
            && ((left is IArrayFace first && SmallLoop.TryRun(operation, first.Ref, right, isFirst: false, out ArrayRef result))
                || (right is IArrayFace second && SmallLoop.TryRun(operation, second.Ref, left, isFirst: true, out result))))
        {
            return result;
        }
        (ArrayRef x, ArrayRef y) = Pair(operation, left, right);
        return Binary(operation, isLazy ? x with { IsLazy = true } : x, y);
    }

    /// <summary>A new array of an operation's results, or a lazy one.</summary>
    internal static ArrayRef Binary(BinaryOperation operation, ArrayRef x, ArrayRef y)
    {
        Loop loop = operation.LoopOf(x.DType, y.DType);
        long[] shape = Broadcast.Shapes(x.Layout.Shape, y.Layout.Shape);
        return Results(loop, [x, y], shape, ResultOrder(x, y), operation);
    }

    /// <summary>The results of a loop: a lazy array if an input is one, otherwise a new array in memory.</summary>
    /// <param name="loop">The loop.</param>
    /// <param name="inputs">Its inputs; they broadcast to the shape.</param>
    /// <param name="shape">The shape of the results.</param>
    /// <param name="order">Their memory order.</param>
    /// <param name="operation">The operation that the loop is of; null for another loop.</param>
    internal static ArrayRef Results(
        Loop loop, ReadOnlySpan<ArrayRef> inputs, ReadOnlySpan<long> shape, MemoryOrder order, ElementwiseOperation? operation = null)
    {
        foreach (ArrayRef input in inputs)
        {
            if (input.IsLazy)
            {
                return Expression.Of(loop, inputs, shape, order, operation is null ? null : Operations.NameOf(operation));
            }
        }
        ArrayRef result = ArrayRef.Allocate(shape, loop.Result, order);
        Run(loop, inputs, result);
        return result;
    }

    /// <summary>The number of true results of an operation that returns bools.</summary>
    internal static long Count(BinaryOperation operation, ArrayRef left, object? right)
    {
        (ArrayRef x, ArrayRef y) = Pair(operation, left, right);
        Loop loop = operation.LoopOf(x.DType, y.DType);
        long[] shape = Broadcast.Shapes(x.Layout.Shape, y.Layout.Shape);
        bool isOne = y.Size == 1;
        CountKernel kernel = loop.Count ?? CountWritten(loop);
        long total = 0;
        using var leases = new LeaseSet();
        Operand[] operands = BlockLoop.Normalize(
            [Input(leases, x, shape, loop.Blocks[0]), Input(leases, y, shape, loop.Blocks[1])], mayReorder: true);
        BlockLoop.Run(
            operands, (blocks, count, _) => Interlocked.Add(ref total, kernel(blocks[0], blocks[1], count, isOne)), leases.Verify);
        return total;
    }

    /// <summary>Counts by writing the results, a piece at a time within the L1 cache, for loops without a counting kernel.</summary>
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

    /// <summary>A new array of an operation's results, or a lazy one, in the memory order of its input.</summary>
    internal static ArrayRef Unary(UnaryOperation operation, ArrayRef x)
    {
        return Results(operation.LoopOf(x.DType), [x], x.Layout.Shape, x.Order, operation);
    }

    /// <summary>
    /// Assigns an operation's results to <paramref name="target"/>. The target may be any array that the operands broadcast to: in memory
    /// or in a map, strided, of another dtype that the casting rule allows, or one of the operands.
    /// </summary>
    internal static void Into(BinaryOperation operation, ArrayRef x, ArrayRef y, ArrayRef target, Casting casting = Casting.SameKind)
        => Into(operation, operation.LoopOf(x.DType, y.DType), [Apart(x, target), Apart(y, target)], target, casting);

    /// <inheritdoc cref="Into(BinaryOperation, ArrayRef, ArrayRef, ArrayRef, Casting)"/>
    internal static void Into(UnaryOperation operation, ArrayRef x, ArrayRef target, Casting casting = Casting.SameKind)
        => Into(operation, operation.LoopOf(x.DType), [Apart(x, target)], target, casting);

    private static void Into(ElementwiseOperation operation, Loop loop, ReadOnlySpan<ArrayRef> inputs, ArrayRef target, Casting casting)
    {
        target.RequireWriteable();
        RequireCast(operation, loop, target.DType, casting);
        if (loop.MayFail?.Invoke(inputs.ToArray()) == true)
        {
            Prove(Expression.Of(loop, inputs, target.Layout.Shape, MemoryOrder.C));
        }
        Run(loop.Into(target.DType), inputs, target);
    }

    /// <summary>
    /// Replaces the elements of <paramref name="target"/> by the results of the operation on them and <paramref name="value"/>, which a
    /// function of one array ignores.
    /// </summary>
    internal static void InPlace(ElementwiseOperation operation, ArrayRef target, object? value, Casting casting = Casting.SameKind)
    {
        target.RequireWriteable();
        if (operation is BinaryOperation binary)
        {
            Into(binary, target, Pair(binary, target, value).Y, target, casting);
        }
        else
        {
            Into((UnaryOperation)operation, target, target, casting);
        }
    }

    /// <summary>Throws if <see cref="InPlace"/> would, for a target of this dtype and some shape. Changes nothing.</summary>
    internal static void CheckInPlace(ElementwiseOperation operation, ArrayRef target, ReadOnlySpan<long> shape, object? value)
    {
        if (operation is BinaryOperation binary)
        {
            ArrayRef y = Pair(binary, target, value).Y;
            RequireCast(operation, binary.LoopOf(target.DType, y.DType), target.DType, Casting.SameKind);
            _ = y.Layout.BroadcastTo(shape);
        }
        else
        {
            RequireCast(operation, ((UnaryOperation)operation).LoopOf(target.DType), target.DType, Casting.SameKind);
        }
    }

    private static void RequireCast(ElementwiseOperation operation, Loop loop, DType target, Casting casting)
    {
        if (!Promotion.CanCast(loop.Result, target, casting))
        {
            throw Error.CannotCast(operation.Name, loop.Result, target, casting);
        }
    }

    /// <summary>Assigns elements with broadcasting and numpy's unsafe cast, as if the source had been copied first.</summary>
    internal static void Copy(ArrayRef source, ArrayRef target)
    {
        target.RequireWriteable();
        CastCopy.Assign(Apart(source, target), target);
    }

    private static void Run(Loop loop, ReadOnlySpan<ArrayRef> inputs, ArrayRef output)
    {
        if (SmallLoop.TryRun(loop, inputs, output))
        {
            return;
        }
        ReadOnlySpan<long> shape = output.Layout.Shape;
        using var leases = new LeaseSet();
        var operands = new Operand[inputs.Length + 1];
        for (int i = 0; i < inputs.Length; i++)
        {
            operands[i] = Input(leases, inputs[i], shape, loop.Blocks[i]);
        }
        operands[^1] = leases.Output(output, loop.Blocks[^1]);
        BlockLoop.Run(operands, loop.Kernel, leases.Verify);
    }

    private static Operand Input(LeaseSet leases, ArrayRef input, ReadOnlySpan<long> shape, DType block)
        => leases.Input(input with { Layout = input.Layout.BroadcastTo(shape) }, block);

    /// <summary>Converts two operands to arrays. A number beside an array is a weak scalar (NEP 50).</summary>
    private static (ArrayRef X, ArrayRef Y) Pair(BinaryOperation operation, object? left, object? right)
    {
        left = HostObjects.Unwrap(left);
        right = HostObjects.Unwrap(right);
        if (left is IArrayFace { Ref: var x })
        {
            return (x, Other(operation, x, right));
        }
        // An operator always has an array operand; a direct call of its method may have none.
        ArrayRef y = right is IArrayFace face ? face.Ref : throw new ArgumentNullException(nameof(left));
        return (Other(operation, y, left), y);
    }

    private static ArrayRef Other(BinaryOperation operation, ArrayRef array, object? value)
        => ArrayLiteral.IsList(value) ? ArrayLiteral.Create(value, null) : operation.ScalarOperand(array, value);

    /// <summary>
    /// A copy of the source if writing the target would change elements that are still to be read; otherwise the source, of which all
    /// elements can be computed.
    /// </summary>
    internal static ArrayRef Apart(ArrayRef source, ArrayRef target)
    {
        bool isApart = source.Buffer is ExpressionBuffer { Expression: var expression }
            ? expression.CanWriteTo(source with { Layout = source.Layout.BroadcastTo(target.Layout.Shape) }, target)
            : source.IsApartFrom(target);
        if (!isApart)
        {
            return source.Copy();
        }
        Prove(source);
        return source;
    }

    /// <summary>
    /// Computes all elements once, without a use for them, if an operation may throw for some: what they will be written to is then still
    /// as it was.
    /// </summary>
    internal static void Prove(ArrayRef array)
    {
        if (Expression.MayFailIn(array.Buffer))
        {
            using LeaseSet leases = new();
            BlockLoop.Run([leases.Input(array, array.DType)], static (_, _) => { }, leases.Verify);
        }
    }

    private static MemoryOrder ResultOrder(ArrayRef x, ArrayRef y)
    {
        bool fortran = (x.NDim >= y.NDim && x.Order == MemoryOrder.F) || (y.NDim >= x.NDim && y.Order == MemoryOrder.F);
        return fortran ? MemoryOrder.F : MemoryOrder.C;
    }
}
