using MemMap.Compute;
using MemMap.Geometry;

namespace MemMap;

// Order: sorting, distinct elements, histograms.
public partial class NDArray
{
    /// <summary>A sorted copy, along the last axis.</summary>
    /// <inheritdoc cref="Sort(int?)" path="/exception"/>
    public NDArray Sort() => Sort(-1);

    /// <summary>A sorted copy: NaN and NaT come last, complex numbers by real, then imaginary part, records field by field.</summary>
    /// <param name="axis">The axis to sort along, negative counted from the end; null for all elements as one line.</param>
    /// <exception cref="ArgumentException">The axis is out of bounds.</exception>
    // No default but null for a nullable parameter: PowerShell can't bind one. Hence the overloads without an axis.
    public NDArray Sort(int? axis)
        => new(MemMap.Compute.Sort.Copy(_ref, axis is null ? null : Layout.NormalizeAxis(axis.Value, NDim)));

    /// <summary>A sorted copy: of records by some fields before the others, along the last axis.</summary>
    /// <param name="order">A field or a list of fields, the most important first; or the axis, as for <see cref="Sort(int?)"/>.</param>
    /// <exception cref="ArgumentException">There is no such field, the axis is out of bounds, or the order is something else.</exception>
    /// <exception cref="FormatException">A field is named twice.</exception>
    public NDArray Sort(object? order) => OrderOf(order) is { } fields ? Sort(-1, fields) : Sort(AxisOf(order));

    /// <summary>
    /// Sorts the elements where they are, in the file for a map: numpy's <c>ndarray.sort</c>. The order is that of
    /// <see cref="Sort(int?)"/>.
    /// </summary>
    /// <param name="axis">The axis to sort along; negative counts from the end.</param>
    /// <exception cref="ArgumentException">The axis is out of bounds.</exception>
    /// <exception cref="InvalidOperationException">The array is read-only.</exception>
    public void SortInPlace(int axis = -1) => MemMap.Compute.Sort.InPlace(_ref, Layout.NormalizeAxis(axis, NDim));

    /// <summary>Sorts records where they are, in the file for a map, by some fields before the others, along the last axis.</summary>
    /// <param name="order">A field or a list of fields, the most important first; or the axis.</param>
    /// <exception cref="ArgumentException">There is no such field, the axis is out of bounds, or the order is something else.</exception>
    /// <exception cref="FormatException">A field is named twice.</exception>
    /// <exception cref="InvalidOperationException">The array is read-only.</exception>
    public void SortInPlace(object order)
    {
        if (OrderOf(order) is { } fields)
        {
            SortInPlace(-1, fields);
            return;
        }
        SortInPlace(AxisOf(order) ?? throw Error.NotAnOrder(null));
    }

    /// <summary>The positions of the elements in sorted order along the last axis.</summary>
    /// <returns>A new int64 array of this shape.</returns>
    public NDArray ArgSort() => ArgSort(-1);

    /// <summary>The positions of the elements in sorted order, equal ones in the order they have.</summary>
    /// <param name="axis">The axis to sort along, negative counted from the end; null for all elements as one line.</param>
    /// <returns>A new int64 array of this shape; of one dimension without an axis.</returns>
    /// <exception cref="ArgumentException">The axis is out of bounds.</exception>
    public NDArray ArgSort(int? axis)
    {
        if (axis is null || NDim == 0)
        {
            _ = Reductions.AxesOf(NDim, AxisList(axis));
            return new(MemMap.Compute.ArgSort.Run(_ref.Ravel(), 0));
        }
        return new(MemMap.Compute.ArgSort.Run(_ref, Layout.NormalizeAxis(axis.Value, NDim)));
    }

