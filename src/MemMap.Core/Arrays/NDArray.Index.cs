using System.Collections;
using MemMap.Compute;
using MemMap.Geometry;

namespace MemMap;

public partial class NDArray
{
    /// <summary>Elements or a view by index, as the indexer gives them.</summary>
    /// <param name="items">The index, one item or expression after the other; none for the whole array.</param>
    /// <returns>A .NET value, a view or a copy.</returns>
    internal object? GetItem(ReadOnlySpan<object?> items)
    {
        if (FieldView(items) is { } view)
        {
            return view;
        }
        if (OwnMask(items) is { } mask)
        {
            return new NDArray(new MaskSelection(mask).Take(_ref));
        }
        if (RowsOf(items) is { } rows)
        {
            return new NDArray(rows.Take(_ref));
        }
        IndexItem[] index = IndexArguments.Parse(items);
        if (!IndexArguments.IsAdvanced(index))
        {
            Layout layout = BasicIndex.Apply(Layout, index, out bool isElement);
            // A sub-array's axes are already the array's own, so what is left here is one element.
            return isElement ? ReadElement(layout.Offset) : WithLayout(layout);
        }
        return new NDArray(new IndexSelection(AdvancedIndex.Plan(Layout, index)).Take(_ref));
    }

    /// <summary>Assigns to what the index selects, with broadcasting; nothing is changed if the value doesn't fit.</summary>
    /// <param name="items">The index; none for the whole array.</param>
    /// <param name="value">An array, a list or one value.</param>
    /// <param name="fillFlat">Whether a flat list with as many items as are selected fills them in C order whatever their shape.</param>
    internal void SetItem(ReadOnlySpan<object?> items, object? value, bool fillFlat = false)
        => Assign(SelectToChange(items), value, fillFlat);

    /// <summary>Assigns to what was selected, as <see cref="SetItem"/> does.</summary>
    internal static void Assign(Target target, object? value, bool fillFlat) => target.Assign(target.SourceOf(value, fillFlat));

    /// <summary>
    /// Replaces all elements by the results of an operation with <paramref name="value"/>, in place: <c>Update("Add", 1)</c> is numpy's
    /// <c>+=</c>.
    /// </summary>
    /// <param name="operation">What to do, in any case: Add, Subtract, Multiply, Divide and so on, as Set-MemMapValue takes it.</param>
    /// <param name="value">The right operand: an array, a list or a number; it broadcasts to this array.</param>
    /// <exception cref="ArgumentException">There is no such operation, or the shapes don't broadcast.</exception>
    /// <exception cref="InvalidCastException">The results are of another kind than the elements (1.5 added to integers).</exception>
    /// <exception cref="InvalidOperationException">The array is read-only.</exception>
    public void Update(string operation, object value)
    {
        ArgumentNullException.ThrowIfNull(operation);
        UpdateItem([], Operations.ByName(operation), value);
    }

    /// <summary>
    /// Replaces what the index selects by the results of an operation with <paramref name="value"/>, as numpy's <c>+=</c>.
    /// </summary>
    /// <param name="items">The index; none for the whole array.</param>
    /// <param name="operation">The operation; its left operand is what the index selects.</param>
    /// <param name="value">The right operand: an array, a list or one value.</param>
    /// <param name="fillFlat">Whether a flat list with as many items as are selected is taken in C order whatever their shape.</param>
    internal void UpdateItem(ReadOnlySpan<object?> items, BinaryOperation operation, object? value, bool fillFlat = false)
        => Update(SelectToChange(items), operation, value, fillFlat);

    /// <summary>Computes with what was selected in place, as <see cref="UpdateItem"/> does.</summary>
    internal static void Update(Target target, BinaryOperation operation, object? value, bool fillFlat)
        => target.Apply(operation, target.OperandOf(value, fillFlat));

    /// <summary>The view of one field of an array of records; a sub-array's axes are added.</summary>
    /// <param name="name">The field's name or title.</param>
    /// <exception cref="ArgumentException">There is no such field.</exception>
    public NDArray Field(string name) => ViewOf(_ref.Field(name));

