using MemMap.Tests.Memory;

namespace MemMap.Tests.Golden;

/// <summary>Index expressions: what they give and whether it shares the array's memory, in memory and in a map.</summary>
public class IndexTests : TempFolder
{
    private const int FileOffset = 7;

    private static readonly GoldenGroup[] Groups = GoldenFile.Load("index");

    [Theory, InlineData(Operands.InMemory), InlineData(Operands.Joined), InlineData(Operands.Lazy), InlineData(Operands.Computed)]
    public void Index_as_text(Operands operands) => InMemory("index as text", GoldenArrays.TextIndex, operands);

    [Theory, InlineData(Operands.InMemory), InlineData(Operands.Joined), InlineData(Operands.Lazy), InlineData(Operands.Computed)]
    public void Index_as_objects(Operands operands) => InMemory("index as objects", GoldenArrays.ObjectIndex, operands);

    [Fact]
    public void Index_of_a_map()
    {
        var report = new GoldenReport("index of a map");
        int number = 0;
        foreach (GoldenGroup group in Groups)
        {
            using MemMapArray file = Map(group.Array, number++);
            var map = (MemMapArray)file.WithLayout(GoldenArrays.LayoutOf(group.Array), DType.Parse(group.Array.DType));
            foreach (GoldenCase golden in group.Cases)
            {
                object?[] index = GoldenArrays.ObjectIndex(golden.Index!);
                string? difference = GoldenComparer.Difference(golden, () => map.GetItem(index))
                    ?? (golden.Error is null ? ClassDifference(golden, map, map.GetItem(index)) : null);
                report.Add(golden, () => Expression(group, golden), () => GoldenComparer.Describe(golden), difference);
            }
        }
        report.Check();
    }

    internal static string Expression(GoldenGroup group, GoldenCase golden)
        => $"a[{string.Join(", ", golden.Index!)}], a: {Describe(group.Array)}";

    internal static string Describe(GoldenArray array) => array.Strides is null
        ? $"{array.DType} {Error.Shape(array.Shape)}"
        : $"{array.DType} {Error.Shape(array.Shape)}, strides {Error.Shape(array.Strides)}, offset {array.Offset}";

    private static void InMemory(string theme, Func<string[], object?[]?> parse, Operands operands)
    {
        var report = new GoldenReport(theme);
        foreach (GoldenGroup group in Groups)
        {
            NDArray array = GoldenArrays.Make(group.Array, operands);
            foreach (GoldenCase golden in group.Cases)
            {
                if (parse(golden.Index!) is { } index)
                {
                    string? difference = GoldenComparer.Difference(golden, () => array.GetItem(index))
                        ?? (golden.Kind is "view" or "copy" ? MemoryDifference(golden, array, (NDArray)array.GetItem(index)!) : null);
                    report.Add(golden, () => Expression(group, golden), () => GoldenComparer.Describe(golden), difference);
                }
            }
        }
        report.Check();
    }

    private static string? MemoryDifference(GoldenCase golden, NDArray array, NDArray result)
        => (golden.Kind == "view") == ReferenceEquals(array.Buffer, result.Buffer) ? null : "the elements in another array's memory";

    private static string? ClassDifference(GoldenCase golden, MemMapArray map, object? result) => golden.Kind switch
    {
        "view" when result is not MemMapArray view || view.FileName != map.FileName || view.Offset != map.Offset || view.Mode != map.Mode
            => "no view of the map",
        "copy" when result is MemMapArray => "a part of the map",
        _ => null,
    };

    private MemMapArray Map(GoldenArray golden, int number)
    {
        string path = NewPath($"{number}.bin");
        File.WriteAllBytes(path, [.. new byte[FileOffset], .. golden.Bytes]);
        return MemMapArray.Open(path, DType.UInt8, number % 2 == 0 ? MapMode.ReadOnly : MapMode.CopyOnWrite, FileOffset);
    }
}
