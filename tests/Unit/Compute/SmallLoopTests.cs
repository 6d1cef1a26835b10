using CsCheck;
using MemMap.Compute;
using MemMap.Tests.Memory;

namespace MemMap.Tests.Compute;

/// <summary>Small arrays have a path of their own: its results are those of large ones, and nothing else is allocated.</summary>
public sealed class SmallLoopTests : TempFolder
{
    private const int Calls = 200;

    private static readonly string[] Codes =
        ["?", "i1", "u1", "i2", "u2", "i4", "u4", "i8", "u8", "f2", "f4", "f8", "c8", "c16", ">f4", ">i8"];

    private static readonly Gen<NDArray> Arrays = Gen.Select(
        Gen.OneOfConst(Codes), Gen.Int[1, SmallLoop.MaxItems], Gen.Int[0, 1000], Gen.Bool, (code, size, seed, isOdd) =>
        {
            Random random = new(seed);
            NDArray numbers = NDArray.Array(Enumerable.Range(0, size).Select(_ => random.NextDouble() * 100).ToArray(), code);
            // Some lie where no kernel takes them: one byte further.
            if (isOdd)
            {
                NDArray bytes = NDArray.Zeros([numbers.NBytes + 1], DType.UInt8), odd = ((NDArray)bytes["1:"]!).View(numbers.DType);
                odd["..."] = numbers;
                return odd;
            }
            return numbers;
        });

    private static readonly (string Name, Func<NDArray, object?> Call, Reduction Reduction)[] Reduced =
    [
        ("sum", a => a.Sum(), Operations.Sum), ("prod", a => a.Prod(), Operations.Prod), ("mean", a => a.Mean(), Operations.Mean),
        ("min", a => a.Min(), Operations.Min), ("max", a => a.Max(), Operations.Max), ("argmin", a => a.ArgMin(), Operations.ArgMin),
        ("argmax", a => a.ArgMax(), Operations.ArgMax), ("any", a => a.Any(), Operations.Any), ("all", a => a.All(), Operations.All),
        ("count", a => a.CountNonZero(), Operations.CountNonZero), ("std", a => a.Std(), Operations.Std(0)),
        ("var", a => a.Var(ddof: 1), Operations.Var(1)), ("nansum", a => a.NanSum(), Operations.NanSum),
        ("nanmax", a => a.NanMax(), Operations.NanMax), ("nanmean", a => a.NanMean(), Operations.NanMean),
    ];

    private static readonly BinaryOperation[] Binaries =
    [
        Operations.Add, Operations.Subtract, Operations.Multiply, Operations.Divide, Operations.Maximum, Operations.Greater,
        Operations.Equal, Operations.Arctan2, Operations.LdExp, Operations.Fmod,
    ];

    [Fact]
    public void Reductions_are_those_of_a_loop_over_blocks()
        => Gen.Select(Arrays, Gen.OneOfConst(Reduced)).Sample(
            (array, reduced) => Equals(reduced.Call(array), Reductions.Run(reduced.Reduction, array.Ref, null, keepDims: false).Item()),
            iter: 2000);

    [Fact]
    public void Results_beside_a_number_are_those_of_a_long_array()
        => Gen.Select(Arrays, Gen.OneOfConst(Binaries), Gen.OneOfConst<object>(3, 2L, 2.5, 1f, (byte)7, true), Gen.Bool).Sample(
            (array, operation, number, isFirst) =>
            {
                NDArray[] copies = [.. Enumerable.Repeat(array, (SmallLoop.MaxItems / (int)array.Size) + 1)];
                NDArray longer = NDArray.Concatenate(copies);
                Assert.False(SmallLoop.Fits(longer.Ref, longer.DType));
                (byte[]? small, Exception? error) = Outcome(operation, array, number, isFirst);
                (byte[]? large, Exception? other) = Outcome(operation, longer, number, isFirst);
                return error?.GetType() == other?.GetType() && (small is null || large.AsSpan().StartsWith(small));
            },
            iter: 2000);

