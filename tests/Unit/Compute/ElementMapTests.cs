using System.Globalization;
using System.Numerics;
using System.Runtime.CompilerServices;
using CsCheck;
using MemMap.Compute;

namespace MemMap.Tests.Compute;

/// <summary>Functions of elements as .NET values, whose results are remembered, against calls for each element.</summary>
public class ElementMapTests
{
    // Each size of a key, with and without a path of its own.
    private static readonly string[] Codes = ["?", "u1", "i2", "S3", "i4", "f4", "S4", "S5", "S7", "i8", "M8[s]", "S8", "S11", "U2", "c16"];

    [Fact]
    public void Each_element_has_the_result_of_its_value()
        => Gen.Select(Gen.OneOfConst(Codes), Gen.Int[1, 3000], Gen.Int[1, 9000], Gen.Int[0, int.MaxValue]).Sample(
            (code, size, distinct, seed) =>
            {
                NDArray values = Elements(DType.Parse(code), size, distinct, new Random(seed));
                Check<byte>(values, DType.UInt8);
                Check<short>(values, DType.Int16);
                Check<int>(values, DType.Int32);
                Check<long>(values, DType.Int64);
            },
            iter: 40);

    [Fact]
    public void A_value_that_the_function_refuses_is_asked_again()
    {
        ElementMap<int> map = new("map", DType.Int32, value => value is 7 ? throw new FormatException() : (int)value! * 2);
        NDArray array = NDArray.Array(new[] { 1, 2, 7 });
        Assert.Throws<FormatException>(() => array.Mapped(map));
        Assert.Throws<FormatException>(() => array.Mapped(map));
        Assert.Equal([2, 4], (int[])((NDArray)array[":2"]!).Mapped(map).ToArray());
    }

    [Fact]
    public void The_same_bits_are_mapped_anew_where_they_mean_something_else()
    {
        NDArray numbers = NDArray.Array(new[] { 0, 1, 2 });
        Func<object?, bool> isDay = static value => value is DayOfWeek;
        Assert.Equal([false, false, false], (bool[])numbers.View(DType.FromType(typeof(ConsoleColor))).Test(isDay).ToArray());
        Assert.Equal([true, true, true], (bool[])numbers.View(DType.FromType(typeof(DayOfWeek))).Test(isDay).ToArray());
    }

    [Fact]
    public void What_was_mapped_is_forgotten_with_the_function()
    {
        WeakReference[] kept = [.. Enumerable.Range(0, 20).Select(Use)];
        for (int i = 0; i < 3; i++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }
        // The last one may still be in a register.
        Assert.InRange(kept.Count(static reference => reference.IsAlive), 0, 1);

        [MethodImpl(MethodImplOptions.NoInlining)]
        static WeakReference Use(int number)
        {
            object seen = new();
            Func<object?, bool> test = value => value!.Equals(number) || ReferenceEquals(value, seen);
            _ = NDArray.Arange(1000).Test(test).ToBytes();
            return new(seen);
        }
    }

    private static void Check<T>(NDArray values, DType result) where T : unmanaged, IBinaryInteger<T>
    {
        ElementMap<T> map = new("map", result, NumberOf<T>);
        T[] expected = [.. Enumerable.Range(0, (int)values.Size).Select(i => NumberOf<T>(values[i]))];
        Assert.Equal(expected, (T[])values.Mapped(map).ToArray());
        // What was found before is remembered.
        Array.Reverse(expected);
        Assert.Equal(expected, (T[])((NDArray)values["::-1"]!).Mapped(map).ToArray());
    }

    // Any number of the type, its largest and smallest ones too.
    private static T NumberOf<T>(object? value) where T : unmanaged, IBinaryInteger<T>
    {
        ulong hash = 7;
        foreach (char c in value is byte[] bytes ? Convert.ToHexString(bytes) : Convert.ToString(value, CultureInfo.InvariantCulture)!)
        {
            hash = (hash * 0x9E37_79B9_7F4A_7C15) + c;
        }
        return T.CreateTruncating(hash >> 7);
    }

    private static NDArray Elements(DType dtype, int size, int distinct, Random random)
    {
        NDArray numbers = NDArray.Array(Enumerable.Range(0, size).Select(_ => (long)random.Next(distinct)).ToArray());
        return dtype.Kind == ElementKind.DateTime64 ? numbers.View(dtype) : numbers.AsType(dtype);
    }
}
