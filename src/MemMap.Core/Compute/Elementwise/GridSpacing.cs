using System.Collections;

namespace MemMap.Compute;

/// <summary>The distances of neighbours along one axis.</summary>
/// <param name="Distance">The distance of all neighbours; not used where <paramref name="Distances"/> are given.</param>
/// <param name="Distances">The distance of each two neighbours; null if all are equal.</param>
/// <param name="IsOfPlaces">Whether the distances are of coordinates: these are float64, where a number takes the elements' dtype.</param>
internal readonly record struct GridSpacing(double Distance, double[]? Distances, bool IsOfPlaces)
{
    /// <summary>The distances along some axes, from what a user writes.</summary>
    /// <param name="spacing">A number for all axes; the coordinates, if there is one axis; or a list with either for each axis. Null
    /// for 1.</param>
    /// <param name="lengths">The lengths of the axes.</param>
    internal static GridSpacing[] Of(object? spacing, long[] lengths)
    {
        spacing = HostObjects.Unwrap(spacing);
        if (!ArrayLiteral.IsList(spacing) || spacing is IArrayFace { Ref.NDim: 0 })
        {
            GridSpacing one = new(spacing is null ? 1 : Number(ArrayLiteral.Create(spacing, null)), null, false);
            return [.. lengths.Select(_ => one)];
        }
        object?[] items = spacing is IArrayFace face ? [.. Items(face.Ref)]
            : [.. ((IEnumerable)spacing!).Cast<object?>().Select(HostObjects.Unwrap.Invoke)];
        if (lengths.Length == 1 && !(items.Length == 1 && ArrayLiteral.IsList(items[0])))
        {
            return [OfAxis(spacing, lengths[0])];
        }
        return items.Length == lengths.Length ? [.. items.Zip(lengths, OfAxis)] : throw Error.SpacingCount(items.Length, lengths.Length);
    }

    /// <summary>A number as an operand beside the elements.</summary>
    internal object Operand(double number) => IsOfPlaces ? ArrayLiteral.Create(number, null) : number;

    /// <summary>The distance between an element and the next one.</summary>
    internal double At(long i) => Distances is null ? Distance : Distances[i];

    /// <summary>What the first three elements count in the slope at the first one.</summary>
    internal double[] AtStart()
    {
        if (Distances is null)
        {
            return [-1.5 / Distance, 2 / Distance, -0.5 / Distance];
        }
        (double a, double b) = (Distances[0], Distances[1]);
        return [-((2 * a) + b) / (a * (a + b)), (a + b) / (a * b), -a / (b * (a + b))];
    }

    /// <summary>What the last three elements count in the slope at the last one, which has the index <paramref name="last"/>.</summary>
    internal double[] AtEnd(long last)
    {
        if (Distances is null)
        {
            return [0.5 / Distance, -2 / Distance, 1.5 / Distance];
        }
        (double a, double b) = (Distances[last - 2], Distances[last - 1]);
        return [b / (a * (a + b)), -(b + a) / (a * b), ((2 * b) + a) / (b * (a + b))];
    }

    /// <summary>
    /// What three neighbours count in the slope at the one in the middle: arrays along one of so many axes. Null if all distances are
    /// equal.
    /// </summary>
    internal ArrayRef[]? Inside(int ndim, int axis)
    {
        if (Distances is null)
        {
            return null;
        }
        var weights = new double[3][];
        for (int i = 0; i < weights.Length; i++)
        {
            weights[i] = new double[Distances.Length - 1];
        }
        for (int i = 0; i < weights[0].Length; i++)
        {
            (double a, double b) = (Distances[i], Distances[i + 1]);
            (weights[0][i], weights[1][i], weights[2][i]) = (-b / (a * (a + b)), (b - a) / (a * b), a / (b * (a + b)));
        }
        long[] shape = [.. Enumerable.Repeat(1L, ndim)];
        shape[axis] = weights[0].Length;
        return [.. weights.Select(values => ArrayLiteral.Create(values, null).Reshape(shape))];
    }

    private static GridSpacing OfAxis(object? item, long length)
    {
        ArrayRef given = ArrayLiteral.Create(item, null);
        if (given.NDim == 0)
        {
            return new(Number(given), null, false);
        }
        if (given.NDim != 1 || given.Size != length)
        {
            throw Error.SpacingShape(given.Layout.Shape, length);
        }
        if (!given.DType.IsNumeric || given.DType.IsComplex)
        {
            throw Error.NoLoop("gradient", given.DType);
        }
        var places = (double[])given.AsType(DType.Float64).ToArray();
        var distances = new double[Math.Max(0, places.Length - 1)];
        for (int i = 0; i < distances.Length; i++)
        {
            distances[i] = places[i + 1] - places[i];
        }
        // As in numpy, equal distances are computed with as one number.
        return distances.Length > 0 && Array.TrueForAll(distances, distance => distance == distances[0]) ? new(distances[0], null, true)
            : new(0, distances, true);
    }

    private static double Number(ArrayRef value)
        => value.DType.IsNumeric && !value.DType.IsComplex ? (double)value.AsType(DType.Float64).Item()!
            : throw Error.NoLoop("gradient", value.DType);

    private static IEnumerable<object?> Items(ArrayRef array)
    {
        for (long i = 0; i < array.Layout.Shape[0]; i++)
        {
            yield return array.At([i]);
        }
    }
}
