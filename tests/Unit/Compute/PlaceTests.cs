using CsCheck;
using MemMap.Tests.Arrays;
using MemMap.Tests.Memory;

namespace MemMap.Tests.Compute;

/// <summary>Elements by position, by an index into several arrays and by conditions; numbers in bins: beside naive loops.</summary>
public class PlaceTests : TempFolder
{
    private const int Cases = 2000;

    private static readonly Gen<Sample> Filled = Samples.Views.Where(sample => sample.Array.Size > 0);

    [Fact]
    public void Positions_along_an_axis_are_taken_and_assigned()
        => Gen.Select(Filled.Where(sample => sample.Array.NDim > 0), Gen.Int[0, int.MaxValue]).Sample(
            (sample, seed) =>
            {
                (NDArray array, Model model) = (sample.Array, sample.Model);
                var random = new Random(seed);
                int axis = random.Next(array.NDim);
                long length = model.Shape[axis];
                long[] shape = With(model.Shape, axis, random.Next(1, 5));
                long[] indices = [.. Model.Tuples(shape).Select(_ => random.NextInt64(-length, length))];
                long Place(long[] tuple) => indices[Model.Flat(shape, tuple)] is var i && i < 0 ? i + length : i;
                Model taken = model.Pick(shape, tuple => With(tuple, axis, Place(tuple)));
                NDArray positions = NDArray.Array(indices).Reshape(shape);
                bool right = Samples.Read(array.TakeAlongAxis(positions, axis)).SequenceEqual(taken.Values)
                    && Samples.Read(array.Lazy().TakeAlongAxis(positions, axis - array.NDim)).SequenceEqual(taken.Values);
                double[] expected = [.. model.Values];
                foreach (long[] tuple in Model.Tuples(shape))
                {
                    expected[Model.Flat(model.Shape, With(tuple, axis, Place(tuple)))] = 1;
                }
                array.PutAlongAxis(positions, 1, axis);
                return right && Samples.Read(array).SequenceEqual(expected);
            },
            iter: Cases);

    [Fact]
    public void Positions_in_C_order_are_assigned_in_turn()
        => Gen.Select(Filled, Gen.Int[-9, 9].Array[0, 6], Gen.Int[0, 1].Array[1, 4], Gen.OneOfConst(Enum.GetValues<IndexMode>()))
            .Sample(
                (sample, positions, values, mode) =>
                {
                    double[] expected = [.. sample.Model.Values];
                    long size = expected.Length;
                    bool fits = mode != IndexMode.Raise || Array.TrueForAll(positions, i => i >= -size && i < size);
                    for (int i = 0; i < positions.Length && fits; i++)
                    {
                        long place = mode == IndexMode.Clip ? Math.Clamp(positions[i], 0, size - 1)
                            : ((positions[i] % size) + size) % size;
                        expected[place] = values[i % values.Length];
                    }
                    try
                    {
                        sample.Array.Put(positions, values, mode);
                    }
                    catch (IndexOutOfRangeException) when (!fits)
                    {
                    }
                    return Samples.Read(sample.Array).SequenceEqual(expected);
                },
                iter: Cases);

    [Fact]
    public void Masked_elements_take_the_value_at_their_place()
        => Gen.Select(Filled, Gen.Int[0, 1].Array[1, 4], Gen.Int[0, int.MaxValue]).Sample(
            (sample, values, seed) =>
            {
                var random = new Random(seed);
                bool[] mask = [.. sample.Model.Values.Select(_ => random.Next(2) == 0)];
                double[] expected = [.. sample.Model.Values.Select((value, i) => mask[i] ? values[i % values.Length] : value)];
                sample.Array.PutMask(NDArray.Array(mask).Reshape(sample.Model.Shape), values);
                double[] picked = [.. expected.Where((_, i) => mask[i])];
                return Samples.Read(sample.Array).SequenceEqual(expected) && Samples.Read(sample.Array.Compress(mask)).SequenceEqual(picked)
                    && Samples.Read(sample.Array.Lazy().Compress(mask)).SequenceEqual(picked)
                    && Samples.Read(sample.Array.FlatNonZero())
                        .SequenceEqual(Enumerable.Range(0, expected.Length).Where(i => expected[i] != 0).Select(i => (double)i));
            },
            iter: Cases);

