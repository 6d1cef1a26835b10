using MemMap.Compute;

namespace MemMap;

// Lazy arrays: expressions whose elements are computed when they are read.
public partial class NDArray
{
    /// <summary>
    /// Whether operations on the array compute nothing yet: operators, functions of elements, casts, comparisons, <c>Where</c> and
    /// <c>Clip</c> then give lazy arrays.
    /// </summary>
    public bool IsLazy => _ref.IsLazy;

    /// <summary>
    /// The same elements as a lazy array: operators, functions of elements, casts, comparisons, <c>Where</c> and <c>Clip</c> of it compute
    /// nothing, but give lazy arrays in turn. Whatever reads elements (reductions, printing, assignment to other arrays, export) has them
    /// computed, block by block and with all operations at once, so that no array is made in between.
    /// </summary>
    /// <remarks>
    /// Results, dtypes, shapes and errors are those of the operations on arrays in memory, to the last bit; errors that depend on values
    /// come when these are computed. Elements that are read twice are computed twice, from what the operands then hold.
    /// </remarks>
    public NDArray Lazy() => _ref.IsLazy ? this : new(_ref with { IsLazy = true }, Base ?? this);

    /// <summary>An array that isn't lazy: a new one in memory for a lazy array; any other array itself.</summary>
    /// <exception cref="InsufficientMemoryException">The elements don't fit in memory.</exception>
    public NDArray Compute() => !_ref.IsLazy ? this : new(_ref.Copy(_ref.Order));

    /// <summary>
    /// Computes the elements into another array, such as a map, in bounded memory: block by block, and all operations of a block at once.
    /// The array may be one that the elements are computed from.
    /// </summary>
    /// <param name="into">The array that takes them: of this array's shape, and of a dtype that they are cast to by the rule
    /// same_kind.</param>
    /// <returns>That array.</returns>
    /// <exception cref="ArgumentException">The array has another shape.</exception>
    /// <exception cref="InvalidCastException">The dtype is of another kind.</exception>
    /// <exception cref="InvalidOperationException">The array is read-only.</exception>
    public NDArray Compute(NDArray into)
    {
        ArgumentNullException.ThrowIfNull(into);
        into._ref.RequireTarget(Layout.Shape, DType);
        Elementwise.Copy(_ref, into._ref);
        return into;
    }
}
