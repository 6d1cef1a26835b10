using System.Collections;
using System.Globalization;
using System.Text.Json;

namespace MemMap.Formats;

/// <summary>Writes what a container says beside an array as JSON.</summary>
internal static class ZarrAttributes
{
    /// <summary>Writes attributes as an object.</summary>
    internal static void Write(Utf8JsonWriter json, IEnumerable<KeyValuePair<string, object?>> attributes)
    {
        json.WriteStartObject();
        // The order does not matter to readers, and makes the same of the same attributes.
        foreach ((string name, object? value) in attributes.OrderBy(pair => pair.Key, StringComparer.Ordinal))
        {
            Write(json, name, value);
        }
        json.WriteEndObject();
    }

    /// <summary>Writes an attribute.</summary>
    internal static void Write(Utf8JsonWriter json, string name, object? value)
    {
        json.WritePropertyName(name);
        WriteValue(json, value);
    }

    private static void WriteValue(Utf8JsonWriter json, object? value)
    {
        switch (value)
        {
            case null:
                json.WriteNullValue();
                break;
            case bool isTrue:
                json.WriteBooleanValue(isTrue);
                break;
            case string text:
                json.WriteStringValue(text);
                break;
            case double or float when double.IsFinite(Convert.ToDouble(value, CultureInfo.InvariantCulture)):
                json.WriteNumberValue(Convert.ToDouble(value, CultureInfo.InvariantCulture));
                break;
            case byte or sbyte or short or ushort or int or uint or long:
                json.WriteNumberValue(Convert.ToInt64(value, CultureInfo.InvariantCulture));
                break;
            case ulong large:
                json.WriteNumberValue(large);
                break;
            case IDictionary pairs:
                json.WriteStartObject();
                foreach (DictionaryEntry pair in pairs)
                {
                    Write(json, $"{pair.Key}", pair.Value);
                }
                json.WriteEndObject();
                break;
            case IEnumerable items:
                json.WriteStartArray();
                foreach (object? item in items)
                {
                    WriteValue(json, item);
                }
                json.WriteEndArray();
                break;
            default:
                json.WriteStringValue(string.Create(CultureInfo.InvariantCulture, $"{value}"));
                break;
        }
    }
}