    /// <summary>The positions of records in sorted order, by some fields before the others, along the last axis.</summary>
    /// <param name="order">A field or a list of fields, the most important first; or the axis, as for <see cref="ArgSort(int?)"/>.</param>
    /// <returns>A new int64 array of this shape.</returns>
    /// <inheritdoc cref="Sort(object)" path="/exception"/>
    public NDArray ArgSort(object? order) => OrderOf(order) is { } fields ? ArgSort(-1, fields) : ArgSort(AxisOf(order));

    /// <summary>
    /// Where values belong in an array that is sorted: the position before which each can be put, so that the array stays sorted. Elements
    /// are found by bisection: of one field of a file of any size, a few dozen are read.
    /// </summary>
    /// <remarks>
    /// The order is that of <see cref="Sort(int?)"/>, in the common dtype; integers are compared by their exact values. The array is taken
    /// to be sorted, as in numpy.
    /// </remarks>
    /// <param name="values">A number, date or text, a list, or an array; text beside dates is read as dates.</param>
    /// <param name="side"><c>left</c> for the position before elements that are equal to the value, <c>right</c> for the one behind
    /// them.</param>
    /// <param name="sorter">The positions that sort the array, as <see cref="ArgSort()"/> gives them; null if it is sorted.</param>
    /// <returns>A position for a single value; otherwise an int64 array in the shape of the values.</returns>
    /// <exception cref="ArgumentException">The array has several axes, the side is another one, or the sorter has another
    /// length.</exception>
    /// <exception cref="IndexOutOfRangeException">A position of the sorter is out of bounds.</exception>
    /// <exception cref="NotSupportedException">The values can't be compared with the elements.</exception>
    public object SearchSorted(object values, string side = "left", NDArray? sorter = null)
    {
        ArgumentNullException.ThrowIfNull(side);
        bool isRight = side.Equals("right", StringComparison.OrdinalIgnoreCase);
        if (!isRight && !side.Equals("left", StringComparison.OrdinalIgnoreCase))
        {
            throw Error.NotASide(side);
        }
        ArrayRef keys = MemMap.Compute.SearchSorted.Values(HostObjects.Unwrap(values), DType);
        return FaceOf(MemMap.Compute.SearchSorted.Run(_ref, keys, isRight, sorter?._ref).ItemOrSelf())!;
    }

    /// <summary>
    /// The distinct elements, sorted; all NaN count as one. Of numbers, memory is bounded by the result; of others, a copy is
    /// sorted.
    /// </summary>
    /// <returns>A new array of one dimension.</returns>
    public NDArray Unique() => UniqueCounts().Values;

    /// <summary>The distinct elements as <see cref="Unique()"/> gives them, and how often each occurs.</summary>
    public UniqueCountsResult UniqueCounts() => UniqueCountsResult.Of(MemMap.Compute.Unique.Run(_ref));

    /// <summary>Counts the elements in bins of equal width, in one pass over the data. NaN is not counted.</summary>
    /// <param name="bins">The number of bins.</param>
    /// <param name="range">The lower and the upper end of all bins; null for the smallest and the largest element.</param>
    /// <remarks>
    /// The ends are rounded to the array's dtype if that is a float dtype, as any number beside an array, and the edges between them. So an
    /// element that was written as 0.1 is within a range that ends at 0.1. Elements are compared with these edges.
    /// </remarks>
    /// <exception cref="ArgumentException">There is no bin, the range is upside down or not finite, or there are more bins than numbers in
    /// the range.</exception>
    public HistogramResult Histogram(long bins = 10, double[]? range = null)
        => HistogramResult.Of(MemMap.Compute.Histogram.Run(_ref, bins, range));

    /// <summary>Counts the elements between edges. A bin includes its lower edge; the last bin also includes its upper edge.</summary>
    /// <param name="edges">The edges in ascending order, at least two.</param>
    /// <exception cref="ArgumentException">The edges don't ascend.</exception>
    public HistogramResult Histogram(double[] edges)
    {
        ArgumentNullException.ThrowIfNull(edges);
        return HistogramResult.Of(MemMap.Compute.Histogram.Run(_ref, edges));
    }
}
