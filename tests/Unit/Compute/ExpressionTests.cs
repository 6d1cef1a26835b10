using System.Reflection;
using CsCheck;
using MemMap.Compute;

namespace MemMap.Tests.Compute;

/// <summary>Lazy arrays: whatever is asked of them, the answer is that of the arrays that their operations would have made.</summary>
public class ExpressionTests
{
    private static readonly Gen<long[]> Shapes = Gen.Frequency(
        (9, Gen.Long[0, 5].Array[0, 4]), (1, Gen.OneOfConst<long[]>([7000], [3, 2500], [2, 1, 3000], [60, 50])));

    private static readonly Gen<(long[] Shape, int Depth, int Seed)> Expressions
        = Gen.Select(Shapes, Gen.Int[1, 6], Gen.Int[0, int.MaxValue]);

    internal static readonly Reduction[] Reductions =
        [.. typeof(Operations).GetFields(BindingFlags.Static | BindingFlags.NonPublic).Select(field => field.GetValue(null))
            .OfType<Reduction>()];

    [Fact]
    public void An_expression_has_the_elements_of_its_operations_bit_for_bit() => Each((eager, lazy, _) =>
    {
        Assert.Equal(eager.DType, lazy.DType);
        Assert.Equal(eager.Shape, lazy.Shape);
        NDArray computed = lazy.Compute();
        Assert.False(computed.IsLazy);
        Assert.Equal(eager.DType, computed.DType);
        AssertSame(eager, computed);
        AssertSame(eager, lazy);
        Assert.Equal(eager.IsFortranContiguous && !eager.IsContiguous, computed.IsFortranContiguous && !computed.IsContiguous);
    });

    [Fact]
    public void An_expression_reduces_to_the_same() => Each((eager, lazy, random) =>
    {
        Reduction reduction = Reductions[random.Next(Reductions.Length)];
        int[]? axes = eager.NDim == 0 || random.Next(2) == 0 ? null : [random.Next(eager.NDim)];
        AssertSameOutcome(
            () => new(MemMap.Compute.Reductions.Run(reduction, eager.Ref, axes, false)),
            () => new(MemMap.Compute.Reductions.Run(reduction, lazy.Ref, axes, false)));
    });

    [Fact]
    public void An_expression_prints_sorts_and_selects_the_same() => Each((eager, lazy, random) =>
    {
        Assert.Equal(eager.ToString(), lazy.ToString());
        AssertSameOutcome(() => eager.CumSum(), () => lazy.CumSum());
        AssertSameOutcome(() => eager.Sort(null), () => lazy.Sort(null));
        AssertSameOutcome(() => eager.ArgWhere(), () => lazy.ArgWhere());
        NDArray mask = eager.AsType(DType.Bool);
        AssertSameOutcome(() => (NDArray)eager.GetItem([mask])!, () => (NDArray)lazy.GetItem([lazy.AsType(DType.Bool)])!);
        if (eager.Size > 0)
        {
            long place = random.NextInt64(eager.Size);
            Assert.Equal(eager.Item(place), lazy.Item(place));
            AssertSame(eager.Take(place), lazy.Take(place));
        }
    }, static dtype => dtype.IsNumeric);

    [Fact]
    public void A_lazy_array_is_written_in_parts()
    {
        NDArray table = NDArray.Arange(2100 * 2200).Reshape(2100, 2200).AsType(DType.UInt16);
        foreach (NDArray array in new[] { table, table.T, (NDArray)table.GetItem(["::-1", "1:"])! })
        {
            foreach (MemoryOrder order in new[] { MemoryOrder.C, MemoryOrder.F })
            {
                Assert.Equal(Digest(array * 3, order), Digest(array.Lazy() * 3, order));
            }
        }

        static (long, string) Digest(NDArray array, MemoryOrder order)
        {
            using var hash = System.Security.Cryptography.IncrementalHash.CreateHash(System.Security.Cryptography.HashAlgorithmName.SHA256);
            long bytes = 0;
            MemMap.Formats.ArrayBytes.ForEachBlock(array.Ref, order, block =>
            {
                bytes += block.Length;
                hash.AppendData(block);
            });
            return (bytes, Convert.ToHexString(hash.GetHashAndReset()));
        }
    }

