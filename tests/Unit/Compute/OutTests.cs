using System.Reflection;
using MemMap.Tests.Memory;

namespace MemMap.Tests.Compute;

/// <summary>Results that are written to an array of the caller's: those of every method that takes one.</summary>
public class OutTests : TempFolder
{
    private static readonly string[] Codes = ["f4", ">f8", "i4", "?", "c8", "m8[s]"];

    public static TheoryData<string> Methods
        => [.. typeof(NDArray).GetMethods().Where(method => method.GetParameters().Any(parameter => parameter.Name == "out"))
            .Select(method => method.ToString()!).Distinct()];

    [Theory]
    [MemberData(nameof(Methods))]
    public void A_result_in_a_target_is_the_result(string name)
    {
        MethodInfo method = typeof(NDArray).GetMethods().Single(method => method.ToString() == name);
        int tried = 0;
        foreach (string code in Codes)
        {
            var random = new Random(7);
            NDArray x = SpecialValues.Random(code == ">f8" ? "f8" : code, 12, random).Reshape(3, 4).AsType(DType.Parse(code)),
                y = SpecialValues.Random("?", 4, random).AsType(x.DType.Traits.IsTime ? DType.Int64 : x.DType);
            NDArray? expected = Call(method, x, y, null);
            if (expected is null)
            {
                continue;
            }
            tried++;
            var strided = (NDArray)NDArray.Zeros([.. expected.Shape, 2], expected.DType).GetItem(["...", 1])!;
            NDArray swapped = NDArray.Zeros(expected.Shape, expected.DType.NewByteOrder(), MemoryOrder.F);
            foreach (NDArray target in expected.NDim == 0 ? new[] { swapped } : [strided, swapped])
            {
                Assert.Same(target, Call(method, x, y, target));
                Assert.Equal(expected.ToBytes(), target.AsType(expected.DType).ToBytes());
                Assert.Same(target, Call(method, x.Lazy(), y, target));
                Assert.Equal(expected.ToBytes(), target.AsType(expected.DType).ToBytes());
            }
            NDArray wrong = NDArray.Zeros([.. expected.Shape, 1], expected.DType);
            AssertRefused("TargetShape", () => Call(method, x, y, wrong));
            if (expected.DType.IsFloating)
            {
                AssertRefused("CannotCast", () => Call(method, x, y, NDArray.Zeros(expected.Shape, DType.Int64)));
            }
        }
        Assert.True(tried > 0);
    }

    [Fact]
    public void A_target_may_be_an_operand()
    {
        NDArray x = NDArray.Arange(12).Reshape(3, 4), expected = (NDArray)x.Copy().CumSum(1);
        Assert.Same(x, x.CumSum(1, x));
        Assert.Equal(expected.ToBytes(), x.ToBytes());
        NDArray reversed = (NDArray)x.GetItem(["::-1"])!;
        expected = x.Copy().Power(reversed.Copy() * 0 + 2);
        x.Power((reversed * 0) + 2, reversed);
        Assert.Equal(expected.ToBytes(), reversed.ToBytes());
        x = NDArray.Arange(12).Reshape(3, 4);
        var row = (NDArray)x.GetItem([0])!;
        Assert.Equal([12L, 15L, 18L, 21L], (long[])((NDArray)x.Sum(0, false, row)!).ToArray());
        Assert.Equal(12L, x[0, 0]);
    }

    [Fact]
    public void A_lazy_array_is_computed_into_a_map()
    {
        string path = NewPath();
        File.WriteAllBytes(path, new byte[48]);
        using (MemMapArray file = MemMapArray.Open(path, DType.Float32, MapMode.ReadWrite))
        {
            NDArray map = file.Reshape(3, 4);
            NDArray x = NDArray.Arange(12).Reshape(3, 4).AsType(DType.Float32);
            Assert.Same(map, ((x.Lazy() * 2) + 1).Compute(map));
            Assert.Equal(((x * 2) + 1).ToBytes(), map.ToBytes());
            (map.Lazy() - map.Lazy().Square()).Compute(map);
        }
        Assert.Equal([0f, -6f], [BitConverter.ToSingle(File.ReadAllBytes(path), 0), BitConverter.ToSingle(File.ReadAllBytes(path), 4)]);
    }

    private static void AssertRefused(string id, Func<object?> action)
        => Assert.Equal(id, Assert.ThrowsAny<Exception>(action).Data[Error.IdKey]);

    /// <summary>The result as an array; null if the method isn't defined for the dtype.</summary>
    private static NDArray? Call(MethodInfo method, NDArray x, NDArray y, NDArray? target)
    {
        if (target is null && method.Name == nameof(NDArray.Trace) && x.DType.Traits.IsTime)
        {
            return null; // A single time that no TimeSpan holds comes out as its count.
        }
        object?[] arguments = [.. method.GetParameters().Select((parameter, place) => parameter.Name switch
        {
            "out" => target,
            "axis" => parameter.ParameterType == typeof(int[]) ? (object)(int[])[1] : 1,
            "q" => parameter.ParameterType == typeof(double) ? 0.5 : (double[])[0.25, 0.75],
            "condition" => y,
            "arrays" => new object[] { x, x },
            "choices" => new object[] { x, y, 1 },
            "mode" => IndexMode.Wrap,
            "min" or "x" => x.DType.Traits.IsTime ? null : (object)0,
            "max" or "y" => x.DType.Traits.IsTime ? x : (object)1,
            "other" => y,
            "xp" => (double[])[0, 1, 4],
            "fp" => (double[])[5, -2, 8],
            _ => parameter.DefaultValue,
        })];
        try
        {
            return NDArray.Array(method.Invoke(method.IsStatic ? null : x, arguments)!);
        }
        catch (TargetInvocationException e) when (target is null && e.InnerException is NotSupportedException or ArgumentException
            or InvalidCastException)
        {
            return null;
        }
        catch (TargetInvocationException e)
        {
            throw e.InnerException!;
        }
    }
}
