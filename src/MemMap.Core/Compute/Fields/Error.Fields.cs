namespace MemMap;

internal static partial class Error
{
    internal static ArgumentException NotRecords(string operation, DType dtype) => With("NotRecords", new ArgumentException(
        $"{operation} is for records, and elements of dtype {dtype.Called} have no fields"));

    internal static ArgumentException NoFieldLeft() => With("NoFieldLeft", new ArgumentException(
        "all fields are dropped, so that nothing is left; keep one of them"));

    internal static ArgumentException FieldCounts(int names, int data) => With("FieldCounts", new ArgumentException(
        $"{names} names are given for {data} lists of values; give one for each"));

    internal static ArgumentException StructuredWidth(long columns, long wanted, DType dtype) => With("StructuredWidth",
        new ArgumentException(
            $"the last axis has length {columns}, and records of dtype {dtype.Called} take {wanted} values"));

    internal static ArgumentException NoColumns() => With("NoColumns", new ArgumentException(
        "the last axis becomes the fields of records, and a single element has no axis"));
}