    [Theory, InlineData(false), InlineData(true)]
    public void A_lazy_mask_is_computed_once(bool isAssigned)
    {
        NDArray array = NDArray.Arange(1_000_000);
        long tested = 0;
        NDArray mask = array.View("V8").Lazy().Test(value =>
        {
            Interlocked.Increment(ref tested);
            return BitConverter.ToInt64((byte[])value!) % 3 == 0;
        });
        if (isAssigned)
        {
            array.Copy().SetItem([mask], NDArray.Arange(333_334));
        }
        else
        {
            Assert.Equal(333_334, ((NDArray)array.GetItem([mask])!).Size);
        }
        // Each element is another one, so that few of the results are remembered.
        Assert.InRange(tested, 1_000_000, 1_000_100);
    }

    [Fact]
    public void An_expression_is_assigned_to_what_it_reads_as_if_it_had_been_computed_before()
        => Gen.Select(Gen.Long[0, 5].Array[1, 3], Gen.Int[0, int.MaxValue], Gen.Bool).Sample((shape, seed, isLarge) =>
    {
        var random = new Random(seed);
        shape = isLarge ? [.. shape[1..], 3000] : shape;
        NDArray array = NDArray.Arange(shape.Aggregate(1L, (size, length) => size * length)).Reshape(shape), copy = array.Copy();
        NDArray Target(NDArray of) => Chosen(of, new Random(seed));
        NDArray Value(NDArray of) => ((Chosen(of, new Random(seed + 1)) * 3) + Chosen(of, new Random(seed + 2))) % 1000;
        NDArray target = Target(array);
        if (Xunit.Record.Exception(() => Value(copy).BroadcastTo(target.Shape)) is not null)
        {
            return;
        }
        Elementwise.Copy(Value(copy).Ref, Target(copy).Ref);
        Elementwise.Copy(Value(array.Lazy()).Ref, target.Ref);
        AssertSame(copy, array);

        static NDArray Chosen(NDArray array, Random random) => random.Next(5) switch
        {
            0 => (NDArray)array.GetItem(["::-1"])!,
            1 => array.Shape[0] > 1 ? (NDArray)array.GetItem(["1:"])! : array,
            2 => array.Shape[0] > 1 ? (NDArray)array.GetItem([":-1"])! : array,
            _ => array,
        };
    });

    [Fact]
    public void What_occurs_twice_is_computed_once_a_block()
    {
        int runs = 0;
        NDArray ones = NDArray.Arange(10).Lazy();
        NDArray counted = new(Elementwise.Results(Counting(() => runs++), [ones.Ref], [10], MemoryOrder.C));
        NDArray sum = (counted * 2) + (counted * counted) + counted;
        Assert.Equal(0, runs);
        Assert.Equal([.. Enumerable.Range(0, 10).Select(i => (long)((3 * i) + (i * i)))], (long[])sum.ToArray());
        Assert.Equal(1, runs);
        for (int i = 0; i < 60; i++)
        {
            // A tree of it would have 2^60 leaves.
            counted += counted;
        }
        Assert.Equal(1L << 60, counted[1]);
        Assert.Equal(2, runs);
    }

    [Fact]
    public void What_an_operand_decides_alone_is_not_computed_further()
    {
        int runs = 0;
        NDArray never = NDArray.Zeros([10], DType.Bool).Lazy();
        NDArray counted = new(Elementwise.Results(Counting(() => runs++), [NDArray.Arange(10).Lazy().Ref], [10], MemoryOrder.C));
        NDArray deep = (counted * 2).Gt(3);
        Assert.Equal(0L, never.And(deep).CountNonZero());
        Assert.Equal(0L, never.LogicalAnd(deep).CountNonZero());
        Assert.Equal(10L, never.LogicalNot().Or(deep).CountNonZero());
        Assert.Equal(0, runs);
        // What another operation needs is computed all the same, once.
        Assert.Equal(8L, never.And(deep).Or(deep).CountNonZero());
        Assert.Equal(1, runs);
        Assert.Equal(8L, deep.And(never.Not()).Or(deep).CountNonZero());
        Assert.Equal(2, runs);
    }

    [Fact]
    public void What_decided_a_block_is_computed_first_in_the_next()
    {
        const int Items = 100_000;
        int runs = 0;
        NDArray numbers = NDArray.Arange(Items).Lazy();
        Loop loop = Counting(() => Interlocked.Increment(ref runs));
        NDArray deep = new NDArray(Elementwise.Results(loop, [numbers.Ref], [Items], MemoryOrder.C)).Ge(0);
        Assert.Equal((long)Items, deep.CountNonZero());
        int all = runs;
        Assert.True(all > 50);
        Assert.Equal(Items / 2L, deep.And(numbers.Ge(Items / 2)).CountNonZero());
        Assert.InRange(runs, all + 1, all + (all * 3 / 4));
        runs = 0;
        Assert.Equal(Items / 2L, deep.Not().Or(numbers.Lt(Items / 2)).CountNonZero());
        Assert.InRange(runs, 1, all * 3 / 4);
    }

