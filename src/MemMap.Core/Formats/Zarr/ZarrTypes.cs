using System.Globalization;
using System.Text.Json;
using MemMap.DataTypes;

namespace MemMap.Formats;

/// <summary>The data types of Zarr 3: those of its specification, and numpy's others as zarr-python names them.</summary>
internal static class ZarrTypes
{
    private static readonly string[] Names = [
        "bool", "int8", "int16", "int32", "int64", "uint8", "uint16", "uint32", "uint64", "float16", "float32", "float64", "complex64",
        "complex128", "bfloat16", "float8_e5m2"];

    /// <summary>Returns the dtype of a data type.</summary>
    /// <exception cref="InvalidDataException">There is none.</exception>
    internal static DType Parse(string path, JsonElement type)
    {
        if (type.ValueKind == JsonValueKind.String)
        {
            string name = type.GetString()!;
            return Names.Contains(name) ? DType.Parse(name)
                : name == "float8_e4m3fn" ? DType.Parse("float8_e4m3")
                : name is ['r', .. var digits] && int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out int bits)
                    && bits > 0 && bits % 8 == 0 ? DType.Flexible(ElementKind.Void, bits / 8)
                : throw Unknown(path, name);
        }
        string kind = type.GetProperty("name").GetString()!;
        JsonElement options = type.TryGetProperty("configuration", out JsonElement given) ? given : default;
        return kind switch
        {
            "null_terminated_bytes" => DType.Flexible(ElementKind.Bytes, options.GetProperty("length_bytes").GetInt64()),
            "fixed_length_utf32" => DType.Flexible(ElementKind.Text, options.GetProperty("length_bytes").GetInt64() / 4),
            "raw_bytes" => DType.Flexible(ElementKind.Void, options.GetProperty("length_bytes").GetInt64()),
            "numpy.datetime64" or "numpy.timedelta64" => DType.Parse(string.Create(
                CultureInfo.InvariantCulture,
                $"{(kind == "numpy.datetime64" ? 'M' : 'm')}8{Unit(options)}")),
            "structured" => Record(path, options.GetProperty("fields")),
            _ => throw Unknown(path, kind),
        };
    }

    /// <summary>Writes the data type of a dtype.</summary>
    /// <exception cref="ArgumentException">There is none.</exception>
    internal static void Write(Utf8JsonWriter json, DType dtype) => new Writer(json).Visit(dtype)();

    private static string Unit(JsonElement options)
    {
        string unit = options.GetProperty("unit").GetString()!;
        long count = options.TryGetProperty("scale_factor", out JsonElement scale) ? scale.GetInt64() : 1;
        return unit == "generic" ? "" : string.Create(CultureInfo.InvariantCulture, $"[{count}{unit}]");
    }

    private static DType Record(string path, JsonElement fields)
    {
        RecordBuilder record = new(isAligned: false);
        foreach (JsonElement field in fields.EnumerateArray())
        {
            bool isPair = field.ValueKind == JsonValueKind.Array;
            _ = record.Add(
                (isPair ? field[0] : field.GetProperty("name")).GetString()!,
                Parse(path, isPair ? field[1] : field.GetProperty("data_type")));
        }
        return record.Build();
    }

    private static InvalidDataException Unknown(string path, string name)
        => Error.InvalidZarr(path, $"its elements are of data type '{Printable.Line(name)}', which no dtype has");

    private sealed class Writer(Utf8JsonWriter json) : DTypeVisitor<Action>
    {
        protected override Action Bytes(DType dtype)
            => Named("null_terminated_bytes", () => json.WriteNumber("length_bytes", dtype.ItemSize));

        protected override Action Text(DType dtype) => Named("fixed_length_utf32", () => json.WriteNumber("length_bytes", dtype.ItemSize));

        protected override Action Time(DType dtype)
            => Named(dtype.Kind == ElementKind.DateTime64 ? "numpy.datetime64" : "numpy.timedelta64", () =>
            {
                json.WriteString("unit", TimeUnit.AllSymbols[(int)dtype.Unit!.Value.Base]);
                json.WriteNumber("scale_factor", dtype.Unit!.Value.Count);
            });

        protected override Action Void(DType dtype)
            => dtype.Fields is { } fields ? Record(fields)
                : dtype.SubType is not null ? throw Error.ZarrSubArray(dtype)
                : () => json.WriteStringValue(string.Create(CultureInfo.InvariantCulture, $"r{8L * dtype.ItemSize}"));

        protected override Action Unsupported(DType dtype) => () => json.WriteStringValue(dtype.Name);

        private Action Record(IEnumerable<Field> fields)
            => Named("structured", () =>
            {
                json.WriteStartArray("fields");
                foreach (Field field in fields)
                {
                    json.WriteStartArray();
                    json.WriteStringValue(field.Name);
                    Visit(field.DType)();
                    json.WriteEndArray();
                }
                json.WriteEndArray();
            });

        private Action Named(string name, Action options)
            => () =>
            {
                json.WriteStartObject();
                json.WriteString("name", name);
                json.WriteStartObject("configuration");
                options();
                json.WriteEndObject();
                json.WriteEndObject();
            };
    }
}
