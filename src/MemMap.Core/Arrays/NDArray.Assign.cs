using MemMap.Compute;
using MemMap.DataTypes;
using MemMap.Geometry;
using MemMap.Memory;

namespace MemMap;

// Assignment to selected elements, and computation in place.
public partial class NDArray
{
    /// <summary>Assigns to the selected elements, with broadcasting. If the value doesn't fit, nothing is changed.</summary>
    /// <param name="items">The index; none for the whole array.</param>
    /// <param name="value">An array, a list or one value.</param>
    /// <param name="fillFlat">Whether a flat list with as many items as selected elements fills them in C order, whatever their
    /// shape.</param>
    internal void SetItem(ReadOnlySpan<object?> items, object? value, bool fillFlat = false)
    {
        try
        {
            Assign(SelectToChange(items), value, fillFlat);
        }
        catch (FormatException e) when (NDim == 1 && ItemSize == 1 && DType.IsInteger && HostObjects.Unwrap(value) is string
            && e.Data[Error.IdKey] is "NumberText")
        {
            throw Error.TextForByte(e);
        }
    }

    /// <summary>Assigns to a target, as <see cref="SetItem"/> does.</summary>
    internal static void Assign(Target target, object? value, bool fillFlat) => target.Assign(target.SourceOf(value, fillFlat));

    /// <summary>
    /// Replaces all elements by the results of an operation with <paramref name="value"/>, in place: <c>Update("Add", 1)</c> is numpy's
    /// <c>+=</c>.
    /// </summary>
    /// <param name="operation">The name of the operation, case-insensitive: Add, Subtract, Multiply, Divide and so on, as for
    /// Set-MemMapValue.</param>
    /// <param name="value">The right operand: an array, a list or a number; it broadcasts to this array.</param>
    /// <exception cref="ArgumentException">There is no such operation, or the shapes don't broadcast.</exception>
    /// <exception cref="InvalidCastException">The results are of another kind than the elements (1.5 added to integers).</exception>
    /// <exception cref="InvalidOperationException">The array is read-only.</exception>
    public void Update(string operation, object value)
    {
        ArgumentNullException.ThrowIfNull(operation);
        UpdateItem([], Operations.ByName(operation, hasValue: true), value);
    }

    /// <summary>Replaces all elements by the results of a function of them, in place: <c>Update("Sqrt")</c>.</summary>
    /// <param name="operation">The name of the function, case-insensitive: Sqrt, Exp, Negative and so on, as for Set-MemMapValue.</param>
    /// <exception cref="ArgumentException">There is no such function, or it has a second operand.</exception>
    /// <exception cref="InvalidCastException">The results are of another kind than the elements (the square root of integers).</exception>
    /// <exception cref="InvalidOperationException">The array is read-only.</exception>
    public void Update(string operation)
    {
        ArgumentNullException.ThrowIfNull(operation);
        UpdateItem([], Operations.ByName(operation, hasValue: false), null);
    }

    /// <summary>
    /// Replaces the selected elements by the results of an operation with <paramref name="value"/>, like numpy's <c>+=</c>.
    /// </summary>
    /// <param name="items">The index; none for the whole array.</param>
    /// <param name="operation">The operation; its left operand is what the index selects.</param>
    /// <param name="value">The right operand: an array, a list or one value; a function of the elements alone ignores it.</param>
    /// <param name="fillFlat">Whether a flat list with as many items as are selected is taken in C order whatever their shape.</param>
    internal void UpdateItem(ReadOnlySpan<object?> items, ElementwiseOperation operation, object? value, bool fillFlat = false)
        => Update(SelectToChange(items), operation, value, fillFlat);

    /// <summary>Computes with what was selected in place, as <see cref="UpdateItem"/> does.</summary>
    internal static void Update(Target target, ElementwiseOperation operation, object? value, bool fillFlat)
        => target.Apply(operation, target.OperandOf(value, fillFlat));

    /// <summary>Returns the target of an assignment: a view, or a selection of scattered elements.</summary>
    /// <exception cref="InvalidOperationException">The array is read-only.</exception>
    internal Target SelectToChange(ReadOnlySpan<object?> items)
    {
        RequireWriteable();
        return Select(items);
    }

