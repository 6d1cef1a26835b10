using System.Diagnostics.CodeAnalysis;
using System.Management.Automation;
using MemMap.DataTypes;
using MemMap.Output;
using MemMap.Parameters;
using MemMap.Questions;

namespace MemMap.Commands;

/// <summary>
/// The base class of all cmdlets. It turns Core's exceptions into error records, lets Ctrl+C cancel Core's work, and escapes control
/// characters in messages.
/// </summary>
[SuppressMessage(
    "Design", "CA1001", Justification = "The token source has no timer and no handle, and Ctrl+C may come while the cmdlet ends.")]
public abstract partial class MemMapCmdlet : PSCmdlet
{
    private readonly CancellationTokenSource _stop = new();

    /// <summary>Why work takes long, as its progress shows it; null if there is nothing to say.</summary>
    private protected string? Slow { get; private set; }

    /// <summary>Cancelled when the pipeline is stopped.</summary>
    private protected CancellationToken StopToken => _stop.Token;

    /// <summary>Refuses what fits no parameter, and warns of a struct in C that is laid out without a compiler's padding.</summary>
    protected override void BeginProcessing()
    {
        RefuseMisplaced();
        foreach (DType dtype in MyInvocation.BoundParameters.Values.OfType<DType>())
        {
            if (DTypeArgumentAttribute.DefinitionOf(dtype) is { } text)
            {
                TellOfPacking(text);
            }
        }
    }

    /// <inheritdoc/>
    protected override void StopProcessing() => _stop.Cancel();

    /// <summary>Runs some work. A failure is written as an error, and the pipeline continues with its next object.</summary>
    /// <remarks>The work must not write to the pipeline: an exception of a downstream command would look like its own failure.</remarks>
    /// <param name="target">The target object of the error record.</param>
    /// <param name="work">The work.</param>
    /// <param name="result">The result of the work.</param>
    /// <returns>Whether the work succeeded.</returns>
    private protected bool Try<T>(object? target, Func<T> work, [MaybeNullWhen(false)] out T result)
    {
        try
        {
            using IDisposable scope = Interruption.Use(_stop.Token);
            List<string> warnings = [];
            result = Warnings.Collect(work, warnings);
            warnings.ForEach(WriteWarning);
            return true;
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
            // The pipeline is being stopped, and reports that itself.
        }
        catch (Exception exception) when (exception is not PipelineStoppedException)
        {
            WriteError(Errors.From(exception, target));
        }
        result = default;
        return false;
    }

    /// <summary>Runs some long work, and shows its progress.</summary>
    /// <param name="array">The array that is read, which is also the target object of errors.</param>
    /// <param name="activity">The activity to show.</param>
    /// <param name="passes">The approximate number of passes over the elements.</param>
    /// <param name="work">The work.</param>
    /// <param name="result">The result of the work.</param>
    /// <returns>Whether the work succeeded.</returns>
    private protected bool TryLong<T>(NDArray array, string activity, int passes, Func<T> work, [MaybeNullWhen(false)] out T result)
    {
        using ProgressLine line = new(this, $"{activity} {ArrayHeader.Of(array)}", array.NBytes * passes, Slow);
        using IDisposable scope = WorkProgress.Use(items => line.Report(items * array.ItemSize));
        bool isDone = Try(array, work, out result);
        if (isDone)
        {
            line.Tell(array, array.NBytes);
        }
        return isDone;
    }

    /// <summary>Warns of a struct in C that is laid out without a compiler's padding, as no parameter or pragma says that it is.</summary>
    private protected void TellOfPacking(string definition)
    {
        if (CPadding.Of(definition) is [.., var last])
        {
            WriteWarning(PackedStruct.Warning([last]) + "Register-MemMapType NAME -Definition '...' -Align lays it out so, and "
                + "__attribute__((packed)) behind the word struct says that it is packed");
        }
    }

    /// <summary>The file that is being worked on, where there are several, so that an error says of which it is; else null.</summary>
    private protected virtual string? FileAmongSeveral => null;

    /// <summary>Writes an error; that of one file of several says of which.</summary>
    internal new void WriteError(ErrorRecord record) => base.WriteError(Errors.InFile(record, FileAmongSeveral));

    // These messages contain names from outside. They are escaped here, so that no name sends control sequences to the terminal.

