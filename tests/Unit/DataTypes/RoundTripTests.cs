using System.Globalization;
using CsCheck;
using MemMap.DataTypes;

namespace MemMap.Tests.DataTypes;

/// <summary>What is read and written again is the bytes that it was, whatever the dtype and whatever the bytes.</summary>
public class RoundTripTests
{
    [Fact]
    public void An_element_that_was_read_is_written_as_its_bytes()
        => RandomDTypes.Elements.Sample((dtype, bytes) =>
        {
            byte[] written = new byte[bytes.Length];
            ElementCodec.Write(dtype, written, ElementCodec.ReadKept(dtype, bytes));
            return written.AsSpan().SequenceEqual(bytes);
        }, iter: 20_000, print: Print);

    [Fact]
    public void A_value_that_tells_all_is_enough()
        => RandomDTypes.Of(RandomDTypes.Scalars).Sample((dtype, bytes) =>
        {
            byte[] written = new byte[bytes.Length];
            if (dtype.Codec.TellsAll(bytes))
            {
                dtype.Codec.Write(written, dtype.Codec.Read(bytes));
            }
            return !dtype.Codec.TellsAll(bytes) || written.AsSpan().SequenceEqual(bytes);
        }, iter: 20_000, print: Print);

    [Fact]
    public void A_record_that_was_read_from_an_array_is_assigned_as_its_bytes()
        => RandomDTypes.Elements.Where(element => element.DType.IsRecord).Sample((dtype, bytes) =>
        {
            NDArray array = NDArray.Array(bytes, DType.UInt8).View(dtype);
            array[0] = array[0];
            return array.ToBytes().AsSpan().SequenceEqual(bytes);
        }, iter: 5_000, print: Print);

    [Fact]
    public void A_field_that_is_given_a_new_value_leaves_the_others()
    {
        DType dtype = DType.Parse("{'names':['time','flag','n'],'formats':['M8[ns]','?','i4'],'offsets':[0,8,12],'itemsize':16}");
        byte[] bytes = [.. BitConverter.GetBytes(1234567L), 7, 0xa, 0xb, 0xc, 1, 0, 0, 0];
        Record record = (Record)ElementCodec.Read(dtype, bytes)!;
        byte[] written = new byte[bytes.Length];
        ElementCodec.Write(dtype, written, record.Kept! with { Value = new[] { record.Stored("time"), record.Stored("flag"), 2 } });
        bytes[12] = 2;
        Assert.Equal(bytes, written);
        Assert.Equal((DateTime.UnixEpoch.AddTicks(12345), true), (record["time"], record["flag"]));
    }

    [Fact]
    public void An_array_of_which_one_element_was_changed_keeps_the_bytes_of_the_others()
    {
        DType dtype = DType.Parse("(2,2)?");
        var kept = (KeptElement)ElementCodec.ReadKept(dtype, [2, 0, 3, 1])!;
        ((bool[,])kept.Value!)[0, 1] = true;
        ((bool[,])kept.Value!)[1, 0] = false;
        byte[] written = new byte[4];
        ElementCodec.Write(dtype, written, kept);
        Assert.Equal([2, 1, 0, 1], written);
    }

    [Fact]
    public void Elements_that_are_chosen_or_cast_to_another_byte_order_have_their_values()
        => RandomDTypes.Elements.Where(element => !RandomDTypes.Overlap(element.DType)).Sample(
            (dtype, bytes) =>
            {
                NDArray array = NDArray.Array(bytes, DType.UInt8).View(dtype);
                string text = array.ToString();
                return NDArray.Where(NDArray.Array(new[] { true }), array, array).ToString() == text
                    && array.AsType(dtype.NewByteOrder()).ToString() == text;
            },
            iter: 5_000,
            print: Print);

    [Fact]
    public void Digits_are_read_to_the_nearest_number_of_the_type()
        => Gen.Select(Gen.OneOfConst("<f2", ">f4", "<f8", "<c8", ">c16"), Gen.Byte.Array[16]).Sample((name, raw) =>
        {
            DType dtype = DType.Parse(name);
            byte[] bytes = raw[..dtype.ItemSize], written = new byte[dtype.ItemSize];
            NDArray array = NDArray.Array(bytes, DType.UInt8).View(dtype).Reshape([]);
            if ((bool)array.IsNaN().Item()!)
            {
                return true;
            }
            ElementCodec.Write(dtype, written, array.ToString());
            return written.AsSpan().SequenceEqual(bytes);
        }, iter: 10_000);

    private static string Print((DType DType, byte[] Bytes) element)
        => string.Create(CultureInfo.InvariantCulture,
            $"{element.DType} {element.DType.Meaning?.Name} {Convert.ToHexString(element.Bytes)}");
}
