namespace MemMap.Compute;

/// <summary>Sums of weights in each bin, and densities.</summary>
internal static unsafe class WeightedHistogram
{
    /// <summary>The sum of the weights in each bin: in the weights' dtype, added in float64 and in the elements' order.</summary>
    /// <param name="array">The elements.</param>
    /// <param name="weights">A weight for each element.</param>
    /// <param name="bins">The bins.</param>
    internal static ArrayRef Run(ArrayRef array, ArrayRef weights, HistogramBins bins)
        => Run([array], weights, bins.Edges.Length - 1, values => bins.BinOf(values[0]));

    /// <summary>
    /// The sum of the weights in each place that <paramref name="placeOf"/> finds for the elements of some arrays; -1 is none.
    /// </summary>
    internal static ArrayRef Run(ArrayRef[] arrays, ArrayRef weights, long count, PlaceOf placeOf)
    {
        if (!weights.Layout.Shape.SequenceEqual(arrays[0].Layout.Shape))
        {
            throw Error.HistogramShapes("weights", weights.Layout.Shape, arrays[0].Layout.Shape);
        }
        if (!weights.DType.IsNumeric || weights.DType.IsComplex)
        {
            throw Error.NoLoop("histogram", weights.DType);
        }
        var sums = new double[count];
        using var leases = new LeaseSet();
        Operand[] operands = [.. arrays.Append(weights).Select(array => leases.Input(array, DType.Float64))];
        // In order, so that sums of floats don't depend on the number of threads.
        BlockLoop.Run(
            BlockLoop.Normalize(operands, mayReorder: false),
            (blocks, items, _) =>
            {
                double* weight = (double*)blocks[operands.Length - 1];
                Span<double> values = stackalloc double[operands.Length - 1];
                for (int i = 0; i < items; i++)
                {
                    for (int k = 0; k < values.Length; k++)
                    {
                        values[k] = ((double*)blocks[k])[i];
                    }
                    long place = placeOf(values);
                    if (place >= 0)
                    {
                        sums[place] += weight[i];
                    }
                }
            },
            leases.Verify, inOrder: true);
        return ArrayLiteral.Create(sums, null).AsType(weights.DType.AsNative());
    }

    /// <summary>What the counts are as a density: over all bins, the density times the bins' sizes is 1.</summary>
    /// <param name="counts">The counts, with an axis for each list of edges.</param>
    /// <param name="edges">The edges.</param>
    internal static ArrayRef Density(ArrayRef counts, params double[][] edges)
    {
        ArrayRef density = Elementwise.Binary(
            Operations.Divide, counts, Reductions.Run(Operations.Sum, counts.AsType(DType.Float64), null, keepDims: false));
        for (int axis = 0; axis < edges.Length; axis++)
        {
            long[] shape = [.. Enumerable.Repeat(1L, edges.Length)];
            shape[axis] = edges[axis].Length - 1;
            ArrayRef widths = Diff.Step(ArrayLiteral.Create(edges[axis], null), 0).Reshape(shape);
            density = Elementwise.Binary(Operations.Divide, density, widths);
        }
        return density;
    }
}

/// <summary>The place of some values in a table; -1 for none.</summary>
internal delegate long PlaceOf(ReadOnlySpan<double> values);
