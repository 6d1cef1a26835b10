namespace MemMap.Formats;

/// <summary>
/// GGUF (versions 2 and 3), the format of llama.cpp: tensors by name, mapped in place. Quantised ones are arrays of their blocks, as raw
/// bytes (V18 ...). The shape is in C order: the reverse of the file's. Metadata are attributes.
/// <code>
/// |GGUF|version|number of tensors|number of metadata|metadata ...|name, shape, type, offset of each tensor ...|padding|elements|
/// </code>
/// </summary>
internal sealed class GgufFile() : Container(FileFormat.Gguf)
{
    private const int MaxHeader = 64 << 20, MaxValues = 1000, StringType = 8, ListType = 9;

    // The number of elements in a block of a quantised type, and its bytes.
    private static readonly Dictionary<int, (string Name, int Items, int Bytes)> Quantised = new()
    {
        [2] = ("Q4_0", 32, 18),
        [3] = ("Q4_1", 32, 20),
        [6] = ("Q5_0", 32, 22),
        [7] = ("Q5_1", 32, 24),
        [8] = ("Q8_0", 32, 34),
        [9] = ("Q8_1", 32, 36),
        [10] = ("Q2_K", 256, 84),
        [11] = ("Q3_K", 256, 110),
        [12] = ("Q4_K", 256, 144),
        [13] = ("Q5_K", 256, 176),
        [14] = ("Q6_K", 256, 210),
        [15] = ("Q8_K", 256, 292),
    };

    private protected override bool IsCertain(ReadOnlySpan<byte> start) => start.StartsWith("GGUF"u8);

    internal override IReadOnlyList<ContainerArray> Read(HeaderReader file)
    {
        HeaderCursor cursor = file.Cursor(file.ReadUpTo(0, MaxHeader));
        if (!cursor.Take(4).SequenceEqual("GGUF"u8))
        {
            throw file.Invalid("it does not begin with GGUF");
        }
        file.Require("version", cursor.Int32(), 2, 3);
        const int leastTensor = 24, leastPair = 12;
        long tensors = file.Require("number of tensors", cursor.Int64(), 0, cursor.Left / leastTensor);
        long pairs = file.Require("number of metadata", cursor.Int64(), 0, cursor.Left / leastPair);
        List<KeyValuePair<string, object?>> metadata = [];
        for (; pairs > 0; pairs--)
        {
            string key = Text(cursor);
            metadata.Add(KeyValuePair.Create(key, Value(file, cursor, cursor.Int32(), 0)));
        }
        List<(string Name, long[] Shape, int Type, long Offset)> found = [];
        for (; tensors > 0; tensors--)
        {
            string name = Text(cursor);
            long[] lengths = new long[file.Require("number of axes", cursor.UInt32(), 0, Geometry.Layout.MaxNDim)];
            for (int axis = lengths.Length - 1; axis >= 0; axis--)
            {
                lengths[axis] = cursor.Int64();
            }
            found.Add((name, lengths, cursor.Int32(), cursor.Int64()));
        }
        const long usual = 32, most = 1 << 20;
        object? given = metadata.FirstOrDefault(pair => pair.Key == "general.alignment").Value;
        long alignment = given is uint number ? file.Require("alignment", number, 1, most) : usual;
        long data = (cursor.At + alignment - 1) / alignment * alignment;
        return [.. found.Select(tensor => Tensor(tensor.Name, tensor.Shape, tensor.Type, checked(data + tensor.Offset), metadata))];
    }

    private static ContainerArray Tensor(
        string name, long[] shape, int type, long offset, IReadOnlyList<KeyValuePair<string, object?>> metadata)
    {
        if (Quantised.TryGetValue(type, out (string Name, int Items, int Bytes) block))
        {
            bool isWhole = shape.Length > 0 && shape[^1] % block.Items == 0;
            return new ContainerArray(
                name, DType.Flexible(ElementKind.Void, block.Bytes), isWhole ? [.. shape[..^1], shape[^1] / block.Items] : shape, offset)
            {
                Attributes = [.. metadata, KeyValuePair.Create("ElementType", (object?)block.Name)],
                Problem = isWhole ? null : $"its rows are no whole blocks of {block.Items} elements",
            };
        }
        (string? title, DType? dtype) = type switch
        {
            0 => ("F32", DType.Parse("<f4")),
            1 => ("F16", DType.Parse("<f2")),
            24 => ("I8", DType.Int8),
            25 => ("I16", DType.Parse("<i2")),
            26 => ("I32", DType.Parse("<i4")),
            27 => ("I64", DType.Parse("<i8")),
            28 => ("F64", DType.Parse("<f8")),
            30 => ("BF16", DType.Parse("<bfloat16")),
            _ => ((string?)null, (DType?)null),
        };
        return new ContainerArray(name, dtype, shape, offset)
        {
            Attributes = [.. metadata, KeyValuePair.Create("ElementType", (object?)title)],
            Problem = dtype is null ? $"its elements are of type {type}, which no dtype has" : null,
        };
    }

    private static string Text(HeaderCursor cursor) => cursor.Text(cursor.Int64());

    private static object? Value(HeaderReader file, HeaderCursor cursor, int type, int depth)
    {
        const int maxDepth = 4;
        switch (type)
        {
            case 0: return cursor.Byte();
            case 1: return (sbyte)cursor.Byte();
            case 2: return (ushort)cursor.Int16();
            case 3: return cursor.Int16();
            case 4: return cursor.UInt32();
            case 5: return cursor.Int32();
            case 6: return cursor.Single();
            case 7: return cursor.Byte() != 0;
            case StringType: return Text(cursor);
            case ListType when depth < maxDepth:
                int item = cursor.Int32();
                long count = file.Require("length of a list", cursor.Int64(), 0, cursor.Left);
                List<object?> values = [];
                for (long i = 0; i < count; i++)
                {
                    object? value = Value(file, cursor, item, depth + 1);
                    if (i < MaxValues)
                    {
                        values.Add(value); // A vocabulary has as many values as its model has words.
                    }
                }
                return values.ToArray();
            case 10: return (ulong)cursor.Int64();
            case 11: return cursor.Int64();
            case 12: return cursor.Double();
            default: throw file.Invalid($"a value of its metadata is of type {type}");
        }
    }
}