    /// <inheritdoc cref="Cmdlet.WriteVerbose"/>
    internal new void WriteVerbose(string text) => base.WriteVerbose(Printable.Line(text));

    /// <inheritdoc cref="Cmdlet.WriteWarning"/>
    internal new void WriteWarning(string text) => base.WriteWarning(Printable.Line(text));

    /// <inheritdoc cref="Cmdlet.WriteProgress"/>
    internal new void WriteProgress(ProgressRecord record)
    {
        record.Activity = Printable.Line(record.Activity);
        record.StatusDescription = Printable.Line(record.StatusDescription);
        base.WriteProgress(record);
    }

    /// <summary>
    /// Tells that a file has raw bytes because its name chose no other format, and which line opens it: as a warning, where the name
    /// promises another one, or where nothing but a name of raw bytes would tell that the names of fields are lost.
    /// </summary>
    /// <param name="path">The file.</param>
    /// <param name="others">The extensions that choose another format.</param>
    /// <param name="written">What was written; null if it is several arrays.</param>
    /// <param name="isTypeGiven">Whether the dtype is one that was written with the command.</param>
    private protected void TellOfRaw(string path, string others, NDArray? written, bool isTypeGiven = false)
    {
        // Bytes may well be all of a file of another format, as a copy of it.
        bool isBytes = written is { NDim: 1, ItemSize: 1 };
        string what = $"'{path}' has the raw bytes of the elements, ";
        bool isOne = !others.Contains(' ', StringComparison.Ordinal);
        if (PromisesMore(path, isBytes))
        {
            WriteWarning(
                what + $"whatever its name says; {others} {(isOne ? "is" : "are")} written by name, and -Format Raw says that it is meant");
        }
        else if (written is { DType.IsRecord: true } && !isTypeGiven
            && System.IO.Path.GetExtension(path).ToUpperInvariant() is not (".BIN" or ".RAW"))
        {
            WriteWarning(what + $"without the names and types of their fields: {Opening(path, written)}; .npy "
                + $"{(isOne ? "has" : "and .npz have")} them, and -Format Raw says that it is meant");
        }
        else
        {
            string opening = isBytes || written is null ? "" : $": {Opening(path, written)}";
            WriteVerbose(what + $"without their dtype and shape{opening}; "
                + $".npy {(isOne ? "has" : "and .npz have")} them");
        }
    }

    // What opens a file of raw bytes: a line, unless records of many fields have a dtype that is longer than a message.
    private static string Opening(string path, NDArray written)
    {
        const int most = 200;
        string dtype = written.DType.IsRecord ? ShortNotation.Of(written.DType) : written.DType.ToString();
        bool isLong = dtype.Length > most;
        return $"New-MemMap {CommandText.Quoted(path)} " + (isLong ? "-DType ..." : CommandText.Quoted(dtype))
            + written.NDim switch
            {
                0 => " -Shape @()",
                1 => "",
                _ => $" -Shape {string.Join(", ", written.Shape)}",
            }
            + $" opens it{(isLong ? " with the DType of the array that was written" : "")}";
    }

    // Extensions of formats that are not written by name.
    private protected static bool PromisesMore(string path, bool isBytes) => System.IO.Path.GetExtension(path).ToUpperInvariant() switch
    {
        ".XLSX" or ".XLS" or ".JSON" or ".XML" or ".PARQUET" or ".TXT" or ".MAT" or ".H5" or ".HDF5" => true,
        ".ZARR" or ".CSV" or ".SAFETENSORS" => true,
        ".NC" or ".WAV" or ".FITS" or ".FIT" or ".NII" or ".NRRD" or ".MHA" or ".MHD" or ".GGUF" or ".ARROW" or ".FEATHER" or ".ZIP"
            or ".GZ" or ".DIFF" => !isBytes,
        _ => false,
    };

    /// <inheritdoc cref="Cmdlet.ShouldProcess(string, string)"/>
    private protected new bool ShouldProcess(string target, string action)
        => base.ShouldProcess(Printable.Line(target), Printable.Line(action));

