using System.Globalization;
using CsCheck;
using MemMap.Compute;
using MemMap.Geometry;
using MemMap.Memory;
using MemMap.Tests.Arrays;

namespace MemMap.Tests.Compute;

/// <summary>Paths that are there to be fast, against what they stand for.</summary>
public unsafe class VectorPathTests
{
    private static readonly Gen<float> Floats = Gen.Frequency(
        (40, Gen.Float[-10, 10]),
        (2, Gen.Const(float.PositiveInfinity)),
        (2, Gen.Const(float.NegativeInfinity)),
        (1, Gen.Const(float.MaxValue)),
        (1, Gen.Const(float.MinValue)));

    [Fact]
    public void Extremes_and_their_places_are_those_of_a_plain_loop()
        => Gen.Select(Floats.Array[1, 700], Gen.Int[-1, 699]).Sample((values, nan) =>
        {
            if (nan >= 0 && nan % 3 == 0 && nan < values.Length)
            {
                values[nan] = float.NaN;
            }
            // Float32, and the same numbers as float64.
            NDArray array = NDArray.Array(values), wide = array.AsType(DType.Float64);
            float least = values.Aggregate((a, b) => float.IsNaN(a) || a <= b ? a : b),
                most = values.Aggregate((a, b) => float.IsNaN(a) || a >= b ? a : b);
            int first = Array.FindIndex(values, value => value.Equals(least)), top = Array.FindIndex(values, value => value.Equals(most));
            return least.Equals(array.Min()) && most.Equals(array.Max()) && ((double)least).Equals(wide.Min())
                && ((double)most).Equals(wide.Max())
                && ((long)first).Equals(array.ArgMin()) && ((long)top).Equals(wide.ArgMax());
        });

    [Fact]
    public void Elements_a_few_apart_are_gathered_each_from_its_place()
        => Gen.Select(Gen.OneOfConst("i1", "i2", "f4", "i8", "c16"), Gen.Int[1, 7], Gen.Int[0, 90], Gen.Int[0, 3], Gen.Bool)
            .Sample((code, step, count, odd, isBackward) =>
        {
            DType dtype = DType.Parse(code);
            long length = Math.Max(0, ((count - 1) * step) + 1);
            // The last element ends where the memory does.
            NativeBuffer buffer = NativeBuffer.Allocate((length * dtype.ItemSize) + odd, zeroed: false);
            var all = new NDArray(new ArrayRef(buffer, new Layout([length], [dtype.ItemSize], odd), dtype));
            Samples.Write(all, [.. Enumerable.Range(0, (int)length).Select(i => (double)(i % 100))]);
            NDArray some = all.WithLayout(new Layout([count], [step * dtype.ItemSize], odd));
            some = isBackward ? (NDArray)some.GetItem(["::-1"])! : some;
            return Samples.Read(some.Copy()).SequenceEqual(Samples.Read(some));
        });

    [Fact]
    public void Elements_at_any_distance_are_gathered_each_from_its_place()
        => Gen.Select(Gen.OneOfConst(1, 2, 3, 4, 8, 16), Gen.Int[-70, 70], Gen.Int[0, 90], Gen.Bool)
            .Sample((size, stride, count, isAsked) =>
        {
            // The elements end where the memory does, on either side.
            int length = count == 0 ? 0 : (Math.Abs(stride) * (count - 1)) + size, first = stride < 0 ? length - size : 0;
            byte[] bytes = [.. Enumerable.Range(0, length).Select(i => (byte)(i * 7 % 251))], block = new byte[(count * size) + 1];
            fixed (byte* memory = bytes, target = block)
            {
                if (count > 0)
                {
                    StridedMemory.GatherRun(memory + first, stride, count, target, size, isAsked, default);
                }
            }
            byte[] expected = [.. Enumerable.Range(0, count).SelectMany(i => bytes.Skip(first + (i * stride)).Take(size)), 0];
            return block.AsSpan().SequenceEqual(expected);
        });

