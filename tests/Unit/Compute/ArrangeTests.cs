using CsCheck;
using MemMap.Tests.Arrays;
using MemMap.Tests.Memory;

namespace MemMap.Tests.Compute;

/// <summary>
/// Axes in another order, windows, and arrays behind, beside and around one another: of any view, beside a model that picks element by
/// element.
/// </summary>
public class ArrangeTests : TempFolder
{
    private const int Cases = 2000;

    private static readonly Gen<int> Seeds = Gen.Int[0, int.MaxValue];

    [Fact]
    public void Views_walk_the_same_memory_in_another_way()
        => Gen.Select(Samples.Views, Seeds).Sample(
            (sample, seed) =>
            {
                (NDArray array, Model model) = (sample.Array, sample.Model);
                var random = new Random(seed);
                int ndim = array.NDim;
                if (ndim == 0)
                {
                    return IsView(array, array.AtLeast3d(), model with { Shape = [1, 1, 1] });
                }
                int axis = random.Next(ndim), window = random.Next((int)model.Shape[axis] + 1);
                long[] windows = [.. model.Shape.Select((length, i) => i == axis ? length - window + 1 : length), window];
                Model flipped = model.Pick(model.Shape, tuple => With(tuple, axis, model.Shape[axis] - 1 - tuple[axis]));
                bool right = IsView(array, array.Flip(axis), flipped)
                    && IsView(array, array.SlidingWindowView(window, axis - ndim), model.Pick(
                        windows, tuple => With(tuple[..ndim], axis, tuple[axis] + tuple[ndim])));
                if (ndim < 2)
                {
                    return right;
                }
                int other = (axis + 1 + random.Next(ndim - 1)) % ndim, offset = random.Next(-5, 6);
                long length = Math.Max(0, Math.Min(
                    model.Shape[axis] - Math.Max(0, -offset), model.Shape[other] - Math.Max(0, offset)));
                int[] rest = [.. Enumerable.Range(0, ndim).Where(i => i != axis && i != other)];
                Model diagonal = model.Pick([.. rest.Select(i => model.Shape[i]), length], tuple =>
                {
                    var source = new long[ndim];
                    for (int i = 0; i < rest.Length; i++)
                    {
                        source[rest[i]] = tuple[i];
                    }
                    source[axis] = tuple[^1] + Math.Max(0, -offset);
                    source[other] = tuple[^1] + Math.Max(0, offset);
                    return source;
                });
                long[] turned = (long[])model.Shape.Clone();
                (turned[axis], turned[other]) = (turned[other], turned[axis]);
                Model quarter = model.Pick(turned, tuple =>
                {
                    var source = (long[])tuple.Clone();
                    source[axis] = tuple[other];
                    source[other] = model.Shape[other] - 1 - tuple[axis];
                    return source;
                });
                return right && IsView(array, array.Diagonal(offset, axis, other), diagonal)
                    && IsView(array, array.Rot90(1, [axis, other]), quarter)
                    && IsView(array, array.Rot90(-3, [axis, other]).Rot90(2, [axis, other]).Rot90(2, [other, axis]), quarter);
            },
            iter: Cases);

    [Fact]
    public void Parts_of_an_axis_are_views_that_cover_it()
        => Gen.Select(Samples.Views.Where(sample => sample.Array.NDim > 0), Gen.Long[1, 6], Seeds).Sample(
            (sample, sections, seed) =>
            {
                int axis = seed % sample.Array.NDim;
                NDArray[] parts = sample.Array.ArraySplit(sections, axis);
                long[] lengths = [.. parts.Select(part => part.Shape[axis])];
                return parts.Length == sections && lengths.Max() - lengths.Min() <= 1 && lengths.SequenceEqual(lengths.OrderDescending())
                    && Array.TrueForAll(parts, part => ReferenceEquals(part.Buffer, sample.Array.Buffer))
                    && Holds(NDArray.Concatenate(parts, axis), sample.Model);
            },
            iter: Cases);

