using System.Collections;
using System.Collections.Specialized;
using CsCheck;
using MemMap.DataTypes;

namespace MemMap.Tests.DataTypes;

public class DTypeTests
{
    [Theory]
    [InlineData("flaot32", "data type 'flaot32' not understood; did you mean float32?")]
    [InlineData("Int32", "data type 'Int32' not understood; did you mean int32?")]
    [InlineData("elf", "data type 'elf' not understood; did you mean elf32?")]
    [InlineData("int31", "data type 'int31' not understood; did you mean int32?")]
    [InlineData("i3", "data type 'i3' not understood")]
    [InlineData("!i4", "data type '!i4' not understood")]
    [InlineData(" i4", "data type ' i4' not understood")]
    [InlineData("i4,f9", "data type 'f9' not understood")]
    [InlineData("", "data type '' not understood")]
    [InlineData("O", "data type 'O' is not supported: object references can't be mapped")]
    [InlineData("|O", "data type 'O' is not supported: object references can't be mapped")]
    [InlineData("[('a','object')]", "data type 'object' is not supported: object references can't be mapped")]
    [InlineData("float128", "data type 'float128' is not supported: the layout of a long double differs between machines; use float64 or "
        + "complex128")]
    [InlineData("<c32", "data type 'c32' is not supported: the layout of a long double differs between machines; use float64 or "
        + "complex128")]
    [InlineData("M8[min]", "invalid time unit in data type 'M8[min]'; units are Y M W D h m s ms us ns ps fs as generic, with a multiple "
        + "such as 25s")]
    [InlineData("[('a','i4'),('a','f8')]", "field 'a' occurs more than once")]
    [InlineData("[('a','i4'", "the text ends within a literal")]
    [InlineData("[('a',i4)]", "can't read 'i4)]' at position 6: not a literal of strings, integers, lists, tuples and dictionaries")]
    [InlineData("{'a': 'i4'}", "a dictionary without 'names' and 'formats' can't be read as a data type")]
    [InlineData("S9999999999", "the data type's size in bytes must not exceed 2147483647")]
    [InlineData("U536870912", "the data type's size in bytes must not exceed 2147483647")]
    [InlineData("(65536,65536)f8", "the data type's size in bytes must not exceed 2147483647")]
    [InlineData("{'names':['a','b'],'formats':['i4','f8'],'itemsize':8}", "the fields require 12 bytes, the itemsize of the record can't "
        + "be 8")]
    public void What_is_no_dtype_is_an_error_that_stands_alone(string text, string message)
        => Assert.Equal(message, Assert.Throws<FormatException>(() => DType.Parse(text)).Message);

    [Fact]
    public void Text_nested_too_deeply_or_too_long_is_refused()
    {
        string deep = new string('[', 100_000) + new string(']', 100_000);
        Assert.Contains("too long", Assert.Throws<FormatException>(() => DType.Parse(deep)).Message, StringComparison.Ordinal);
        Assert.Contains("deeper", Assert.Throws<FormatException>(() => DType.Parse(new string('[', 1000))).Message,
            StringComparison.Ordinal);
        Assert.Throws<FormatException>(() => DType.Parse("(" + string.Concat(Enumerable.Repeat("1,", 40)) + ")i4"));
    }

    [Fact]
    public void Any_text_is_a_dtype_or_a_format_error()
        => Gen.Select(
            Gen.OneOfConst("", "(", "[('", "{'names':['a'],'formats':["),
            Gen.Char["ifuSUVM84[](),{}'\":<> namesformtdb\\x0"].Array[0, 24]).Sample((start, chars) =>
        {
            if (DType.TryParse(start + new string(chars), out DType? dtype))
            {
                Assert.Equal(dtype, DType.Parse(dtype.ToString()));
            }
        }, iter: 10_000);

    [Fact]
    public void A_record_of_any_fields_is_printed_and_read_back()
    {
        Gen<string> scalar = Gen.OneOfConst("i1", "<i4", ">f8", "S3", "U0", ">U2", "V5", "M8[25s]", ">m8", "?", "c8");
        Gen<string> item = Gen.Select(scalar, Gen.OneOfConst("", "(2,)", "(2,0,3)"), (s, shape) => s == "U0" ? s : shape + s);
        Gen.Select(item.Array[0, 6], item.Array[0, 3], Gen.Bool).Sample((outer, inner, align) =>
        {
            RecordBuilder nested = new(align), record = new(align);
            Array.ForEach(inner, text => nested.Add("", DType.Parse(text)));
            Array.ForEach(outer, text => record.Add("", DType.Parse(text)));
            DType dtype = record.Add("it's", nested.Build(), "title").Build();
            DType again = DType.Parse(dtype.ToString(), align);
            Assert.Equal(dtype, again);
            Assert.Equal(dtype.GetHashCode(), again.GetHashCode());
            Assert.Equal(dtype, dtype.NewByteOrder().NewByteOrder());
            Assert.Equal(dtype.ItemSize, dtype.AsNative().ItemSize);
        }, iter: 10_000);
    }

