using MemMap.Compute;
using MemMap.Geometry;
using MemMap.Memory;

namespace MemMap.Formats;

/// <summary>The parts of a joined array that are in files, which are opened when they are used.</summary>
internal sealed class FileParts : PartStore
{
    private const string OtherFile = "another file is in its place";

    private readonly FilePart[] _files;
    private readonly PartPool _pool;

    // The files, each by its identity.
    private readonly Lazy<HashSet<string>> _names;

    private FileParts(FilePart[] files, MapMode mode, bool canRest)
    {
        _files = files;
        _names = new(() => [.. files.Select(file => file.FileId ?? file.Path)]);
        Mode = mode;
        _pool = new PartPool(Open, keeps: !mode.ChangesFile, canRest ? PartPool.RestingLimit : PartPool.DefaultLimit);
    }

    internal override MapMode? Mode { get; }

    internal override bool IsWriteable => Mode!.IsWriteable;

    internal override bool IsDecoded => Array.TrueForAll(_files, file => file.IsDecoded);

    internal override bool Includes(ArrayBuffer buffer) => buffer switch
    {
        MappedFile map => _names.Value.Contains(map.FileId ?? map.Path),
        JoinedBuffer { Parts: FileParts other } => _names.Value.Overlaps(other._names.Value),
        _ => false,
    };

    /// <summary>Joins the arrays of files, each of which was planned to be opened.</summary>
    /// <param name="plans">The files, in order.</param>
    /// <param name="axis">The axis along which they are joined.</param>
    /// <param name="onMismatch">Is called with the error for a part that does not fit, which is left out; null to throw it.</param>
    /// <exception cref="ArgumentException">There is no part, or one does not fit the first one.</exception>
    internal static ArrayRef Join(IEnumerable<OpenPlan> plans, int axis, Action<ArgumentException>? onMismatch)
    {
        JoinPlan join = new(axis);
        List<FilePart> files = [];
        List<ArrayRef> resting = [];
        MapMode? mode = null;
        bool canRest = true;
        try
        {
            foreach (OpenPlan plan in plans)
            {
                Interruption.Token.ThrowIfCancellationRequested();
                // Archives have another default than other files: an array can be written if all of its parts can.
                mode = mode is { IsWriteable: false } ? mode : plan.Request.Mode;
                using (plan)
                {
                    IReadOnlyList<OpenPlan> parts = plan.Parts ?? [plan];
                    for (int part = 0; part < parts.Count; part++)
                    {
                        canRest &= Add(join, files, resting, plan, part, parts[part].Open(), onMismatch);
                    }
                }
            }
            _ = mode ?? throw Error.NothingToJoin();
            // What would be written to elements in memory would not get into their file.
            mode = mode.ChangesFile && files.Exists(file => file.IsDecoded) ? MapMode.ReadOnly : mode;
            FileParts store = new([.. files], mode, canRest);
            PartGrid grid = join.Grid();
            if (canRest)
            {
                // They need not be opened a second time.
                for (int number = 0; number < resting.Count && store._pool.TryAdd(number, resting[number]); number++)
                {
                    resting[number] = default;
                }
            }
            ArrayRef joined = JoinedBuffer.Of(grid, join.Axis, store, join.DType, join.Name());
            joined.Buffer.Attributes = join.Attributes;
            return joined;
        }
        finally
        {
            resting.ForEach(array => array.Buffer?.Close());
        }
    }

    /// <summary>Adds the arrays of a part. Returns whether all of them can be at rest; those that the pool has room for are.</summary>
    private static bool Add(
        JoinPlan join, List<FilePart> files, List<ArrayRef> resting, OpenPlan plan, int part, IReadOnlyList<OpenedArray> opened,
        Action<ArgumentException>? onMismatch)
    {
        HashSet<ArrayBuffer> kept = [];
        bool canRest = true;
        try
        {
            for (int i = 0; i < opened.Count; i++)
            {
                ArrayRef array = opened[i].Whole();
                string path = array.Buffer.Path ?? plan.Request.Path!;
                if (join.Add(array.DType, array.Layout.Shape, path, array.Buffer.Attributes, onMismatch))
                {
                    var map = array.Buffer as MappedFile;
                    bool isDecoded = array.Buffer is NativeBuffer;
                    files.Add(new FilePart(plan, part, i, path, array.Buffer.Member, map?.FileId, isDecoded, array.DType, array.Shape));
                    if (resting.Count == PartPool.RestingLimit)
                    {
                        continue;
                    }
                    if (map?.TryRest() == true)
                    {
                        resting.Add(array);
                        kept.Add(map);
                    }
                    else
                    {
                        canRest = false;
                    }
                }
            }
            return canRest;
        }
        finally
        {
            foreach (OpenedArray array in opened)
            {
                if (!kept.Contains(array.Array.Buffer))
                {
                    array.Array.Buffer.Close();
                }
            }
        }
    }

    internal override bool AreArrays => true;

    internal override (string? Path, string? Member) NameOf(long number) => (_files[number].Path, _files[number].Member);

    internal override LeasedPart Enter(long number, bool forWrite)
    {
        try
        {
            return _pool.Enter(number, forWrite);
        }
        catch (IOException e) when (e.Data[Error.IdKey] is nameof(Error.OtherFile))
        {
            throw Error.PartChanged(_files[number].Path, OtherFile);
        }
    }

    internal override void ForEachWritten(Action<ArrayRef> action) => _pool.ForEachWritten(action);

    internal override void Flush() => ForEachWritten(array => array.Buffer.FlushRange(0, array.Buffer.ByteLength));

    internal override ArrayRef OpenPart(long number) => Open(number);

    internal override void Close() => _pool.Close();

    /// <summary>Opens a part again, and checks that it still is what it was when it was joined.</summary>
    private ArrayRef Open(long number)
    {
        FilePart file = _files[number];
        using OpenPlan plan = file.Plan.Again?.Invoke() ?? file.Plan;
        IReadOnlyList<OpenedArray> opened = (plan.Parts ?? [plan])[file.Part].Open();
        ArrayRef array = opened[file.Index].Whole();
        string? change = array.Buffer is MappedFile map && map.FileId != file.FileId ? OtherFile
            : !array.DType.Equals(file.DType) ? $"its dtype is {array.DType}, and was {file.DType}"
            : !array.Layout.Shape.SequenceEqual(file.Shape) ? $"its shape is {Error.Shape(array.Shape)}, and was {Error.Shape(file.Shape)}"
            : null;
        for (int i = 0; i < opened.Count; i++)
        {
            if (i != file.Index || change is not null)
            {
                opened[i].Array.Buffer.Close();
            }
        }
        return change is null ? array : throw Error.PartChanged(file.Path, change);
    }

    /// <summary>A file, and what it was when it was joined.</summary>
    /// <param name="Plan">Opens it.</param>
    /// <param name="Part">The number of the plan's part.</param>
    /// <param name="Index">The number of the array among those that the part opens.</param>
    /// <param name="Path">The absolute path.</param>
    /// <param name="Member">The member of an archive.</param>
    /// <param name="FileId">The identity of the file.</param>
    /// <param name="IsDecoded">Whether its elements were read into memory.</param>
    /// <param name="DType">The dtype of its array.</param>
    /// <param name="Shape">The shape of its array.</param>
    private sealed record FilePart(
        OpenPlan Plan, int Part, int Index, string Path, string? Member, string? FileId, bool IsDecoded, DType DType, long[] Shape);
}
