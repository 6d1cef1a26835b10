using MemMap.Compute;
using MemMap.Formats;
using MemMap.Geometry;
using MemMap.Memory;
using MemMap.Output;
using MemMap.Parameters;
using MemMap.Questions;

namespace MemMap.Commands;

// The elements of a file that grows.
public sealed partial class ConvertFromMemMapCommand
{
    private const int PollMilliseconds = 500;

    private long _toSkip, _left;

    private protected override void Process(object source)
    {
        if (!Wait)
        {
            base.Process(source);
            return;
        }
        foreach (string name in (string[])[nameof(Axis), nameof(Between), nameof(OrderBy), nameof(Lookup)])
        {
            if (MyInvocation.BoundParameters.ContainsKey(name))
            {
                ThrowTerminatingError(Errors.NotOfGrowing(name));
            }
        }
        ForEachFile((FileArgument)source, Follow);
    }

    /// <summary>Writes the elements of a file, and then those that are appended to it, until the pipeline is stopped.</summary>
    private void Follow(string path)
    {
        (_toSkip, _left) = (Skip, First ?? long.MaxValue);
        bool isFirst = true;
        while (!StopToken.IsCancellationRequested)
        {
            if (!Try(path, () => OpenGrowing(path, isDemanded: isFirst), out MemMapArray? map) && isFirst)
            {
                return;
            }
            if (map is null)
            {
                StopToken.WaitHandle.WaitOne(PollMilliseconds); // It was moved away, and the next one is not there yet.
                continue;
            }
            try
            {
                if (!FollowMap(path, map, isFirst))
                {
                    return;
                }
            }
            finally
            {
                map.Close();
            }
            isFirst = false;
        }
    }

    /// <summary>Writes the elements of a map until its file is replaced or cut short.</summary>
    /// <returns>False if all elements that were asked for are written, or no more can be.</returns>
    private bool FollowMap(string path, MemMapArray map, bool isFirst)
    {
        if (!TryCondition(Decoded(map), Where, out Condition? condition))
        {
            return false;
        }
        // With a condition, it is matches that are skipped.
        long start = !isFirst || condition is not null ? 0 : Last is { } last ? Math.Max(0, map.Size - last) : Skip, position = start;
        while (true)
        {
            bool isReplaced = IsReplaced(path, map);
            if (!Try(path, map.Fit))
            {
                return false;
            }
            if (map.Size < position && !isReplaced && (!isFirst || position > start))
            {
                return true; // It was cut short: what is there now is new.
            }
            if (map.Size > position)
            {
                if (!(condition is null ? WriteNew(path, map, ref position) : WriteNewMatches(map, condition, isFirst, ref position)))
                {
                    return false;
                }
            }
            if (_left == 0)
            {
                return false;
            }
            if (isReplaced)
            {
                return true; // All that the old file had is written.
            }
            if (StopToken.WaitHandle.WaitOne(PollMilliseconds))
            {
                return false;
            }
        }
    }

    /// <summary>Writes the elements from a position on, which then is behind them.</summary>
    private bool WriteNew(string path, MemMapArray map, ref long position)
    {
        if (!Try(path, () => IndexParameter.Fields(map, Field), out var array))
        {
            return false;
        }
        long count = Math.Min(_left, array.Size - position);
        long[] shape = array.Shape;
        WriteElements(array, new ElementReader(Decoded(array).Ref, position, count), UnravelIndex.Of(shape, position), shape);
        position += count;
        _left -= count;
        return true;
    }

    /// <summary>Writes those of the elements from a position on for which a condition holds. The position then is behind them.</summary>
    private bool WriteNewMatches(MemMapArray map, Condition condition, bool isFirst, ref long position)
    {
        NDArray all = Decoded(map);
        long end = all.Size, before = position;
        position = end;
        if (isFirst && before == 0 && Last is { } last)
        {
            WriteLastMatches(all, condition, last);
            return true;
        }
        // A file grows by whole rows.
        long rows = all.Layout.Shape[0], first = before / (end / rows);
        NDArray grown = all.WithLayout(all.Layout.Narrow(0, first, rows - first));
        return WriteMatches(grown, condition, before, all, ref _toSkip, ref _left);
    }

    /// <summary>Opens the only array of a file; null if there is none, and none is demanded.</summary>
    private MemMapArray? OpenGrowing(string path, bool isDemanded)
    {
        if (!isDemanded && !System.IO.File.Exists(path))
        {
            return null;
        }
        // Not mapped: whoever writes the file may cut it short, which Windows allows to nobody while it is mapped.
        MapRequest request = new() { Path = path, Mode = MapMode.ReadOnly, KeepsLength = true, Access = AccessHint.Buffered };
        // A row may be half written: it is taken when it is whole.
        ArraySpec given = new(DType, Shape, null, Offset) { TakesWholeRows = true };
        using OpenPlan plan = ArrayFile.Plan(request, Format, given, Member);
        NDArray[] arrays = MemMapArray.Open(plan);
        if (arrays is [MemMapArray map])
        {
            return map;
        }
        Close(arrays);
        throw Errors.CannotFollow(path);
    }

    private static bool IsReplaced(string path, MemMapArray map)
    {
        try
        {
            using Microsoft.Win32.SafeHandles.SafeFileHandle file = System.IO.File.OpenHandle(
                path, share: System.IO.FileShare.ReadWrite | System.IO.FileShare.Delete);
            return Platform.Current.Identify(file) != map.FileId;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return e is FileNotFoundException or DirectoryNotFoundException;
        }
    }
}