    /// <summary>
    /// Compiles the condition of a parameter, if it is given. -Verbose tells why one can't be compiled, and runs as a script block for each
    /// element.
    /// </summary>
    /// <param name="array">The array whose elements are asked.</param>
    /// <param name="where">The condition; null if there is none.</param>
    /// <param name="condition">The condition; null if there is none.</param>
    /// <returns>Whether the condition can be asked, or there is none.</returns>
    private protected bool TryCondition(NDArray array, ScriptBlock? where, out Condition? condition)
    {
        (condition, Slow) = (null, null);
        bool isThere = where is null || Try(array, () => Condition.Of(this, where, array.DType, array is DistributedMemMap), out condition);
        if (condition?.Reason is { } reason)
        {
            TellOfScript("The condition runs as a script block for each element", reason);
        }
        return isThere;
    }

    /// <summary>Tells that a script block isn't compiled: -Verbose at once, and the progress of long work.</summary>
    /// <param name="what">What runs as a script block.</param>
    /// <param name="reason">Why.</param>
    private protected void TellOfScript(string what, string reason)
    {
        WriteVerbose($"{what}: {reason}");
        Slow = $"{what}: {reason}";
    }

    /// <summary>
    /// The records of an array that -Between selects, or the array itself where it isn't given. -Verbose tells what was compared.
    /// </summary>
    /// <param name="array">The array.</param>
    /// <param name="ends">The parameter -Between.</param>
    /// <param name="sortedBy">The field that the records are sorted by; null for the only one of <paramref name="fields"/>.</param>
    /// <param name="fields">The fields that are wanted; null for all.</param>
    /// <param name="part">The records, and the position of the first one.</param>
    private protected bool TryBetween(NDArray array, object?[]? ends, string? sortedBy, string[]? fields, out SortedField part)
    {
        part = new(array, 0, "");
        if (ends is null)
        {
            return true;
        }
        string? name = sortedBy ?? (fields is [var only] ? only : null);
        bool isFound = Try(array, () => SortedField.Between(array, name, ends), out part);
        if (isFound)
        {
            WriteVerbose(part.Note);
            if (part.Warning is { } warning)
            {
                WriteWarning(warning);
            }
        }
        return isFound;
    }

    /// <summary>Throws if a parameter is given without another one, without which it has no effect.</summary>
    private protected void Require(string parameter, params string[] others)
    {
        if (MyInvocation.BoundParameters.ContainsKey(parameter) && !others.Any(MyInvocation.BoundParameters.ContainsKey))
        {
            ThrowTerminatingError(Errors.NeedsParameter(parameter, string.Join(" or -", others)));
        }
    }

    /// <summary>Whether an argument was given by its position, and not by the name of its parameter.</summary>
    private protected bool IsPositional(string parameter)
        => PSObject.AsPSObject(MyInvocation.BoundParameters).Properties["BoundPositionally"]?.Value is IEnumerable<string> names
            && names.Contains(parameter, StringComparer.OrdinalIgnoreCase);

    /// <summary>Whether WriteVerbose has any effect; check it before making an expensive text.</summary>
    private protected bool IsVerbose
        => MyInvocation.BoundParameters.TryGetValue("Verbose", out object? isOn) ? LanguagePrimitives.IsTrue(isOn)
            : LanguagePrimitives.TryConvertTo(GetVariableValue("VerbosePreference"), out ActionPreference preference)
                && preference is not (ActionPreference.SilentlyContinue or ActionPreference.Ignore);

    /// <summary>
    /// Returns the open maps of the files that a path names or matches. A path without wildcards that has no open map is written as an
    /// error.
    /// </summary>
    private protected MemMapArray[] OpenMapsOf(string path)
    {
        if (!Try(path, () => FilePaths.Pattern(this, path), out var matches))
        {
            return [];
        }
        MemMapArray[] found = [.. MemMapArray.OpenMaps.Where(map => matches(map.FileName))];
        if (found.Length == 0 && !FilePaths.HasWildcards(path))
        {
            WriteError(Errors.NotOpen(path, MemMapArray.OpenMaps.Select(static map => map.FileName)));
        }
        return found;
    }

    /// <summary>Warns of a map that changes its file, if the path of that file doesn't lead to it any more.</summary>
    private protected void TellOfLost(MemMapArray map)
    {
        if (LostFiles.Warning(map) is { } warning)
        {
            WriteWarning(warning);
        }
    }

    /// <inheritdoc cref="Try{T}(object?, Func{T}, out T)"/>
    private protected bool Try(object? target, Action work)
        => Try(target, () => { work(); return true; }, out _);
}
