namespace MemMap;

/// <summary>
/// Makes every exception that Core throws: its id, its type and its message stand together, one method each.
/// The id travels in <see cref="Exception.Data"/> under <see cref="IdKey"/> and becomes the PowerShell error id.
/// </summary>
internal static partial class Error
{
    /// <summary>The key under which <see cref="Exception.Data"/> holds the error id.</summary>
    internal const string IdKey = "MemMap.ErrorId";

    /// <summary>Writes a shape as numpy does: <c>()</c>, <c>(3,)</c>, <c>(3, 4)</c>.</summary>
    internal static string Shape(ReadOnlySpan<long> shape)
        => shape.Length == 1 ? $"({shape[0]},)" : $"({string.Join(", ", shape.ToArray())})";

    internal static T With<T>(string id, T exception) where T : Exception
    {
        exception.Data[IdKey] = id;
        return exception;
    }
}