    [Fact]
    public void Times_that_are_NaT_equal_none_and_have_no_order()
        => Gen.Select(Gen.Int[0, 3].Array[0, 100], Gen.Int[0, 3].Array[100], Gen.OneOfConst(Enum.GetValues<Relation>()), Gen.Bool)
            .Sample((x, y, relation, isOne) =>
        {
            y = isOne ? [.. Enumerable.Repeat(y[0], x.Length)] : y[..x.Length];
            bool[] expected = [.. x.Zip(y, (a, b) => Holds(a == 0 ? double.NaN : a, b == 0 ? double.NaN : b))];
            NDArray holds = new(Elementwise.Binary(Operations.Of(relation), Times(x).Ref, Times(y).Ref));
            return expected.SequenceEqual((bool[])holds.ToArray());

            static NDArray Times(int[] counts)
                => NDArray.Array(Array.ConvertAll(counts, count => count == 0 ? long.MinValue : count)).View(DType.Parse("M8[s]"));

            bool Holds(double a, double b) => relation switch
            {
                Relation.Lt => a < b,
                Relation.Le => a <= b,
                Relation.Eq => a == b,
                Relation.Ne => a != b,
                Relation.Ge => a >= b,
                _ => a > b,
            };
        });

    [Fact]
    public void Elements_that_lie_at_a_step_are_related_as_their_copies()
        => Gen.Select(
            Gen.OneOfConst("i4", "u4", "f4", "i8", "u8", "f8", "M8[s]"), Gen.OneOfConst(Enum.GetValues<Relation>()), Gen.Int[0, 200],
            Gen.Int[0, 80], Gen.Int[-1, 80], Gen.Int[0, int.MaxValue]).Sample((code, relation, count, more, otherMore, seed) =>
        {
            DType dtype = DType.Parse(code);
            Loop loop = ((BinaryOperation)Operations.Of(relation)).LoopFor(dtype, dtype);
            // Any step, and one value for all of the others. The elements end where the memory does.
            nint step = dtype.ItemSize + more, otherStep = otherMore < 0 ? 0 : dtype.ItemSize + otherMore;
            var random = new Random(seed);
            byte[] x = Elements(step), y = Elements(otherStep), truths = new byte[count + 1];
            fixed (byte* first = x, second = y, target = truths)
            {
                byte** blocks = stackalloc byte*[] { first, second, target };
                nint* steps = stackalloc nint[] { step, otherStep };
                LinesAhead ahead = new(first, 64, seed % 9);
                if (loop.AtSteps is null)
                {
                    Assert.False(VectorGather.Takes(dtype.ItemSize));
                    return;
                }
                loop.AtSteps(blocks, steps, count, ahead);
            }
            NDArray expected = new(Elementwise.Binary(Operations.Of(relation), Packed(x, step).Ref, Packed(y, otherStep).Ref));
            Assert.Equal([.. expected.ToBytes(), 0], truths);

            // Few distinct values, among them NaN and NaT.
            byte[] Elements(nint step)
            {
                byte[] bytes = new byte[count == 0 ? dtype.ItemSize : ((count - 1) * step) + dtype.ItemSize];
                random.NextBytes(bytes);
                byte[][] values = [.. new[] { "0", "1", "nan", "-1", "2" }.Select((text, i) =>
                    code == "M8[s]" ? BitConverter.GetBytes(i == 2 ? long.MinValue : i)
                    : NDArray.Array(dtype.KindLetter != 'f' && i is 2 or 3 ? 7 : double.Parse(text, CultureInfo.InvariantCulture), dtype)
                        .ToBytes())];
                for (int i = 0; i < Math.Max(1, count); i++)
                {
                    values[random.Next(values.Length)].CopyTo(bytes, i * step);
                }
                return bytes;
            }

            NDArray Packed(byte[] bytes, nint step) => NDArray.FromBytes(
                [.. Enumerable.Range(0, count).SelectMany(i => bytes.Skip((int)(i * step)).Take(dtype.ItemSize))], [count], dtype);
        });

    [Fact]
    public void Counting_a_comparison_is_counting_its_bools()
        => Gen.Select(Samples.Views, Samples.DTypes, Gen.OneOfConst(Enum.GetValues<Relation>()), Gen.Int[0, 60], Gen.Bool)
            .Sample((sample, dtype, relation, number, isScalar) =>
        {
            object other = isScalar ? number : NDArray.Array(number, dtype).BroadcastTo(sample.Array.Shape);
            object? expected = Reductions.Scalar(Operations.CountNonZero, Elementwise.Binary(Operations.Of(relation), sample.Array, other));
            return sample.Array.CountWhere(relation, other).Equals(expected);
        });

    [Fact]
    public void A_count_of_many_is_that_of_a_plain_loop()
        => Gen.Select(Samples.DTypes, Gen.Int[0, 100].Array[0, 700], Gen.Int[0, 100], Gen.Bool).Sample((dtype, numbers, other, isScalar) =>
        {
            NDArray array = NDArray.Array(numbers).AsType(dtype);
            NDArray others = NDArray.Array(other, dtype);
            others = isScalar ? others : others.BroadcastTo([numbers.Length]).Copy();
            double[] values = Samples.Read(array);
            double value = Samples.Read(NDArray.Array(other, dtype))[0];
            return array.CountWhere(Relation.Eq, others) == values.Count(v => v == value)
                && (dtype.IsComplex || array.CountWhere(Relation.Gt, others) == values.Count(v => v > value));
        });

