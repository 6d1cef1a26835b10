using System.Collections;
using System.Numerics;
using System.Reflection;

namespace MemMap.Fuzz;

/// <summary>
/// Any public method, property or operator of an array with any arguments, as a script may call it: the input chooses them, a byte at a
/// time.
/// </summary>
internal sealed class ApiTarget : Target
{
    private readonly string _path = Path.GetTempFileName();
    private readonly MethodBase[] _methods;

    internal ApiTarget()
    {
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Delete(_path);
        const BindingFlags all = BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;
        // Those that open files have targets of their own; what a span shows can't be boxed.
        _methods = [.. typeof(NDArray).GetMethods(all).Concat(typeof(MemMapArray).GetMethods(all))
            .Where(method => !method.IsGenericMethodDefinition && !method.ReturnType.IsByRefLike
                && !method.Name.StartsWith("Open", StringComparison.Ordinal))
            .OrderBy(method => method.ToString(), StringComparer.Ordinal)];
    }

    internal override string Name => "api";

    private protected override void Read(byte[] input)
    {
        Choices choices = new(input);
        MethodBase method = _methods[choices.Next(_methods.Length)];
        NDArray self = Array(choices, method.DeclaringType == typeof(MemMapArray));
        object?[] arguments = [.. method.GetParameters().Select(parameter => Argument(choices, parameter.ParameterType, depth: 0))];
        try
        {
            Look(method.Invoke(method.IsStatic ? null : self, arguments));
        }
        catch (TargetInvocationException e) when (e.InnerException is { } inner)
        {
            if (!IsDocumented(inner))
            {
                throw new InvalidOperationException($"{self.DType} {string.Join(",", self.Shape)}: "
                    + $"{method}({string.Join("; ", arguments.Select(Text))})", inner);
            }
        }
        finally
        {
            (self as MemMapArray)?.Close();
        }
    }

    // As .NET has it, who gives nothing where something is needed gets this one, which names the parameter.
    private protected override bool IsDocumented(Exception e) => base.IsDocumented(e) || e is ArgumentNullException { ParamName: not null };

    private static void Delete(string path)
    {
        try
        {
            File.Delete(path);
        }
        catch (UnauthorizedAccessException)
        {
            // An array that was dropped still maps it, on Windows.
        }
    }

    private static void Look(object? result)
    {
        if (result is NDArray array)
        {
            Require(array.Size == array.Shape.Aggregate(1L, static (size, length) => size * length)
                && array.Strides.Length == array.NDim, "a shape");
            // A thousand elements of 300 bytes are printed whole, with four characters a byte.
            Require(array.ToString().Length < 1 << 22, "a text");
        }
    }

    private NDArray Array(Choices choices, bool isMap)
    {
        if (isMap || choices.Next(8) == 0)
        {
            MapMode mode = choices.Of(MapMode.ReadOnly, MapMode.ReadWrite, MapMode.CopyOnWrite);
            AccessHint access = mode == MapMode.CopyOnWrite ? AccessHint.Normal : choices.Of(AccessHint.Normal, AccessHint.Buffered);
            // In place: an array that was made before may map the file, and Windows makes no such file shorter.
            using (FileStream file = new(_path, FileMode.OpenOrCreate, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete))
            {
                file.Write([.. Enumerable.Range(0, 48).Select(static i => (byte)i)]);
            }
            return MemMapArray.Open(
                _path, DType.Parse(choices.Of("f8", "<i4", ">i2", "u1", "i4,f8", "S3")), mode, shape: choices.Of<long[]>([4], [2, 2], []),
                access: access);
        }
        DType dtype = DType.Parse(choices.Of(
            "?", "i1", "u1", ">i2", "i4", "u8", "f2", "f4", ">f8", "c8", "c16", "S4", "U2", ">U1", "V3", "M8[s]", "m8[D]", "i4,>f8,S2",
            "(2,2)i4"));
        long[] shape = choices.Of<long[]>([], [0], [1], [6], [2, 3], [3, 0, 2], [2, 1, 3], [1, 1, 1, 1, 1, 1, 1, 1, 1]);
        NDArray array = NDArray.Zeros(shape, dtype);
        if (dtype.IsNumeric && array.NDim > 0)
        {
            array = (NDArray.Arange(0, array.Size) - 2).Reshape(shape).AsType(dtype);
        }
        return choices.Next(4) == 0 ? array.T : array;
    }

    private object? Argument(Choices choices, Type type, int depth)
    {
        type = Nullable.GetUnderlyingType(type) is { } inner && choices.Next(5) > 0 ? inner : type;
        if (!type.IsValueType && choices.Next(10) == 0)
        {
            return null;
        }
        return type == typeof(long) ? choices.Of(Longs)
            : type == typeof(int) ? choices.Of(Ints)
            : type == typeof(double) ? choices.Of(Doubles)
            : type == typeof(bool) ? choices.Next(2) == 0
            : type == typeof(string) ? choices.Of(Texts)
            : type.IsEnum ? Enum.ToObject(type, choices.Next(20))
            : type == typeof(NDArray) ? Array(choices, isMap: false)
            : type == typeof(DType) ? DType.Parse(choices.Of("i4", "f8", "?", "S1", "V8", "c16", "M8[ns]", "i4,i4", "U5", ">u2", "V300"))
            : type == typeof(object) ? Any(choices, depth)
            : type.IsArray ? List(choices, type.GetElementType()!, depth)
            : type.IsValueType || type.GetConstructor([]) is null ? Other(choices, type, depth)
            : Object(choices, type, depth);
    }

