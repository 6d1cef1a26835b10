using System.Reflection;
using MemMap.Compute;

namespace MemMap.Tests.Compute;

/// <summary>An array, and a lazy one that shall be the same.</summary>
internal sealed record Twins(NDArray Eager, NDArray Lazy);

/// <summary>Random expressions, each computed step by step beside its lazy twin.</summary>
internal sealed class RandomExpressions(Random random, long[] shape)
{
    private static readonly string[] Codes =
        [.. SpecialValues.Codes, .. SpecialValues.Codes, ">i2", ">f4", ">c8", ">m8[s]", "bfloat16", "int24", ">uint24", "<u2[3:12]", "S3",
            "<U2", ">U3", "V4"];

    private static readonly UnaryOperation[] UnaryOperations = Named<UnaryOperation>();

    private static readonly BinaryOperation[] BinaryOperations = Named<BinaryOperation>();

    private readonly List<Twins> _made = [];

    /// <summary>Makes an expression of at most so many steps one after the other.</summary>
    internal Twins Next(int depth)
    {
        // Now and then something that is there already, so that it occurs twice.
        Twins twins = _made.Count > 2 && random.Next(6) == 0 ? _made[random.Next(_made.Count)]
            : depth == 0 || random.Next(8) == 0 ? Leaf()
            : random.Next(12) switch
            {
                0 or 1 => Unary(Next(depth - 1)),
                2 => Cast(Next(depth - 1)),
                3 => View(Next(depth - 1)),
                4 => Clip(Next(depth - 1), random.Next(3) == 0 ? null : 1),
                5 => Apply(x => NDArray.Where(x[0], x[1], x[2]), Next(depth - 1), Next(depth - 1), Next(depth - 1)),
                6 => Number(Next(depth - 1)),
                7 => Arranged(Next(depth - 1)),
                8 => Function(Next(depth - 1)),
                _ => Binary(Next(depth - 1), Next(depth - 1)),
            };
        _made.Add(twins);
        return twins;
    }

    private Twins Unary(Twins x)
    {
        UnaryOperation operation = random.Next(10) == 0 ? new Round(random.Next(-2, 3)) : Any(UnaryOperations);
        return Apply(x => new(Elementwise.Unary(operation, x[0].Ref)), x);
    }

    private Twins Binary(Twins x, Twins y)
    {
        BinaryOperation operation = Any(BinaryOperations);
        return Apply(x => new(Elementwise.Binary(operation, x[0].Ref, x[1].Ref)), x, y);
    }

    private Twins Number(Twins x)
    {
        BinaryOperation operation = Any(BinaryOperations);
        object number = Any<object>(2, 3, 0.5, -1, true, 100L);
        bool isLeft = random.Next(3) == 0;
        return Apply(x => new(Elementwise.Binary(operation, isLeft ? number : x[0], isLeft ? x[0] : number)), x);
    }

    private static Twins Clip(Twins x, object? least) => Apply(x => x[0].Clip(least, 5), x);

    /// <summary>What makes joined arrays of lazy ones.</summary>
    private Twins Arranged(Twins x)
    {
        int kind = random.Next(6), axis = x.Eager.NDim == 0 ? 0 : random.Next(x.Eager.NDim), number = random.Next(4);
        Twins made = Apply(
            x => kind switch
            {
                _ when x[0].NDim == 0 => x[0],
                0 => NDArray.Concatenate([x[0], x[0]], axis),
                1 => x[0].Roll(number, axis),
                2 => x[0].Pad(number, PadMode.Edge),
                3 => x[0].Flip(axis),
                4 => x[0].Diff(1, axis),
                _ => x[0].Rot90(number, x[0].NDim > 1 ? [0, 1] : [0]),
            },
            x);
        if (made == x || kind > 2)
        {
            return made;
        }
        // Joined arrays are in C order, whatever order their parts are in; what has one part is no joined array.
        NDArray computed = made.Lazy.Compute();
        bool isFortran = computed.IsFortranContiguous && !computed.IsContiguous;
        return made with { Eager = made.Eager.Copy(isFortran ? MemoryOrder.F : MemoryOrder.C) };
    }

    /// <summary>Functions with parameters, and those that are made of several operations.</summary>
    private Twins Function(Twins x)
    {
        int kind = random.Next(7), number = random.Next(4);
        return Apply(
            x => kind switch
            {
                0 => x[0].NanToNum(),
                1 => x[0].IsIn(new[] { 0, 1, number }),
                2 => x[0].Digitize(new[] { 0, number }),
                3 => x[0].IsClose(x[0] * number),
                4 => x[0].Choose([x[0], number, 7], IndexMode.Clip),
                5 => x[0].IsFinite(),
                _ => x[0].Test(static value => value?.ToString() is { } text && text.Length % 2 == 0),
            },
            x);
    }

