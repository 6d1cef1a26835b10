using System.Globalization;
using System.Runtime.CompilerServices;

namespace MemMap;

/// <summary>
/// Creates every exception that Core throws. Each method holds the id, the type and the message of one exception. The id is stored in
/// <see cref="Exception.Data"/> under <see cref="IdKey"/> and becomes the PowerShell error id.
/// </summary>
internal static partial class Error
{
    /// <summary>The key under which <see cref="Exception.Data"/> holds the error id.</summary>
    internal const string IdKey = "MemMap.ErrorId";

    /// <summary>Writes a shape as numpy does: <c>()</c>, <c>(3,)</c>, <c>(3, 4)</c>.</summary>
    internal static string Shape(ReadOnlySpan<long> shape)
        => shape.Length == 1 ? $"({shape[0]},)" : $"({string.Join(", ", shape.ToArray())})";

    /// <summary>A number of things, which one of them isn't: <c>1 byte</c>, <c>2 bytes</c>.</summary>
    internal static string Counted(long count, string what)
        => string.Create(CultureInfo.InvariantCulture, $"{count} {what}{(count == 1 ? "" : "s")}");

    internal static ArgumentException ValueTooDeep() => With("ValueTooDeep", new ArgumentException(
        $"lists and objects stand within one another more than {HostObjects.MaxDepth} levels deep; does one hold itself?"));

    internal static ArgumentException ValueTooLarge() => With("ValueTooLarge", new ArgumentException(
        $"the object has more than {HostObjects.MaxValues} values, those within its values included"));

    /// <summary>
    /// Sets an exception's id. Characters of its message that can't be shown, such as a control character in a file name, are escaped.
    /// </summary>
    internal static T With<T>(string id, T exception) where T : Exception
    {
        exception.Data[IdKey] = id;
        ref string? message = ref MessageOf(exception);
        message = message is null ? null : Printable.Line(message);
        return exception;
    }

    // Each message is built where its exception is created, and contains user input. It is escaped here, once it is complete.
    [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "_message")]
    private static extern ref string? MessageOf(Exception exception);
}
