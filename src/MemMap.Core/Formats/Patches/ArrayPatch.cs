using MemMap.Compute;
using MemMap.Memory;

namespace MemMap.Formats;

/// <summary>
/// Applies a patch to an array: a map, an array in memory, or a joined array, to each of its files what is for that. All changes are
/// checked before any is written.
/// </summary>
/// <param name="path">The patch.</param>
/// <param name="array">The array. Only bytes of its elements are changed.</param>
/// <param name="isReversed">Whether the patch is taken back.</param>
internal sealed class ArrayPatch(string path, ArrayRef array, bool isReversed)
{
    private string? _only;

    /// <summary>Checks all changes.</summary>
    /// <param name="first">The number of changes to list.</param>
    /// <returns>The changes that are still to be made.</returns>
    /// <exception cref="InvalidDataException">
    /// It is no patch, or the array has other bytes than the patch says, or those that the patch writes.
    /// </exception>
    /// <exception cref="ArgumentException">The patch changes bytes that are not of the array, or is for several files.</exception>
    /// <exception cref="InvalidOperationException">The array is read-only.</exception>
    internal ChangeSummary Check(int first)
    {
        array.RequireWriteable();
        ChangeSummary summary = new(first);
        long applied = 0;
        ForEach((file, change, state, _) =>
        {
            if (state == State.Applied)
            {
                applied++;
            }
            else
            {
                summary.Add(file, change);
            }
        });
        return summary.Count > 0 || applied == 0 ? summary : throw Error.PatchApplied(path, applied, isReversed);
    }

    /// <summary>
    /// Makes the changes. If it is stopped in between it can be called again: a change that is made already is left as it is.
    /// </summary>
    /// <inheritdoc cref="Check" path="/exception"/>
    internal void Apply() => ForEach((_, change, state, target) =>
    {
        if (state == State.Pending)
        {
            target.Write(change.New);
        }
    });

    private delegate void Visit(string file, ByteChange change, State state, Place place);

    private enum State
    {
        /// <summary>The bytes are those before the change.</summary>
        Pending,

        /// <summary>The bytes are those after it.</summary>
        Applied,
    }

    private void ForEach(Visit visit)
    {
        using PatchReader reader = new(path);
        (string File, long End) last = ("", 0);
        foreach ((string file, ByteChange read, long line) in reader.Changes())
        {
            ByteChange change = isReversed ? read with { Old = read.New, New = read.Old } : read;
            if (file == last.File && change.Offset < last.End)
            {
                throw Error.PatchSyntax(path, line, "a change of bytes that an earlier one has, or that are before those");
            }
            last = (file, change.Offset + change.Old.Length);
            using Place place = Find(file, change);
            byte[] found = place.Read(change.Old.Length);
            visit(file, change, found.AsSpan().SequenceEqual(change.Old) ? State.Pending
                : found.AsSpan().SequenceEqual(change.New) ? State.Applied
                : throw Error.PatchMismatch(path, line, file, change.Offset, change.Old, found), place);
        }
    }

    private Place Find(string file, ByteChange change)
    {
        if (array.Buffer is not JoinedBuffer joined)
        {
            // A patch of one file is for whatever it is applied to: a copy has another name.
            _only ??= file;
            return file != _only ? throw Error.PatchOfSeveral(path, _only, file)
                : Place.TryEnter(() => LeasedPart.Of(array, forWrite: true), change)
                    ?? throw Error.PatchOutside(path, file, change.Offset, change.Old.Length);
        }
        if (!array.IsContiguous || array.NBytes != joined.ByteLength)
        {
            throw Error.ChangesOfJoinedView();
        }
        string? found = null;
        Place? place = null;
        for (long i = 0; i < joined.Grid.Count; i++)
        {
            long number = i;
            if (joined.Parts.NameOf(number).Path is { } part && PatchWriter.NameOf(part) == file)
            {
                if (found is not null && part != found)
                {
                    place?.Dispose();
                    throw Error.PatchAmbiguous(path, file, found, part);
                }
                found = part;
                place ??= Place.TryEnter(() => joined.Parts.Enter(number, forWrite: true), change);
            }
        }
        return place ?? throw (found is null ? Error.PatchOfOther(path, file)
            : Error.PatchOutside(path, file, change.Offset, change.Old.Length));
    }

    /// <summary>Where a change is made: some bytes of a buffer, under a lease.</summary>
    private sealed unsafe class Place : IDisposable
    {
        private readonly LeasedPart _part;
        private readonly long _at;

        private Place(LeasedPart part, long at) => (_part, _at) = (part, at);

        /// <summary>Takes a lease; null if the bytes are not all of elements of the array.</summary>
        internal static Place? TryEnter(Func<LeasedPart> enter, ByteChange change)
        {
            LeasedPart part = enter();
            ArrayRef array = part.Array;
            // Without a file, the offset is that from the first element on.
            long at = array.Buffer is MappedFile file ? change.Offset - file.Offset : change.Offset + array.Layout.Offset;
            if ((array.Buffer is MappedFile || array.IsContiguous) && Has(array, at, change))
            {
                return new Place(part, at);
            }
            part.Dispose();
            return null;
        }

        internal byte[] Read(int count)
        {
            byte[] bytes = new byte[count];
            fixed (byte* target = bytes)
            {
                if (_part.Extent.File is { } source)
                {
                    source.Read(_at, target, count);
                }
                else
                {
                    new ReadOnlySpan<byte>(_part.Extent.Pointer + _at, count).CopyTo(bytes);
                }
            }
            return bytes;
        }

        internal void Write(byte[] bytes)
        {
            _part.Array.Buffer.Occupy(_at, _at + bytes.Length);
            fixed (byte* source = bytes)
            {
                if (_part.Extent.File is { } target)
                {
                    target.Write(_at, source, bytes.Length);
                }
                else
                {
                    bytes.CopyTo(new Span<byte>(_part.Extent.Pointer + _at, bytes.Length));
                }
            }
        }

        public void Dispose() => _part.Dispose();

        private static bool Has(ArrayRef array, long at, ByteChange change)
        {
            (long start, long end) = array.Layout.Extent(array.ItemSize);
            if (at < start || at > end - change.Old.Length)
            {
                return false;
            }
            bool[] marks = new bool[change.Old.Length];
            array.Layout.MarkBytes(array.ItemSize, at, marks);
            return !marks.Where((isElement, i) => !isElement && change.Old[i] != change.New[i]).Any();
        }
    }
}
