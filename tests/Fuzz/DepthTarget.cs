using System.Collections;
using System.Collections.Specialized;
using System.Management.Automation;
using System.Text;
using MemMap.Formats;
using MemMap.Handles;
using MemMap.Parameters;

namespace MemMap.Fuzz;

/// <summary>
/// Lists, dictionaries and objects within one another, some without end, wherever a user may give some: as a dtype, an index, a value, a
/// shape, a handle. A stack that overflows ends the process. The input chooses what stands within what, a byte at a time.
/// </summary>
internal sealed class DepthTarget : Target
{
    private static readonly int[] Depths = [0, 1, 2, 20, 31, 32, 33, 63, 64, 65, 66, 1000, 20_000];

    private static readonly string[] Brackets = [
        "(", "[", "{", "('a',", "[('a',", "('a',('a',", "{'names':['a'],'formats':[", "[(('t','a'),", "(1,)", "[[", "()", "'(", "\"[('a',"];

    private readonly Action<Choices>[] _uses;

    internal DepthTarget()
    {
        new ModuleInitializer().OnImport();
        NDArray numbers = NDArray.Zeros([3], DType.Int32), records = NDArray.Zeros([3], DType.Parse("i4,i4")),
            nested = NDArray.Zeros([2], DType.Parse("[('f0', [('f0', 'i4')])]"));
        _uses =
        [
            choices => Look(DType.Parse(Text(choices))),
            choices => Look(DType.Parse(Text(choices), align: true)),
            choices => numbers.GetItem([Text(choices)]),
            choices => Look(Fields(choices)),
            choices => Look(Made(choices) is IDictionary fields ? DType.FromFields(fields) : DType.Bool),
            choices => Look(Made(choices) is object[] list ? (DType)list : DType.Bool),
            choices => new DTypeArgumentAttribute().Transform(null!, Made(choices)),
            choices => new ShapeArgumentAttribute().Transform(null!, Made(choices)),
            choices => new ArrayArgumentAttribute().Transform(null!, Handle(choices)),
            choices => HostObjects.Unwrap(Made(choices, mayBeTwice: true)),
            choices => NDArray.Array(Made(choices)),
            choices => choices.Of(numbers, records, nested).Fill(Made(choices)),
            choices => choices.Of(numbers, records, nested).SetItem([0], Made(choices)),
            choices => choices.Of(numbers, records, nested).SetItem([Made(choices)], 1),
            choices => choices.Of(numbers, records, nested).GetItem([Made(choices)]),
            choices => choices.Of(numbers, records).Eq(Made(choices)),
            choices => _ = PipelineElements.Of(Made(choices), choices.Of(numbers, records, nested).DType).Take(1000).ToArray(),
            choices => IndexParameter.Text([Made(choices)]),
            choices => InferredDType.Of(HostObjects.Unwrap(Made(choices))),
        ];
    }

    internal override string Name => "depth";

    private protected override void Read(byte[] input)
    {
        Choices choices = new(input);
        try
        {
            _uses[choices.Next(_uses.Length)](choices);
        }
        catch (ArgumentTransformationMetadataException e) when (e.InnerException is { } inner && IsDocumented(inner))
        {
            throw inner;
        }
    }

    private protected override bool IsDocumented(Exception e) => base.IsDocumented(e) || e is ArgumentNullException { ParamName: not null };

    private static void Look(DType dtype)
    {
        DType same = dtype.NewByteOrder().NewByteOrder();
        Require(same.Equals(dtype) && same.GetHashCode() == dtype.GetHashCode(), "a dtype");
        if (dtype.ToString() is { Length: < 1 << 16 } text)
        {
            Require(DType.Parse(text).Equals(dtype), $"'{text}' is read as what it was printed from");
        }
    }

    private static string Text(Choices choices)
    {
        string open = choices.Of(Brackets), inside = choices.Of("", "'i4'", "1", "i4", "'a'");
        int depth = choices.Of(Depths);
        string close = string.Concat(open.Reverse().Select(static c => c switch { '(' => ")", '[' => "]", '{' => "}", _ => "" }));
        return new StringBuilder().Insert(0, open, depth).Append(inside)
            .Insert(open.Length * depth + inside.Length, close, choices.Next(3) > 0 ? depth : 0).ToString();
    }

    /// <summary>A dtype that is made of the one before it, again and again.</summary>
    private static DType Fields(Choices choices)
    {
        DType dtype = DType.Int8;
        for (int depth = choices.Of(Depths); depth > 0; depth--)
        {
            dtype = choices.Next(4) switch
            {
                0 => DType.FromFields(new OrderedDictionary { ["a"] = dtype, ["b"] = dtype }),
                1 => DType.FromFields(
                    new Hashtable { ["names"] = new[] { "a", "b" }, ["formats"] = new[] { dtype, dtype }, ["offsets"] = new[] { 0, 0 } }),
                2 => new object[] { dtype, new object[] { 2, 1 } },
                _ => new object[] { new object[] { "a", dtype }, new object[] { "b", "i2" } },
            };
        }
        return dtype;
    }

    /// <summary>Something that stands within another thing, and so on.</summary>
    private static object Made(Choices choices, bool mayBeTwice = false)
    {
        object made = choices.Of<object>(1, "i4", new object[] { 1, 2 });
        int depth = choices.Of(Depths);
        if (mayBeTwice && choices.Next(3) == 0)
        {
            for (; depth > 0; depth--)
            {
                made = new object[] { made, made };
            }
            return new Hashtable { ["a"] = made };
        }
        int kind = choices.Next(8);
        for (; depth > 0; depth--)
        {
            // Mostly the same all the way: what takes but one kind would else end soon.
            made = Around(choices.Next(50) == 0 ? choices.Next(8) : kind, made);
        }
        return choices.Next(4) == 0 ? Endless(kind) : made;
    }

    private static object Around(int kind, object inner) => kind switch
    {
        0 => new object[] { inner },
        1 => new ArrayList { inner },
        2 => new Hashtable { ["f0"] = inner },
        3 => new OrderedDictionary { ["f0"] = inner, ["f1"] = 1 },
        4 => Bag(inner),
        5 => PSObject.AsPSObject(inner),
        6 => new object[] { new object[] { "f0", inner } },
        _ => new List<object> { inner },
    };

    private static object Endless(int kind)
    {
        switch (kind)
        {
            case 0:
                object[] array = new object[2];
                array[0] = array[1] = array;
                return array;
            case 1:
                ArrayList list = [];
                list.Add(list);
                return list;
            case 2 or 3:
                IDictionary fields = kind == 2 ? new Hashtable() : new OrderedDictionary();
                fields["f0"] = fields["f1"] = fields;
                return fields;
            case 4:
                PSObject bag = Bag(1);
                bag.Properties["f0"].Value = bag;
                return bag;
            default:
                object[] item = [1], around = [new Hashtable { ["f0"] = item }, item];
                item[0] = PSObject.AsPSObject(around);
                return around;
        }
    }

    private static PSObject Bag(object inner)
    {
        PSObject bag = new();
        bag.Properties.Add(new PSNoteProperty("f0", inner));
        return bag;
    }

    /// <summary>A handle, of whose parts one stands where another thing is wanted.</summary>
    private static PSObject Handle(Choices choices)
    {
        PSObject handle = DeserializedArray.Bag(NDArray.Zeros([2], DType.Int32));
        string name = choices.Of("DType", "Shape", "Bytes");
        handle.Properties[name].Value = name == "DType" && choices.Next(2) == 0 ? Text(choices) : Made(choices);
        return handle;
    }
}
