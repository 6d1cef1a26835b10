using CsCheck;

namespace MemMap.Tests.Compute;

/// <summary>Functions of texts, against those of .NET; records with other fields, and bits in bytes, there and back.</summary>
public class TextFunctionTests
{
    private static readonly Gen<string[]> Texts = Gen.Char["abAB 0x-"].Array[0, 8].Select(text => new string(text)).Array[1, 20];

    [Fact]
    public void Texts_change_as_those_of_dotnet()
        => Gen.Select(Texts, Gen.OneOfConst("S9", "U9", ">U9"), Gen.Bool).Sample(AssertLikeDotNet);

    private static void AssertLikeDotNet(string[] texts, string code, bool isLazy)
    {
        NDArray array = NDArray.Array(texts).AsType(DType.Parse(code));
        StringFunctions strings = (isLazy ? array.Lazy() : array).Strings;
        AssertTexts(texts.Select(text => text.ToUpperInvariant()), strings.Upper());
        AssertTexts(texts.Select(text => text.ToLowerInvariant()), strings.Lower());
        AssertTexts(texts.Select(text => text.Trim()), strings.Strip());
        AssertTexts(texts.Select(text => text.TrimStart('a', 'x')), strings.LStrip("ax"));
        AssertTexts(texts.Select(text => text.TrimEnd('a', 'x')), strings.RStrip("ax"));
        AssertTexts(texts.Select(text => text.Replace("ab", "xyz", StringComparison.Ordinal)), strings.Replace("ab", "xyz"));
        AssertTexts(texts.Select(text => text.PadLeft(7, '*')), strings.RJust(7, "*"));
        AssertTexts(texts.Select(text => text.PadRight(7, '*')), strings.LJust(7, "*"));
        AssertTexts(texts.Select(text => text + "-b"), strings.Add("-b"));
        AssertTexts(texts.Select(text => text + text), strings.Multiply(2));
        Assert.Equal([.. texts.Select(text => (long)text.Length)], (long[])strings.StrLen().Compute().ToArray());
        Assert.Equal([.. texts.Select(text => (long)text.IndexOf('a'))], (long[])strings.Find("a").Compute().ToArray());
        Assert.Equal([.. texts.Select(text => (long)text.LastIndexOf('a'))], (long[])strings.RFind("a").Compute().ToArray());
        Assert.Equal([.. texts.Select(text => text.StartsWith('A'))], (bool[])strings.StartsWith("A").Compute().ToArray());
        Assert.Equal([.. texts.Select(text => text.EndsWith('B'))], (bool[])strings.EndsWith("B").Compute().ToArray());
        Assert.Equal(isLazy, strings.Upper().IsLazy);
    }

    [Fact]
    public void Results_may_take_the_place_of_the_texts()
    {
        NDArray array = NDArray.Array(new[] { "  pear ", "fig", "" });
        array.Lazy().Strings.Strip().Compute(array);
        array.Lazy().Strings.Title().Compute(array);
        Assert.Equal(["Pear", "Fig", ""], (string[])array.ToArray());
    }

    [Fact]
    public void Texts_that_do_not_fit_are_an_error()
    {
        NDArray bytes = NDArray.Array(new[] { "a" }).AsType(DType.Parse("S3")), numbers = NDArray.Arange(3);
        AssertId("UnsupportedDType", () => numbers.Strings.Upper());
        AssertId("UnsupportedDType", () => bytes.Strings.Find(5));
        AssertId("UnsupportedDType", () => numbers.Strings.Add("x"));
        AssertId("NotInBytes", () => bytes.Strings.Strip("\u4e2d"));
        AssertId("FillCharacter", () => bytes.Strings.LJust(5, "ab"));
        AssertId("TextWidth", () => bytes.Strings.ZFill(-1));
        AssertId("TextWidth", () => bytes.Strings.Multiply(-1));
    }

