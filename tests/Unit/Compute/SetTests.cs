using CsCheck;
using MemMap.Tests.Arrays;

namespace MemMap.Tests.Compute;

/// <summary>Distinct elements, arrays as sets and order by several keys, of any view, beside LINQ.</summary>
public class SetTests
{
    private const int Cases = 2000;

    private static readonly Gen<(Sample X, Sample Y)> Pairs = Gen.Select(Samples.Views, Samples.Views).Where(
        (x, y) => x.Array.DType.IsComplex == y.Array.DType.IsComplex);

    [Fact]
    public void Arrays_are_sets_of_their_elements()
        => Pairs.Sample(
            pair =>
            {
                (NDArray x, NDArray y) = (pair.X.Array, pair.Y.Array);
                double[] a = pair.X.Model.Values, b = pair.Y.Model.Values;
                double[] isIn = [.. a.Select(value => b.Contains(value) ? 1.0 : 0)];
                return Reads(x.IsIn(y), isIn) && Reads(x.Lazy().IsIn(y, invert: true), isIn.Select(value => 1 - value))
                    && Reads(x.Intersect1d(y), a.Intersect(b).Order()) && Reads(x.Union1d(y.Lazy()), a.Union(b).Order())
                    && Reads(x.SetDiff1d(y), a.Except(b).Order()) && Reads(x.SetXor1d(y), a.Except(b).Union(b.Except(a)).Order());
            },
            iter: Cases);

    [Fact]
    public void Distinct_elements_are_found_where_they_are()
        => Samples.Views.Sample(
            sample =>
            {
                double[] values = sample.Model.Values;
                double[] distinct = [.. values.Distinct().Order()];
                foreach (NDArray array in new[] { sample.Array, sample.Array.Lazy() })
                {
                    UniqueAllResult all = array.UniqueAll();
                    if (!Reads(all.Values, distinct) || all.Values.DType != Samples.Owned(array.DType)
                        || !Reads(all.Indices, distinct.Select(value => (double)Array.IndexOf(values, value)))
                        || !all.InverseIndices.Shape.SequenceEqual(array.Shape)
                        || !Reads(all.InverseIndices, values.Select(value => (double)Array.IndexOf(distinct, value)))
                        || !Reads(all.Counts, distinct.Select(value => (double)values.Count(other => other == value))))
                    {
                        return false;
                    }
                }
                return true;
            },
            iter: Cases);

    [Fact]
    public void Distinct_rows_are_found_where_they_are()
        => Gen.Select(Samples.Views.Where(sample => sample.Array.NDim > 0 && sample.Array.Size > 0), Gen.Int[0, 3]).Sample(
            (sample, pick) =>
            {
                // Few values, so that some rows are equal.
                NDArray array = (sample.Array.AsType(DType.Int32) % 2).AsType(Samples.Owned(sample.Array.DType));
                Model model = sample.Model with { Values = [.. sample.Model.Values.Select(value => (int)value % 2)] };
                int axis = pick % array.NDim, ndim = array.NDim;
                string[] rows = [.. Enumerable.Range(0, (int)model.Shape[axis]).Select(i => string.Concat(
                    Model.Tuples([.. model.Shape[..axis], .. model.Shape[(axis + 1)..]])
                        .Select(tuple => model.At([.. tuple[..axis], i, .. tuple[axis..]]))))];
                string[] distinct = [.. rows.Distinct().Order(StringComparer.Ordinal)];
                long[] first = [.. distinct.Select(row => (long)Array.IndexOf(rows, row))];
                UniqueAllResult all = array.UniqueAll(axis - ndim);
                return all.Values.ToBytes().SequenceEqual(array.Take(first, axis).ToBytes())
                    && all.Values.Shape.SequenceEqual(array.Take(first, axis).Shape)
                    && Reads(all.Indices, first.Select(i => (double)i))
                    && Reads(all.InverseIndices, rows.Select(row => (double)Array.IndexOf(distinct, row)))
                    && Reads(array.UniqueCounts(axis).Counts, distinct.Select(row => (double)rows.Count(other => other == row)));
            },
            iter: Cases);

