using System.Management.Automation;
using MemMap.Formats;
using MemMap.Output;
using MemMap.Parameters;

namespace MemMap.Commands;

/// <summary>
/// A cmdlet that takes files wherever it takes arrays. It opens them read-only, and closes them when it is done with them.
/// </summary>
public abstract class FileArrayCmdlet : MemMapCmdlet
{
    /// <summary>
    /// For a file: the dtype of an element, as for New-MemMap. A .npy file specifies its dtype itself.
    /// </summary>
    /// <value>uint8</value>
    [Parameter]
    [DTypeArgument, ArgumentCompleter(typeof(DTypeCompleter)), ValidateNotNull]
    public virtual DType? DType { get; set; }

    /// <summary>For a file: the offset of the array in the file, in bytes. A negative one counts from the end.</summary>
    /// <value>0</value>
    [Parameter]
    public long? Offset { get; set; }

    /// <summary>For a file: the length of each axis, as for New-MemMap.</summary>
    /// <value>one axis, from the size of the file</value>
    [Parameter]
    [ShapeArgument, AllowEmptyCollection]
    public long[]? Shape { get; set; }

    /// <summary>For an archive (.npz): the members to read. The default is all arrays.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty, ArgumentCompleter(typeof(MemberCompleter))]
    public string[]? Member { get; set; }

    /// <summary>The format of the files to read.</summary>
    private protected virtual FileFormat SourceFormat => FileFormat.Auto;

    /// <summary>Whether Member has a meaning for arrays too.</summary>
    private protected virtual bool TakesMemberOfArrays => false;

    /// <summary>Does some work on an array, or on each array of the files that an argument names.</summary>
    /// <param name="source">An array, or a file.</param>
    /// <param name="work">The work. The arrays of files are closed when it returns.</param>
    private protected void ForEachArray(object source, Action<NDArray> work)
    {
        if (source is NDArray array)
        {
            RefuseFileParameters();
            work(array);
            return;
        }
        foreach (string path in FilesOf((FileArgument)source))
        {
            if (TryOpen(path, out NDArray[] arrays))
            {
                try
                {
                    Array.ForEach(arrays, work);
                }
                finally
                {
                    Close(arrays);
                }
            }
        }
    }

    /// <summary>Opens the arrays that an argument names. The caller closes those of files.</summary>
    private protected List<NDArray> OpenAll(object source)
    {
        if (source is NDArray array)
        {
            RefuseFileParameters();
            return [array];
        }
        List<NDArray> all = [];
        foreach (string path in FilesOf((FileArgument)source))
        {
            if (TryOpen(path, out NDArray[] arrays))
            {
                all.AddRange(arrays);
            }
        }
        return all;
    }

    /// <summary>Closes the maps among some arrays.</summary>
    private protected static void Close(IEnumerable<NDArray> arrays)
    {
        foreach (IDisposable map in arrays.OfType<IDisposable>())
        {
            map.Dispose();
        }
    }

    /// <summary>Returns the files that an argument names.</summary>
    private protected string[] FilesOf(FileArgument file)
    {
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

    /// <summary>Opens the arrays of a file. Each one that can't be opened is an error, and the others are opened.</summary>
    private bool TryOpen(string path, out NDArray[] arrays)
    {
        arrays = [];
        if (!Try(
            path,
            () => !System.IO.Path.Exists(path) ? throw Errors.NoFile(path) : ArrayFile.Plan(
                new() { Path = path, Mode = MapMode.ReadOnly, KeepsLength = true }, SourceFormat,
                new ArraySpec(DType, Shape, null, FileOffset.In(path, Offset)), Member),
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

    // An array has its dtype and shape already. Without this error, the parameter would have no effect.
    private protected void RefuseFileParameters()
    {
        foreach (string name in (string[])[nameof(DType), nameof(Offset), nameof(Shape), nameof(Member), "Format"])
        {
            if (MyInvocation.BoundParameters.ContainsKey(name) && !(name == "Format" && SourceFormat == FileFormat.Auto)
                && !(name == nameof(Member) && TakesMemberOfArrays))
            {
                ThrowTerminatingError(Errors.ForFiles(name));
            }
        }
    }
}
