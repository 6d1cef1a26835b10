using System.Reflection;
using CsCheck;
using MemMap.Compute;

namespace MemMap.Tests.Compute;

/// <summary>
/// An elementwise result depends on its elements alone: not on how many there are, on their neighbours or on where they lie. So vectors,
/// strided, swapped, repeated and replaced operands have to give what one element gives by itself, bit for bit.
/// </summary>
public class UniformityTests
{
    private const int Longest = 70;

    // How many of the pairs of special elements a test takes: all, but for complex numbers.
    private const int MostPairs = 1_000;

    // Around the ends of vectors; operands as they come are tried in all lengths.
    private static readonly int[] Lengths = [1, 2, 3, 4, 5, 7, 8, 9, 15, 16, 17, 31, 33, 63, 65, Longest];

    private static readonly string[] Layouts =
        ["contiguous", "strided", "reversed", "swapped", "left repeated", "right repeated", "in place"];

    private static readonly (string Name, ElementwiseOperation Operation)[] All =
    [
        .. typeof(Operations).GetFields(BindingFlags.Static | BindingFlags.NonPublic).Select(field => field.GetValue(null))
            .OfType<ElementwiseOperation>().Select(operation => (operation.Name, operation)),
        .. new[] { 0, 1, -2, 400, -400 }.Select(decimals => ($"round to {decimals}", (ElementwiseOperation)new Round(decimals))),
    ];

    // Dtypes of two operands: each with itself, and those that have loops or casts of their own.
    private static readonly (string X, string Y)[] Pairs =
    [
        .. SpecialValues.Codes.Select(code => (code, code)),
        ("m8[s]", "i8"), ("i8", "m8[s]"), ("m8[s]", "f8"), ("f8", "m8[s]"), ("M8[s]", "m8[s]"), ("m8[s]", "M8[s]"), ("m8[s]", "m8[h]"),
        ("i8", "u8"), ("u8", "i8"), ("f4", "f8"), ("f8", "f2"), ("i2", "f4"), ("u1", "i1"), ("?", "i4"), ("c8", "f8"), ("f4", "c16"),
    ];

    public static TheoryData<string, string> DTypes
    {
        get
        {
            var data = new TheoryData<string, string>();
            foreach ((string x, string y) in Pairs)
            {
                data.Add(x, y);
            }
            return data;
        }
    }

    [Theory]
    [MemberData(nameof(DTypes))]
    public void Special_elements_give_the_same_in_any_number_and_place(string codeX, string codeY)
    {
        NDArray x = SpecialValues.Of(codeX), y = SpecialValues.Of(codeY);
        int[] pairs = [.. Enumerable.Range(0, (int)(x.Size * y.Size))];
        new Random(pairs.Length).Shuffle(pairs);
        pairs = [.. pairs.Take(MostPairs)];
        NDArray left = At(x, pairs.Select(pair => pair % x.Size)), right = At(y, pairs.Select(pair => pair / x.Size));
        int compared = 0;
        var differences = new List<string>();
        foreach ((string name, ElementwiseOperation operation) in All)
        {
            bool isBinary = operation is BinaryOperation;
            if ((!isBinary && codeX != codeY) || (isBinary ? Case.Of(operation, left, right) : Case.Of(operation, x, x)) is not { } known)
            {
                continue;
            }
            foreach (string layout in Layouts)
            {
                int first = 0;
                foreach (int length in layout == Layouts[0] ? Enumerable.Range(1, Longest) : Lengths)
                {
                    compared++;
                    first += length;
                    if (known.Difference(first, length, layout) is { } difference)
                    {
                        differences.Add($"{name} {layout}: {difference}");
                        break;
                    }
                }
            }
        }
        Assert.True(compared > 0);
        Assert.True(differences.Count == 0, string.Join(Environment.NewLine, differences));
    }

    [Fact]
    public void Random_elements_give_the_same_in_any_number_and_place()
        => Gen.Select(Gen.OneOfConst(All), Gen.OneOfConst(Pairs), Gen.OneOfConst(Layouts), Gen.Int[1, Longest], Gen.Int[0, int.MaxValue])
            .Sample((operation, codes, layout, length, seed) =>
        {
            var random = new Random(seed);
            NDArray x = SpecialValues.Random(codes.X, length, random), y = SpecialValues.Random(codes.Y, length, random);
            string? difference = Case.Of(operation.Operation, x, y)?.Difference(0, length, layout);
            Assert.True(difference is null, $"{operation.Name} {codes} {layout}: {difference}");
        });