    private object? Any(Choices choices, int depth) => choices.Next(14) switch
    {
        0 => choices.Of(Longs),
        1 => choices.Of(Doubles),
        2 => choices.Of(Texts),
        3 => Array(choices, isMap: false),
        4 => choices.Of<object>(
            DateTime.MaxValue, DateTimeOffset.MinValue, TimeSpan.MinValue, Guid.Empty, 'x', decimal.MaxValue, DBNull.Value),
        5 => choices.Of<object>(
            new Complex(double.NaN, 1), Half.NaN, BigInteger.Pow(10, 30), UInt128.MaxValue, ulong.MaxValue, float.MaxValue, (sbyte)-1),
        6 => choices.Of<object>(
            new byte[3], new Hashtable { ["a"] = 1 }, new object(), typeof(int), new int[2, 2], new[] { new[] { 1, 2 }, [3] }),
        7 => Deep(choices.Of(2, 40, 100, 5000)),
        8 => Itself(),
        9 => true,
        10 => null,
        11 => (int)choices.Of(Longs.AsSpan(0, 9)),
        _ => depth < 3 ? List(choices, typeof(object), depth + 1) : 1,
    };

    private System.Array List(Choices choices, Type element, int depth)
    {
        var list = System.Array.CreateInstance(element, choices.Of(0, 1, 2, 3, 4, 70));
        for (int i = 0; i < list.Length; i++)
        {
            list.SetValue(Argument(choices, element, depth + 1), i);
        }
        return list;
    }

    /// <summary>An object with properties, of which some are set.</summary>
    private object Object(Choices choices, Type type, int depth)
    {
        object made = Activator.CreateInstance(type)!;
        foreach (PropertyInfo property in type.GetProperties().Where(property => property.CanWrite && choices.Next(3) == 0))
        {
            property.SetValue(made, Argument(choices, property.PropertyType, depth + 1));
        }
        return made;
    }

    private object? Other(Choices choices, Type type, int depth)
    {
        if (type.IsValueType)
        {
            return Activator.CreateInstance(type);
        }
        // An interface or a type without a constructor: one of the arguments of other types may do.
        object? any = Any(choices, depth);
        return type.IsInstanceOfType(any) ? any : null;
    }

    private static object Deep(int depth)
    {
        object list = 1;
        for (int i = 0; i < depth; i++)
        {
            list = new[] { list };
        }
        return list;
    }

    private static object[] Itself()
    {
        object[] list = new object[2];
        list[0] = list[1] = list;
        return list;
    }

    private static string Text(object? argument) => argument is NDArray array ? $"{array.DType} {string.Join(",", array.Shape)}"
        : argument is IList { Count: < 5 } list && argument.GetType().GetElementType() != typeof(object)
            ? $"[{string.Join(", ", list.Cast<object?>().Select(Text))}]"
        : $"{argument ?? "null"}";

    // Nothing between what is there at once and what no machine has: that would only take long.
    private static readonly long[] Longs = [
        0, 1, -1, 2, 3, -3, 5, 64, 1000, -(1L << 40), 1L << 50, -(1L << 50), long.MinValue, long.MinValue + 1, long.MaxValue,
        long.MaxValue - 1];
    private static readonly int[] Ints = [0, 1, -1, 2, -2, 3, 7, 63, 64, 65, int.MinValue, int.MaxValue];
    private static readonly double[] Doubles = [
        0, -0.0, 1, 0.5, -1, 2, 50, 100, 1e-300, 1e300, double.NaN, double.PositiveInfinity, double.NegativeInfinity, double.MaxValue,
        double.Epsilon];

    private static readonly string[] Texts =
    [
        "", " ", "\0", "x", "1:3", "::-1", "::0", "...", "newaxis", "f0", "f1", "i4", "f8", "i4,i4", "Add", "Subtract", "-1",
        "99999999999999999999", "1e400", "nan", "NaT", "2020-01-01",
        "true", "[1, 2]", "(1,)", "\ud800", new string('(', 5000), new string('[', 5000), string.Concat(Enumerable.Repeat("::,", 3000)),
    ];
}

/// <summary>What the bytes of an input choose; behind their end it goes on with what they have in common.</summary>
internal sealed class Choices
{
    private readonly byte[] _input;
    private readonly Random _rest;
    private int _at;

    internal Choices(byte[] input)
    {
        // Not .NET's own hash, which is another one in each process.
        _rest = new Random(input.Aggregate(17, static (sum, part) => unchecked((sum * 31) + part)));
        _input = input;
    }

    internal int Next(int count)
        => (_at < _input.Length ? _input[_at++] + (256 * (_at < _input.Length ? _input[_at++] : 0)) : _rest.Next(1 << 16)) % count;

    internal T Of<T>(params ReadOnlySpan<T> items) => items[Next(items.Length)];
}
