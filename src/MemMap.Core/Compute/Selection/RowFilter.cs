using MemMap.Geometry;
using MemMap.Memory;

namespace MemMap.Compute;

/// <summary>
/// The elements for which a test holds, window by window. A window is tested in blocks whose elements and intermediate results fit in a
/// core's L2 cache, on all cores.
/// </summary>
/// <param name="array">The elements.</param>
/// <param name="test">
/// Maps a window, as a lazy array, to an array of bools, or to null if it has elements that the test can't be used for. What it gives is
/// computed on several threads. Null if there is no such test.
/// </param>
/// <param name="slow">
/// Maps a window to an array of bools, on the caller's thread: where the test gives null, or where there is none.
/// </param>
internal sealed class RowFilter(ArrayRef array, Func<ArrayRef, ArrayRef?>? test, Func<ArrayRef, ArrayRef> slow) : WindowSearch
{
    private const long BlockItems = 1 << 16;

    private const long SlowItems = 1 << 10;

    /// <summary>Later windows are larger than the first ones by this factor.</summary>
    private const long LaterWindows = 4;

    private readonly long _windowItems = test is null ? SlowItems : ValueSearch.WindowItems;

    internal override IEnumerable<SearchWindow> Windows
    {
        get
        {
            long first = 0;
            // The first results come early. The test is made anew for each window, and threads wait for one another at its end.
            foreach (Layout layout in Slabs.Of(array.Layout, array.NDim, test is null ? _windowItems : LaterWindows * _windowItems))
            {
                foreach (Layout part in Slabs.Of(layout, array.NDim, first == 0 ? _windowItems : layout.Size))
                {
                    yield return new(part, first, part.Size);
                    first += part.Size;
                }
            }
        }
    }

    internal override long BytesOf(SearchWindow window) => window.Length * array.ItemSize;

    internal override long[] Find(SearchWindow window)
        => [.. Each(window, static (_, mask, first) => MaskPositions(mask, first)).SelectMany(static positions => positions)];

    internal override long Count(SearchWindow window)
        => AtOnce(window, static (_, mask) => MaskSelection.Count(mask, BlockItems));

    /// <summary>
    /// Does some work on pieces of the elements for which the test holds, each one axis long and not empty. It may run on several threads.
    /// </summary>
    /// <param name="window">The window.</param>
    /// <param name="memory">What owns the pieces.</param>
    /// <param name="view">What is wanted of each element, such as a field; null for whole ones.</param>
    /// <param name="work">The work on a piece.</param>
    /// <returns>The results, in the order of the elements.</returns>
    internal T[] Take<T>(SearchWindow window, PickedMemory memory, Func<ArrayRef, ArrayRef>? view, Func<ArrayRef, T> work)
        => AtOnce(window, (rows, mask) => Pieces(rows, mask, view, memory, work));

    /// <summary>All elements for which the test holds, one axis long, in memory.</summary>
    /// <param name="view">What is wanted of each element, such as a field; null for whole ones.</param>
    /// <param name="limit">The number of elements after which the search ends.</param>
    internal ArrayRef TakeAll(Func<ArrayRef, ArrayRef>? view = null, long limit = long.MaxValue)
    {
        using PickedMemory memory = PickedMemory.For((double)array.Size * array.ItemSize);
        List<ArrayRef> pieces = [];
        long found = 0;
        foreach (SearchWindow window in Windows)
        {
            ArrayRef[] here = Take(window, memory, view, static piece => piece);
            pieces.AddRange(here);
            found += here.Sum(static piece => piece.Layout.Shape[0]);
            if (found >= limit)
            {
                break;
            }
        }
        ArrayRef like = view is null ? array : view(array);
        return MaskSelection.Joined([.. pieces], Math.Min(found, limit), like.Layout.Shape[array.NDim..], like.DType);
    }

    /// <summary>For each element whether the test holds: a mask in memory, of the array's shape.</summary>
    internal ArrayRef Mask()
    {
        ArrayRef all = ArrayRef.Allocate([array.Size], DType.Bool);
        foreach (SearchWindow window in Windows)
        {
            _ = Each(window, (_, mask, first) =>
            {
                ArrayRef here = mask.Reshape([mask.Size]);
                Elementwise.Copy(here, all.WithLayout(all.Layout.Narrow(0, first, here.Size)));
                return true;
            });
        }
        return all.Reshape(array.Layout.Shape);
    }

