using System.Diagnostics.CodeAnalysis;
using System.Management.Automation;
using MemMap.Output;
using MemMap.Parameters;

namespace MemMap.Commands;

/// <summary>
/// What all cmdlets share: Core's exceptions become error records, Ctrl+C stops what Core is doing, and what is written is fit for a
/// terminal.
/// </summary>
[SuppressMessage(
    "Design", "CA1001", Justification = "The token source has no timer and no handle, and Ctrl+C may come while the cmdlet ends.")]
public abstract class MemMapCmdlet : PSCmdlet
{
    private readonly CancellationTokenSource _stop = new();

    /// <summary>Tells that the pipeline is being stopped.</summary>
    private protected CancellationToken StopToken => _stop.Token;

    /// <inheritdoc/>
    protected override void StopProcessing() => _stop.Cancel();

    /// <summary>Does a piece of work; a failure is reported, and the pipeline goes on with its next object.</summary>
    /// <remarks>Nothing may be written from within the work: an exception of a command further down would look like one of its
    /// own.</remarks>
    /// <param name="target">What the work is about, for the error record.</param>
    /// <param name="work">The work.</param>
    /// <param name="result">What it came to.</param>
    /// <returns>Whether it was done.</returns>
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
            // The pipeline is being stopped, and says so itself.
        }
        catch (Exception exception) when (exception is not PipelineStoppedException)
        {
            WriteError(Errors.From(exception, target));
        }
        result = default;
        return false;
    }

    /// <summary>Does a piece of long work, and shows how far it has come.</summary>
    /// <param name="array">The array that is gone through, which is also the target of errors.</param>
    /// <param name="activity">What is done with it.</param>
    /// <param name="passes">How many times its elements are gone through, about.</param>
    /// <param name="work">The work.</param>
    /// <param name="result">What it came to.</param>
    /// <returns>Whether it was done.</returns>
    private protected bool TryLong<T>(NDArray array, string activity, int passes, Func<T> work, [MaybeNullWhen(false)] out T result)
    {
        using ProgressLine line = new(this, $"{activity} {ArrayHeader.Of(array)}", array.NBytes * passes);
        using IDisposable scope = WorkProgress.Use(items => line.Report(items * array.ItemSize));
        bool isDone = Try(array, work, out result);
        if (isDone)
        {
            line.Tell(array, array.NBytes);
        }
        return isDone;
    }

    // What these write has names in it that others have chosen: it passes through here, so that none gives orders to the terminal.

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

    /// <inheritdoc cref="Cmdlet.ShouldProcess(string, string)"/>
    private protected new bool ShouldProcess(string target, string action)
        => base.ShouldProcess(Printable.Line(target), Printable.Line(action));

    /// <summary>Whether anybody sees what WriteVerbose writes; for texts that cost something to make.</summary>
    private protected bool IsVerbose
        => MyInvocation.BoundParameters.TryGetValue("Verbose", out object? isOn) ? LanguagePrimitives.IsTrue(isOn)
            : LanguagePrimitives.TryConvertTo(GetVariableValue("VerbosePreference"), out ActionPreference preference)
                && preference is not (ActionPreference.SilentlyContinue or ActionPreference.Ignore);

    /// <summary>
    /// The open maps of the files that a path names or matches. Where it has no wildcards and there is none, that is reported.
    /// </summary>
    private protected MemMapArray[] OpenMapsOf(string path)
    {
        if (!Try(path, () => FilePaths.Pattern(this, path), out var matches))
        {
            return [];
        }
        MemMapArray[] found = [.. MemMapArray.OpenMaps.Where(map => matches(map.FileName))];
        if (found.Length == 0 && !WildcardPattern.ContainsWildcardCharacters(path))
        {
            WriteError(Errors.NotOpen(path));
        }
        return found;
    }

    /// <inheritdoc cref="Try{T}(object?, Func{T}, out T)"/>
    private protected bool Try(object? target, Action work)
        => Try(target, () => { work(); return true; }, out _);
}
