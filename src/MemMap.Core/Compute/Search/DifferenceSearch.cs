using MemMap.Geometry;

namespace MemMap.Compute;

/// <summary>Compares the elements of two arrays of one shape, a window at a time.</summary>
internal sealed unsafe class DifferenceSearch
{
    /// <summary>The elements and the bytes of a window.</summary>
    private const long WindowItems = 1 << 20, WindowBytes = 8 << 20;

    private readonly NDArray _x;
    private readonly NDArray _y;
    private readonly CompareOptions _options;
    private readonly List<Column> _columns = [];

    /// <summary>What is compared: the elements, or a field of them.</summary>
    private sealed record Column(string? Field, Func<NDArray, NDArray> X, Func<NDArray, NDArray> Y)
    {
        internal long Count { get; set; }
    }

    /// <param name="x">The one array.</param>
    /// <param name="y">The other one, of the same shape.</param>
    /// <param name="options">What counts as equal.</param>
    internal DifferenceSearch(NDArray x, NDArray y, CompareOptions options)
    {
        (_x, _y, _options) = (x, y, options);
        Reason = Collect(x.DType, y.DType, null, static part => part, static part => part);
    }

    /// <summary>Why the elements can't be compared; <see langword="null"/> where they can.</summary>
    internal string? Reason { get; }

    internal ArrayComparison Run(Action<long>? progress)
    {
        long done = 0, count = 0;
        double? largest = null;
        List<ArrayDifference> differences = [];
        long limit = Math.Max(1, Math.Min(WindowItems, WindowBytes / Math.Max(1, _x.ItemSize)));
        foreach ((Layout layoutX, Layout layoutY) in Slabs.Of(_x.Layout, _x.NDim, limit).Zip(Slabs.Of(_y.Layout, _y.NDim, limit)))
        {
            Interruption.Token.ThrowIfCancellationRequested();
            NDArray x = _x.WithLayout(layoutX), y = _y.WithLayout(layoutY);
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
        return new ArrayComparison(null, done, count, largest, [.. differences], _columns is [{ Field: null }]
            ? [] : [.. _columns.Where(column => column.Count > 0).Select(column => new FieldDifferences(column.Field!, column.Count))]);
    }

    /// <summary>Finds the columns of two dtypes; says why they don't go together.</summary>
    private string? Collect(DType x, DType y, string? field, Func<NDArray, NDArray> ofX, Func<NDArray, NDArray> ofY)
    {
        if (!x.IsRecord || !y.IsRecord)
        {
            _columns.Add(new(field, ofX, ofY));
            return AreComparable(x, y) ? null : $"{(field is null ? "" : $"field {field}: ")}elements of dtypes {x} and {y} can't be compared";
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
                ElementOf(x, name), ElementOf(y, name), field is null ? name : $"{field}.{name}", part => ofX(part).Field(name), part => ofY(part).Field(name));
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

    private long Compare(NDArray x, NDArray y, long first, List<ArrayDifference> differences, ref double? largest)
    {
        NDArray? any = null;
        List<(Column Column, NDArray X, NDArray Y, NDArray Mask)> found = [];
        foreach (Column column in _columns)
        {
            NDArray a = column.X(x), b = column.Y(y);
            if (!a.Layout.Shape.SequenceEqual(b.Layout.Shape))
            {
                throw Error.FieldShapes(column.Field!, a.Layout.Shape, b.Layout.Shape);
            }
            NDArray mask = Differ(a, b);
            // The axes of a sub-array belong to one element.
            mask = mask.NDim > x.NDim ? (NDArray)mask.Any([.. Enumerable.Range(x.NDim, mask.NDim - x.NDim)])! : mask;
            long count = (long)mask.CountNonZero()!;
            if (count > 0)
            {
                column.Count += count;
                any = any is null ? mask : any.Or(mask);
                found.Add((column, a, b, mask));
                largest = Larger(largest, a, b);
            }
        }
        if (any is null)
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
                    .Select(item => new ArrayDifference(Index(first + position), item.Column.Field, Element(item.X, any, position), Element(item.Y, any, position)))
                    .Take((int)Math.Min(int.MaxValue, _options.First - differences.Count)));
            }
        }
        return (long)any.CountNonZero()!;
    }

    /// <summary>Where elements differ: an array of bools.</summary>
    private NDArray Differ(NDArray x, NDArray y)
    {
        if (x.DType.Kind == ElementKind.Void)
        {
            return RawDiffer(x, y);
        }
        NDArray differ = x.Ne(y);
        if (IsInexact)
        {
            (NDArray a, NDArray b) = (Wide(x), Wide(y));
            NDArray bound = (a.Abs() * _options.RelativeTolerance) + _options.Tolerance;
            // NaN is close to nothing; infinities that are equal don't differ.
            differ = differ.And((a - b).Abs().Le(bound).Not().Or(a.Abs().Eq(double.PositiveInfinity)));
        }
        if (!_options.NaNDiffers && MayBeNaN(x.DType) && MayBeNaN(y.DType))
        {
            differ = differ.And(ValueSearch.IsNaN(x.DType)(x).And(ValueSearch.IsNaN(y.DType)(y)).Not());
        }
        return differ.IsContiguous ? differ : differ.Copy();
    }

    private static NDArray RawDiffer(NDArray x, NDArray y)
    {
        NDArray a = x.Copy().View(DType.UInt8), b = y.Copy().View(DType.UInt8);
        long[] shape = [.. x.Shape, x.ItemSize];
        return (NDArray)a.Reshape(shape).Ne(b.Reshape(shape)).Any(x.NDim)!;
    }

    private static NDArray Wide(NDArray array) => array.AsType(array.DType.IsComplex ? DType.Complex128 : DType.Float64);

    private static bool MayBeNaN(DType dtype) => dtype.IsFloating || dtype.IsComplex || dtype.Traits.IsTime;

    /// <summary>The largest distance between two numbers of a window.</summary>
    private static double? Larger(double? largest, NDArray x, NDArray y)
    {
        if (!x.DType.IsNumeric)
        {
            return largest;
        }
        var here = (double)((Wide(x) - Wide(y)).Abs().Measure(new MeasureOptions { IgnoreNaN = true }).Maximum ?? double.NaN);
        return largest is { } before && !(here > before) ? before : double.IsNaN(here) ? largest : here;
    }

    private bool HaveSameBytes(NDArray x, NDArray y)
    {
        if (!x.IsContiguous || !y.IsContiguous || !x.DType.Equals(y.DType) || (_options.NaNDiffers && _columns.Any(column => MayBeNaN(column.X(x).DType))))
        {
            return false;
        }
        int count = checked((int)x.Size);
        return RawElements.Use(x, 0, count, (left, length) => RawElements.Use(y, 0, count, (right, _) =>
            new ReadOnlySpan<byte>((byte*)left, length).SequenceEqual(new ReadOnlySpan<byte>((byte*)right, length))));
    }

    private object Index(long position) => UnravelIndex.Index(_x.Layout.Shape, position);

    /// <summary>The element at a position, or the view of a sub-array there.</summary>
    private static object? Element(NDArray array, NDArray mask, long position)
    {
        object?[] index = [.. UnravelIndex.Of(mask.Layout.Shape, position).Cast<object?>()];
        return array.GetItem(index) is NDArray part ? part.Copy() : array.GetItem(index);
    }
}