    [Fact]
    public void Records_go_to_a_table_and_back()
        => Gen.Select(Gen.Int[0, 5], Gen.Int[0, int.MaxValue]).Sample((rows, seed) =>
        {
            DType record = DType.Parse("[('id', '>i4'), ('at', [('x', '<f8'), ('y', '<f4', (2,))]), ('n', 'u1', (2, 2))]");
            NDArray table = SpecialValues.Random("u1", rows * 8, new Random(seed)).Reshape(rows, 8);
            NDArray records = table.UnstructuredToStructured(record);
            Assert.Equal([rows], records.Shape);
            Assert.True(records.StructuredToUnstructured(DType.UInt8).ArrayEqual(table));
            Assert.True(((NDArray)table.GetItem([":", 1])!).ArrayEqual(records.Field("at").Field("x")));
            NDArray wider = records.AppendFields("more", NDArray.Arange(rows)), same = wider.DropFields("more");
            Assert.True(same.ArrayEqual(records));
            Assert.True(wider.Field("more").ArrayEqual(NDArray.Arange(rows)));
        });

    [Fact]
    public void Fields_of_other_names_are_the_same_bytes()
    {
        NDArray records = NDArray.Zeros([3], DType.Parse("[('a', '<i4'), ('b', [('a', '<i2')])]"));
        NDArray renamed = records.RenameFields(new Dictionary<string, string> { ["a"] = "c" });
        renamed.Field("c").Fill(5);
        Assert.Equal([5, 5, 5], (int[])records.Field("a").ToArray());
        Assert.Equal("[('c', '<i4'), ('b', [('c', '<i2')])]", renamed.DType.ToString());
        AssertId("NoSuchField", () => records.RenameFields(new Dictionary<string, string> { ["z"] = "c" }));
        AssertId("FieldTwice", () => records.RenameFields(new Dictionary<string, string> { ["a"] = "b" }));
        AssertId("NoSuchField", () => records.DropFields("z"));
        AssertId("NoFieldLeft", () => records.DropFields("a", "b"));
        AssertId("FieldTwice", () => records.AppendFields("a", 5));
        AssertId("FieldCounts", () => records.AppendFields(["x", "y"], [1]));
        AssertId("NotRecords", () => NDArray.Arange(3).DropFields("a"));
        AssertId("NotRecords", () => NDArray.Arange(3).UnstructuredToStructured(DType.Int32));
        AssertId("StructuredWidth", () => NDArray.Arange(3).UnstructuredToStructured(records.DType));
    }

    [Fact]
    public void Bits_go_to_bytes_and_back()
        => Gen.Select(Gen.Bool.Array[0, 40], Gen.Enum<BitOrder>(), Gen.Bool).Sample((bits, order, isLazy) =>
        {
            NDArray array = NDArray.Array(bits), packed = (isLazy ? array.Lazy() : array).PackBits(0, order);
            Assert.Equal((bits.Length + 7) / 8, packed.Size);
            for (int i = 0; i < bits.Length; i++)
            {
                int at = order == BitOrder.Big ? 7 - (i % 8) : i % 8;
                Assert.Equal(bits[i], (((byte)packed[i / 8]! >> at) & 1) == 1);
            }
            Assert.True(packed.UnpackBits(0, bits.Length, order).AsType(DType.Bool).ArrayEqual(array));
        });

    [Fact]
    public void Dtypes_go_together_as_in_numpy()
    {
        Assert.True(NDArray.CanCast("i4", "f8"));
        Assert.False(NDArray.CanCast(NDArray.Arange(3), "f4"));
        Assert.True(NDArray.CanCast(typeof(long), "f4", Casting.SameKind));
        Assert.Equal(DType.Float32, NDArray.ResultType(NDArray.Zeros([2], "f4"), 0.1, "i2"));
        Assert.Equal(DType.Int64, NDArray.ResultType(3));
        Assert.Equal(DType.Float64, NDArray.ResultType("i4", 2.5));
        AssertId("NotADType", () => NDArray.CanCast(5, "f4"));
        AssertId("NoOperands", () => NDArray.ResultType());
    }

    private static void AssertTexts(IEnumerable<string> expected, NDArray found)
        => Assert.Equal([.. expected], ((System.Collections.IEnumerable)found.Compute().ToArray()).Cast<string>().ToArray());

    private static void AssertId(string id, Func<object?> action)
        => Assert.Equal(id, Assert.ThrowsAny<Exception>(action).Data[Error.IdKey]);
}
