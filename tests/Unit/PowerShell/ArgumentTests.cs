using System.Collections.Specialized;
using System.Management.Automation;
using MemMap.Parameters;

namespace MemMap.Tests.Commands;

/// <summary>How the values of parameters are made of what users write.</summary>
public sealed class ArgumentTests
{
    [Fact]
    public void A_dtype_is_made_of_text_a_type_or_fields()
    {
        DTypeArgumentAttribute argument = new();
        Assert.Equal(DType.Float32, argument.Transform(null!, "f4"));
        Assert.Equal(DType.Float64, argument.Transform(null!, typeof(double)));
        Assert.Equal(DType.Int8, argument.Transform(null!, PSObject.AsPSObject("i1")));
        Assert.Same(DType.Int16, argument.Transform(null!, DType.Int16));
        // As an argument without parentheses, PowerShell hands [int] over as text.
        Assert.Equal(DType.Int32, argument.Transform(null!, "[int]"));
        Assert.Equal(DType.FromType(typeof(Guid)), argument.Transform(null!, "[System.Guid]"));
        Assert.Equal(DType.Parse("[('a', 'i4')]"), argument.Transform(null!, "[('a', 'i4')]"));
        OrderedDictionary fields = new() { ["a"] = "i4", ["b"] = typeof(byte) };
        Assert.Equal(DType.Parse("[('a', 'i4'), ('b', 'u1')]"), argument.Transform(null!, fields));
    }

    [Fact]
    public void A_mode_is_made_of_text()
    {
        Assert.Same(MapMode.CopyOnWrite, new MapModeArgumentAttribute().Transform(null!, "COPYONWRITE"));
        Assert.Same(MapMode.Write, new MapModeArgumentAttribute().Transform(null!, MapMode.Write));
    }

    public static TheoryData<object?, long[]?> Shapes => new()
    {
        { 3, [3] },
        { "3", [3] },
        { 2.0, [2] },
        { 3_000_000_000L, [3_000_000_000] },
        { new object[] { 3, 4L, (byte)5, "6" }, [3, 4, 5, 6] },
        { new object[] { PSObject.AsPSObject(3) }, [3] },
        { new[] { 3, 4 }, [3, 4] },
        { Array.Empty<object>(), [] },
        { null, null },
    };

    [Theory]
    [MemberData(nameof(Shapes), DisableDiscoveryEnumeration = true)]
    public void A_shape_is_made_of_integers(object? value, long[]? expected)
        => Assert.Equal(expected, new ShapeArgumentAttribute().Transform(null!, value!));

    public static TheoryData<object> NoShapes
        => [2.5, double.NaN, "3,4", "x", true, new object?[] { 3, null }, new object[] { new[] { 1, 2 } }, 9223372036854775808m];

    [Theory]
    [MemberData(nameof(NoShapes), DisableDiscoveryEnumeration = true)]
    public void Anything_else_is_no_shape(object value)
        => Assert.Contains("a shape is an integer or a list of integers", Assert.Throws<ArgumentTransformationMetadataException>(
            () => new ShapeArgumentAttribute().Transform(null!, value)).Message, StringComparison.Ordinal);

    [Fact]
    public void A_failure_is_told_in_Cores_words()
    {
        var failure = Assert.Throws<ArgumentTransformationMetadataException>(
            () => new DTypeArgumentAttribute().Transform(null!, "flaot32"));
        Assert.Equal("data type 'flaot32' not understood; did you mean float32?", failure.Message);
        Assert.Contains("S8 is 8 bytes of ASCII",
            Assert.Throws<ArgumentTransformationMetadataException>(() => new DTypeArgumentAttribute().Transform(null!, "String")).Message,
            StringComparison.Ordinal);
        Assert.IsType<FormatException>(failure.InnerException);
    }
}
