namespace MemMap;

// What can go wrong when arrays are printed.
internal static partial class Error
{
    internal static NotSupportedException CannotPrint(DType dtype)
        => With("CannotPrint", new NotSupportedException($"elements of dtype '{dtype}' have no text"));
}