    [Fact]
    public void What_may_fail_is_not_computed_before_what_decides()
    {
        NDArray numbers = NDArray.Arange(10_000).Lazy();
        NDArray texts = NDArray.Array(Enumerable.Range(0, 10_000).Select(i => i < 6000 ? "5" : "none").ToArray()).Lazy();
        Assert.Equal(0L, numbers.Lt(4000).And(texts.AsType("i8").Gt(7)).CountNonZero());
        Assert.ThrowsAny<Exception>(() => texts.AsType("i8").Gt(7).And(numbers.Lt(4000)).CountNonZero());
        // Nor is it left out where what stands behind it decides: whether there is an error would depend on the order of the work.
        Assert.ThrowsAny<Exception>(() => texts.AsType("i8").Eq(5).And(numbers.Lt(0)).CountNonZero());
    }

    [Fact]
    public void Masks_of_long_runs_are_those_of_their_operations()
        => Gen.Select(Gen.Int[1, 40_000], Gen.Int[1, 9000].Array[3], Gen.Int[0, int.MaxValue]).Sample((length, runs, seed) =>
    {
        var random = new Random(seed);
        NDArray numbers = NDArray.Arange(length);
        List<Twins> masks = [.. runs.Select(run => new Twins((numbers / run % 2).Lt(1), (numbers.Lazy() / run % 2).Lt(1)))];
        for (int i = 0; i < 8; i++)
        {
            (Twins x, Twins y) = (masks[random.Next(masks.Count)], masks[random.Next(masks.Count)]);
            masks.Add(random.Next(5) switch
            {
                0 => new(x.Eager.And(y.Eager), x.Lazy.And(y.Lazy)),
                1 => new(x.Eager.LogicalAnd(y.Eager), x.Lazy.LogicalAnd(y.Lazy)),
                2 => new(x.Eager.Or(y.Eager), x.Lazy.Or(y.Lazy)),
                3 => new(x.Eager.LogicalOr(y.Eager), x.Lazy.LogicalOr(y.Lazy)),
                _ => new(x.Eager.Not(), x.Lazy.Not()),
            });
            AssertSame(masks[^1].Eager, masks[^1].Lazy);
            Assert.Equal(masks[^1].Eager.CountNonZero(), masks[^1].Lazy.CountNonZero());
        }
    });

    [Fact]
    public void An_expression_is_made_again_of_its_steps()
    {
        int made = 0;
        Each((eager, lazy, _) =>
        {
            if (ExpressionSteps.Of(lazy.Ref) is { } steps)
            {
                made++;
                NDArray again = new(ExpressionSteps.Over(steps.Steps, [.. steps.Arrays], [.. steps.Values]));
                Assert.True(again.IsLazy);
                Assert.Equal(eager.DType, again.DType);
                AssertSame(eager, again);
            }
        });
        Assert.NotEqual(0, made);
    }

    [Fact]
    public void Steps_name_operations_and_share_what_occurs_twice()
    {
        NDArray array = NDArray.Arange(5).AsType(DType.Float32), part = array.Lazy() - 0.5;
        ExpressionSteps steps = ExpressionSteps.Of(((part * part) + array).AsType(DType.Int32).Ref)!;
        Assert.Equal(["array 0", "value 0", "subtract 0 1", "multiply 2 2", "array 0", "add 3 4", "cast int32 5"], steps.Steps);
        Assert.Equal("0.5", steps.Values[0].Item()!.ToString());
        Assert.Null(ExpressionSteps.Of(array.Lazy().Round(1).Ref));
        Assert.Null(ExpressionSteps.Of(((NDArray)part["1:"]!).Ref));
        Assert.Null(ExpressionSteps.Of((part.Reshape(5, 1) * array).Ref));
        // Bits that are taken as another dtype have no name.
        Assert.Null(ExpressionSteps.Of((part.View(DType.Int32) + 1).Ref));
        Assert.Equal("UnknownOperation", Assert.Throws<ArgumentException>(
            () => ExpressionSteps.Over(["array 0", "explode 0"], [array.Ref], [])).Data[Error.IdKey]);
    }

