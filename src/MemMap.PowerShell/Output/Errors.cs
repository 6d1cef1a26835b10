using System.Collections.Frozen;
using System.Management.Automation;

namespace MemMap.Output;

/// <summary>Makes all error records. The id comes from Core's exception, the category from the type of the exception.</summary>
internal static partial class Errors
{
    // The categories of ids for which the type of the exception is not specific enough.
    private static readonly FrozenDictionary<string, ErrorCategory> CategoryById = new Dictionary<string, ErrorCategory>
    {
        ["FileExists"] = ErrorCategory.ResourceExists,
        ["PathIsDirectory"] = ErrorCategory.InvalidType,
        ["NotAFile"] = ErrorCategory.InvalidType,
        ["FileTooShort"] = ErrorCategory.InvalidData,
        ["FileTruncated"] = ErrorCategory.InvalidData,
        ["MemoryFault"] = ErrorCategory.ReadError,
        ["NpyTooShort"] = ErrorCategory.InvalidData,
        ["ZarrChunkTooShort"] = ErrorCategory.InvalidData,
        ["ZarrChunkDamaged"] = ErrorCategory.InvalidData,
        ["MemberExists"] = ErrorCategory.ResourceExists,
        ["AppendInUse"] = ErrorCategory.ResourceBusy,
        ["InUse"] = ErrorCategory.ResourceBusy,
        ["StillMapped"] = ErrorCategory.ResourceBusy,
        ["FolderHasMore"] = ErrorCategory.ResourceExists,
        ["NoArrays"] = ErrorCategory.ObjectNotFound,
        ["NoSpace"] = ErrorCategory.ResourceUnavailable,
        ["CannotExtend"] = ErrorCategory.WriteError,
        ["FlushFailed"] = ErrorCategory.WriteError,
        ["WriteFailed"] = ErrorCategory.WriteError,
        ["CannotReplace"] = ErrorCategory.WriteError,
        ["BadObject"] = ErrorCategory.InvalidData,
        ["IncompleteRow"] = ErrorCategory.InvalidData,
        ["HandleOtherFile"] = ErrorCategory.InvalidData,
        ["TypeNameTaken"] = ErrorCategory.ResourceExists,
        ["ReadOnly"] = ErrorCategory.PermissionDenied,
    }.ToFrozenDictionary();

    /// <summary>Returns the record of an exception that Core or the engine has thrown.</summary>
    internal static ErrorRecord From(Exception exception, object? target)
    {
        ErrorRecord record = RecordOf(exception, target);
        // Core's messages are escaped for a terminal. Messages of .NET and of the engine contain unescaped names.
        string message = exception.Message, shown = Printable.Lines(Error.WithField(exception));
        record.ErrorDetails = shown == message ? null : new ErrorDetails(shown);
        record.CategoryInfo.TargetName = Printable.Line(target as string ?? "") is { Length: > 0 } name && !ReferenceEquals(name, target)
            ? name : null;
        return record;
    }

    /// <summary>
    /// The engine's exception of an expression, such as <c>$m[10]</c>, with a record like that of a cmdlet; <see langword="null"/> if the
    /// exception has one already. Without a record, the engine says OperationStopped of every exception, and NotSpecified of a method's.
    /// </summary>
    internal static RuntimeException? OfExpression(Exception exception)
    {
        if (exception is MethodInvocationException { InnerException: { } inner } && inner.Data[Error.IdKey] is not null)
        {
            // The exception of the record stays the engine's: scripts look into its InnerException, which is Core's.
            ErrorRecord told = From(inner, null);
            return new(Error.WithField(inner), inner, new(exception, told.FullyQualifiedErrorId, told.CategoryInfo.Category, null)
            {
                ErrorDetails = new(told.ErrorDetails?.Message ?? inner.Message),
            });
        }
        return exception is IContainsErrorRecord or OperationCanceledException ? null
            : new RuntimeException(Error.WithField(exception), exception, From(exception, null));
    }

    /// <summary>
    /// Whether an exception is the engine's of a property that an object doesn't have. That of one that is read-only has the same id.
    /// </summary>
    internal static bool IsNoMember(Exception exception, object target, string name) => exception switch
    {
        SetValueInvocationException { InnerException: { } inner } => IsNoMember(inner, target, name),
        IContainsErrorRecord { ErrorRecord.FullyQualifiedErrorId: "PropertyAssignmentException" or "PropertyNotFoundStrict" }
            => PSObject.AsPSObject(target).Members[name] is null,
        _ => false,
    };

    private static ErrorRecord RecordOf(Exception exception, object? target)
    {
        string? id = exception.Data[Error.IdKey] as string;
        if (id is null && exception is IContainsErrorRecord { ErrorRecord: { } known })
        {
            return new ErrorRecord(exception, known.FullyQualifiedErrorId, known.CategoryInfo.Category, target);
        }
        id ??= exception.GetType().Name;
        return new ErrorRecord(
            exception, id, CategoryById.TryGetValue(id, out ErrorCategory category) ? category : CategoryOf(exception), target);
    }

    /// <summary>A viewer where there is no terminal.</summary>
    internal static ErrorRecord NoConsole(string why) => From(Error.With("NoConsole", new InvalidOperationException(
        $"-Interactive needs a terminal for keys and a screen, and {why}; without it, Show-MemMap writes a dump as text")), null);

    /// <summary>A search that only works on this machine.</summary>
    internal static ErrorRecord NotOnHosts() => From(Error.With("NotOnHosts", new NotSupportedException(
        "on other hosts, one -Pattern without -Context is searched; -Regex, -Text and several patterns are for arrays of this "
            + "machine")), null);

    private static ErrorCategory CategoryOf(Exception exception) => exception switch
    {
        ItemNotFoundException => ErrorCategory.ObjectNotFound,
        FileNotFoundException or DirectoryNotFoundException => ErrorCategory.ObjectNotFound,
        UnauthorizedAccessException => ErrorCategory.PermissionDenied,
        IOException => ErrorCategory.OpenError,
        InvalidDataException => ErrorCategory.InvalidData,
        OutOfMemoryException => ErrorCategory.ResourceUnavailable,
        OverflowException => ErrorCategory.LimitsExceeded,
        ObjectDisposedException => ErrorCategory.ResourceUnavailable,
        InvalidCastException => ErrorCategory.InvalidType,
        NotSupportedException => ErrorCategory.InvalidType,
        InvalidOperationException => ErrorCategory.InvalidOperation,
        ArgumentException or FormatException or IndexOutOfRangeException or KeyNotFoundException => ErrorCategory.InvalidArgument,
        _ => ErrorCategory.NotSpecified,
    };
}
