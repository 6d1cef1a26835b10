namespace MemMap;

// Errors of printing arrays.
internal static partial class Error
{
    internal static NotSupportedException CannotPrint(DType dtype)
        => With("CannotPrint", new NotSupportedException($"elements of dtype '{dtype.Called}' have no text"));
}
