using System.Collections;
using System.Reflection;
using MemMap.Tests.Memory;

namespace MemMap.Tests.Faults;

/// <summary>
/// Whatever a method of an array is called, it heeds a request to stop, if it goes through elements: found by reflection, so that a new one
/// is asked too. Which those are is told by a closed map, of whose elements nobody can have any.
/// </summary>
public sealed class StopEverywhereTests : TempFolder
{
    private const BindingFlags Own = BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly;

    private const int Rows = 700, Columns = 1000, Tries = 400;

    // What reads or writes what an index names, or asks the system for one thing: the length of a file, or another one. CancelTests flushes
    // what was changed.
    private static readonly string[] Exempt = ["Item", "At", "get_Element", "set_Element", "get_FileLength", "Flush", "Resize", "Fit"];

    private static readonly DType[] DTypes =
        [DType.Float64, DType.Int64, DType.Bool, DType.Parse("M8[s]"), DType.Parse("i4,i4"), DType.UInt8];

    public static TheoryData<string, int> Methods
    {
        get
        {
            TheoryData<string, int> data = [];
            foreach ((int index, MethodInfo method) in All().Index())
            {
                data.Add(method.ToString()!, index);
            }
            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Methods))]
    public void A_method_that_goes_through_elements_is_stopped(string name, int index)
    {
        MethodInfo method = All()[index];
        Assert.Equal(name, method.ToString());
        if (Exempt.Contains(method.Name))
        {
            return;
        }
        string path = NewPath("data");
        using (MemMapArray made = MemMapArray.Open(path, DType.UInt8, MapMode.Write, shape: [Rows * Columns * sizeof(double)]))
        {
            made[":10000"] = 1;
        }
        Exception? failure = null;
        for (int seed = 0; seed < Tries; seed++)
        {
            // The arguments are guessed: the first ones that the method takes.
            MemMapArray open = Map(path, seed);
            failure = Call(method, open, seed);
            open.Close();
            if (failure is null)
            {
                MemMapArray closed = Map(path, seed), stopped = Map(path, seed);
                closed.Close();
                bool isAsked = Call(method, closed, seed) is ObjectDisposedException;
                using IDisposable scope = Interruption.Use(new CancellationToken(canceled: true));
                Exception? outcome = isAsked ? Call(method, stopped, seed) : null;
                stopped.Close();
                string what = $"seed {seed}: {outcome?.GetType().Name ?? "no exception"}: {outcome?.Message}";
                Assert.True(!isAsked || outcome is OperationCanceledException, what);
                return;
            }
        }
        Assert.Fail($"none of the arguments that were tried are some for it: {failure?.Message}");
    }

    private delegate ReadOnlySpan<byte> CastToBytes(MemMapArray array);

    private static MemMapArray Map(string path, int seed)
    {
        DType dtype = DTypes[seed % DTypes.Length];
        return MemMapArray.Open(path, dtype, MapMode.CopyOnWrite, shape: seed % 7 == 6 ? [Rows * Columns] : [Rows, Columns]);
    }

    private static MethodInfo[] All() => [.. typeof(NDArray).GetMethods(Own | BindingFlags.Static)
        .Concat(typeof(MemMapArray).GetMethods(Own))
        .Where(method => !method.IsGenericMethodDefinition && method.Name is not ("Close" or "Dispose"))
        .OrderBy(method => method.ToString(), StringComparer.Ordinal)];

    private static Exception? Call(MethodInfo method, NDArray array, int seed)
    {
        try
        {
            if (method.ReturnType == typeof(ReadOnlySpan<byte>))
            {
                // Reflection calls nothing that returns a span.
                method.CreateDelegate<CastToBytes>()((MemMapArray)array);
                return null;
            }
            Random random = new(seed);
            object?[] arguments = [.. method.GetParameters().Select(parameter => Argument(parameter, array, random))];
            object? result = method.Invoke(method.IsStatic ? null : array, arguments);
            if (result is IEnumerable items and not (NDArray or Array or string))
            {
                foreach (object? _ in items)
                {
                    // What is found is looked for when it is taken.
                }
            }
            (result as Stream)?.CopyTo(Stream.Null);
            return null;
        }
        catch (TargetInvocationException e)
        {
            return e.InnerException;
        }
        catch (Exception e) when (e is OperationCanceledException or ObjectDisposedException or InvalidCastException)
        {
            return e;
        }
    }

    private static object? Argument(ParameterInfo parameter, NDArray array, Random random)
    {
        Type type = Nullable.GetUnderlyingType(parameter.ParameterType) ?? parameter.ParameterType;
        return parameter.HasDefaultValue && parameter.DefaultValue is not DBNull && parameter.Name != "dtype" ? parameter.DefaultValue
            : type == typeof(NDArray) ? array
            : type == typeof(NDArray[]) ? new[] { array }
            : type == typeof(DType) && parameter.Member.Name == nameof(NDArray.UnstructuredToStructured)
                ? DType.Parse($"i4,({Columns - 1},)i4")
            : type == typeof(DType) ? One(DType.Int64, DType.Float32, array.DType)
            : type == typeof(BytePattern) ? BytePattern.Parse("00 01")
            : type == typeof(string) ? One("f0", "Add", "Sqrt", "...")
            : type == typeof(string[]) ? new[] { parameter.Member.Name == nameof(NDArray.AppendFields) ? "added" : "f0" }
            : type == typeof(IDictionary) ? new Dictionary<string, string> { ["f0"] = "renamed" }
            : type == typeof(long[]) ? One<long[]>([Rows * Columns], [Rows, Columns], [1])
            : type == typeof(int[]) ? One<int[]>([0], [1, 0], [])
            : type == typeof(double[]) ? new[] { 0.5, 0.75 }
            : type == typeof(object[]) ? One<object[]>(["..."], [1.0], [array], [array, array])
            : type == typeof(Func<NDArray, NDArray>) ? (Func<NDArray, NDArray>)(static part => part.Eq(part))
            : type == typeof(Func<object, bool>) ? (Func<object?, bool>)(static value => value is null)
            : type == typeof(object)
                // A row for one of the dtypes, which a product of matrices needs.
                ? One<object>(1.0, 1, true, new long[] { 0, 1 },
                    NDArray.Zeros(array.DType.Equals(DType.UInt8) ? [Columns] : [Rows, Columns], DType.Bool), DateTime.UnixEpoch)
            : type == typeof(long) || type == typeof(int) ? Convert.ChangeType(One(1, 0, 2, Rows, Rows * Columns), type, null)
            : type == typeof(double) ? 0.5
            : type == typeof(char) ? '<'
            : type == typeof(TimeSpan) ? TimeSpan.FromDays(1)
            : type.IsValueType ? Activator.CreateInstance(type)
            : type.GetConstructor([])?.Invoke([]);

        T One<T>(params ReadOnlySpan<T> items) => items[random.Next(items.Length)];
    }
}
