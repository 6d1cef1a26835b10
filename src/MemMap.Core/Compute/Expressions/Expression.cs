using MemMap.Geometry;
using MemMap.Memory;

namespace MemMap.Compute;

/// <summary>
/// An elementwise operation that has not run: its loop, and the arrays that it reads, which may be results of expressions themselves. Its
/// results have a layout, that of the array which the operation would have made; <see cref="ExpressionPort"/> computes them by the block.
/// </summary>
internal sealed class Expression
{
    /// <summary>The most operations on the way from a result to an operand. Each takes room on the stack of a thread.</summary>
    internal const int MaxDepth = 256;

    private readonly LayoutMap[] _maps;
    private readonly Layout[] _inOrder;
    private readonly HashSet<ArrayBuffer> _operands = [];

    private Expression(Loop loop, ArrayRef[] inputs, Layout layout, string? name)
    {
        (Loop, Inputs, Layout, Name) = (loop, inputs, layout, name);
        Bytes = new ExpressionBytes(this);
        _maps = Array.ConvertAll(inputs, input => new LayoutMap(layout, ItemSize, input.Layout));
        int[] axes = layout.AxesInMemory();
        _inOrder = LoopPlan.Normalize(
            [layout.SelectAxes(axes), .. inputs.Select(input => input.Layout.SelectAxes(axes))], mayReorder: false)[1..];
        foreach (ArrayRef input in inputs)
        {
            Depth = Math.Max(Depth, DepthOf(input.Buffer));
            if (input.Buffer is ExpressionBuffer { Expression: var inner })
            {
                _operands.UnionWith(inner._operands);
            }
            else
            {
                _operands.Add(input.Buffer);
            }
        }
        RequireDepth(Depth);
        MayFail = loop.MayFail?.Invoke(inputs) == true || Array.Exists(inputs, input => MayFailIn(input.Buffer));
    }

    /// <summary>The operation: a kernel and the dtypes of its blocks.</summary>
    internal Loop Loop { get; }

    /// <summary>What the operation is called in <see cref="ExpressionSteps"/>; null for one that can't be made by a name.</summary>
    internal string? Name { get; }

    /// <summary>The arrays that the operation reads, in the shape of its results.</summary>
    internal ArrayRef[] Inputs { get; }

    /// <summary>The layout of all results: contiguous, in the memory order of the array that the operation would have made.</summary>
    internal Layout Layout { get; }

    /// <summary>The results as bytes.</summary>
    internal ExpressionBytes Bytes { get; }

    /// <summary>The operations between these results and the operand that is furthest from them.</summary>
    internal int Depth { get; }

    /// <summary>Whether an operation may throw for some elements.</summary>
    internal bool MayFail { get; }

    internal int ItemSize => Loop.Result.ItemSize;

    /// <summary>Whether the results are bools of a kernel, which are 0 or 1, and not bytes that were copied.</summary>
    internal bool MakesBools => Loop.Blocks[^1].Kind == ElementKind.Bool;

    internal long ByteLength => Layout.Size * ItemSize;

    /// <summary>The buffers of all arrays that are read, and aren't results of expressions themselves.</summary>
    internal IReadOnlyCollection<ArrayBuffer> Operands => _operands;

    /// <summary>The operations that compute a buffer's elements, one after the other; 0 if they are stored.</summary>
    internal static int DepthOf(ArrayBuffer buffer) => buffer switch
    {
        ExpressionBuffer computed => computed.Expression.Depth + 1,
        JoinedBuffer joined => joined.Parts.Depth,
        _ => 0,
    };

    /// <summary>Whether an operation that computes a buffer's elements may throw for some of them.</summary>
    internal static bool MayFailIn(ArrayBuffer buffer) => buffer switch
    {
        ExpressionBuffer computed => computed.Expression.MayFail,
        JoinedBuffer joined => joined.Parts.MayFail,
        _ => false,
    };

    /// <summary>Throws if there are too many operations one after the other.</summary>
    /// <exception cref="InvalidOperationException">There are.</exception>
    internal static void RequireDepth(int depth)
    {
        if (depth > MaxDepth)
        {
            throw Error.ExpressionTooDeep(MaxDepth);
        }
    }

    /// <summary>An array of an operation's results. They are computed when they are read.</summary>
    /// <param name="loop">The operation.</param>
    /// <param name="inputs">The arrays that it reads; they broadcast to the shape.</param>
    /// <param name="shape">The shape of the results.</param>
    /// <param name="order">The memory order of the results.</param>
    /// <param name="name">What the operation is called; null for one that can't be made by a name.</param>
    internal static ArrayRef Of(
        Loop loop, ReadOnlySpan<ArrayRef> inputs, ReadOnlySpan<long> shape, MemoryOrder order, string? name = null)
    {
        var operands = new ArrayRef[inputs.Length];
        for (int i = 0; i < operands.Length; i++)
        {
            operands[i] = inputs[i] with { Layout = inputs[i].Layout.BroadcastTo(shape) };
        }
        Expression expression = new(loop, operands, Layout.Contiguous(shape, loop.Result.ItemSize, order), name);
        return new ArrayRef(new ExpressionBuffer(expression), expression.Layout, loop.Result) { IsLazy = true };
    }

    /// <summary>
    /// The layouts of the inputs for a view of the results; null if one of them can't have one. The element of a view at a position in C
    /// order is that of the inputs' layouts at this position plus <paramref name="shift"/>.
    /// </summary>
    /// <param name="view">The view.</param>
    /// <param name="shift">The number of elements before the view's first one.</param>
    internal Layout[]? Place(Layout view, out long shift)
    {
        shift = 0;
        if (view.IsContiguous(ItemSize) && (ItemSize == 0 || view.Offset % ItemSize == 0))
        {
            shift = view.Offset / Math.Max(1, ItemSize);
            return _inOrder;
        }
        var layouts = new Layout[_maps.Length];
        for (int i = 0; i < layouts.Length; i++)
        {
            if (_maps[i].Apply(view) is not { } layout)
            {
                return null;
            }
            layouts[i] = layout;
        }
        return layouts;
    }

    /// <summary>
    /// Whether the results can be written to an array block by block: no element is written before it is read, because every operand that
    /// has bytes of the array is elsewhere in them, or at each index the very element.
    /// </summary>
    /// <param name="view">A view of the results in the shape of the target.</param>
    /// <param name="target">The array to write to.</param>
    internal bool CanWriteTo(ArrayRef view, ArrayRef target) => CanWriteTo(view, target, []);

    private bool CanWriteTo(ArrayRef view, ArrayRef target, HashSet<Expression> seen)
    {
        bool isWhole = view.ItemSize == ItemSize && view.Layout.IsSameAs(Layout);
        if (isWhole && !seen.Add(this))
        {
            return true;
        }
        for (int i = 0; i < Inputs.Length; i++)
        {
            ArrayRef input = Inputs[i];
            if (!input.Buffer.SharesBytesWith(target.Buffer))
            {
                continue;
            }
            if ((isWhole ? input.Layout : view.ItemSize == ItemSize ? _maps[i].Apply(view.Layout) : null) is not { } layout)
            {
                return false;
            }
            input = input with { Layout = layout };
            if (!(input.Buffer is ExpressionBuffer { Expression: var inner } ? inner.CanWriteTo(input, target, seen)
                : input.IsApartFrom(target)))
            {
                return false;
            }
        }
        return true;
    }
}
