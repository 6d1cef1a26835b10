using MemMap.Geometry;

namespace MemMap.Compute;

/// <summary>Compares the elements of two arrays of one shape, a window at a time.</summary>
internal sealed unsafe class DifferenceSearch
{
    /// <summary>The largest number of elements and of bytes of a window.</summary>
    private const long WindowItems = 1 << 20, WindowBytes = 8 << 20;

    private readonly ArrayRef _x;
    private readonly ArrayRef _y;
    private readonly CompareOptions _options;
    private readonly List<Column> _columns = [];

    /// <summary>One comparison: of whole elements, or of a field.</summary>
    private sealed record Column(string? Field, Func<ArrayRef, ArrayRef> X, Func<ArrayRef, ArrayRef> Y)
    {
        internal long Count { get; set; }
    }

    /// <param name="x">The first array.</param>
    /// <param name="y">The second array, of the same shape.</param>
    /// <param name="options">The options of the comparison.</param>
    internal DifferenceSearch(ArrayRef x, ArrayRef y, CompareOptions options)
    {
        (_x, _y, _options) = (x, y, options);
        Reason = Collect(x.DType, y.DType, null, static part => part, static part => part);
    }

    /// <summary>Why the elements can't be compared; <see langword="null"/> if they can.</summary>
    internal string? Reason { get; }

    internal ComparedElements Run(Action<long>? progress)
    {
        long done = 0, count = 0;
        double? largest = null;
        List<ElementDifference> differences = [];
        long limit = Math.Max(1, Math.Min(WindowItems, WindowBytes / Math.Max(1, _x.ItemSize)));
        foreach ((Layout layoutX, Layout layoutY) in Slabs.Of(_x.Layout, _x.NDim, limit).Zip(Slabs.Of(_y.Layout, _y.NDim, limit)))
        {
            Interruption.Token.ThrowIfCancellationRequested();
            ArrayRef x = _x.WithLayout(layoutX).Computed(), y = _y.WithLayout(layoutY).Computed();
            if (!HaveSameBytes(x, y))
            {
                count += Compare(x, y, done, differences, ref largest);
            }
            done += x.Size;
            progress?.Invoke(done);
            if (_options.StopsAtFirst && count > 0)
            {
                break;
            }
        }
        return new(done, count, largest, differences, _columns is [{ Field: null }]
            ? [] : [.. _columns.Where(column => column.Count > 0).Select(column => (column.Field!, column.Count))]);
    }

    /// <summary>Collects the columns of two dtypes; returns the reason if the dtypes don't match.</summary>
    private string? Collect(DType x, DType y, string? field, Func<ArrayRef, ArrayRef> ofX, Func<ArrayRef, ArrayRef> ofY)
    {
        if (!x.IsRecord || !y.IsRecord)
        {
            _columns.Add(new(field, ofX, ofY));
            return AreComparable(x, y) ? null
                : $"{(field is null ? "" : $"field {field}: ")}elements of dtypes {x} and {y} can't be compared";
        }
        string[] names = [.. x.Fields!.Select(item => item.Name)], others = [.. y.Fields!.Select(item => item.Name)];
        if (!names.Order(StringComparer.Ordinal).SequenceEqual(others.Order(StringComparer.Ordinal)))
        {
            return $"the fields differ: {string.Join(", ", names)} and {string.Join(", ", others)}";
        }
        string? reason = null;
        foreach (string name in names)
        {
            reason ??= Collect(
                ElementOf(x, name), ElementOf(y, name), field is null ? name : $"{field}.{name}", part => ofX(part).Field(name),
                part => ofY(part).Field(name));
        }
        return reason;
    }

    private static DType ElementOf(DType record, string name)
    {
        DType dtype = record.Fields!.First(field => field.Name == name).DType;
        return dtype.SubType ?? dtype;
    }

