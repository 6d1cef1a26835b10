using System.Text.Json;
using MemMap.Geometry;
using MemMap.Text;

namespace MemMap.Tests.Golden;

/// <summary>Arrays of every dtype as numpy's str() shows them.</summary>
public class PrintTests
{
    public static TheoryData<string> Files
        => Directory.Exists(Repository.Golden("print"))
            ? [.. Directory.GetFiles(Repository.Golden("print"), "*.json").Select(path => Path.GetFileName(path))] : [""];

    [Theory]
    [MemberData(nameof(Files))]
    public void Arrays_print_as_in_numpy(string file) => Run(file, ArrayPrinter.Format);

    [Theory]
    [MemberData(nameof(Files))]
    public void Lazy_arrays_print_as_in_numpy(string file) => Run(file, Lazy);

    private static string Lazy(DType dtype, ReadOnlySpan<long> shape, ElementBytes read, PrintOptions? options)
    {
        // An element per index as it is asked for, of arrays that would not fit in memory.
        const int mostBytes = 1 << 20;
        long[] lengths = shape.ToArray();
        if (Layout.CheckedByteSize(shape, dtype.ItemSize) is 0 or > mostBytes)
        {
            return ArrayPrinter.Format(dtype, shape, read, options);
        }
        byte[] bytes = new byte[Layout.CheckedByteSize(shape, dtype.ItemSize)];
        long at = 0;
        foreach (long[] index in Arrays.Model.Tuples(lengths))
        {
            read(index, bytes.AsSpan((int)at, dtype.ItemSize));
            at += dtype.ItemSize;
        }
        return NDArray.FromBytes(bytes, lengths, dtype).Lazy().AsType(dtype).Print(options ?? PrintOptions.Default);
    }

    private delegate string Printer(DType dtype, ReadOnlySpan<long> shape, ElementBytes read, PrintOptions? options);

    private static void Run(string file, Printer print)
    {
        var report = new GoldenReport($"print {file}");
        int line = 1;
        foreach (JsonElement golden in Repository.IsLive && file.Length == 0 ? [] : Cases(file))
        {
            string dtype = golden.GetProperty("dtype").GetString()!, text = golden.GetProperty("text").GetString()!;
            long[] shape = [.. golden.GetProperty("shape").EnumerateArray().Select(length => length.GetInt64())];
            PrintOptions? options = golden.TryGetProperty("options", out JsonElement set)
                ? new(set[0].GetInt32(), set[1].GetInt64(), set[2].GetInt32(), set[3].GetInt32()) : null;
            string printed = print(
                DType.Parse(dtype), shape, Repeated(Convert.FromHexString(golden.GetProperty("data").GetString()!), shape), options);
            report.Add($"print/{file}:{++line}", () => $"{dtype} {Error.Shape(shape)} {options}", () => $"\n{text}",
                printed == text ? null : $"\n{printed}");
        }
        report.Check();
    }

    private static List<JsonElement> Cases(string file)
        => JsonSerializer.Deserialize<List<JsonElement>>(File.ReadAllBytes(Path.Combine(Repository.Golden("print"), file)))!;

    private static ElementBytes Repeated(byte[] data, long[] shape) => (index, element) =>
    {
        long position = 0;
        for (int axis = 0; axis < index.Length; axis++)
        {
            position = (position * shape[axis]) + index[axis];
        }
        for (int i = 0; i < element.Length; i++)
        {
            element[i] = data[((position * element.Length) + i) % data.Length];
        }
    };
}
