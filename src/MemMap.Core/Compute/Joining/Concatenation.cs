using MemMap.DataTypes;
using MemMap.Geometry;

namespace MemMap.Compute;

/// <summary>
/// Puts arrays one behind the other along an axis: into a new array or a target, or, if one of them is lazy, as a joined array of lazy
/// parts, of which nothing is computed yet.
/// </summary>
internal static class Concatenation
{
    /// <summary>The arrays, in their common dtype.</summary>
    /// <param name="arrays">The arrays; they may differ in the length of the axis only.</param>
    /// <param name="axis">The axis; negative counts from the end.</param>
    internal static ArrayRef Run(ArrayRef[] arrays, int axis) => Run(arrays, Plan(arrays, axis), CommonDType(arrays));

    /// <summary>The arrays, cast to a dtype.</summary>
    /// <inheritdoc cref="Run(ArrayRef[], int)"/>
    internal static ArrayRef Run(ArrayRef[] arrays, int axis, DType dtype) => Run(arrays, Plan(arrays, axis), dtype);

    private static ArrayRef Run(ArrayRef[] arrays, JoinPlan plan, DType dtype)
    {
        PartGrid grid = plan.Grid();
        bool isLazy = Array.Exists(arrays, array => array.IsLazy);
        if (isLazy && dtype.ItemSize > 0 && grid.Size > 0)
        {
            OpenParts parts = new(Array.ConvertAll(arrays, array => array.DType.Equals(dtype) ? array : Later(array).Cast(dtype)));
            Expression.RequireDepth(parts.Depth);
            return Later(JoinedBuffer.Of(grid, plan.Axis, parts, dtype, plan.Name(), isListed: false));
        }
        MemoryOrder order = Array.TrueForAll(arrays, array => array.Order == MemoryOrder.F) ? MemoryOrder.F : MemoryOrder.C;
        ArrayRef result = dtype.IsRecord ? ArrayRef.Zeros(grid.Shape, dtype, order) : ArrayRef.Allocate(grid.Shape, dtype, order);
        Fill(result, arrays, plan.Axis);
        return isLazy ? Later(result) : result;
    }

    /// <summary>Writes the arrays to a target, which may have elements of them.</summary>
    /// <inheritdoc cref="Run(ArrayRef[], int)"/>
    /// <param name="arrays">The arrays.</param>
    /// <param name="axis">The axis.</param>
    /// <param name="target">The array that takes them.</param>
    internal static void Into(ArrayRef[] arrays, int axis, ArrayRef target)
    {
        JoinPlan plan = Plan(arrays, axis);
        DType dtype = CommonDType(arrays);
        target.RequireTarget(plan.Grid().Shape, dtype);
        Array.ForEach(arrays, Elementwise.Prove);
        Fill(target, Array.ConvertAll(arrays, array => array.Buffer.SharesBytesWith(target.Buffer) ? array.Copy() : array), plan.Axis);
    }

    /// <summary>The dtype that all are cast to, by the rule same_kind: a time span is no date, though they have a common dtype.</summary>
    private static DType CommonDType(ArrayRef[] arrays)
    {
        DType dtype = arrays.Select(array => array.DType).Aggregate(Promotion.PromoteTypes);
        foreach (ArrayRef array in arrays)
        {
            if (!Promotion.CanCast(array.DType, dtype, Casting.SameKind))
            {
                throw Error.CannotCastArray(array.DType, dtype, Casting.SameKind);
            }
        }
        return dtype;
    }

    /// <summary>The parts, of which the shapes are compared: dtypes may differ here.</summary>
    private static JoinPlan Plan(ArrayRef[] arrays, int axis)
    {
        if (arrays.Length == 0)
        {
            throw Error.NothingToJoin();
        }
        JoinPlan plan = new(axis);
        foreach (ArrayRef array in arrays)
        {
            _ = plan.Add(arrays[0].DType, array.Layout.Shape, array.Buffer.Path, attributes: null, onMismatch: null);
        }
        return plan;
    }

    private static void Fill(ArrayRef target, ArrayRef[] arrays, int axis)
    {
        long start = 0;
        foreach (ArrayRef array in arrays)
        {
            long length = array.Layout.Shape[axis];
            Elementwise.Copy(array, target.WithLayout(target.Layout.Narrow(axis, start, length)));
            start += length;
        }
    }

    private static ArrayRef Later(ArrayRef array) => array with { IsLazy = true };
}
