using System.Management.Automation;
using MemMap.Formats;
using MemMap.Output;
using MemMap.Parameters;

namespace MemMap.Commands;

/// <summary>
/// A cmdlet that takes files wherever it takes arrays. It opens them read-only, and closes them when it is done with them.
/// </summary>
public abstract class FileArrayCmdlet : FileCmdlet
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

    // Given by name, the dtype is that of all files.
    private protected override bool TakeType(NamedType type)
    {
        if (MyInvocation.BoundParameters.ContainsKey(nameof(DType)))
        {
            return false;
        }
        DType = type.DType;
        return true;
    }

    /// <summary>The format of the files to read.</summary>
    private protected virtual FileFormat SourceFormat => FileFormat.Auto;

    /// <summary>How files are opened.</summary>
    private protected virtual MapMode SourceMode => MapMode.ReadOnly;

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
        ForEachFile((FileArgument)source, path =>
        {
            if (TryOpen(path, out NDArray[] arrays))
            {
                try
                {
                    Array.ForEach(arrays, work);
                }
                finally
                {
                    Finish(arrays);
                }
            }
        });
    }

    /// <summary>What is done with the arrays of a file when the work on them ends: they are closed.</summary>
    private protected virtual void Finish(NDArray[] arrays) => Close(arrays);

    /// <summary>Opens the arrays that an argument names. The caller closes those of files.</summary>
    private protected List<NDArray> OpenAll(object source)
    {
        if (source is NDArray array)
        {
            RefuseFileParameters();
            return [array];
        }
        List<NDArray> all = [];
        ForEachFile((FileArgument)source, path =>
        {
            if (TryOpen(path, out NDArray[] arrays))
            {
                all.AddRange(arrays);
            }
        });
        return all;
    }

    /// <summary>
    /// Returns what there is to work on where it stands before the index, which the engine has bound one place too early: a file, or an
    /// array.
    /// </summary>
    /// <param name="index">What was bound as the index.</param>
    /// <param name="input">The array or file that was given by name.</param>
    /// <param name="path">What was bound as the path.</param>
    /// <param name="literalPath">The files without wildcards.</param>
    /// <param name="isPiped">Whether the array or file comes through the pipeline.</param>
    /// <returns>An array or a file; null if the index is an index.</returns>
    private protected object? SourceBefore(
        object?[]? index, object? input, string[]? path, string[]? literalPath, bool isPiped)
    {
        object? first = index is [var only] ? PipelineElements.Bare(only) : null;
        bool isIndex = isPiped || input is not null || literalPath is not null || first is null
            || (path is [var other] && PositionalFile.Of(this, other) is not null);
        object? source = isIndex ? null
            : first is NDArray ? first
            : PositionalFile.Of(this, first)
                ?? (PositionalFile.MayName(first) ? new FileArgument((string)first!, IsLiteral: false) : null);
        if (source is null && path is not null && PositionalValue.ItemsOf(path) is var items
            && Array.Find(items, static item => PipelineElements.Bare(item) is NDArray) is { } array)
        {
            ThrowTerminatingError(Errors.From(Errors.ArrayForName(), array));
        }
        return source;
    }

    private bool TryOpen(string path, out NDArray[] arrays)
        => TryOpen(
            path, SourceMode, SourceFormat, () => new ArraySpec(DType, Shape, null, FileOffset.In(path, Offset)), Member, out arrays);

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
