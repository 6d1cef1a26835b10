using System.Numerics;

namespace MemMap.Tests.Compute;

/// <summary>Elements at which functions and their fast paths go wrong: zeros of both signs, infinities, NaN, subnormals, limits.</summary>
internal static class SpecialValues
{
    /// <summary>Every dtype that operations are defined for, by its code.</summary>
    internal static readonly string[] Codes =
        ["?", "i1", "u1", "i2", "u2", "i4", "u4", "i8", "u8", "f2", "f4", "f8", "c8", "c16", "m8[s]", "M8[s]"];

    /// <summary>The special elements of a dtype, in this machine's byte order.</summary>
    internal static NDArray Of(string code) => code switch
    {
        "?" => NDArray.Array(new[] { false, true }),
        "i1" => Integers<sbyte>(),
        "u1" => Integers<byte>(),
        "i2" => Integers<short>(),
        "u2" => Integers<ushort>(),
        "i4" => Integers<int>(),
        "u4" => Integers<uint>(),
        "i8" => Integers<long>(),
        "u8" => Integers<ulong>(),
        "f2" => NDArray.Array(Floats<Half>()),
        "f4" => NDArray.Array(Floats<float>()),
        "f8" => NDArray.Array(Floats<double>()),
        "c8" => NDArray.Array(Pairs(Parts<float>())).View("c8"),
        "c16" => NDArray.Array(Pairs(Parts<double>())).View("c16"),
        _ => NDArray.Array(new[] { long.MinValue, 0, 1, -1, 2, -3, 86400, long.MaxValue, long.MinValue + 1 }).View(code),
    };

    /// <summary>Elements of any bits, special ones and ordinary ones.</summary>
    internal static NDArray Random(string code, int count, Random random)
    {
        DType dtype = DType.Parse(code);
        NDArray special = Of(code);
        var bytes = new byte[count * dtype.ItemSize];
        random.NextBytes(bytes);
        NDArray any = NDArray.FromBytes(bytes, [count], dtype);
        if (dtype.Kind == ElementKind.Bool)
        {
            return special.Take(NDArray.Array(Enumerable.Range(0, count).Select(_ => random.NextInt64(special.Size)).ToArray()));
        }
        for (int i = 0; i < count; i++)
        {
            object? value = random.Next(4) switch
            {
                0 => special[random.Next((int)special.Size)],
                1 when !dtype.IsFloating && !dtype.IsComplex => random.Next(100),
                1 => (random.NextDouble() * 20) - 10,
                _ => any[i],
            };
            any.SetItem([i], value);
        }
        return any;
    }

    /// <summary>Whether two elements have the same bits, any NaN being as good as another.</summary>
    internal static bool AreSame(DType dtype, ReadOnlySpan<byte> x, ReadOnlySpan<byte> y)
    {
        int size = dtype.ItemSize / (dtype.IsComplex ? 2 : 1);
        for (int at = 0; at < dtype.ItemSize; at += size)
        {
            ReadOnlySpan<byte> a = x.Slice(at, size), b = y.Slice(at, size);
            if (!a.SequenceEqual(b) && !(IsNaN(dtype, a) && IsNaN(dtype, b)))
            {
                return false;
            }
        }
        return true;
    }

    private static bool IsNaN(DType dtype, ReadOnlySpan<byte> part) => (dtype.IsFloating || dtype.IsComplex) && part.Length switch
    {
        2 => Half.IsNaN(BitConverter.ToHalf(part)),
        4 => float.IsNaN(BitConverter.ToSingle(part)),
        _ => double.IsNaN(BitConverter.ToDouble(part)),
    };

    /// <summary>Zeros, infinities, NaN of both signs, the smallest and largest numbers of each kind, and some ordinary ones.</summary>
    internal static T[] Floats<T>() where T : IBinaryFloatingPointIeee754<T>, IMinMaxValue<T>
    {
        T one = T.One, two = one + one, ten = T.CreateChecked(10), normal = SmallestNormal<T>();
        T[] sizes =
        [
            T.Zero, T.Epsilon, T.BitDecrement(normal), normal, one / ten, one / two, T.BitDecrement(one), one, T.BitIncrement(one),
            one + (one / two), two, two + (one / two), T.CreateChecked(3), T.Pi / two, T.Pi, ten, T.CreateChecked(100),
            T.CreateChecked(40000), T.MaxValue / two, T.MaxValue, T.PositiveInfinity, T.NaN,
        ];
        return [.. sizes, .. sizes.Select(size => -size)];
    }

    /// <summary>Fewer, for the two parts of a complex number.</summary>
    internal static T[] Parts<T>() where T : IBinaryFloatingPointIeee754<T>, IMinMaxValue<T>
    {
        T one = T.One, two = one + one;
        T[] sizes = [T.Zero, T.Epsilon, one / two, one, two + (one / two), T.MaxValue, T.PositiveInfinity];
        return [.. sizes, .. sizes.Select(size => -size), T.NaN];
    }

    private static T SmallestNormal<T>() where T : IBinaryFloatingPointIeee754<T>
    {
        T normal = T.One;
        while (T.IsNormal(normal / (T.One + T.One)))
        {
            normal /= T.One + T.One;
        }
        return normal;
    }

    private static NDArray Integers<T>() where T : IBinaryInteger<T>, IMinMaxValue<T> => NDArray.Array(
    new[]
    {
        T.Zero, T.One, T.One + T.One, T.CreateTruncating(7), T.CreateTruncating(31), T.CreateTruncating(64), T.Zero - T.One,
        T.Zero - T.One - T.One, T.MinValue, T.MinValue + T.One, T.MaxValue, T.MaxValue - T.One, T.MaxValue / (T.One + T.One),
    });

    private static T[] Pairs<T>(T[] parts) => [.. parts.SelectMany(re => parts.SelectMany(im => new[] { re, im }))];
}
