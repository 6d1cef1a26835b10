using CsCheck;
using MemMap.Tests.Memory;

namespace MemMap.Tests.Arrays;

/// <summary>Several arrays as one: elements, writing through, parts, errors.</summary>
public class JoinedTests : TempFolder
{
    private static readonly Gen<(NDArray[] Parts, double[] Values, long[] Shape, int Axis)> Joins = Gen.Select(
        Samples.Views.Where(sample => sample.Array.NDim > 0), Gen.Int[0, 7], Gen.Int[0, int.MaxValue]).Select((sample, cuts, seed) =>
        {
            // Cut an array of any layout, so that the parts have any layout, and copy some of them.
            var random = new Random(seed);
            int axis = random.Next(sample.Array.NDim);
            long length = sample.Array.Shape[axis];
            long[] places = [0, .. Enumerable.Range(0, cuts % 4).Select(_ => random.NextInt64(length + 1)).Order(), length];
            NDArray[] parts = new NDArray[places.Length - 1];
            for (int i = 0; i < parts.Length; i++)
            {
                NDArray part = sample.Array.WithLayout(sample.Array.Layout.Narrow(axis, places[i], places[i + 1] - places[i]));
                // A copy of packed elements is of whole ones, which is another dtype.
                parts[i] = random.Next(2) == 0 && part.Copy() is var copy && copy.DType.Equals(part.DType) ? copy : part;
            }
            return (parts, sample.Model.Values, sample.Model.Shape, axis);
        });

    [Fact]
    public void A_joined_array_has_the_elements_of_its_parts()
        => Joins.Sample(
            join =>
            {
                NDArray joined = JoinedMemMap.Join(join.Parts, join.Axis);
                return joined.Shape.SequenceEqual(join.Shape) && Samples.Read(joined.Copy()).SequenceEqual(join.Values)
                    && Samples.Read(joined.T.Copy()).SequenceEqual(Samples.Read(joined.Copy().T))
                    && Samples.Read(joined).SequenceEqual(join.Values);
            },
            iter: 5_000);

    [Fact]
    public void What_is_assigned_is_in_the_parts()
        => Gen.Select(Joins, Gen.Int[0, 99]).Sample(
            (join, seed) =>
            {
                NDArray joined = JoinedMemMap.Join([.. join.Parts.Select(part => part.AsType(join.Parts[0].Copy().DType))], join.Axis);
                NDArray other = NDArray.Arange(seed, seed + joined.Size).Reshape(joined.Shape).AsType(joined.DType);
                joined.T.SetItem(["..."], other.T);
                return Samples.Read(joined.Copy()).SequenceEqual(Samples.Read(other));
            },
            iter: 3_000);

    [Fact]
    public void Views_name_the_parts_of_their_rows()
    {
        NDArray[] arrays = [NDArray.Arange(6).Reshape(3, 2), NDArray.Arange(0).Reshape(0, 2), NDArray.Arange(8).Reshape(4, 2)];
        JoinedMemMap joined = JoinedMemMap.Join(arrays);
        Assert.Equal([(0, 0, 3), (1, 3, 0), (2, 3, 4)], joined.Parts.Select(part => (part.Number, part.FirstRow, part.Rows)));
        var view = (JoinedMemMap)joined.GetItem(["::-2, 1"])!;
        Assert.Equal([(2, 0, 2), (0, 2, 2)], view.Parts.Select(part => (part.Number, part.FirstRow, part.Rows)));
        Assert.Equal(2, joined.PartOf(6).Number);
        var rows = (JoinedMemMap)joined.Reshape(2, 7);
        Assert.Equal("RowsAcrossParts", IdOf(Assert.Throws<InvalidOperationException>(() => rows.Parts)));
    }

    [Fact]
    public void Parts_that_do_not_fit_are_named()
    {
        NDArray first = NDArray.Zeros([2, 3], DType.Int32);
        ArgumentException dtype = Assert.Throws<ArgumentException>(() => JoinedMemMap.Join([first, NDArray.Zeros([2, 3], DType.Int64)]));
        Assert.Contains("array 1 has dtype int64", dtype.Message, StringComparison.Ordinal);
        ArgumentException shape = Assert.Throws<ArgumentException>(() => JoinedMemMap.Join([first, NDArray.Zeros([2, 4], DType.Int32)]));
        Assert.Contains("array 1 has shape (2, 4)", shape.Message, StringComparison.Ordinal);
        Assert.Equal([2, 7], JoinedMemMap.Join([first, NDArray.Zeros([2, 4], DType.Int32)], -1).Shape);
        Assert.Throws<ArgumentException>(() => JoinedMemMap.Join([]));
        Assert.Throws<ArgumentException>(() => JoinedMemMap.Join([NDArray.Zeros([], DType.Int32)]));
    }

    [Fact]
    public void A_joined_array_and_its_parts_overlap()
    {
        NDArray memory = NDArray.Arange(0, 8, 1, DType.Int32);
        JoinedMemMap joined = JoinedMemMap.Join([(NDArray)memory.GetItem([":4"])!, (NDArray)memory.GetItem(["4:"])!]);
        joined.SetItem(["..."], memory.GetItem(["::-1"]));
        Assert.Equal([7.0, 6, 5, 4, 3, 2, 1, 0], Samples.Read(memory));
    }

    [Fact]
    public void Sorting_in_place_moves_elements_between_parts_in_memory()
    {
        NDArray first = NDArray.Array(new long[] { 5, 3, 9 }), second = NDArray.Array(new long[] { 4, 1, 7 });
        JoinedMemMap.Join([first, second]).SortInPlace();
        Assert.Equal([1, 3, 4], (long[])first.ToArray());
        Assert.Equal([5, 7, 9], (long[])second.ToArray());
    }

    [Fact]
    public void Closing_closes_the_maps_and_no_memory()
    {
        MemMapArray map = MemMapArray.Open(NewFile(Bytes(10)), DType.UInt8, MapMode.ReadWrite);
        NDArray memory = NDArray.Zeros([3], DType.UInt8);
        JoinedMemMap joined = JoinedMemMap.Join([map, memory]);
        joined.SetItem(["9:11"], 5);
        joined.Flush();
        joined.Close();
        Assert.True(map.IsClosed);
        Assert.Equal(5, Content(NewPath())[9]);
        Assert.Equal([5.0, 0, 0], Samples.Read(memory));
        Assert.Throws<ObjectDisposedException>(() => joined.Sum());
    }

    [Fact]
    public void A_large_sum_is_the_same_as_of_one_file()
    {
        // Parts that are no multiple of a block, so that blocks straddle them.
        NDArray whole = NDArray.Arange(0, 1_000_003, 1, DType.Float32).Sin();
        JoinedMemMap joined = JoinedMemMap.Join([.. whole.SplitRows(77_777)]);
        Assert.Equal(whole.Sum(), joined.Sum());
        Assert.Equal(whole.Std(), joined.Std());
        Assert.Equal(Samples.Read(whole.CumSum()), Samples.Read(joined.CumSum()));
        Assert.Equal(Samples.Read(whole.Sort()), Samples.Read(joined.Sort()));
    }
}