    /// <summary>The view of some fields of an array of records: each stays at its offset, and the elements keep their size.</summary>
    /// <param name="names">The fields' names or titles, in the order they are wanted.</param>
    /// <exception cref="ArgumentException">There is no such field.</exception>
    /// <exception cref="FormatException">A name occurs twice.</exception>
    public NDArray Field(params string[] names)
    {
        ArgumentNullException.ThrowIfNull(names);
        return ViewOf(_ref.Field(names));
    }

    /// <summary>What an index selects, to be assigned to: a view, or a plan of scattered places.</summary>
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
            // Assigning must not change the mask under way.
            return new Target(this, new MaskSelection(ReferenceEquals(mask.Buffer, Buffer) ? mask.Copy() : mask));
        }
        if (RowsOf(items) is { } rows)
        {
            return new Target(this, rows.ForWriting(_ref));
        }
        IndexItem[] index = IndexArguments.Parse(items);
        return IndexArguments.IsAdvanced(index)
            ? new Target(this, new IndexSelection(AdvancedIndex.Plan(Layout, index)))
            : new Target(WithLayout(BasicIndex.Apply(Layout, index, out _)), null);
    }

    /// <summary>The mask that is the whole index and has this array's shape; null if the index is none.</summary>
    private ArrayRef? OwnMask(ReadOnlySpan<object?> items)
        => items.Length == 1 && HostObjects.Unwrap(items[0]) is IArrayFace { Ref: { DType.Kind: ElementKind.Bool, NDim: > 0 } mask }
            && mask.Layout.Shape.SequenceEqual(Layout.Shape) ? mask : null;

    /// <summary>
    /// The rows that an array of integers selects where it is the whole index; null if the index is none, or takes more than that.
    /// </summary>
    private RowSelection? RowsOf(ReadOnlySpan<object?> items)
        => items.Length == 1 && HostObjects.Unwrap(items[0]) is IArrayFace index ? RowSelection.TryCreate(_ref, index.Ref) : null;

    /// <summary>The view that an index by field names selects: one name, or a list of names; null if the index is none.</summary>
    private NDArray? FieldView(ReadOnlySpan<object?> items)
    {
        if (items.Length != 1 || !DType.IsRecord)
        {
            return null;
        }
        object? item = HostObjects.Unwrap(items[0]);
        // What reads like a name is one, though there is no such field; slices, numbers and 'newaxis' are for the array's axes.
        return item is string name ? DType.FindField(name) is not null || IsName(name) ? Field(name) : null
            : item is IEnumerable list && Names(list) is { Length: > 0 } names ? Field(names) : null;
    }

    private static bool IsName(string text)
        => text.Length > 0 && (char.IsLetter(text[0]) || text[0] == '_') && text.All(c => char.IsLetterOrDigit(c) || c == '_')
            && text.ToUpperInvariant() is not ("NONE" or "NEWAXIS" or "TRUE" or "FALSE" or "ELLIPSIS");

    private static string[]? Names(IEnumerable list)
    {
        List<string> names = [];
        foreach (object? item in list)
        {
            if (HostObjects.Unwrap(item) is not string name)
            {
                return null;
            }
            names.Add(name);
        }
        return [.. names];
    }

    /// <summary>The places that an assignment goes to.</summary>
    internal readonly struct Target(NDArray array, Selection? places)
    {
        private readonly ArrayRef _array = array._ref;

        internal DType DType => _array.DType;

        /// <summary>How many elements are selected; one that is selected twice counts twice.</summary>
        internal long Size => Layout.CheckedSize(Shape);

        /// <summary>The view that is assigned to; null where the places are scattered.</summary>
        internal NDArray? View => places is null ? array : null;

        internal ReadOnlySpan<long> Shape => places is null ? _array.Layout.Shape : places.ResultShape;

        /// <summary>The array that a value is, to be assigned to this.</summary>
        internal ArrayRef SourceOf(object? value, bool fillFlat)
        {
            ArrayRef source = ArrayLiteral.ToAssign(HostObjects.Unwrap(value), DType);
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
        internal void Check(BinaryOperation operation, object? value, bool fillFlat)
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
        internal void Apply(BinaryOperation operation, object? value)
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
