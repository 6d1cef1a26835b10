using System.Management.Automation;
using MemMap.Formats;
using MemMap.Handles;
using MemMap.Output;
using MemMap.Parameters;

namespace MemMap.Commands;

/// <summary>A cmdlet that opens files where it takes arrays.</summary>
public abstract class FileCmdlet : MemMapCmdlet
{
    /// <summary>Whether several files are named, or a wildcard matches several.</summary>
    private protected bool AreSeveral { get; private set; }

    /// <summary>The file that is being worked on; null while none is.</summary>
    private protected string? CurrentFile { get; private set; }

    // Files of a pipeline come one by one, and there may be more.
    private protected override string? FileAmongSeveral => AreSeveral || MyInvocation.ExpectingInput ? CurrentFile : null;

    /// <summary>
    /// What there is to work on: an array, or files. None of them, or more than one, ends the command with an error.
    /// </summary>
    /// <param name="input">The array or file from the pipeline.</param>
    /// <param name="path">Files, with wildcards.</param>
    /// <param name="literalPath">Files without wildcards.</param>
    /// <param name="hint">What is added to the error; it gets whether there are several.</param>
    private protected object[] Sources(object? input, string[]? path, string[]? literalPath, Func<bool, string?> hint)
    {
        if (input is RefusedInput { Value: var value } && PipelineElements.Bare(value) is NamedType type && TakeType(type))
        {
            input = null;
            path = PathBesideType;
            literalPath ??= path is null && PSObject.AsPSObject(value).Properties["FileName"]?.Value is string file ? [file] : null;
            if (path is null && literalPath is null)
            {
                ThrowTerminatingError(Errors.TypeWithoutFile(MyInvocation.MyCommand.Name, type));
            }
        }
        EndIfRefused(input);
        object[] sources =
        [
            .. (input is null ? Array.Empty<object>() : [input]),
            .. (path ?? []).Select(path => new FileArgument(path, IsLiteral: false)),
            .. (literalPath ?? []).Select(path => new FileArgument(path, IsLiteral: true)),
        ];
        if (sources.Length == 0 || new object?[] { input, path, literalPath }.Count(given => given is not null) > 1)
        {
            ThrowTerminatingError(Errors.OneSource(
                MyInvocation.MyCommand.Name, sources.Length > 0, InPlaceOfFile(input, path) ?? hint(sources.Length > 0)));
        }
        AreSeveral |= sources.Length > 1;
        return sources;
    }

    /// <summary>What stands in the place of a file beside an array: fields of it; null for anything else.</summary>
    private string? InPlaceOfFile(object? input, string[]? path)
        => path is { Length: > 0 } && MyInvocation.MyCommand.Parameters.ContainsKey("Field")
            && PipelineElements.Bare(input) is NDArray { DType: var dtype }
            && Array.TrueForAll(path, name => dtype.FindField(FieldName.Of(dtype, name)) is not null)
                ? Errors.FieldsForFile([.. path.Select(name => FieldName.Of(dtype, name))]) : null;

    /// <summary>Takes a type of the pipeline as that of the elements of files, if the cmdlet has a use for it.</summary>
    private protected virtual bool TakeType(NamedType type) => false;

    /// <summary>The files that are read as a type of the pipeline, with wildcards.</summary>
    private protected virtual string[]? PathBesideType => null;

    /// <summary>Ends the command with an error, if what came through the pipeline is neither an array nor a file.</summary>
    private protected void EndIfRefused(object? input)
    {
        if (input is RefusedInput { Value: var value, Error: var error })
        {
            ThrowTerminatingError(Errors.From(error, value));
        }
    }

    /// <summary>Closes the maps among some arrays.</summary>
    private protected static void Close(IEnumerable<NDArray> arrays)
    {
        foreach (IDisposable map in arrays.OfType<IDisposable>())
        {
            map.Dispose();
        }
    }

    /// <summary>Does some work on each file that an argument names.</summary>
    /// <param name="argument">The argument.</param>
    /// <param name="work">The work. Its errors say of which file they are, where there are several.</param>
    private protected void ForEachFile(FileArgument argument, Action<string> work)
    {
        // The work on a file may have that on another one in it.
        string? outer = CurrentFile;
        CurrentFile = null;
        try
        {
            string[] files = FilesOf(argument);
            AreSeveral |= files.Length > 1 || outer is not null;
            foreach (string path in files)
            {
                CurrentFile = path;
                work(path);
            }
        }
        finally
        {
            CurrentFile = outer;
        }
    }

    /// <summary>Returns the files that an argument names.</summary>
    private string[] FilesOf(FileArgument file)
    {
        if (MyInvocation.ExpectingInput && !file.IsLiteral && IsLineOfText(file.Path))
        {
            ThrowTerminatingError(Errors.TextForFile(MyInvocation.MyCommand.Name, file.Path));
        }
        if (!Try(
            file.Path,
            () => file.IsLiteral ? [FilePaths.Literal(this, file.Path)] : FilePaths.Resolve(this, file.Path, mustExist: true),
            out var files))
        {
            return [];
        }
        // Get-ChildItem gives folders too. One that is no store has no array, and is none of the files that were meant.
        string[] folders = file.IsLiteral ? [.. files.Where(path => Directory.Exists(path) && !ZarrStore.IsStore(path))] : [];
        foreach (string folder in folders)
        {
            WriteVerbose($"'{folder}' is a folder and is left out");
        }
        return [.. files.Except(folders)];
    }

    // What Get-Content gives: there is no file of that name, and a blank is in it.
    private bool IsLineOfText(string text)
        => text.Contains(' ', StringComparison.Ordinal) && !FilePaths.HasWildcards(text) && PositionalFile.Of(this, text) is null;

    /// <summary>What to write to work on the files in a folder.</summary>
    private protected virtual string FilesIn(string folder)
        => $"its files come from Get-ChildItem {CommandText.Quoted(folder)} -Recurse -File | {MyInvocation.MyCommand.Name}";

    /// <summary>Opens the arrays of a file. Each one that can't be opened is an error, and the others are opened.</summary>
    private protected bool TryOpen(
        string path, MapMode mode, FileFormat format, Func<ArraySpec> spec, string[]? members, out NDArray[] arrays)
    {
        arrays = [];
        if (!Try(
            path,
            () => !System.IO.Path.Exists(path) ? throw Errors.NoFile(path)
                : Directory.Exists(path) && !ZarrStore.IsStore(path) ? throw Errors.FolderForFile(path, FilesIn(path))
                : ArrayFile.Plan(new() { Path = path, Mode = mode, KeepsLength = true }, format, spec(), members),
            out var plan))
        {
            return false;
        }
        using (plan)
        {
            List<NDArray> opened = [];
            bool isOpen = true;
            foreach (OpenPlan part in plan.Parts ?? [plan])
            {
                bool isPart = Try(path, () => MemMapArray.Open(part), out var some);
                opened.AddRange(some ?? []);
                isOpen &= isPart;
            }
            arrays = [.. opened];
            return isOpen || arrays.Length > 0;
        }
    }
}
