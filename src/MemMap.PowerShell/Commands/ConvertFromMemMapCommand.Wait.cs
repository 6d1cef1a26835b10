using MemMap.Compute;
using MemMap.Formats;
using MemMap.Memory;
using MemMap.Output;
using MemMap.Parameters;

namespace MemMap.Commands;

// The elements of a file that grows.
public sealed partial class ConvertFromMemMapCommand
{
    private const int PollMilliseconds = 500;

    private protected override void Process(object source)
    {
        if (!Wait)
        {
            base.Process(source);
            return;
        }
        foreach (string name in (string[])[nameof(Axis), nameof(Where), nameof(Between), nameof(OrderBy), nameof(Lookup)])
        {
            if (MyInvocation.BoundParameters.ContainsKey(name))
            {
                ThrowTerminatingError(Errors.NotOfGrowing(name));
            }
        }
        foreach (string path in FilesOf((FileArgument)source))
        {
            Follow(path);
        }
    }

    /// <summary>Writes the elements of a file, and then those that are appended to it, until the pipeline is stopped.</summary>
    private void Follow(string path)
    {
        long written = 0;
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
                if (!FollowMap(path, map, isFirst, ref written))
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
    private bool FollowMap(string path, MemMapArray map, bool isFirst, ref long written)
    {
        long position = isFirst ? Last is { } last ? Math.Max(0, map.Size - last) : Skip : 0;
        while (true)
        {
            bool isReplaced = IsReplaced(path, map);
            if (!Try(path, map.Fit))
            {
                return false;
            }
            if (map.Size < position && !isReplaced && (!isFirst || position > Skip))
            {
                return true; // It was cut short: what is there now is new.
            }
            if (map.Size > position)
            {
                if (!Try(path, () => IndexParameter.Fields(map, Field), out var array))
                {
                    return false;
                }
                long count = First is { } first ? Math.Min(first - written, array.Size - position) : array.Size - position;
                long[] shape = array.Shape;
                WriteElements(
                    array, new ElementReader(Decoded(array).Ref, position, count), Geometry.UnravelIndex.Of(shape, position), shape);
                position += count;
                written += count;
            }
            if (First is { } limit && written >= limit)
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