    private bool AreComparable(DType x, DType y)
    {
        if (IsInexact && !(x.IsNumeric && y.IsNumeric))
        {
            throw Error.ToleranceOf(x.IsNumeric ? y : x);
        }
        return x.Kind == ElementKind.Void
            ? y.Kind == ElementKind.Void && x.ItemSize == y.ItemSize
            : (x.IsNumeric && y.IsNumeric) || (TextOrder.IsText(x) && TextOrder.IsText(y)) || (x.Kind == y.Kind && x.Traits.IsTime);
    }

    private bool IsInexact => _options.Tolerance > 0 || _options.RelativeTolerance > 0;

    private long Compare(ArrayRef x, ArrayRef y, long first, List<ElementDifference> differences, ref double? largest)
    {
        ArrayRef? differing = null;
        List<(Column Column, ArrayRef X, ArrayRef Y, ArrayRef Mask)> found = [];
        foreach (Column column in _columns)
        {
            ArrayRef a = column.X(x), b = column.Y(y);
            if (!a.Layout.Shape.SequenceEqual(b.Layout.Shape))
            {
                throw Error.FieldShapes(column.Field!, a.Layout.Shape, b.Layout.Shape);
            }
            ArrayRef mask = Differ(a, b);
            // The axes of a sub-array belong to one element: a difference anywhere in it counts once.
            mask = mask.NDim > x.NDim ? Any(mask, [.. Enumerable.Range(x.NDim, mask.NDim - x.NDim)]) : mask;
            long count = CountOf(mask);
            if (count > 0)
            {
                column.Count += count;
                differing = differing is { } before ? Binary(Operations.BitwiseOr, before, mask) : mask;
                found.Add((column, a, b, mask));
                largest = Larger(largest, a, b);
            }
        }
        if (differing is not { } any)
        {
            return 0;
        }
        if (differences.Count < _options.First)
        {
            ValueSearch search = new(any, static part => part);
            foreach (long position in search.Windows.SelectMany(search.Find).TakeWhile(_ => differences.Count < _options.First))
            {
                differences.AddRange(found
                    .Where(item => (bool)item.Mask.Item(position)!)
                    .Select(item => new ElementDifference(
                        first + position, item.Column.Field, Element(item.X, any, position), Element(item.Y, any, position)))
                    .Take((int)Math.Min(int.MaxValue, _options.First - differences.Count)));
            }
        }
        return CountOf(any);
    }

    /// <summary>An array of bools: whether elements differ.</summary>
    private ArrayRef Differ(ArrayRef x, ArrayRef y)
    {
        if (x.DType.Kind == ElementKind.Void)
        {
            return RawDiffer(x, y);
        }
        ArrayRef differ = Binary(Operations.NotEqual, x, y);
        if (IsInexact)
        {
            (ArrayRef a, ArrayRef b) = (Wide(x), Wide(y));
            ArrayRef size = Absolute(a), part = Binary(Operations.Multiply, size, _options.RelativeTolerance);
            ArrayRef bound = Binary(Operations.Add, part, _options.Tolerance);
            ArrayRef isFar = Not(Binary(Operations.LessEqual, Distance(a, b), bound));
            // NaN is within no tolerance of anything. Equal infinities do not differ.
            ArrayRef isInfinite = Binary(Operations.Equal, size, double.PositiveInfinity);
            differ = Binary(Operations.BitwiseAnd, differ, Binary(Operations.BitwiseOr, isFar, isInfinite));
        }
        if (!_options.NaNDiffers && MayBeNaN(x.DType) && MayBeNaN(y.DType))
        {
            ArrayRef areNaN = Binary(Operations.BitwiseAnd, ValueSearch.IsNaN(x.DType)(x), ValueSearch.IsNaN(y.DType)(y));
            differ = Binary(Operations.BitwiseAnd, differ, Not(areNaN));
        }
        return differ.IsContiguous ? differ : differ.Copy();
    }