    [Fact]
    public void Every_name_for_completion_is_a_dtype()
    {
        Assert.All(DTypeNames.All, name => Assert.True(DType.TryParse(name, out _), name));
        Assert.Equal(DTypeNames.All.Count, DTypeNames.All.Distinct().Count());
        Assert.All(["float32", "i4", "datetime64[s]", "m8[ns]", "double"], name => Assert.Contains(name, DTypeNames.All));
    }

    [Fact]
    public void Types_have_dtypes()
    {
        Assert.Equal(DType.Float64, DType.FromType(typeof(double)));
        Assert.Equal("<U0", DType.FromType(typeof(string)).ToString());
        Assert.Equal("datetime64[100ns]", DType.FromType(typeof(DateTime)).ToString());
        Assert.Contains("System.Version", Assert.Throws<ArgumentException>(() => DType.FromType(typeof(Version))).Message,
            StringComparison.Ordinal);
        Assert.True(
            ((DType)typeof(int)).IsInteger && ((DType)"f4").IsFloating && DType.Complex64.IsComplex && !DType.Bool.IsSigned
            && DType.Int8.IsSigned);
    }

    [Fact]
    public void Byte_order_reaches_into_fields()
    {
        DType record = DType.Parse("[('a','<i4'),('b','<f8',(2,)),('c','i1'),('d',[('x','<U2')])]");
        Assert.Equal("[('a', '>i4'), ('b', '>f8', (2,)), ('c', 'i1'), ('d', [('x', '>U2')])]", record.NewByteOrder('>').ToString());
        Assert.Equal(record, record.NewByteOrder('>').NewByteOrder('<'));
        Assert.Same(record.AsNative(), record.AsNative().AsNative());
        Assert.Equal("|S5", DType.Parse("S5").NewByteOrder().Str);
        Assert.Equal(DType.Parse(">i4"), DType.Parse(">i4").NewByteOrder('|'));
        Assert.Contains("'x'", Assert.Throws<ArgumentException>(() => DType.Int8.NewByteOrder('x')).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Equality_is_by_value()
    {
        Assert.True(DType.Parse("f4") == DType.Float32);
        Assert.True(DType.Parse(">f4") != DType.Float32);
        Assert.NotEqual(DType.Parse("V8"), DType.Parse("i4,i4"));
        Assert.NotEqual(DType.Parse("[(('t','a'),'i4')]"), DType.Parse("[('a','i4')]"));
        Assert.NotEqual(DType.Parse("2i4"), DType.Parse("(1,2)i4"));
        Assert.Equal(
            DType.Parse("i1,f8", align: true),
            DType.Parse("{'names':['f0','f1'],'formats':['i1','f8'],'offsets':[0,8],'itemsize':16}"));
    }

    [Fact]
    public void Fields_come_from_ordered_dictionaries()
    {
        OrderedDictionary fields = new()
        {
            ["id"] = "i4",
            ["xyz"] = "3f8",
            ["inner"] = new OrderedDictionary { ["a"] = typeof(byte), ["b"] = DType.Int16 }
        };
        Assert.Equal("[('id', '<i4'), ('xyz', '<f8', (3,)), ('inner', [('a', 'u1'), ('b', '<i2')])]",
            DType.FromFields(fields).NewByteOrder('<').ToString());
        Assert.Equal((40, 8), (DType.FromFields(fields, align: true).ItemSize, DType.FromFields(fields, align: true).Alignment));
        Hashtable numpy = new()
        {
            ["names"] = new object[] { "a", "b" },
            ["formats"] = new object[] { "u1", typeof(sbyte) },
            ["offsets"] = new object[] { 1, 0 },
            ["itemsize"] = 4
        };
        Assert.Equal("{'names': ['a', 'b'], 'formats': ['u1', 'i1'], 'offsets': [1, 0], 'itemsize': 4}",
            DType.FromFields(numpy).ToString());
        Assert.Equal("[('a', 'u1')]", DType.FromFields(new Hashtable { ["names"] = "a", ["formats"] = "u1" }).ToString());
        Assert.Contains("[ordered]",
            Assert.Throws<FormatException>(() => DType.FromFields(new Hashtable { ["a"] = "i4", ["b"] = "i4" })).Message,
            StringComparison.Ordinal);
        Assert.Throws<FormatException>(() => DType.FromFields(new OrderedDictionary { ["a"] = "i3" }));
        Assert.Throws<FormatException>(() => DType.FromFields(new OrderedDictionary { ["a"] = null }));
        OrderedDictionary endless = [];
        endless["a"] = endless;
        Assert.Contains("deeper", Assert.Throws<FormatException>(() => DType.FromFields(endless)).Message, StringComparison.Ordinal);
    }
}