    private Target Select(ReadOnlySpan<object?> items)
    {
        if (FieldView(items) is { } view)
        {
            return new Target(view, null);
        }
        if (OwnMask(items) is { } mask)
        {
            return new Target(this, MaskSelection.ForWriting(mask, _ref));
        }
        if (RowsOf(items) is { } rows)
        {
            return new Target(this, rows.ForWriting(_ref));
        }
        IndexItem[] index = IndexArguments.Parse(items);
        return IndexArguments.IsAdvanced(index)
            ? new Target(this, new IndexSelection(AdvancedIndex.Plan(Layout, index, AvailableMemory.RequireManaged)))
            : new Target(WithLayout(BasicIndex.Apply(Layout, index, out _)), null);
    }

    /// <summary>The target of an assignment.</summary>
    internal readonly struct Target(NDArray array, Selection? places)
    {
        private readonly ArrayRef _array = array._ref;

        internal DType DType => _array.DType;

        /// <summary>The number of selected elements. An element that is selected twice counts twice.</summary>
        internal long Size => Layout.CheckedSize(Shape);

        /// <summary>The view to assign to; null for scattered elements.</summary>
        internal NDArray? View => places is null ? array : null;

        internal ReadOnlySpan<long> Shape => places is null ? _array.Layout.Shape : places.ResultShape;

        /// <summary>The array that a value is, to be assigned to this.</summary>
        internal ArrayRef SourceOf(object? value, bool fillFlat)
        {
            ArrayRef source = ArrayLiteral.ToAssign(KeptElement.Unwrap(value, DType), DType);
            return fillFlat ? source.InShapeOf(Shape) : source;
        }

        /// <summary>The right operand that a value is, of an operation in place.</summary>
        internal object? OperandOf(object? value, bool fillFlat)
        {
            value = HostObjects.Unwrap(value);
            return fillFlat && ArrayLiteral.IsList(value) ? ArrayLiteral.Create(value, null).InShapeOf(Shape) : value;
        }

        /// <summary>
        /// Fails where assigning a value would: one that the dtype doesn't hold, a shape that doesn't fit. Nothing is changed.
        /// </summary>
        /// <returns>What then is to be assigned, so that nothing is converted twice.</returns>
        internal ArrayRef Check(object? value, bool fillFlat)
        {
            ArrayRef source = CastCopy.Fit(SourceOf(value, fillFlat), DType);
            _ = source.DropLeadingAxes(Shape.Length).Layout.BroadcastTo(Shape);
            return source;
        }

        /// <summary>Fails where an operation in place would, for the same reasons. Nothing is changed.</summary>
        internal void Check(ElementwiseOperation operation, object? value, bool fillFlat)
            => Elementwise.CheckInPlace(operation, _array, Shape, OperandOf(value, fillFlat));

        internal void Assign(ArrayRef value)
        {
            if (places is null)
            {
                // As numpy does: leading axes of length 1 that the target hasn't are dropped.
                Elementwise.Copy(value.DropLeadingAxes(_array.NDim), _array);
            }
            else
            {
                Put(_array, places, value.DropLeadingAxes(places.ResultShape.Length));
            }
        }

        /// <summary>
        /// Replaces the elements by the results of an operation with <paramref name="value"/>; repeated places count once.
        /// </summary>
        internal void Apply(ElementwiseOperation operation, object? value)
        {
            if (places is null)
            {
                Elementwise.InPlace(operation, _array, value);
                return;
            }
            ArrayRef elements = places.Take(_array);
            Elementwise.InPlace(operation, elements, value);
            places.Put(_array, elements);
        }

        private static void Put(ArrayRef array, Selection places, ArrayRef value)
        {
            if (CastPlan.HasGaps(array.DType))
            {
                // Elements move as a whole; what is between the fields goes back as it was.
                ArrayRef elements = places.Take(array);
                Elementwise.Copy(value, elements);
                DType raw = DType.Flexible(ElementKind.Void, array.ItemSize);
                (array, value) = (array with { DType = raw }, elements with { DType = raw });
            }
            places.Put(array, value);
        }
    }
}