    [Fact]
    public void An_index_chooses_among_arrays_and_the_first_true_condition_selects()
        => Gen.Select(Samples.Views, Samples.DTypes, Gen.Int[0, int.MaxValue]).Sample(
            (sample, dtype, seed) =>
            {
                double[] values = sample.Model.Values;
                var random = new Random(seed);
                int[] index = [.. values.Select(_ => random.Next(3))];
                NDArray other = NDArray.Array(values.Select(value => value % 2).ToArray()).Reshape(sample.Model.Shape).AsType(dtype);
                NDArray chooser = NDArray.Array(index).Reshape(sample.Model.Shape).AsType(">i2");
                double[] expected = [.. values.Select((value, i) => index[i] == 0 ? value : index[i] == 1 ? value % 2 : 1)];
                double[] selected = [.. values.Select((value, i) => index[i] == 1 ? value : index[i] != 2 ? value % 2 : 0)];
                object[] conditions = [chooser.Eq(1), chooser.Ne(2)], choices = [sample.Array, other];
                return Samples.Read(chooser.Choose([sample.Array, other, 1])).SequenceEqual(expected)
                    && Samples.Read(chooser.Lazy().Choose([sample.Array, other, 1]).Compute()).SequenceEqual(expected)
                    && Samples.Read(NDArray.Select(conditions, choices)).SequenceEqual(selected)
                    && NDArray.Select(conditions, [sample.Array.Lazy(), other]).IsLazy;
            },
            iter: Cases);

    [Fact]
    public void Positions_and_indices_are_each_others_opposite()
        => Gen.Select(Gen.Long[1, 5].Array[1, 4], Gen.Bool, Gen.Int[0, int.MaxValue]).Sample((shape, fortran, seed) =>
        {
            MemoryOrder order = fortran ? MemoryOrder.F : MemoryOrder.C;
            long size = Model.Product(shape);
            NDArray positions = NDArray.Arange(size), values = NDArray.Arange(size).Reshape(shape, order);
            NDArray[] index = NDArray.UnravelIndex(positions, shape, order);
            object?[] items = [.. index];
            return ((NDArray)values.GetItem(items)!).Eq(positions).All() is true
                && NDArray.RavelMultiIndex(index, shape, IndexMode.Raise, order).Eq(positions).All() is true
                && NDArray.RavelMultiIndex([.. index.Select((axis, i) => (object)(axis + shape[i]))], shape, IndexMode.Wrap, order)
                    .Eq(positions).All() is true;
        });

    [Fact]
    public void Elements_are_counted_and_put_in_bins()
        => Gen.Select(Samples.Views, Gen.Int[-5, 60].Array[0, 5], Gen.Bool, Gen.Bool).Sample(
            (sample, bins, right, isDescending) =>
            {
                double[] values = sample.Model.Values;
                bins = isDescending ? [.. bins.OrderDescending()] : [.. bins.Order()];
                bool isEqual = bins.Length > 0 && bins[0] == bins[^1];
                double[] expected = [.. values.Select(value => (double)(isDescending && !isEqual
                    ? bins.Count(edge => right ? edge >= value : edge > value)
                    : bins.Count(edge => right ? edge < value : edge <= value)))];
                NDArray edges = NDArray.Array(bins).AsType(DType.Int64);
                bool fits = sample.Array.DType.IsComplex
                    || (Samples.Read(sample.Array.Digitize(edges, right)).SequenceEqual(expected)
                        && Samples.Read(sample.Array.Lazy().Digitize(edges, right).Compute()).SequenceEqual(expected));
                DType dtype = sample.Array.DType;
                if (dtype.IsInteger && !dtype.AsNative().Equals(DType.UInt64))
                {
                    NDArray line = sample.Array.Ravel();
                    double[] counts = [.. Enumerable.Range(0, 101).Select(i => (double)values.Count(value => value == i))];
                    double[] sums = [.. Enumerable.Range(0, 101).Select(i => values.Where(value => value == i).Sum())];
                    fits &= Samples.Read(line.BinCount(null, 101)).SequenceEqual(counts)
                        && Samples.Read(line.Lazy().BinCount(line, 101)).SequenceEqual(sums);
                }
                return fits;
            },
            iter: Cases);

