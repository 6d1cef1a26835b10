using System.Collections;
using System.Collections.Specialized;
using CsCheck;
using MemMap.Tests.Memory;

namespace MemMap.Tests.Arrays;

/// <summary>Arrays of records: fields as views, and what may be assigned.</summary>
public class RecordTests : TempFolder
{
    private static string[] Texts(NDArray array) => [.. array.ToArray().Cast<object>().Select(record => record.ToString()!)];

    [Fact]
    public void Fields_of_a_map_are_maps()
    {
        string path = NewPath();
        File.WriteAllBytes(path, new byte[36]);
        using MemMapArray map = MemMapArray.Open(path, "[('id','i4'),('xy','>f4',(2,))]");
        NDArray xy = Assert.IsType<MemMapArray>(map["xy"]);
        Assert.Equal([3, 2], xy.Shape);
        Assert.Equal(path, ((MemMapArray)xy).FileName);
        xy[":", 1] = 2.5;
        map["id"] = new[] { 1, 2, 3 };
        Assert.Equal(["(1, [0.0, 2.5])", "(2, [0.0, 2.5])", "(3, [0.0, 2.5])"], Texts(map));
        map.UpdateItem(["id"], MemMap.Compute.Operations.Add, 10);
        Assert.Equal(new[] { 11, 12, 13 }, ((NDArray)map["id"]!).ToArray());
    }

    [Fact]
    public void Several_fields_stay_at_their_offsets_and_the_others_as_they_are()
    {
        NDArray array = NDArray.Zeros([2], "i4,i4,i4");
        array["f2"] = 7;
        var pair = (NDArray)array[new object[] { "f1", "f0" }]!;
        Assert.Equal((12, 4), (pair.ItemSize, pair.DType.Fields![0].Offset));
        pair["..."] = new object[] { 1, 2 };
        Assert.Equal(["(2, 1, 7)", "(2, 1, 7)"], Texts(array));
        array[new[] { "f0", "f1" }] = (NDArray)array[new[] { "f1", "f2" }]!;
        Assert.Equal(["(1, 7, 7)", "(1, 7, 7)"], Texts(array));
        // The same memory, the fields exchanged: as if the source had been copied first.
        array[new[] { "f0", "f1" }] = (NDArray)array[new[] { "f1", "f0" }]!;
        Assert.Equal(["(7, 1, 7)", "(7, 1, 7)"], Texts(array));
        ((NDArray)array[new[] { "f0", "f1" }]!)[new[] { 0 }] = new object[] { 8, 9 };
        Assert.Equal(["(8, 9, 7)", "(7, 1, 7)"], Texts(array));
    }

    [Fact]
    public void A_record_is_assigned_by_name_by_position_and_from_a_scalar()
    {
        NDArray array = NDArray.Zeros([3], "[('a','i4'),('b',[('x','f4'),('y','S3')])]");
        array[0] = new OrderedDictionary { ["a"] = 1, ["b"] = new OrderedDictionary { ["y"] = "q", ["x"] = 2 } };
        array[1] = new Hashtable { ["b"] = new object[] { 3, "r" }, ["a"] = 4 };
        array[2] = array[0];
        Assert.Equal(["(1, (2.0, 'q'))", "(4, (3.0, 'r'))", "(1, (2.0, 'q'))"], Texts(array));
        array["1:"] = new object[] { new object[] { 5, new object[] { 6, "s" } }, new Hashtable { ["a"] = 7, ["b"] = 8 } };
        Assert.Equal(["(1, (2.0, 'q'))", "(5, (6.0, 's'))", "(7, (8.0, '8'))"], Texts(array));
        array["..."] = 9;
        Assert.Equal(["(9, (9.0, '9'))", "(9, (9.0, '9'))", "(9, (9.0, '9'))"], Texts(array));
        Assert.Throws<OverflowException>(() => array["..."] = new object[] { 1, 1L << 40, 2 });
        Assert.Equal("(9, (9.0, '9'))", array[0]!.ToString());
    }

    [Fact]
    public void A_list_with_an_item_for_each_field_is_one_record()
    {
        Assert.Equal([], NDArray.Array(new object[] { 1, new[] { 2, 3 } }, "[('a','i4'),('b','2i4')]").Shape);
        Assert.Equal([2], NDArray.Array(new object[] { new[] { 1, 2 }, new[] { 3, 4 } }, "i4,i4").Shape);
        Assert.Equal([3], NDArray.Array(new[] { 1, 2, 3 }, "i4,i4").Shape);
    }

    [Fact]
    public void Records_of_other_dtypes_are_cast_by_position()
    {
        NDArray array = NDArray.Zeros([2], "[('a','>i2'),('b','U4')]");
        array["..."] = NDArray.Array(new object[] { new object[] { 1.5, 20 }, new object[] { 2.5, 30 } }, "f8,i8");
        Assert.Equal(["(1, '20')", "(2, '30')"], Texts(array));
    }

    [Theory]
    [InlineData("zz")]
    [InlineData("_a")]
    public void A_field_that_is_not_there_is_an_error_that_names_it(string name)
    {
        NDArray array = NDArray.Zeros([2], "[('id','i4'),('b','f4')]");
        Assert.Equal($"no field of name '{name}'; there are id, b", Assert.Throws<ArgumentException>(() => array[name]).Message);
        Assert.Throws<ArgumentException>(() => array[new[] { "id", name }]);
        Assert.Throws<ArgumentException>(() => array[name] = 1);
    }

    [Fact]
    public void Overlapping_fields_are_written_and_read_as_bytes_lie()
        => Gen.Select(Gen.Byte.Array[8], Gen.Int[0, 6], Gen.Int[0, 6], Gen.Short).Sample(
            (bytes, first, second, value) =>
            {
                NDArray array = NDArray.Array(bytes).View(DType.Parse(
                    $"{{'names':['a','b'],'formats':['>i2','<i2'],'offsets':[{first},{second}],'itemsize':8}}"));
                array["a"] = value;
                bytes[first] = (byte)(value >> 8);
                bytes[first + 1] = (byte)value;
                NDArray b = array.Field("b");
                return array.ToBytes().SequenceEqual(bytes) && (short)b.Item()! == (short)(bytes[second] | (bytes[second + 1] << 8));
            },
            iter: 10_000);
}
