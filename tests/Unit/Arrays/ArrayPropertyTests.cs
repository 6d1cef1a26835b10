using CsCheck;
using MemMap.DataTypes;

namespace MemMap.Tests.Arrays;

/// <summary>What arrays do, against the naive oracle: every layout, byte order and address that a view can have.</summary>
public class ArrayPropertyTests
{
    private const int Cases = 10_000;

    [Fact]
    public void A_chain_of_views_reads_what_its_elements_are()
        => Samples.Views.Sample(sample => Samples.Read(sample.Array).SequenceEqual(sample.Model.Values), iter: Cases);

    [Fact]
    public void A_copy_of_any_view_has_its_elements()
        => Samples.Views.Sample(
            sample => sample.Array.Copy() is { IsContiguous: true } copy && Samples.Read(copy).SequenceEqual(sample.Model.Values),
            iter: Cases);

    [Fact]
    public void A_cast_of_any_view_has_its_values()
        => Gen.Select(Samples.Views, Samples.DTypes).Sample(
            (sample, dtype) =>
            {
                bool toBool = dtype.Kind == ElementKind.Bool;
                return Samples.Read(sample.Array.AsType(dtype))
                    .SequenceEqual(sample.Model.Values.Select(v => toBool ? (v != 0 ? 1 : 0) : v));
            },
            iter: Cases);

    [Fact]
    public void Assigning_through_any_view_changes_its_elements_and_no_others()
        => Gen.Select(Samples.Views, Samples.Whole, Gen.Int[0, 99]).Sample(
            (target, source, seed) =>
            {
                NDArray root = target.Array.Base ?? target.Array;
                // Where each element of the root is, to see that nothing else changes.
                double[] before = Samples.Read(root);
                if (Model.BroadcastShape(source.Model.Shape, target.Model.Shape) is not { } shape
                    || !shape.SequenceEqual(target.Model.Shape))
                {
                    return true;
                }
                target.Array.SetItem(["..."], source.Array);
                bool toBool = target.Array.DType.Kind == ElementKind.Bool;
                double[] expected = [.. source.Model.BroadcastTo(shape).Values.Select(v => toBool ? (v != 0 ? 1 : 0) : v)];
                bool right = Samples.Read(target.Array).SequenceEqual(expected);
                int changed = Samples.Read(root).Zip(before).Count(pair => pair.First != pair.Second);
                return right && changed <= target.Model.Values.Length;
            },
            iter: Cases);

    [Fact]
    public void Overlapping_source_and_target_behave_as_if_the_source_was_copied_first()
        => Gen.Select(Gen.Int[1, 40], Gen.Int[0, 40], Gen.Int[0, 40], Gen.Int[0, 40], Gen.Bool, Gen.OneOfConst("u1", ">i4", "<f8")).Sample(
            (length, from, to, count, reverse, code) =>
            {
                count = Math.Min(count, length - Math.Max(from % length, to % length));
                (from, to) = (from % length, to % length);
                NDArray array = NDArray.Arange(0, length, 1, DType.Parse(code));
                double[] model = Samples.Read(array);
                var source = (NDArray)array.GetItem([$"{from}:{from + count}"])!;
                double[] moved = model[from..(from + count)];
                if (reverse)
                {
                    source = (NDArray)source.GetItem(["::-1"])!;
                    Array.Reverse(moved);
                }
                array.SetItem([$"{to}:{to + count}"], source);
                moved.CopyTo(model, to);
                return Samples.Read(array).SequenceEqual(model);
            },
            iter: Cases);

    [Fact]
    public void Arithmetic_broadcasts_like_the_oracle()
        => Gen.Select(Samples.Views, Samples.Views, Gen.OneOfConst('+', '-', '*')).Sample(
            (x, y, operation) =>
            {
                DType common = Promotion.PromoteTypes(x.Array.DType, y.Array.DType);
                if (common.Kind == ElementKind.Bool || common.ItemSize < 4)
                {
                    return true; // Wrapping is checked by the golden cases.
                }
                NDArray Compute() => operation switch { '+' => x.Array + y.Array, '-' => x.Array - y.Array, _ => x.Array * y.Array };
                if (Model.BroadcastShape(x.Model.Shape, y.Model.Shape) is not { } shape)
                {
                    Assert.Throws<ArgumentException>(Compute);
                    return true;
                }
                double[] a = x.Model.BroadcastTo(shape).Values, b = y.Model.BroadcastTo(shape).Values;
                IEnumerable<double> expected = a.Zip(b, (p, q) => operation switch { '+' => p + q, '-' => p - q, _ => p * q });
                expected = expected.Select(v => v < 0 && common.Kind == ElementKind.UInt32 ? v + (1L << 32) : v);
                if (common.Kind == ElementKind.UInt64)
                {
                    expected = expected.Select(v => (double)unchecked((ulong)(long)v));
                }
                NDArray result = Compute();
                return result.Shape.SequenceEqual(shape) && result.DType.Equals(common) && Samples.Read(result).SequenceEqual(expected);
            },
            iter: Cases);

