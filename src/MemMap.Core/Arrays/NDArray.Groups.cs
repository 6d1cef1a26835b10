using MemMap.Compute;

namespace MemMap;

// Statistics of records by groups.
public partial class NDArray
{
    /// <summary>
    /// Measures fields of records by the values of other fields, in one pass over the data and in memory that the limit of groups bounds.
    /// Groups come in the order of their keys, as <see cref="Sort(int?)"/> orders them; of several fields, those of the first one come
    /// first.
    /// </summary>
    /// <param name="keys">The fields whose values make the groups: numbers, bools, dates, text, enums.</param>
    /// <param name="fields">The fields to measure; none to count the records.</param>
    /// <param name="options">
    /// The options. Axes and bins can't be made by groups; quantiles and unique counts keep each distinct element of a group, up to the
    /// limit of distinct elements.
    /// </param>
    /// <returns>A <see cref="MeasureGroup"/> for each field and group; without fields, a <see cref="GroupCount"/> for each group.</returns>
    /// <exception cref="ArgumentException">There is no such field, or an option that can't be made by groups is given.</exception>
    /// <exception cref="InvalidOperationException">There are more groups than allowed.</exception>
    /// <exception cref="NotSupportedException">A key is no single value, or a field has no statistics.</exception>
    public GroupCount[] MeasureBy(string[] keys, string[]? fields = null, MeasureOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(keys);
        Buffer.Verify();
        GroupedMeasure measure = new(
            DType, [.. keys.Select(key => GroupKeySource.Field(DType, key))], fields ?? [], options ?? new());
        measure.Add(_ref);
        return measure.ToGroups();
    }
}