    [Fact]
    public void An_operation_on_single_values_is_computed_once_and_not_for_each_block()
    {
        int runs = 0;
        NDArray one = new(Elementwise.Results(Counting(() => runs++), [NDArray.Array(7L).Lazy().Ref], [], MemoryOrder.C));
        Assert.Equal((7L * 100_000) + (100_000L * 99_999 / 2), (NDArray.Arange(100_000) + one).Sum());
        Assert.Equal(1, runs);
    }

    [Fact]
    public void A_chain_of_operations_has_a_limit_that_a_thread_can_walk()
    {
        NDArray x = NDArray.Arange(3).Lazy();
        for (int i = 0; i <= Expression.MaxDepth; i++)
        {
            x += 1;
        }
        object? sum = null, last = null;
        var thread = new Thread(() => (sum, last) = (x.Sum(), x[2]), 1 << 19);
        thread.Start();
        thread.Join();
        Assert.Equal((3L * (Expression.MaxDepth + 1)) + 3, sum);
        Assert.Equal(Expression.MaxDepth + 3L, last);
        Assert.Equal("ExpressionTooDeep", Assert.Throws<InvalidOperationException>(() => x + 1).Data[Error.IdKey]);
    }

    [Fact]
    public void A_lazy_array_is_not_assigned_to()
    {
        NDArray array = NDArray.Arange(3), lazy = array.Lazy();
        Assert.Equal("ReadOnly", Assert.Throws<InvalidOperationException>(() => lazy.SetItem([0], 5)).Data[Error.IdKey]);
        Assert.Throws<InvalidOperationException>(() => (lazy + 1).Fill(5));
        Assert.False(lazy.IsWriteable);
        array[0] = 7;
        Assert.Equal(8L, (lazy + 1)[0]);
    }

    private static unsafe Loop Counting(Action run) => new(
        (blocks, count) =>
        {
            run();
            new Span<long>(blocks[0], count).CopyTo(new Span<long>(blocks[1], count));
        },
        DType.Int64, DType.Int64, DType.Int64);

    private static void Each(Action<NDArray, NDArray, Random> check, Predicate<DType>? isAsked = null)
        => Expressions.Sample((shape, depth, seed) =>
    {
        var random = new Random(seed);
        Twins twins = new RandomExpressions(random, shape).Next(depth);
        if (isAsked is null || isAsked(twins.Eager.DType))
        {
            check(twins.Eager, twins.Lazy.Lazy(), random);
        }
    });

    private static void AssertSameOutcome(Func<NDArray> eager, Func<NDArray> lazy)
    {
        NDArray? expected = null, actual = null;
        Exception? error = Xunit.Record.Exception(() => expected = eager()), other = Xunit.Record.Exception(() => actual = lazy());
        Assert.Equal((error?.GetType(), error?.Message), (other?.GetType(), other?.Message));
        if (error is null)
        {
            Assert.Equal(expected!.DType, actual!.DType);
            AssertSame(expected, actual);
        }
    }

    /// <summary>
    /// That two arrays have the same bits, but for NaN: where both operands are one, IEEE 754 leaves open which of them comes out, and
    /// compilers take either. On ARM, it is not always the same one for blocks of different sizes.
    /// </summary>
    private static void AssertSame(NDArray expected, NDArray actual)
    {
        Assert.Equal(expected.Shape, actual.Shape);
        byte[] x = Bits(expected), y = Bits(actual);
        if (!x.AsSpan().SequenceEqual(y))
        {
            int size = expected.ItemSize / (expected.DType.IsComplex ? 2 : 1), at = x.AsSpan().CommonPrefixLength(y) / size;
            Assert.Fail($"number {at} of {expected.Size} {expected.DType} is {Convert.ToHexString(y.AsSpan(at * size, size))}, not "
                + Convert.ToHexString(x.AsSpan(at * size, size)));
        }
    }

    /// <summary>The bytes of an array with one and the same NaN, the real parts of complex numbers before the imaginary ones.</summary>
    private static byte[] Bits(NDArray array)
    {
        if (array.DType.IsComplex)
        {
            return [.. Bits(array.Real()), .. Bits(array.Imag())];
        }
        NDArray flat = array.Flatten();
        if (array.DType.IsFloating)
        {
            flat.SetItem([flat.IsNaN()], double.NaN);
        }
        return flat.ToBytes();
    }
}