    private static NDArray At(NDArray array, IEnumerable<long> places) => array.Take(NDArray.Array(places.ToArray()));

    /// <summary>Some pairs of elements, and what an operation gives for each by itself.</summary>
    private sealed class Case
    {
        private readonly ElementwiseOperation _operation;
        private readonly NDArray _x;
        private readonly NDArray _y;
        private readonly Dictionary<(long X, long Y), byte[]> _known = [];

        private Case(ElementwiseOperation operation, NDArray x, NDArray y) => (_operation, _x, _y) = (operation, x, y);

        /// <summary>The case of those pairs that the operation takes; null if it is not defined for the dtypes.</summary>
        internal static Case? Of(ElementwiseOperation operation, NDArray x, NDArray y)
        {
            var usable = new List<long>();
            for (long i = 0; i < x.Size; i++)
            {
                try
                {
                    Run(operation, One(x, i), One(y, i));
                    usable.Add(i);
                }
                catch (ArgumentException)
                {
                    // A negative power of an integer.
                }
                catch (NotSupportedException)
                {
                    return null;
                }
            }
            return usable.Count == 0 ? null : new(operation, At(x, usable), At(y, usable));
        }

        internal string? Difference(int first, int length, string layout)
        {
            long[] places = [.. Enumerable.Range(first, length).Select(i => i % _x.Size)];
            NDArray x = At(_x, places), y = At(_y, places);
            bool isLeft = layout == "left repeated", isRight = layout == "right repeated";
            NDArray result;
            if (layout == "in place")
            {
                if (!ResultType().Equals(x.DType))
                {
                    return null;
                }
                result = x.Copy();
                RunInto(result, y);
            }
            else if (isRight && _operation is BinaryOperation { Name: "power" } && x.DType.IsInteger)
            {
                return null;
            }
            else
            {
                result = Run(_operation, isLeft ? One(x, 0) : Placed(x, layout), isRight ? One(y, 0) : Placed(y, layout));
            }
            byte[] actual = result.ToBytes();
            int size = result.ItemSize;
            for (int i = 0; i < (int)result.Size; i++)
            {
                (long px, long py) = (places[isLeft ? 0 : i], places[isRight ? 0 : i]);
                if (!_known.TryGetValue((px, py), out byte[]? expected))
                {
                    _known[(px, py)] = expected = Run(_operation, One(_x, px), One(_y, py)).ToBytes();
                }
                ReadOnlySpan<byte> element = actual.AsSpan(i * size, size);
                if (!element.SequenceEqual(expected) && !SpecialValues.AreSame(result.DType, element, expected))
                {
                    return $"element {i} of {length} is {Convert.ToHexString(element)} and by itself {Convert.ToHexString(expected)}, "
                        + $"of {One(_x, px)} and {One(_y, py)}";
                }
            }
            return null;
        }

        private DType ResultType() => Run(_operation, One(_x, 0), One(_y, 0)).DType;

        private void RunInto(NDArray target, NDArray y)
        {
            if (_operation is BinaryOperation binary)
            {
                Elementwise.Into(binary, target.Ref, y.Ref, target.Ref);
            }
            else
            {
                Elementwise.Into((UnaryOperation)_operation, target.Ref, target.Ref);
            }
        }

        private static NDArray Run(ElementwiseOperation operation, NDArray x, NDArray y)
            => new(operation is BinaryOperation binary ? Elementwise.Binary(binary, x.Ref, y.Ref)
                : Elementwise.Unary((UnaryOperation)operation, x.Ref));

        private static NDArray One(NDArray array, long i) => (NDArray)array.GetItem([$"{i}:{i + 1}"])!;

        private static NDArray Placed(NDArray array, string layout)
        {
            if (layout == "swapped")
            {
                return array.AsType(array.DType.Str[0] == '<' ? DType.Parse(">" + array.DType.Str[1..]) : array.DType);
            }
            if (layout is "strided" or "reversed")
            {
                (string slice, int step) = layout == "strided" ? ("::3", 3) : ("::-2", 2);
                var room = (NDArray)NDArray.Zeros([array.Size * step], array.DType).GetItem([slice])!;
                Elementwise.Copy(array.Ref, room.Ref);
                return room;
            }
            return array;
        }
    }
}
