using System.Collections;
using System.Globalization;
using System.Management.Automation;
using CsCheck;
using MemMap.Tests.DataTypes;

namespace MemMap.Tests.Commands;

/// <summary>Setting a property of a record's object is the assignment to the field of the array that it was read from.</summary>
[Collection(ModuleTests.Name)]
public sealed class RecordFieldTests(ModuleSession session)
{
    private const int Count = 6;

    // What people write, also where it doesn't fit. DBNull stands for null, and null for the same field of another record.
    private static readonly object?[] Values =
        [null, null, null, 3, -1, 300, 1.5, true, "5", "abc", "", "2024-02-29", 'c', new object[] { 1, 2 }, new byte[] { 1, 2, 3 },
            new Hashtable { ["f0"] = 1 }, NDArray.Arange(0, 2), double.NaN, DBNull.Value];

    private static readonly Func<NDArray, NDArray>[] Views =
        [x => x, x => x.T, x => (NDArray)x["::-1, ::2"]!, x => (NDArray)x["1:, 1"]!, x => (NDArray)x["0, ::-1"]!,
            x => (NDArray)x["..., 1, 2"]!];

    [Fact]
    public void A_property_that_is_set_is_the_field_that_is_assigned()
    {
        Assert.NotNull(session);
        Gen<DType> records = RandomDTypes.All.Where(dtype => dtype.IsRecord);
        Gen.Select(RandomDTypes.Of(records.Select(dtype => DType.SubArray(dtype, [Count + 1]))), Gen.Int[0, int.MaxValue]).Sample(
            (elements, seed) => Check(elements.DType.SubType!, elements.Bytes, new Random(seed)),
            iter: 3_000,
            print: sample => $"{sample.Item1.DType} {Convert.ToHexString(sample.Item1.Bytes)} {sample.Item2}");
    }

    private static void Check(DType dtype, byte[] bytes, Random random)
    {
        NDArray all = NDArray.Array(bytes, DType.UInt8).View(dtype), some = ((NDArray)all[$":{Count}"]!).Reshape(2, 3);
        NDArray through = some.Copy(), expected = some.Copy();
        Func<NDArray, NDArray> view = Views[random.Next(Views.Length)];
        NDArray fields = view(expected);
        long[] place = [.. fields.Shape.Select(length => random.NextInt64(length))];
        List<object?> index = [.. place.Cast<object?>()];
        List<(string Name, long[]? Item)> path = [];
        DType record = dtype;
        do
        {
            Field field = record.Fields![random.Next(record.Fields.Count)];
            fields = fields.Field(field.Name);
            DType item = field.DType.SubType ?? field.DType;
            // Into the record that the field is, or that one of its elements is.
            bool goesOn = item.IsRecord && random.Next(3) > 0;
            long[]? at = goesOn ? field.DType.SubShape?.Select(length => random.NextInt64(length)).ToArray() : null;
            index.AddRange((at ?? []).Cast<object?>());
            path.Add((field.Name, at));
            record = goesOn ? item : DType.UInt8;
        }
        while (record.IsRecord);

        PSObject read = Read(view(through), place), owner = Owner(read, path);
        PSPropertyInfo property = owner.Properties[path[^1].Name];
        object? value = Values[random.Next(Values.Length)];
        value = value == DBNull.Value ? null : value ?? Owner(Read(all, [Count]), path).Properties[path[^1].Name].Value;
        string before = Text(read);
        RuntimeException? failure = Failure(() => property.Value = value);
        Exception? other = Record(() => fields.SetItem([.. index, "..."], value));
        // Of bytes, some also say how text is written there.
        string hint = $"; {Error.TextIntoBytes}";
        Assert.Equal(other is null ? null : Error.WithField(other).Replace(hint, ""), failure?.Message.Replace(hint, ""));
        Assert.Equal(other?.GetType(), failure?.InnerException?.GetType());
        Assert.Equal(expected.ToBytes(), through.ToBytes());
        if (other is not null)
        {
            Assert.Equal(Text(some), Text(through));
            Assert.Equal(before, Text(read));
            return;
        }
        // It is what was stored, and all else is as it was read.
        Assert.Equal(Text(Owner(Read(view(through), place), path).Properties[path[^1].Name].Value), Text(property.Value));
        PSObject old = Owner(Read(view(some), place), path);
        foreach (PSPropertyInfo one in owner.Properties.Where(one => one.Name != property.Name))
        {
            Assert.Equal(Text(old.Properties[one.Name].Value), Text(one.Value));
        }
    }

    [Fact]
    public void A_copy_and_what_cmdlets_give_are_no_fields_of_the_array()
    {
        NDArray array = NDArray.Zeros([2], "[('n','i4'),('in',[('x','u1')]),('many',[('y','u1')],(2,2))]");
        PSObject record = Read(array, [1]), copy = record.Copy();
        copy.Properties["n"].Value = "any";
        ((PSObject)copy.Properties["in"].Value).Properties["x"].Value = 7;
        ((PSObject[,])Items(copy, "many"))[1, 0].Properties["y"].Value = 7;
        Assert.True(array.ToBytes().All(one => one == 0));
        ((PSObject[,])Items(record, "many"))[1, 0].Properties["y"].Value = 7;
        Assert.Equal([.. new byte[16], 7, 0], array.ToBytes());
    }

    private static PSObject Read(NDArray array, long[] place) => (PSObject)array.Item(place)!;

    // The object that has the last property of a path.
    private static PSObject Owner(PSObject record, List<(string Name, long[]? Item)> path)
    {
        foreach ((string name, long[]? item) in path.SkipLast(1))
        {
            record = (PSObject)(item is null ? record.Properties[name].Value : Items(record, name).GetValue(item))!;
        }
        return record;
    }

    private static Array Items(PSObject record, string name) => (Array)((PSObject)record.Properties[name].Value).BaseObject;

    private static RuntimeException? Failure(Action action) => (RuntimeException?)Record(action);

    private static Exception? Record(Action action)
    {
        try
        {
            action();
            return null;
        }
        catch (Exception exception)
        {
            return exception;
        }
    }

    private static string Text(object? value) => value switch
    {
        null => "null",
        NDArray array => Convert.ToHexString(array.ToBytes()),
        PSObject { BaseObject: PSCustomObject } bag
            => $"{{{string.Join(", ", bag.Properties.Select(one => $"{one.Name}={Text(one.Value)}"))}}}",
        PSObject wrapped => Text(wrapped.BaseObject),
        Array items => $"[{string.Join(", ", items.Cast<object?>().Select(Text))}]",
        _ => $"{value.GetType().Name} {Convert.ToString(value, CultureInfo.InvariantCulture)}",
    };
}
