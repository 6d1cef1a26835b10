using System.Globalization;
using MemMap.Geometry;

namespace MemMap;

/// <summary>
/// A slice of an axis, Python's <c>start:stop:step</c>. Omitted parts are <see langword="null"/>. Bounds are clipped to the axis, so no
/// slice is out of range. Negative bounds count from the end.
/// </summary>
/// <param name="Start">The first index. The default is the first element, or the last one if the step is negative.</param>
/// <param name="Stop">The exclusive end. By default the slice includes the last element in its direction.</param>
/// <param name="Step">The distance between two indices, not 0. The default is 1.</param>
public readonly record struct Slice(long? Start, long? Stop, long? Step)
{
    /// <summary>Parses a slice such as <c>1:3</c>, <c>:</c>, <c>::2</c> or <c>::-1</c>.</summary>
    /// <param name="text">The slice. Spaces around its numbers are ignored.</param>
    /// <returns>The slice.</returns>
    /// <exception cref="FormatException">The text is no slice.</exception>
    public static Slice Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return IndexExpression.Parse(text) is [IndexItem.SliceItem item] ? item.Slice : throw Error.NotASlice(text);
    }

    /// <summary>Resolves the slice on an axis: it selects <c>Start + k * Step</c> for k from 0 to <c>Count</c> - 1.</summary>
    /// <param name="length">The length of the axis.</param>
    /// <returns>The first index, the number of indices, and the step; (0, 0, 1) if the slice is empty.</returns>
    /// <exception cref="ArgumentException">The step is 0.</exception>
    public (long Start, long Count, long Step) Resolve(long length)
    {
        // Clip as Python does, so that -step exists. No axis is long enough for a difference.
        long step = Math.Max(Step ?? 1, -long.MaxValue);
        if (step == 0)
        {
            throw Error.SliceStepZero();
        }
        bool forward = step > 0;
        (long low, long high) = forward ? (0, length) : (-1, length - 1);
        long start = Start is long first ? Clip(first) : forward ? low : high;
        long stop = Stop is long last ? Clip(last) : forward ? high : low;
        long distance = forward ? stop - start : start - stop;
        return distance <= 0 ? (0, 0, 1) : (start, ((distance - 1) / Math.Abs(step)) + 1, step);

        long Clip(long bound) => Math.Clamp(bound < 0 ? bound + length : bound, low, high);
    }

    /// <summary>The slice in Python's notation.</summary>
    /// <returns>Such as <c>1:3</c> or <c>::2</c>.</returns>
    public override string ToString()
        => string.Create(CultureInfo.InvariantCulture, $"{Start}:{Stop}{(Step is null ? "" : ":")}{Step}");
}