    [Fact]
    public void What_does_not_fit_is_an_error_and_nothing_is_changed()
    {
        NDArray numbers = NDArray.Arange(6).Reshape(2, 3);
        byte[] before = numbers.ToBytes();
        Refused("IndexOutOfBounds", () => numbers.Put(new[] { 0, 6 }, 1));
        Refused("MaskSize", () => numbers.PutMask(new[] { true }, 1));
        Refused("NotIntegers", () => numbers.Put(new[] { 0.5 }, 1));
        Refused("PositionAxes", () => numbers.PutAlongAxis(new[] { 0 }, 1, 1));
        Refused("IndexOutOfBounds", () => numbers.PutAlongAxis(new[,] { { 3 }, { 0 } }, 1, 1));
        Refused("NoSuchChoice", () => (numbers % 3).Choose([numbers, 1], IndexMode.Raise, numbers));
        Refused("NoSuchChoice", () => (numbers.Lazy() % 3).Choose([numbers, 1], IndexMode.Raise, numbers));
        Refused("NoChoices", () => numbers.Choose([]));
        Refused("SelectCondition", () => NDArray.Select([numbers], [1]));
        Refused("SelectLists", () => NDArray.Select([numbers.Gt(1)], [1, 2]));
        Refused("ConditionAxes", () => numbers.Compress(numbers.Gt(1)));
        Refused("IndexOutOfBounds", () => NDArray.UnravelIndex(6, [2, 3]));
        Refused("IndexOutOfBounds", () => NDArray.RavelMultiIndex([0, 3], [2, 3]));
        Refused("IndexCountMismatch", () => NDArray.RavelMultiIndex([0], [2, 3]));
        Refused("BinsNotMonotonic", () => numbers.Digitize(new[] { 1, 3, 2 }));
        Refused("BinCountShape", () => numbers.BinCount());
        Refused("BinCountNegative", () => (numbers.Ravel() - 1).BinCount());
        Refused("BinCountWeights", () => numbers.Ravel().BinCount(new[] { 1 }));
        Refused("PartitionPosition", () => numbers.Partition(3));
        Refused("RepeatsMismatch", () => numbers.Repeat(new[] { 1, 2 }, 1));
        Refused("NegativeRepeats", () => numbers.Tile(-1));
        Refused("PadWidth", () => numbers.Pad(-1));
        Refused("PadWidth", () => numbers.Pad(0.5));
        Refused("PadWidth", () => numbers.Pad(new[] { 1, 2, 3 }));
        Refused("PadEmpty", () => NDArray.Zeros([0, 2]).Pad(1, PadMode.Edge));
        Refused("PadEmpty", () => NDArray.Zeros([0, 2]).Pad(1, PadMode.Mean));
        Refused("PadLength", () => numbers.Pad(1, PadMode.Mean, null, 0));
        Refused("UnsupportedDType", () => NDArray.Array(new[] { "a" }).Pad(1, PadMode.LinearRamp));
        Refused("StackShapes", () => NDArray.Stack([numbers, 1]));
        Refused("NothingToJoin", () => NDArray.Concatenate([]));
        Refused("JoinMismatch", () => NDArray.Concatenate([numbers, new[] { 1 }]));
        Refused("StridesBeyond", () => numbers.AsStrided([7], [8]));
        Refused("StridesMismatch", () => numbers.AsStrided([7], [8, 8]));
        Refused("WindowLength", () => numbers.SlidingWindowView(4, 1));
        Refused("WindowAxes", () => numbers.SlidingWindowView([2]));
        Refused("TurnAxes", () => numbers.Rot90(1, [0]));
        Refused("DiagonalAxes", () => numbers.Ravel().Diagonal());
        Refused("Sections", () => numbers.ArraySplit(0));
        Refused("StepZero", () => NDArray.Arange(0.5, 1.5, 0));
        Refused("RangeTooLong", () => NDArray.Arange(0.5, double.PositiveInfinity));
        Refused("SampleCount", () => NDArray.Linspace(0, 1, -1));
        Refused("NotDates", () => NDArray.Arange(DateTime.UnixEpoch, DateTime.UtcNow, 1, DType.Int64));
        Assert.Equal(before, numbers.ToBytes());
    }

    [Fact]
    public void Elements_of_a_map_are_assigned_in_the_file()
    {
        string path = NewPath();
        using (MemMapArray map = MemMapArray.Open(path, DType.UInt8, MapMode.Write, shape: [2, 4]))
        {
            map.Put(new[] { -1, 0 }, new[] { 1, 2 });
            map.PutMask(map.Eq(0), new[] { 5, 6, 7 });
            map.PutAlongAxis(new[,] { { 1 }, { 2 } }, new[,] { { 8 }, { 9 } }, 1);
        }
        Assert.Equal([2, 8, 7, 5, 6, 7, 9, 1], File.ReadAllBytes(path));
    }

    [Fact]
    public void Dates_stand_at_equal_distances()
    {
        DateTime start = new(2024, 2, 27, 0, 0, 0, DateTimeKind.Utc);
        Assert.Equal("['2024-02-27' '2024-02-28' '2024-02-29' '2024-03-01']", NDArray.Arange(start, start.AddDays(4)).ToString());
        Assert.Equal("['2024-02' '2024-03' '2024-04']", NDArray.Arange(start, start.AddMonths(3), 1, "M8[M]").ToString());
        NDArray hours = NDArray.Arange(start, start.AddHours(2), TimeSpan.FromMinutes(45), ">M8[s]");
        Assert.Equal("['2024-02-27T00:00:00' '2024-02-27T00:45:00' '2024-02-27T01:30:00']", hours.ToString());
        Assert.Equal(">M8[s]", hours.DType.Str);
    }

    private static void Refused(string id, Action action) => Assert.Equal(id, Assert.ThrowsAny<Exception>(action).Data[Error.IdKey]);

    private static long[] With(long[] tuple, int axis, long index) => [.. tuple[..axis], index, .. tuple[(axis + 1)..]];
}