    [Fact]
    public void A_map_that_was_cut_short_is_found_out()
    {
        if (OperatingSystem.IsWindows())
        {
            return; // Nobody can shorten a file there that is mapped.
        }
        string path = NewPath("numbers");
        using MemMapArray map = MemMapArray.Open(path, DType.Float32, MapMode.Write, shape: [1000]);
        using (FileStream file = new(path, FileMode.Open, FileAccess.Write, FileShare.ReadWrite))
        {
            file.SetLength(100);
        }
        Assert.ThrowsAny<IOException>(() => map.Sum());
        Assert.ThrowsAny<IOException>(() => map + 1);
        Assert.ThrowsAny<IOException>(() => map + map);
    }

    [Fact]
    public void A_closed_map_and_a_stopped_command_are_errors_as_ever()
    {
        using MemMapArray map = MemMapArray.Open(NewPath("numbers"), DType.Float32, MapMode.Write, shape: [1000]);
        using (Interruption.Use(new CancellationToken(canceled: true)))
        {
            Assert.Throws<OperationCanceledException>(() => map.Sum());
            Assert.Throws<OperationCanceledException>(() => map + 1);
            Assert.Throws<OperationCanceledException>(() => map + map);
        }
        map.Close();
        Assert.Throws<ObjectDisposedException>(() => map.Sum());
        Assert.Throws<ObjectDisposedException>(() => map + 1);
        Assert.Throws<ObjectDisposedException>(() => map + map);
    }

    [Fact]
    public void A_reducer_that_has_warned_is_not_used_again()
    {
        NDArray none = NDArray.Array(new[] { double.NaN }), two = NDArray.Array(new[] { 1.0, double.NaN });
        Assert.Equal(double.NaN, none.NanMean());
        Assert.Null(Operations.NanMean.Borrow(DType.Float64).Reducer.Warning);
        Assert.Equal(1.0, two.NanMean());
        Reduction.KeptReducer used = Operations.NanMean.Borrow(DType.Float64);
        Assert.Null(used.Reducer.Warning);
        Operations.NanMean.Return(used);
    }

    [Theory]
    [InlineData("f4")]
    [InlineData("i4")]
    [InlineData("f8")]
    public void Nothing_is_allocated_but_the_result(string code)
    {
        using MemMapArray map = MemMapArray.Open(NewPath("numbers"), DType.Parse(code), MapMode.Write, shape: [1000]);
        using MemMapArray table = MemMapArray.Open(NewPath("table"), DType.Parse(code), MapMode.Write, shape: [20, 50]);
        object one = 1, seven = 7, nine = 9;
        // An array is its face, its layout with shape and strides, its buffer, and the handle of its memory; a number is an object.
        const long Array = 512, Number = 32;
        Assert.InRange(PerCall(() => map + one), 1, Array);
        Assert.InRange(PerCall(() => one + map), 1, Array);
        Assert.InRange(PerCall(() => map + map), 1, Array);
        Assert.InRange(PerCall(() => map.Abs()), 1, Array);
        Assert.InRange(PerCall(() => map.Gt(one)), 1, Array);
        Assert.InRange(PerCall(() => map.Sum()), 1, Number);
        Assert.InRange(PerCall(() => map.Max()), 1, Number);
        Assert.InRange(PerCall(() => map.ArgMin()), 1, Number);
        Assert.InRange(PerCall(() => map[seven]), 1, Number);
        Assert.InRange(PerCall(() => table[seven, nine]), 1, Number);
    }

    /// <summary>The bytes that a call allocates. What only the first ones do, such as to compile, isn't counted.</summary>
    private static long PerCall(Func<object?> call)
    {
        long least = long.MaxValue;
        for (int round = 0; round < 5; round++)
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            for (int i = 0; i < Calls; i++)
            {
                GC.KeepAlive(call());
            }
            least = Math.Min(least, (GC.GetAllocatedBytesForCurrentThread() - before) / Calls);
        }
        return least;
    }

    private static (byte[]? Bytes, Exception? Error) Outcome(BinaryOperation operation, NDArray array, object number, bool isFirst)
    {
        try
        {
            ArrayRef result = isFirst ? Elementwise.Binary(operation, number, array) : Elementwise.Binary(operation, array, number);
            return (new NDArray(result).ToBytes(), null);
        }
        catch (Exception e) when (e is NotSupportedException or OverflowException or InvalidCastException)
        {
            return (null, e);
        }
    }
}