    [Fact]
    public void Arrays_stand_one_behind_the_other_whatever_they_are_in()
        => Gen.Select(Samples.Views.Where(sample => sample.Array.NDim > 0), Seeds).Sample(
            (sample, seed) =>
            {
                (NDArray array, Model model) = (sample.Array, sample.Model);
                int axis = seed % array.NDim, count = 1 + (seed / 8 % 3);
                long length = model.Shape[axis];
                long[] shape = [.. model.Shape.Select((each, i) => i == axis ? each * count : each)];
                Model expected = model.Pick(shape, tuple => With(tuple, axis, length == 0 ? 0 : tuple[axis] % length));
                object[] parts = [.. Enumerable.Repeat<object>(array, count)];
                NDArray lazy = NDArray.Concatenate([array.Lazy().AsType(Samples.Owned(array.DType)), .. parts[1..]], axis);
                NDArray target = NDArray.Zeros(shape, DType.Complex128, MemoryOrder.F);
                Assert.Same(target, NDArray.Concatenate(parts, axis, target));
                return Holds(NDArray.Concatenate(parts, axis), expected) && lazy.IsLazy && Holds(lazy, expected)
                    && Holds(target, expected) && (count > 1 || Holds((lazy + 0).Compute(), expected));
            },
            iter: Cases);

    [Fact]
    public void Elements_are_repeated_moved_on_and_surrounded()
        => Gen.Select(Samples.Views.Where(sample => sample.Array.NDim > 0), Seeds, Gen.Int[-7, 7]).Sample(
            (sample, seed, shift) =>
            {
                (NDArray array, Model model) = (sample.Array, sample.Model);
                int axis = seed % array.NDim, count = seed / 8 % 4, before = seed / 64 % 5, after = seed / 512 % 5;
                long length = model.Shape[axis];
                var mode = (PadMode)(seed / 4096 % 5);
                long[] reps = new long[array.NDim], many = [.. model.Shape.Select((each, i) => i == axis ? each * count : each)];
                Array.Fill(reps, 1);
                reps[axis] = count;
                Model tiled = model.Pick(many, tuple => With(tuple, axis, tuple[axis] % Math.Max(1, length)));
                Model repeated = model.Pick(many, tuple => With(tuple, axis, tuple[axis] / Math.Max(1, count)));
                Model rolled = model.Pick(model.Shape, tuple => With(tuple, axis, Modulo(tuple[axis] - shift, length)));
                bool right = true;
                foreach (NDArray operand in new[] { array, array.Lazy() })
                {
                    right &= Holds(operand.Tile(reps), tiled) && Holds(operand.Repeat(count, axis), repeated)
                        && Holds(operand.Repeat(Enumerable.Repeat(count, (int)length).ToArray(), axis), repeated)
                        && Holds(operand.Roll(shift, axis), rolled);
                    if (length > 0)
                    {
                        right &= Holds(Padded(operand, axis, before, after, mode), Surrounded(model, axis, before, after, mode));
                    }
                }
                return right;
            },
            iter: Cases);

    [Fact]
    public void Strides_stay_within_the_bytes_of_the_array()
        => Gen.Select(Samples.Views, Gen.Long[0, 3].Array[0, 3], Gen.Long[-40, 40].Array[3]).Sample(
            (sample, shape, strides) =>
            {
                strides = strides[..shape.Length];
                (long start, long end) = sample.Array.Layout.Extent(sample.Array.ItemSize);
                long[][] places = [.. Model.Tuples(shape)];
                bool fits = Array.TrueForAll(places, tuple => Offset(tuple) >= start && Offset(tuple) + sample.Array.ItemSize <= end);
                try
                {
                    NDArray view = sample.Array.AsStrided(shape, strides);
                    bool isApart = places.SelectMany(tuple => Enumerable.Range(0, view.ItemSize).Select(i => Offset(tuple) + i))
                        .GroupBy(offset => offset).All(group => group.Count() == 1);
                    return fits && view.Shape.SequenceEqual(shape)
                        && Array.TrueForAll(places, tuple => view.Layout.OffsetOf(tuple) == Offset(tuple))
                        && (isApart || !view.IsWriteable);
                }
                catch (ArgumentException e) when (e.Data[Error.IdKey] is "StridesBeyond")
                {
                    return !fits;
                }

                long Offset(long[] tuple) => sample.Array.Layout.Offset + tuple.Zip(strides, (i, stride) => i * stride).Sum();
            },
            iter: Cases);