    [Fact]
    public void Many_rows_add_up_in_their_columns()
        => Gen.Select(Samples.DTypes, Gen.Int[1, 21], Gen.Int[4, 90]).Sample((dtype, rows, columns) =>
        {
            NDArray array = (NDArray.Arange(0, rows * columns) % 97).AsType(dtype).Reshape(rows, columns);
            double[] values = Samples.Read(array);
            double[] sums = [
                .. Enumerable.Range(0, columns).Select(column => Enumerable.Range(0, rows).Sum(row => values[(row * columns) + column]))];
            return Samples.Read((NDArray)array.Sum(0)!).SequenceEqual(sums);
        });

    [Fact]
    public void A_count_knows_NaN_texts_and_unknown_relations()
    {
        NDArray array = NDArray.Array(Enumerable.Range(0, 1000).Select(i => i % 10 == 0 ? float.NaN : i).ToArray());
        Assert.Equal(0, array.CountWhere(Relation.Eq, float.NaN));
        Assert.Equal(1000, array.CountWhere(Relation.Ne, float.NaN));
        Assert.Equal(450, array.CountWhere(Relation.Gt, 500.5));
        Assert.Equal(2, NDArray.Array(new[] { "a", "b", "c" }).CountWhere(Relation.Le, "b"));
        string message = Assert.Throws<ArgumentException>(() => array.CountWhere((Relation)9, 1)).Message;
        Assert.StartsWith("there is no operation '9'; there are Lt, Le,", message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(3)]
    public void More_than_the_caches_hold_is_copied_and_filled_as_any_other(int odd)
    {
        const int count = (33 << 18) + 5;
        NativeBuffer buffer = NativeBuffer.Allocate((count * sizeof(int)) + 64, zeroed: true);
        var target = new NDArray(new ArrayRef(buffer, new Layout([count], [sizeof(int)], odd), DType.Int32));
        NDArray numbers = NDArray.Arange(0, count).AsType(DType.Int32);
        Elementwise.Copy(numbers.Ref, target.Ref);
        Assert.Equal(0L, target.CountWhere(Relation.Ne, numbers));
        target.Fill(7);
        Assert.Equal((long)count, target.CountWhere(Relation.Eq, 7));
        // Nothing before and nothing behind.
        using BufferLease lease = buffer.Lease();
        Assert.False(new ReadOnlySpan<byte>(lease.Pointer, odd).ContainsAnyExcept((byte)0));
        Assert.False(new ReadOnlySpan<byte>(lease.Pointer + odd + (count * sizeof(int)), 64 - odd).ContainsAnyExcept((byte)0));
    }

    [Fact]
    public void Results_are_the_same_bits_on_any_number_of_threads()
    {
        NDArray array = (NDArray.Arange(0, 1_500_007) * 7 % 1009).AsType(DType.Float32) / 7,
            plane = ((NDArray)array[":1500000"]!).Reshape(1500, 1000);
        string? first = null;
        Threads.Each(() =>
        {
            object?[] results =
            [
                array.Sum(), array.Mean(), array.Std(), array.Min(), array.ArgMax(), ((NDArray)array["::3"]!).Sum(),
                array.CountWhere(Relation.Gt, 50),
                plane.Sum(0), plane.Std(1), plane.T.Copy().Sum(), array.CumSum()[-1], array.Percentile(30), array.Histogram(9).Counts,
            ];
            string text = string.Join(
                ";", results.Select(result => result is NDArray values ? Convert.ToHexString(values.ToBytes()) : $"{result:R}"));
            Assert.Equal(first ??= text, text);
        });
    }

    [Fact]
    public void An_update_changes_the_array_in_place()
    {
        NDArray array = NDArray.Array(new[] { 1f, 2, 3 }), view = (NDArray)array["1:"]!;
        view.Update("add", 0.5);
        view.Update("Multiply", view);
        Assert.Equal([1f, 6.25f, 12.25f], (float[])array.ToArray());
        Assert.Throws<ArgumentException>(() => array.Update("Ad", 1));
        Assert.Throws<InvalidCastException>(() => NDArray.Array(new[] { 1, 2 }).Update("Add", 1.5));
    }
}
