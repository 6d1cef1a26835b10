namespace MemMap.Formats;

/// <summary>
/// NetCDF classic: CDF-1, CDF-2 (64-bit offsets) and CDF-5 (64-bit data). Variables are big-endian and mapped in place. Those along the
/// unlimited dimension are strided, as their records alternate. Attributes are those of the file and of the variable, and its dimensions.
/// <code>
/// |CDF|version|number of records|dimensions|attributes|variables|elements ...|record 0 of each record variable|record 1 ...|
/// </code>
/// </summary>
internal sealed class NetCdfFile() : Container(FileFormat.NetCdf)
{
    private const int DimensionTag = 10, VariableTag = 11, AttributeTag = 12, MaxHeader = 16 << 20, MaxValues = 1000;

    private protected override bool IsCertain(ReadOnlySpan<byte> start)
        => start.Length > 3 && start.StartsWith("CDF"u8) && start[3] is 1 or 2 or 5;

    internal override IReadOnlyList<ContainerArray> Read(HeaderReader file)
    {
        byte[] start = file.ReadUpTo(0, MaxHeader);
        if (!IsCertain(start))
        {
            throw file.Invalid(
                start.AsSpan().IndexOf("HDF"u8) == 1 ? "it is a NetCDF-4 file, which -Format Hdf5 reads" : "it does not begin with CDF");
        }
        Header header = new(file, file.Cursor(start, isBigEndian: true), start[3]);
        return header.Read();
    }

    private sealed class Header(HeaderReader file, HeaderCursor cursor, int version)
    {
        internal List<ContainerArray> Read()
        {
            cursor.Take(4);
            long records = version == 5 ? cursor.Int64() : cursor.UInt32();
            bool isStreaming = records == (version == 5 ? -1 : uint.MaxValue);
            (string Name, long Length)[] dimensions = Dimensions();
            List<KeyValuePair<string, object?>> global = Attributes();
            Variable[] variables = Variables(dimensions);
            Variable[] ofRecords = [.. variables.Where(variable => variable.IsRecord)];
            // A single record variable is not padded to four bytes.
            long recordSize = ofRecords is [var only] ? only.Bytes
                : ofRecords.Aggregate(0L, (sum, v) => checked(sum + ((v.Bytes + 3) / 4 * 4)));
            if (isStreaming)
            {
                long first = ofRecords.Length == 0 ? 0 : ofRecords.Min(variable => variable.Begin);
                records = recordSize == 0 ? 0 : Math.Max(0, file.Length - first) / recordSize;
            }
            return [.. variables.Select(variable => variable.ToArray(records, recordSize, global))];
        }

        private long Count() => version == 5 ? cursor.Int64() : cursor.UInt32();

        private string Name()
        {
            long length = Count();
            string name = cursor.Text(length);
            cursor.Take(-length & 3);
            return name;
        }

        private long List(int tag, string what, int minimum)
        {
            int found = cursor.Int32();
            long count = Count();
            if (found != tag && (found != 0 || count != 0))
            {
                throw file.Invalid($"its list of {what} is damaged");
            }
            return file.Require($"number of {what}", count, 0, cursor.Left / minimum);
        }

        private (string Name, long Length)[] Dimensions()
        {
            var dimensions = new (string, long)[List(DimensionTag, "dimensions", 8)];
            for (int i = 0; i < dimensions.Length; i++)
            {
                dimensions[i] = (Name(), Count());
            }
            return dimensions;
        }

        private List<KeyValuePair<string, object?>> Attributes()
        {
            long count = List(AttributeTag, "attributes", 12);
            List<KeyValuePair<string, object?>> attributes = [];
            for (; count > 0; count--)
            {
                string name = Name();
                int type = cursor.Int32();
                long values = Count();
                DType dtype = TypeOf(type) ?? throw file.Invalid($"attribute '{name}' is of type {type}");
                long bytes = checked(values * dtype.ItemSize);
                int at = cursor.At;
                cursor.Take(checked(bytes + (-bytes & 3)));
                int end = cursor.At;
                cursor.At = at;
                attributes.Add(KeyValuePair.Create(name, type == 2 ? cursor.Text(bytes) : Values(dtype, values)));
                cursor.At = end;
            }
            return attributes;
        }

        private object? Values(DType dtype, long count)
        {
            object?[] values = [.. Enumerable.Range(0, (int)Math.Min(count, MaxValues)).Select(_ => cursor.Value(dtype))];
            return values is [var only] ? only : values;
        }

        private Variable[] Variables((string Name, long Length)[] dimensions)
        {
            var variables = new Variable[List(VariableTag, "variables", 24)];
            file.RequireFew("variables", variables.Length);
            for (int i = 0; i < variables.Length; i++)
            {
                string name = Name();
                int[] axes = new int[file.Require("number of axes", Count(), 0, Math.Min(1024, cursor.Left / 4))];
                for (int axis = 0; axis < axes.Length; axis++)
                {
                    axes[axis] = (int)file.Require("dimension", Count(), 0, dimensions.Length - 1);
                }
                List<KeyValuePair<string, object?>> attributes = Attributes();
                int type = cursor.Int32();
                DType dtype = TypeOf(type) ?? throw file.Invalid($"variable '{name}' is of type {type}");
                Count(); // The size is that of the dimensions; it does not fit here if it is large.
                long begin = version == 1 ? cursor.UInt32() : cursor.Int64();
                long[] shape = [.. axes.Select(axis => dimensions[axis].Length)];
                object?[] names = [.. axes.Select(axis => dimensions[axis].Name)];
                attributes.Add(KeyValuePair.Create(ContainerArray.AxisNames, (object?)names));
                variables[i] = new Variable(name, dtype, shape, begin, attributes);
            }
            return variables;
        }

        private static DType? TypeOf(int type) => type switch
        {
            1 => DType.Int8,
            2 => DType.Parse("S1"),
            3 => DType.Parse(">i2"),
            4 => DType.Parse(">i4"),
            5 => DType.Parse(">f4"),
            6 => DType.Parse(">f8"),
            7 => DType.UInt8,
            8 => DType.Parse(">u2"),
            9 => DType.Parse(">u4"),
            10 => DType.Parse(">i8"),
            11 => DType.Parse(">u8"),
            _ => null,
        };
    }

    private sealed record Variable(
        string Name, DType DType, long[] Shape, long Begin, IReadOnlyList<KeyValuePair<string, object?>> Attributes)
    {
        /// <summary>Whether the first axis is the unlimited dimension, whose length is stored as 0.</summary>
        internal bool IsRecord => Shape is [0, ..];

        /// <summary>The bytes of the variable, or of one record of it.</summary>
        internal long Bytes => Geometry.Layout.CheckedByteSize(IsRecord ? Shape.AsSpan(1) : Shape, DType.ItemSize);

        internal ContainerArray ToArray(long records, long recordSize, IEnumerable<KeyValuePair<string, object?>> global)
        {
            long[] shape = IsRecord ? [records, .. Shape[1..]] : Shape;
            long[] strides = Geometry.Layout.Contiguous(IsRecord ? [1, .. Shape[1..]] : Shape, DType.ItemSize).Strides.ToArray();
            if (IsRecord)
            {
                strides[0] = recordSize;
            }
            return new ContainerArray(Name, DType, shape, Begin) { Strides = strides, Attributes = [.. global, .. Attributes] };
        }
    }
}