    [Fact]
    public void Views_of_a_map_are_maps_and_what_is_assigned_is_in_the_file()
    {
        string path = NewPath();
        using (MemMapArray map = MemMapArray.Open(path, DType.UInt8, MapMode.Write, shape: [4, 4]))
        {
            NDArray[] views = [
                map.Flip(0), map.Rot90(), map.MoveAxis(0, 1), map.Diagonal(), map.ExpandDims(0), map.AtLeast3d(), map.ArraySplit(3)[0],
                map.SlidingWindowView(2, 0), map.AsStrided([2, 2], [1, 1]), NDArray.BroadcastArrays(map, 1)[0], map.Ravel(MemoryOrder.C)];
            Assert.All(
                views,
                view => Assert.Equal(map.FileName, Assert.IsType<MemMapArray>(view).FileName));
            map.Diagonal(1).Fill(1);
            map.Flip()[0, 0] = 2;
            map.View("i2").ByteSwapInPlace();
            Assert.False(map.SlidingWindowView(2, 0).IsWriteable);
            Assert.False(map.AsStrided([2, 2], [1, 1]).IsWriteable);
            Assert.True(map.AsStrided([2, 2], [4, 1]).IsWriteable);
        }
        Assert.Equal([1, 0, 0, 0, 0, 0, 0, 1, 0, 0, 1, 0, 0, 0, 2, 0], File.ReadAllBytes(path));
    }

    [Fact]
    public void A_target_may_be_one_of_the_arrays()
    {
        NDArray all = NDArray.Arange(6);
        NDArray[] halves = all.ArraySplit(2);
        Assert.Same(all, NDArray.Concatenate([halves[1], halves[0]], 0, all));
        Assert.Equal([3, 4, 5, 0, 1, 2], (long[])all.ToArray());
        NDArray.Concatenate([halves[1].Lazy() + 1, halves[0].Lazy() * 2], 0, all);
        Assert.Equal([1, 2, 3, 6, 8, 10], (long[])all.ToArray());
    }

    [Fact]
    public void Joined_lazy_arrays_are_computed_when_they_are_read_and_have_a_limited_depth()
    {
        NDArray numbers = NDArray.Arange(5);
        NDArray lazy = NDArray.Concatenate([numbers.Lazy() * 2, numbers]);
        int joins = JoinedMemMap.OpenJoins.Length;
        numbers[0] = 7;
        Assert.Equal([14, 2, 4, 6, 8, 7, 1, 2, 3, 4], (long[])lazy.ToArray());
        Assert.Equal(51L, lazy.Sum());
        Assert.Equal(joins, JoinedMemMap.OpenJoins.Length);
        InvalidOperationException deep = Assert.Throws<InvalidOperationException>(() =>
        {
            NDArray chain = numbers.Lazy() + 1;
            for (int i = 0; i < 1000; i++)
            {
                chain = NDArray.Concatenate([chain, numbers]);
            }
        });
        Assert.Equal("ExpressionTooDeep", deep.Data[Error.IdKey]);
    }

    private static NDArray Padded(NDArray array, int axis, int before, int after, PadMode mode)
    {
        var widths = new long[array.NDim, 2];
        (widths[axis, 0], widths[axis, 1]) = (before, after);
        return array.Pad(widths, mode, mode == PadMode.Constant ? 1 : null);
    }

    private static Model Surrounded(Model model, int axis, int before, int after, PadMode mode)
    {
        long length = model.Shape[axis];
        long[] shape = [.. model.Shape.Select((each, i) => i == axis ? each + before + after : each)];
        return new(shape, [.. Model.Tuples(shape).Select(tuple =>
        {
            long i = tuple[axis] - before;
            return mode == PadMode.Constant && (i < 0 || i >= length) ? 1 : model.At(With(tuple, axis, Walk(i, length, mode)));
        })]);
    }

    /// <summary>The index within an axis that one walks to from its start, turning or starting anew at the ends.</summary>
    private static long Walk(long target, long length, PadMode mode)
    {
        long at = 0, step = 1;
        for (long i = 0; i < Math.Abs(target); i++)
        {
            if (i == 0 && target < 0)
            {
                step = -1;
            }
            long next = at + step;
            bool isInside = next >= 0 && next < length;
            (at, step) = isInside ? (next, step) : mode switch
            {
                PadMode.Wrap => (Modulo(next, length), step),
                PadMode.Symmetric => (at, -step),
                PadMode.Reflect when length > 1 => (at - step, -step),
                _ => (at, step),
            };
        }
        return at;
    }

    private static long Modulo(long i, long length) => length == 0 ? 0 : ((i % length) + length) % length;

    private static long[] With(long[] tuple, int axis, long index) => [.. tuple[..axis], index, .. tuple[(axis + 1)..]];

    private static bool IsView(NDArray array, NDArray view, Model model)
        => ReferenceEquals(array.Buffer, view.Buffer) && Holds(view, model);

    private static bool Holds(NDArray array, Model model)
        => array.Shape.SequenceEqual(model.Shape) && Samples.Read(array.Compute()).SequenceEqual(model.Values);
}