    [Fact]
    public void Reductions_along_any_axis_fold_the_right_elements()
        => Gen.Select(Samples.Views, Gen.Int[0, 3], Gen.Bool).Sample(
            (sample, pick, keepDims) =>
            {
                if (sample.Array.NDim == 0 || sample.Array.DType.IsComplex || sample.Array.DType.ItemSize == 1)
                {
                    return true;
                }
                int axis = pick % sample.Array.NDim;
                long[] shape = [.. sample.Model.Shape.Where((_, k) => k != axis)];
                double[] sums = [.. Model.Tuples(shape).Select(tuple =>
                {
                    double sum = 0;
                    for (long i = 0; i < sample.Model.Shape[axis]; i++)
                    {
                        sum += sample.Model.At([.. tuple[..axis], i, .. tuple[axis..]]);
                    }
                    return sum;
                })];
                object? result = sample.Array.Sum(axis, keepDims);
                double[] actual = result is NDArray array ? Samples.Read(array) : [Samples.ToDouble(result)];
                double total = Samples.ToDouble(sample.Array.Sum());
                // Integers this small are exact in every dtype but float16, whose result is rounded once.
                double Rounded(double sum) => sample.Array.DType.Kind == ElementKind.Float16 ? (double)(Half)sum : sum;
                return actual.SequenceEqual(sums.Select(Rounded)) && total == Rounded(sample.Model.Values.Sum());
            },
            iter: Cases);

    [Fact]
    public void Lists_as_indices_pick_and_put_elements()
        => Gen.Select(Samples.Views, Gen.Int[0, 3], Gen.Int[0, 99].Array[0, 5]).Sample(
            (sample, pick, numbers) =>
            {
                int ndim = sample.Array.NDim;
                if (ndim == 0 || sample.Model.Shape[pick % ndim] == 0)
                {
                    return true;
                }
                int axis = pick % ndim;
                long length = sample.Model.Shape[axis];
                object[] list = [.. numbers.Select(n => (object)((n % (2 * length)) - length))];
                object?[] index = [.. Enumerable.Repeat<object?>(":", axis), list];
                long[] shape = [.. sample.Model.Shape];
                shape[axis] = list.Length;
                Model expected = sample.Model.Pick(shape, tuple =>
                {
                    long[] source = [.. tuple];
                    long i = Convert.ToInt64(list[tuple[axis]], null);
                    source[axis] = i < 0 ? i + length : i;
                    return source;
                });
                var taken = (NDArray)sample.Array.GetItem(index)!;
                bool right = taken.Shape.SequenceEqual(shape) && Samples.Read(taken).SequenceEqual(expected.Values);
                // What is put back where it was taken from changes nothing.
                sample.Array.SetItem(index, taken);
                return right && Samples.Read(sample.Array).SequenceEqual(sample.Model.Values);
            },
            iter: Cases);

    [Fact]
    public void A_mask_picks_the_elements_where_it_is_true()
        => Gen.Select(Samples.Views, Gen.Int[0, int.MaxValue]).Sample(
            (sample, seed) =>
            {
                if (sample.Array.NDim == 0)
                {
                    return true;
                }
                var random = new Random(seed);
                bool[] bits = [.. sample.Model.Values.Select(_ => random.Next(2) == 0)];
                NDArray mask = NDArray.Array(bits).Reshape(sample.Model.Shape);
                var taken = (NDArray)sample.Array.GetItem([mask])!;
                sample.Array.SetItem([mask], 1);
                return Samples.Read(taken).SequenceEqual(sample.Model.Values.Where((_, i) => bits[i]))
                    && Samples.Read(sample.Array).SequenceEqual(sample.Model.Values.Select((v, i) => bits[i] ? 1 : v));
            },
            iter: Cases);

    [Fact]
    public void Reshaping_any_view_keeps_its_elements_in_order()
        => Gen.Select(Samples.Views, Gen.Int[0, int.MaxValue]).Sample(
            (sample, seed) =>
            {
                var random = new Random(seed);
                long rest = sample.Array.Size;
                var shape = new List<long>();
                for (int i = 0; i < 3 && rest > 0; i++)
                {
                    long[] divisors = [.. Enumerable.Range(1, (int)Math.Min(rest, 64)).Select(d => (long)d).Where(d => rest % d == 0)];
                    shape.Add(divisors[random.Next(divisors.Length)]);
                    rest /= shape[^1];
                }
                shape.Add(rest);
                NDArray reshaped = sample.Array.Reshape([.. shape]);
                return reshaped.Shape.SequenceEqual(shape) && Samples.Read(reshaped).SequenceEqual(sample.Model.Values);
            },
            iter: Cases);
}