    private static ArrayRef RawDiffer(ArrayRef x, ArrayRef y)
    {
        ArrayRef a = x.Copy().View(DType.UInt8), b = y.Copy().View(DType.UInt8);
        long[] shape = [.. x.Shape, x.ItemSize];
        return Any(Binary(Operations.NotEqual, a.Reshape(shape), b.Reshape(shape)), [x.NDim]);
    }

    private static ArrayRef Binary(BinaryOperation operation, ArrayRef x, object y) => Elementwise.Binary(operation, x, y);

    private static ArrayRef Not(ArrayRef mask) => Elementwise.Unary(Operations.Invert, mask);

    private static ArrayRef Absolute(ArrayRef array) => Elementwise.Unary(Operations.Absolute, array);

    private static ArrayRef Distance(ArrayRef x, ArrayRef y) => Absolute(Binary(Operations.Subtract, x, y));

    private static ArrayRef Any(ArrayRef mask, int[] axes) => Reductions.Run(Operations.Any, mask, axes, keepDims: false);

    private static long CountOf(ArrayRef mask) => (long)Reductions.Scalar(Operations.CountNonZero, mask)!;

    private static ArrayRef Wide(ArrayRef array) => array.AsType(array.DType.IsComplex ? DType.Complex128 : DType.Float64);

    private static bool MayBeNaN(DType dtype) => dtype.IsFloating || dtype.IsComplex || dtype.Traits.IsTime;

    /// <summary>The larger of a distance and the largest distance between two numbers of a window.</summary>
    private static double? Larger(double? largest, ArrayRef x, ArrayRef y)
    {
        if (!x.DType.IsNumeric)
        {
            return largest;
        }
        ArrayRef distance = Distance(Wide(x), Wide(y));
        MeasurePart part = Measuring.Run(distance, Reductions.AxesOf(distance.NDim, null))[0];
        var here = (double)(MeasureFigures.Of(part, distance.DType, ddof: 0, ignoreNaN: true).Maximum ?? double.NaN);
        return largest is { } before && !(here > before) ? before : double.IsNaN(here) ? largest : here;
    }

    private bool HaveSameBytes(ArrayRef x, ArrayRef y)
    {
        if (!x.IsContiguous || !y.IsContiguous || !x.DType.Equals(y.DType)
            || (_options.NaNDiffers && _columns.Any(column => MayBeNaN(column.X(x).DType))))
        {
            return false;
        }
        int count = checked((int)x.Size);
        return RawElements.Use(x, 0, count, (left, length) => RawElements.Use(y, 0, count, (right, _) =>
            new ReadOnlySpan<byte>((byte*)left, length).SequenceEqual(new ReadOnlySpan<byte>((byte*)right, length))));
    }

    /// <summary>The element at a position, or the view of a sub-array there.</summary>
    private static object? Element(ArrayRef array, ArrayRef mask, long position)
    {
        ArrayRef element = array.At(UnravelIndex.Of(mask.Layout.Shape, position));
        return (element.NDim == 0 ? element : element.Copy()).ItemOrSelf();
    }
}

/// <summary>The result of comparing the elements of two arrays.</summary>
/// <param name="Compared">The number of elements that were compared.</param>
/// <param name="Differing">The number of elements that differ. A record counts once.</param>
/// <param name="Largest">The largest distance between two numbers that differ.</param>
/// <param name="Differences">The first differences.</param>
/// <param name="Fields">The fields of records that differ, and the number of records in which each differs.</param>
internal sealed record ComparedElements(
    long Compared,
    long Differing,
    double? Largest,
    IReadOnlyList<ElementDifference> Differences,
    IReadOnlyList<(string Field, long Count)> Fields);

/// <summary>One difference.</summary>
/// <param name="Position">Its position in C order.</param>
/// <param name="Field">The field of a record.</param>
/// <param name="X">The element of the first array as a value; a sub-array is an <see cref="ArrayRef"/> of its own.</param>
/// <param name="Y">The element of the second array.</param>
internal sealed record ElementDifference(long Position, string? Field, object? X, object? Y);
