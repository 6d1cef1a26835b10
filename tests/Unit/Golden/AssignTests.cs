using MemMap.Compute;
using MemMap.Tests.Memory;

namespace MemMap.Tests.Golden;

/// <summary>
/// Assignments and operations in place: every byte of the buffer afterwards, which after an error is every byte as it was.
/// </summary>
public class AssignTests : TempFolder
{
    private static readonly GoldenGroup[] Groups = GoldenFile.Load("assign");

    [Theory, InlineData(Operands.InMemory), InlineData(Operands.Joined), InlineData(Operands.Lazy), InlineData(Operands.Computed)]
    public void Assign_in_memory(Operands operands)
    {
        var report = new GoldenReport("assign");
        foreach (GoldenGroup group in Groups)
        {
            Run(report, group, Target(group, operands), GoldenArrays.TextIndex, operands);
        }
        report.Check();
    }

    [Theory, InlineData(Operands.InMemory), InlineData(Operands.Joined), InlineData(Operands.Lazy), InlineData(Operands.Computed)]
    public void Operate_in_place(Operands operands)
    {
        var report = new GoldenReport("inplace");
        foreach (GoldenGroup group in GoldenFile.Load("inplace"))
        {
            Run(report, group, Target(group, operands), GoldenArrays.ObjectIndex, operands);
        }
        report.Check();
    }

    private static NDArray Target(GoldenGroup group, Operands operands)
        => GoldenArrays.Make(group.Array, operands == Operands.Joined ? operands : Operands.InMemory);

    [Fact]
    public void Assign_in_a_map()
    {
        var report = new GoldenReport("assign in a map");
        string path = NewPath();
        foreach (GoldenGroup group in Groups)
        {
            File.WriteAllBytes(path, [1, 2, 3, .. group.Array.Bytes]);
            using (MemMapArray file = MemMapArray.Open(path, DType.UInt8, MapMode.ReadWrite, 3))
            {
                Run(report, group, file.WithLayout(GoldenArrays.LayoutOf(group.Array), DType.Parse(group.Array.DType)),
                    GoldenArrays.ObjectIndex, Operands.InMemory);
            }
            Assert.Equal([1, 2, 3, .. group.Cases[^1].After ?? group.Array.Bytes], File.ReadAllBytes(path));
        }
        report.Check();
    }

    private static void Run(GoldenReport report, GoldenGroup group, NDArray array, Func<string[], object?[]?> parse, Operands operands)
    {
        foreach (GoldenCase golden in group.Cases)
        {
            GoldenArrays.SetBytes(array.Buffer, group.Array.Bytes);
            bool isTransposed = golden.Index is ["T"];
            if ((isTransposed ? ["..."] : parse(golden.Index!)) is { } index)
            {
                string? difference = Difference(
                    golden, array, () => Set(golden, isTransposed ? array.T : array, index, Value(golden, array, operands)));
                report.Add(
                    golden, ()
                    => $"{IndexTests.Expression(group, golden)} {golden.Operation}= {DescribeValue(golden)}", ()
                        => Expected(golden, array), difference);
            }
        }

        static void Set(GoldenCase golden, NDArray target, object?[] index, object? value)
        {
            if (golden.Operation is { } operation)
            {
                target.UpdateItem(index, Operations.ByName(operation), value);
            }
            else
            {
                // numpy cuts text that is too long, which is an error here unless one asks for it.
                target.WithLayout(target.Layout, target.DType.Truncating()).SetItem(index, value);
            }
        }

        string Expected(GoldenCase golden, NDArray array)
        {
            GoldenArrays.SetBytes(array.Buffer, golden.After ?? group.Array.Bytes);
            return golden.Error ?? GoldenComparer.Describe(array);
        }

        string? Difference(GoldenCase golden, NDArray array, Action assign)
        {
            string? problem = null;
            try
            {
                assign();
                problem = golden.Error is not null ? GoldenComparer.Describe(array) : null;
            }
            catch (Exception exception) when (golden.Error is not null)
            {
                problem = GoldenComparer.ErrorDifference(golden.Error, exception);
            }
            catch (Exception exception)
            {
                problem = $"{exception.GetType().Name}: {exception.Message}";
            }
            return problem ?? (GoldenArrays.GetBytes(array.Buffer).AsSpan().SequenceEqual(golden.After ?? group.Array.Bytes)
                ? null : $"{GoldenComparer.Describe(array)} (or bytes around the array changed)");
        }
    }

    private static object? Value(GoldenCase golden, NDArray array, Operands operands) => Value(golden, array) switch
    {
        NDArray value when operands == Operands.Lazy => value.Lazy(),
        NDArray value when operands == Operands.Computed => value.Lazy().AsType(value.DType),
        var value => value,
    };

    private static object? Value(GoldenCase golden, NDArray array)
    {
        if (golden.Value is { } value)
        {
            return GoldenArrays.InMemory(value);
        }
        if (golden.Within is { } within)
        {
            NDArray whole = within.StartsWith('T') ? array.T : array;
            string rest = within.TrimStart('T').TrimStart(',');
            return rest.Length == 0 ? whole : whole.GetItem([rest]);
        }
        if (golden.List is { } nested)
        {
            return GoldenArrays.List(nested);
        }
        object number = GoldenArrays.Scalar(golden.Number!.Value);
        return number is "nan" && array.DType.IsNumeric ? double.NaN : number;
    }

    private static string DescribeValue(GoldenCase golden) => golden.Value is { } value
        ? $"{GoldenComparer.Describe(GoldenArrays.InMemory(value))}, {IndexTests.Describe(value)}"
        : golden.Within is { } within ? $"a[{within}]" : (golden.List ?? golden.Number).ToString()!;
}
