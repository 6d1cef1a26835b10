using System.Text.Json;

namespace MemMap.Tests.Golden;

/// <summary>The calls of cases about texts, records and bits; see <see cref="GoldenFunctions"/>.</summary>
internal static class GoldenTexts
{
    /// <summary>The call of a case: of a group's first array, its second one and the case.</summary>
    internal static readonly Dictionary<string, Func<NDArray, NDArray, GoldenCase, object?>> Calls = new()
    {
        ["upper"] = (x, _, _) => x.Strings.Upper(),
        ["lower"] = (x, _, _) => x.Strings.Lower(),
        ["swapcase"] = (x, _, _) => x.Strings.SwapCase(),
        ["capitalize"] = (x, _, _) => x.Strings.Capitalize(),
        ["title"] = (x, _, _) => x.Strings.Title(),
        ["strip"] = (x, _, golden) => x.Strings.Strip(Text(golden, 0)),
        ["lstrip"] = (x, _, golden) => x.Strings.LStrip(Text(golden, 0)),
        ["rstrip"] = (x, _, golden) => x.Strings.RStrip(Text(golden, 0)),
        ["isalpha"] = (x, _, _) => x.Strings.IsAlpha(),
        ["isalnum"] = (x, _, _) => x.Strings.IsAlnum(),
        ["isdigit"] = (x, _, _) => x.Strings.IsDigit(),
        ["isdecimal"] = (x, _, _) => x.Strings.IsDecimal(),
        ["isnumeric"] = (x, _, _) => x.Strings.IsNumeric(),
        ["isspace"] = (x, _, _) => x.Strings.IsSpace(),
        ["islower"] = (x, _, _) => x.Strings.IsLower(),
        ["isupper"] = (x, _, _) => x.Strings.IsUpper(),
        ["istitle"] = (x, _, _) => x.Strings.IsTitle(),
        ["str_len"] = (x, _, _) => x.Strings.StrLen(),
        ["find"] = (x, y, golden) => x.Strings.Find(Other(golden, y), Start(golden), End(golden)),
        ["rfind"] = (x, y, golden) => x.Strings.RFind(Other(golden, y), Start(golden), End(golden)),
        ["count"] = (x, y, golden) => x.Strings.Count(Other(golden, y), Start(golden), End(golden)),
        ["startswith"] = (x, y, golden) => x.Strings.StartsWith(Other(golden, y), Start(golden), End(golden)),
        ["endswith"] = (x, y, golden) => x.Strings.EndsWith(Other(golden, y), Start(golden), End(golden)),
        ["replace"] = (x, _, golden) => x.Strings.Replace(Text(golden, 0)!, Text(golden, 1)!, Whole(golden, 2) ?? -1),
        ["ljust"] = (x, _, golden) => x.Strings.LJust(Whole(golden, 0)!.Value, Text(golden, 1)!),
        ["rjust"] = (x, _, golden) => x.Strings.RJust(Whole(golden, 0)!.Value, Text(golden, 1)!),
        ["center"] = (x, _, golden) => x.Strings.Center(Whole(golden, 0)!.Value, Text(golden, 1)!),
        ["zfill"] = (x, _, golden) => x.Strings.ZFill(Whole(golden, 0)!.Value),
        ["multiply"] = (x, _, golden) => x.Strings.Multiply(Whole(golden, 0)!.Value),
        ["add"] = (x, y, golden) => x.Strings.Add(Other(golden, y)),
        ["drop_fields"] = (x, _, golden) => x.DropFields(golden.Number!.Value.Deserialize<string[]>()!),
        ["rename_fields"] = (x, _, golden) => x.RenameFields(golden.Number!.Value.Deserialize<Dictionary<string, string>>()!),
        ["repack_fields"] = (x, _, golden) => x.RepackFields(Whole(golden, 0) != 0, Whole(golden, 1) != 0),
        ["structured_to_unstructured"] = (x, _, golden)
            => x.StructuredToUnstructured(golden.Within is { } dtype ? DType.Parse(dtype) : null),
        ["unstructured_to_structured"] = (x, _, golden) => x.UnstructuredToStructured(DType.Parse(golden.DType!)),
        ["packbits"] = (x, _, golden) => x.PackBits(Axis(golden), Order(golden)),
        ["unpackbits"] = (x, _, golden) => x.UnpackBits(Axis(golden), Whole(golden, 0), Order(golden)),
    };

    private static object Other(GoldenCase golden, NDArray other) => Text(golden, 0) ?? (object)other;

    private static long Start(GoldenCase golden) => Whole(golden, 1) ?? 0;

    private static long? End(GoldenCase golden) => Whole(golden, 2);

    private static string? Text(GoldenCase golden, int at) => Item(golden, at)?.GetString();

    private static long? Whole(GoldenCase golden, int at) => Item(golden, at)?.GetInt64();

    private static JsonElement? Item(GoldenCase golden, int at)
        => golden.Number is { } items && items.GetArrayLength() > at && items[at].ValueKind != JsonValueKind.Null ? items[at] : null;

    private static int? Axis(GoldenCase golden) => golden.Axis is { ValueKind: JsonValueKind.Number } axis ? axis.GetInt32() : null;

    private static BitOrder Order(GoldenCase golden) => Enum.Parse<BitOrder>(golden.Within!, ignoreCase: true);
}
