using MemMap.DataTypes;

namespace MemMap.Tests.Types;

/// <summary>Names for dtypes: which there may be, and where they are read.</summary>
public sealed class NamedTypeTests
{
    [Theory]
    [InlineData("float32")]
    [InlineData("Float32")]
    [InlineData("f4")]
    [InlineData("F4")]
    [InlineData("p")]
    [InlineData("S8")]
    [InlineData("object")]
    [InlineData("float128")]
    [InlineData("S99999999999")]
    [InlineData("M8")]
    public void Names_of_numpy_stay_numpys(string name)
        => Assert.Equal("TypeNameOfNumpy", IdOf(() => NamedTypes.Register(new NamedType(name, DType.Int32), replace: true)));

    [Theory]
    [InlineData("3d")]
    [InlineData("a b")]
    [InlineData("a,b")]
    [InlineData("(a")]
    [InlineData("_a")]
    [InlineData("é")]
    public void What_could_be_read_as_something_else_is_no_name(string name)
        => Assert.Equal("TypeNameInvalid", IdOf(() => NamedTypes.Register(new NamedType(name, DType.Int32), replace: true)));

    [Fact]
    public void A_name_stands_for_one_dtype_until_it_is_replaced()
    {
        NamedTypes.Register(new NamedType("test-once", DType.Int32), replace: false);
        NamedTypes.Register(new NamedType("Test-Once", DType.Int32), replace: false);
        Assert.Equal("TypeNameTaken", IdOf(() => NamedTypes.Register(new NamedType("test-once", DType.Int16), replace: false)));
        Assert.Equal(DType.Int32, DType.Parse("test-once"));
        NamedTypes.Register(new NamedType("test-once", DType.Int16), replace: true);
        Assert.Equal(DType.Int16, DType.Parse("TEST-ONCE"));
    }

    [Fact]
    public void Names_are_read_in_all_notations()
    {
        NamedTypes.Register(new NamedType("test.point", DType.Parse("i2,i2")), replace: true);
        DType point = DType.Parse("test.point");
        Assert.Equal(DType.Parse("[('f0', 'i2'), ('f1', 'i2')]"), point);
        Assert.Equal(12, DType.Parse("3test.point").ItemSize);
        Assert.Equal(point, DType.Parse("u1, test.point").Fields![1].DType);
        Assert.Equal(point, DType.Parse("[('a', 'test.point'), ('b', 'u1')]").Fields![0].DType);
        Assert.Equal(point, DType.FromFields(new Dictionary<string, object> { ["a"] = "test.point" }).Fields![0].DType);
    }

    [Fact]
    public void A_misspelt_name_leads_to_the_name()
        => Assert.Contains("did you mean elf64_section?", Assert.Throws<FormatException>(() => DType.Parse("elf64_sectoin")).Message,
            StringComparison.Ordinal);

    [Fact]
    public void Every_named_type_is_turned_as_a_whole()
        => Assert.All(NamedTypes.All.Where(type => type.IsBuiltIn), type =>
        {
            DType little = DType.Parse("<" + type.Name), big = DType.Parse(">" + type.Name), native = DType.Parse("=" + type.Name);
            Assert.Contains(type.DType, new[] { little, big });
            Assert.Equal(type.DType.NewByteOrder('<'), little);
            Assert.Equal(type.DType.NewByteOrder('>'), big);
            Assert.Equal(BitConverter.IsLittleEndian ? little : big, native);
            Assert.Equal(2 * type.ItemSize, DType.Parse($"(2,)>{type.Name}").ItemSize);
            // The same values, byte for byte turned, are the same elements.
            var x = NDArray.Zeros([1], little);
            var y = NDArray.Zeros([1], big);
            Random random = new(7);
            byte[] bytes = new byte[type.ItemSize];
            random.NextBytes(bytes);
            x = NDArray.Array(bytes).View(little);
            y["..."] = x;
            // Where no field has an order, the cast copies what is between the fields too, and the assignment doesn't.
            if (!little.Equals(big))
            {
                Assert.Equal(x.AsType(big).ToBytes(), y.ToBytes());
            }
        });

    [Fact]
    public void Meanings_without_a_byte_order_of_their_own_are_turned()
    {
        Guid guid = new("00112233-4455-6677-8899-aabbccddeeff");
        NDArray little = NDArray.Zeros([1], "gpt_entry"), big = NDArray.Zeros([1], ">gpt_entry");
        foreach (NDArray entry in new[] { little, big })
        {
            entry.Field("guid")[0] = guid;
            entry.Field("name")[0] = "aé";
            Assert.Equal((guid, "aé"), ((Guid)entry.Field("guid")[0]!, (string)entry.Field("name")[0]!));
        }
        Assert.Equal(guid.ToByteArray(bigEndian: true), big.ToBytes()[16..32]);
        Assert.Equal(guid.ToByteArray(bigEndian: false), little.ToBytes()[16..32]);
        Assert.Equal(new byte[] { 0, 0x61, 0, 0xe9 }, big.ToBytes()[56..60]);
        Assert.Equal(new byte[] { 0x61, 0, 0xe9, 0 }, little.ToBytes()[56..60]);
    }

    [Theory]
    [InlineData("byte", "int8 in numpy and uint8 in PowerShell; write int8 or uint8")]
    [InlineData("Int", "int64 in numpy and int32 in PowerShell; write int64 or int32")]
    [InlineData("u1, (2,)uint", "uint64 in numpy and uint32 in PowerShell; write uint64 or uint32")]
    [InlineData("[('a', 'float')]", "float64 in numpy and float32 in PowerShell; write float64 or float32")]
    public void A_word_that_names_two_types_is_an_error_that_names_both(string text, string ending)
        => Assert.EndsWith(ending, Assert.Throws<FormatException>(() => DType.Parse(text)).Message, StringComparison.Ordinal);

    // A dtype is printed, stored and sent as what it is: a reader doesn't need to know the name.
    [Fact]
    public void All_that_are_built_in_are_dtypes_of_numpy()
        => Assert.All(NamedTypes.All.Where(type => type.IsBuiltIn), type =>
        {
            Assert.Equal(type.DType, DType.Parse(type.DType.ToString()));
            Assert.False(DTypeParser.IsNumpys(type.Name));
            Assert.EndsWith(".", type.Description, StringComparison.Ordinal);
        });

    private static string? IdOf(Action action) => Assert.ThrowsAny<Exception>(action).Data[Error.IdKey] as string;
}
