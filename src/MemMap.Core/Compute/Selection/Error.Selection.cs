namespace MemMap;

internal static partial class Error
{
    internal static ArgumentException PositionAxes(int given, int ndim) => With("PositionAxes", new ArgumentException(
        $"indices and array must have the same number of dimensions: the indices have {given}, the array {ndim}"));

    internal static ArgumentException MaskSize(long mask, long size) => With("MaskSize", new ArgumentException(
        $"mask and data must be the same size: the mask has {mask} elements, the array {size}"));

    internal static ArgumentException ConditionAxes(int ndim) => With("ConditionAxes", new ArgumentException(
        $"condition must be a 1-d array, and this one has {ndim} dimensions; $a[$mask] selects by a mask of the array's shape"));

    internal static ArgumentException NoSuchChoice(long index, int choices) => With("NoSuchChoice", new ArgumentException(
        $"invalid entry in choice array: {index} names none of the {choices} choices"));

    internal static ArgumentException NoChoices() => With("NoChoices", new ArgumentException(
        "there is nothing to choose from; at least one array or value is needed"));

    internal static ArgumentException SelectLists(int conditions, int choices) => With("SelectLists", new ArgumentException(
        $"list of cases must be same length as list of conditions, which are {choices} and {conditions}"));

    internal static ArgumentException SelectCondition(int number, DType dtype) => With("SelectCondition", new ArgumentException(
        $"invalid entry {number} in condition list: should be bool, not {dtype.Called}"));
}