    [Fact]
    public void Keys_order_from_the_last_to_the_first()
        => Gen.Select(Samples.Views.Where(sample => sample.Array.NDim > 0), Samples.DTypes, Gen.Int[0, 3]).Sample(
            (sample, dtype, pick) =>
            {
                int axis = pick % sample.Array.NDim;
                Model coarse = sample.Model with { Values = [.. sample.Model.Values.Select(value => Math.Floor(value / 3) % 2)] };
                NDArray key = NDArray.Array(coarse.Values).Reshape(coarse.Shape).AsType(dtype);
                double[] expected = [.. Model.Tuples(coarse.Shape).Select(tuple => (double)Enumerable.Range(0, (int)coarse.Shape[axis])
                    .Select(i => (long[])[.. tuple[..axis], i, .. tuple[(axis + 1)..]])
                    .OrderBy(coarse.At).ThenBy(sample.Model.At).ElementAt((int)tuple[axis])[axis])];
                return Reads(NDArray.LexSort([sample.Array, key], axis), expected);
            },
            iter: Cases);

    [Fact]
    public void Records_are_sorted_by_some_fields_before_the_others_in_the_file_too()
    {
        NDArray records = NDArray.Zeros([50], "[('a', 'u1'), ('b', '>i2'), ('c', 'S2')]");
        var random = new Random(5);
        records["a"] = Enumerable.Range(0, 50).Select(_ => random.Next(3)).ToArray();
        records["b"] = Enumerable.Range(0, 50).Select(_ => random.Next(-2, 3)).ToArray();
        records["c"] = Enumerable.Range(0, 50).Select(_ => $"{random.Next(2)}").ToArray();
        (byte A, short B, string C)[] rows = [.. Enumerable.Range(0, 50).Select(
            i => ((byte)records.Field("a")[i]!, (short)records.Field("b")[i]!, (string)records.Field("c")[i]!))];
        int[] order = [.. Enumerable.Range(0, 50).OrderBy(i => rows[i].C).ThenBy(i => rows[i].A).ThenBy(i => rows[i].B)];
        Assert.Equal(order, ((long[])records.ArgSort(-1, ["c"]).ToArray()).Select(i => (int)i));
        NDArray sorted = records.Sort(null, ["c"]);
        Assert.Equal(records.DType, sorted.DType);
        Assert.Equal(records.Take(order).ToBytes(), sorted.ToBytes());
        records.SortInPlace(0, ["c", "a"]);
        Assert.Equal(sorted.ToBytes(), records.ToBytes());
        Assert.Equal("NoSuchField", Assert.Throws<ArgumentException>(() => records.Sort(-1, ["d"])).Data[Error.IdKey]);
        Assert.Equal("FieldTwice", Assert.ThrowsAny<Exception>(() => records.ArgSort(-1, ["a", "a"])).Data[Error.IdKey]);
        Assert.Equal("NoSuchField", Assert.Throws<ArgumentException>(() => NDArray.Arange(3).Sort(-1, ["a"])).Data[Error.IdKey]);
    }

    [Fact]
    public void Nothing_equals_no_number_and_no_time()
    {
        NDArray x = NDArray.Array(new[] { double.NaN, 1, -0.0 }), t = NDArray.Array(new[] { "2024-01-01", "NaT" }, "M8[D]");
        Assert.Equal([false, true, true], (bool[])x.IsIn(new[] { double.NaN, 1, 0 }).ToArray());
        Assert.Equal([true, false], (bool[])t.IsIn(t).ToArray());
        Assert.Equal([double.NaN], (double[])x.SetDiff1d(x).ToArray());
        Assert.Equal([double.NaN, double.NaN], (double[])x.SetXor1d(x).ToArray());
        Assert.Equal(3, x.Union1d(x).Size);
        Assert.Equal([false, true], (bool[])NDArray.Array(new[] { "fig", "pear" }).IsIn(new[] { "pear", "apple" }).ToArray());
    }

    private static bool Reads(NDArray array, IEnumerable<double> expected) => Samples.Read(array.Compute()).SequenceEqual(expected);
}
