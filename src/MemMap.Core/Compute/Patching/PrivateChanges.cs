using MemMap.Memory;

namespace MemMap.Compute;

/// <summary>
/// The changes that maps of mode c have in memory. No system tells which bytes they are, so each map is compared with its file, window by
/// window.
/// </summary>
internal static unsafe class PrivateChanges
{
    private const int Window = 1 << 20;

    /// <summary>
    /// Returns the maps of mode c whose changes an array may have, each with the array that is in it: of a joined array, those of its
    /// parts that were written.
    /// </summary>
    /// <exception cref="ArgumentException">The array is in memory, a map of another mode, or a view of a joined array.</exception>
    internal static IReadOnlyList<(MappedFile File, ArrayRef Array)> FilesOf(ArrayRef array)
    {
        List<(MappedFile, ArrayRef)> files = [];
        Collect(array, files);
        return files;
    }

    private static void Collect(ArrayRef array, List<(MappedFile File, ArrayRef Array)> files)
    {
        switch (array.Buffer)
        {
            case MappedFile file when file.Mode == MapMode.CopyOnWrite:
                files.Add((file, array));
                break;
            case JoinedBuffer joined when !array.IsContiguous || array.NBytes != joined.ByteLength:
                throw Error.ChangesOfJoinedView();
            case JoinedBuffer { Parts.Mode: { } mode } joined when mode != MapMode.CopyOnWrite:
                throw Error.NoPrivateChanges(mode, joined.Path);
            case JoinedBuffer joined:
                joined.Parts.ForEachWritten(part => Collect(part, files));
                break;
            default:
                throw Error.NoPrivateChanges((array.Buffer as MappedFile)?.Mode, array.Buffer.Path);
        }
    }

    /// <summary>Finds the changes in a map of mode c, in the order of their offsets.</summary>
    /// <param name="file">The map.</param>
    /// <param name="array">An array in it. Only changes of its elements are found.</param>
    /// <param name="progress">Is called with the number of bytes that have been compared since the last call.</param>
    /// <param name="found">Receives the changes.</param>
    /// <exception cref="IOException">The file can't be read, or has become too short.</exception>
    /// <exception cref="OperationCanceledException">It was asked to stop.</exception>
    internal static void ForEach(MappedFile file, ArrayRef array, Action<long> progress, Action<ByteChange> found)
    {
        (long start, long end) = array.Layout.Extent(array.ItemSize);
        byte[] there = new byte[Math.Min(Window, end - start)];
        bool[]? marks = array.IsContiguous ? null : new bool[there.Length];
        using BufferLease lease = file.Lease();
        lease.Require(end);
        for (long at = start; at < end; at += there.Length)
        {
            Interruption.Token.ThrowIfCancellationRequested();
            lease.Verify();
            int count = (int)Math.Min(there.Length, end - at);
            file.ReadFile(at, there.AsSpan(0, count));
            ReadOnlySpan<byte> map = new(lease.Pointer + at, count);
            if (!map.SequenceEqual(there.AsSpan(0, count)))
            {
                if (marks is not null)
                {
                    Array.Clear(marks);
                    array.Layout.MarkBytes(array.ItemSize, at, marks.AsSpan(0, count));
                }
                // Another thread may go on changing the map: look at a copy.
                byte[] now = map.ToArray();
                foreach ((int first, int length) in ChangedRuns.Of(there, now, marks))
                {
                    found(new(file.Offset + at + first, there[first..(first + length)], now[first..(first + length)]));
                }
            }
            progress(count);
        }
    }

    /// <summary>Counts the changes of a map of mode c.</summary>
    /// <inheritdoc cref="ForEach" path="/exception"/>
    internal static void Count(MappedFile file, ArrayRef array, ChangeSummary summary)
        => ForEach(file, array, _ => { }, change => summary.Add(file.Path, change));

    /// <summary>
    /// Writes the changes of a map of mode c to its file, and waits until they are on the disk. If it is stopped in between, the map still
    /// has all of them, and it can be called again.
    /// </summary>
    /// <param name="file">The map.</param>
    /// <param name="array">An array in it. Only changes of its elements are written.</param>
    /// <param name="force">Whether changes are written although the file was written by others since it was opened.</param>
    /// <param name="progress">Is called with the number of bytes that have been compared since the last call.</param>
    /// <exception cref="IOException">The file was written by others, can't be written, or has become too short.</exception>
    /// <exception cref="ArgumentException">The map is that of a member of an archive.</exception>
    /// <exception cref="OperationCanceledException">It was asked to stop.</exception>
    internal static void Commit(MappedFile file, ArrayRef array, bool force, Action<long> progress)
    {
        if (!force)
        {
            RequireUnchanged(file);
        }
        MappedFile target = file.OpenToCommit();
        try
        {
            ForEach(file, array, progress, change =>
            {
                using BufferLease lease = target.Lease(forWrite: true);
                lease.Write(change.Offset - target.Offset, change.New);
            });
            target.Flush();
        }
        finally
        {
            target.Close();
            file.Rebase();
        }
    }

    /// <summary>Fails if others have written the file of a map since it was opened.</summary>
    /// <exception cref="IOException">They have.</exception>
    internal static void RequireUnchanged(MappedFile file)
    {
        if (file.IsFileChanged)
        {
            throw Error.ChangedMeanwhile(file.Path);
        }
    }
}