    private Twins Cast(Twins x)
    {
        DType dtype = DType.Parse(Any(Codes));
        return Apply(x => x[0].AsType(dtype), x);
    }

    private Twins View(Twins x)
    {
        int seed = random.Next(), kind = random.Next(7);
        return Apply(x => View(x[0], kind, new Random(seed)), x);
    }

    private static NDArray View(NDArray x, int kind, Random random)
    {
        int[] axes = [.. Enumerable.Range(0, x.NDim)];
        switch (kind)
        {
            case 0:
                random.Shuffle(axes);
                return x.Transpose(axes);
            case 1:
                return x.Reshape([-1], random.Next(2) == 0 ? MemoryOrder.C : MemoryOrder.F);
            case 2:
                return x.NDim == 0 ? x : x.BroadcastTo([2, .. x.Shape]).SwapAxes(0, 1).Reshape([2, .. x.Shape]);
            case 3:
                return random.Next(2) == 0 ? x.Real() : x.Imag();
            case 4:
                return x.View(DType.Flexible(ElementKind.Void, x.ItemSize)).View(x.DType);
            default:
                object?[] index = [.. axes.Select(axis => (object?)(random.Next(4) switch
                {
                    0 => "::-1",
                    1 => "::2",
                    2 => x.Shape[axis] > 1 ? "1:" : ":",
                    _ => ":",
                }))];
                return index.Length == 0 ? x : (NDArray)x.GetItem(index)!;
        }
    }

    /// <summary>Does the same with both. Where the one is an error the other is too, if not at once then when it is computed.</summary>
    private static Twins Apply(Func<NDArray[], NDArray> operation, params Twins[] operands)
    {
        NDArray[] lazy = [.. operands.Select(twins => twins.Lazy)];
        NDArray eager;
        try
        {
            eager = operation([.. operands.Select(twins => twins.Eager)]);
        }
        catch (Exception e)
        {
            Exception? other = Xunit.Record.Exception(() => operation(lazy).Compute());
            Assert.Equal((e.GetType(), e.Message), (other?.GetType(), other?.Message));
            return operands[0];
        }
        const long largest = 100_000;
        return eager.Size > largest ? operands[0] : new(eager, operation(lazy));
    }

    private Twins Leaf()
    {
        int missing = random.Next(random.Next(3) == 0 ? shape.Length + 1 : 1);
        long[] own = [.. shape[missing..].Select(length => random.Next(5) == 0 ? 1 : length)];
        string code = Any(Codes);
        string plain = SpecialValues.Codes.Contains(code) ? code : Any(SpecialValues.Codes);
        NDArray array = SpecialValues.Random(plain, (int)own.Aggregate(1L, (size, length) => size * length), random).Reshape(own);
        array = plain == code || array.DType.Traits.IsTime || code[0] == 'V' ? array : array.AsType(DType.Parse(code));
        array = random.Next(8) switch
        {
            0 => array.Copy(MemoryOrder.F),
            1 when array.NDim > 0 => Strided(array),
            2 when array.NDim > 0 && array.Shape[0] > 1 => JoinedMemMap.Join(
                [(NDArray)array.GetItem([":1"])!, (NDArray)array.GetItem(["1:"])!]),
            4 => FieldOf(array),
            5 when array.NDim > 0 && array.Shape[0] > 1 => JoinedMemMap.Join(
                [FieldOf((NDArray)array.GetItem([":1"])!), FieldOf((NDArray)array.GetItem(["1:"])!)]),
            3 when array.NDim > 0 => (NDArray)((NDArray)array.GetItem(["::-1"])!).Copy().GetItem(["::-1"])!,
            _ => array,
        };
        return new(array, random.Next(4) == 0 ? array : array.Lazy());
    }

    /// <summary>The elements as a field of records, which is not aligned.</summary>
    private NDArray FieldOf(NDArray array)
    {
        DType record = DType.Parse($"S{random.Next(1, 30)},{array.DType},i2");
        NDArray field = NDArray.Zeros(array.Shape, record).Field("f1");
        Elementwise.Copy(array.Ref, field.Ref);
        return field;
    }

    private static NDArray Strided(NDArray array)
    {
        var room = (NDArray)NDArray.Zeros([.. array.Shape[..^1], array.Shape[^1] * 2], array.DType).GetItem(["...", "1::2"])!;
        Elementwise.Copy(array.Ref, room.Ref);
        return room;
    }

    private T Any<T>(params T[] choices) => choices[random.Next(choices.Length)];

    private static T[] Named<T>() where T : class
        => [.. typeof(Operations).GetFields(BindingFlags.Static | BindingFlags.NonPublic).Select(field => field.GetValue(null))
            .OfType<T>()];
}