    /// <summary>Does some work on the blocks of a window and the masks of their elements. It may run on several threads.</summary>
    /// <param name="window">The window.</param>
    /// <param name="work">Gets the elements of a block, their mask, and the position of the first one.</param>
    /// <param name="readsOnce">Whether the work reads the mask once: it may then be lazy.</param>
    /// <returns>The results, in the order of the blocks.</returns>
    internal T[] Each<T>(SearchWindow window, Func<ArrayRef, ArrayRef, long, T> work, bool readsOnce = false)
    {
        T[] results;
        // Each operation on a block would count its elements again.
        using (WorkProgress.Use(static _ => { }))
        {
            results = (test is null ? null : OnAllCores(window, test, work, readsOnce)) ?? Slowly(window, work);
        }
        WorkProgress.Advance(window.Length);
        return results;
    }

    /// <summary>
    /// Does some work on a window and its mask, which may be lazy and is read once. Its loop over both is the one that computes the mask,
    /// with ports that are made once for each thread: made anew for each block, they took an eighth of the time of a count.
    /// </summary>
    private T AtOnce<T>(SearchWindow window, Func<ArrayRef, ArrayRef, T> work)
    {
        ArrayRef rows = array.WithLayout(window.Layout);
        T result;
        using (WorkProgress.Use(static _ => { }))
        {
            ArrayRef mask = test?.Invoke(rows with { IsLazy = true }) ?? slow(rows);
            result = work(rows, mask.WithLayout(mask.Layout.BroadcastTo(rows.Layout.Shape)));
        }
        WorkProgress.Advance(window.Length);
        return result;
    }

    private T[] Slowly<T>(SearchWindow window, Func<ArrayRef, ArrayRef, long, T> work)
    {
        ArrayRef rows = array.WithLayout(window.Layout);
        return [work(rows, slow(rows), window.First)];
    }

    private T[]? OnAllCores<T>(
        SearchWindow window, Func<ArrayRef, ArrayRef?> test, Func<ArrayRef, ArrayRef, long, T> work, bool readsOnce)
    {
        // A lazy mask is one for the whole window, and computed block by block: all that a record takes part in is done at once.
        ArrayRef whole = array.WithLayout(window.Layout);
        if (test(whole with { IsLazy = true }) is not { } all)
        {
            return null;
        }
        Layout[] blocks = [.. Slabs.Of(window.Layout, array.NDim, BlockItems)];
        Layout[] masks = [.. Slabs.Of(all.Layout.BroadcastTo(whole.Layout.Shape), array.NDim, BlockItems)];
        long[] firsts = new long[blocks.Length];
        for (int i = 1; i < blocks.Length; i++)
        {
            firsts[i] = firsts[i - 1] + blocks[i - 1].Size;
        }
        T[] results = new T[blocks.Length];
        CancellationToken cancellation = Interruption.Token;
        ParallelWork.For(blocks.Length, i =>
        {
            cancellation.ThrowIfCancellationRequested();
            ArrayRef mask = all.WithLayout(masks[i]);
            results[i] = work(
                array.WithLayout(blocks[i]), readsOnce || mask.Buffer is not ExpressionBuffer ? mask : mask.Copy(),
                window.First + firsts[i]);
        });
        return results;
    }

    private static T[] Pieces<T>(
        ArrayRef rows, ArrayRef mask, Func<ArrayRef, ArrayRef>? view, PickedMemory memory, Func<ArrayRef, T> work)
    {
        if (view is null)
        {
            return MaskSelection.TakePieces(mask, rows, memory, work, BlockItems);
        }
        ArrayRef part = view(rows);
        return part.NDim == rows.NDim ? MaskSelection.TakePieces(mask, part, memory, work, BlockItems)
            // The axes of a sub-array come behind those of the mask.
            : MaskSelection.TakePieces(mask, rows, memory, piece => work(view(piece)), BlockItems);
    }

    /// <summary>The positions of the true elements of a mask.</summary>
    /// <param name="mask">The mask.</param>
    /// <param name="first">The position of its first element.</param>
    internal static unsafe long[] MaskPositions(ArrayRef mask, long first)
    {
        mask = mask.IsContiguous ? mask.InMemory() : mask.Copy();
        List<long> found = [];
        using BufferLease lease = mask.Lease();
        ReadOnlySpan<byte> bytes = new(lease.Pointer + mask.Layout.Offset, checked((int)mask.Size));
        for (int at = 0, next; (next = bytes[at..].IndexOf((byte)1)) >= 0; at += next + 1)
        {
            found.Add(first + at + next);
        }
        return [.. found];
    }
}
