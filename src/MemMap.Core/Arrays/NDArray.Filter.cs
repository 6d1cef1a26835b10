using System.Runtime.CompilerServices;
using MemMap.Compute;

namespace MemMap;

// Questions to elements.
public partial class NDArray
{
    // A test remembers what it has found, for all parts of an array that it is asked of.
    private static readonly ConditionalWeakTable<Func<object?, bool>, ElementMap<byte>> Tests = [];

    /// <summary>
    /// Tests elements by their .NET values: text, dates, members of enums, whole records. Results of distinct elements are remembered, and
    /// the test may run on several threads. So it must depend on nothing but the value.
    /// </summary>
    /// <param name="test">The test; use one delegate for all parts of an array.</param>
    /// <returns>A new array of bools, of this shape.</returns>
    public NDArray Test(Func<object?, bool> test)
    {
        ArgumentNullException.ThrowIfNull(test);
        return Unary(
            Tests.GetValue(test, static key => new("test", DType.Bool, element => key(element) ? (byte)1 : (byte)0)), null);
    }

    /// <summary>What a function makes of elements by their .NET values; it may run on several threads.</summary>
    internal NDArray Mapped<T>(ElementMap<T> map) where T : unmanaged, System.Numerics.IBinaryInteger<T> => Unary(map, null);

    /// <summary>What a function of doubles makes of each element; it may run on several threads.</summary>
    internal NDArray Mapped(ScalarFunction function) => Unary(function, null);

    /// <summary>
    /// The elements for which a test holds, in C order: a copy in memory, of one axis. The array is read once, in blocks that fit in a
    /// core's cache, and the test runs on several threads.
    /// </summary>
    /// <param name="test">Gives an array of bools for a part of this array, such as <c>part => part.Field("price").Gt(20)</c>.</param>
    /// <exception cref="ObjectDisposedException">The map was closed.</exception>
    public NDArray Filter(Func<NDArray, NDArray> test)
    {
        ArgumentNullException.ThrowIfNull(test);
        Buffer.Verify();
        return new(FilterBy(part => test(part), static _ => throw new System.Diagnostics.UnreachableException()).TakeAll());
    }

    /// <summary>The filter that a test of parts makes. A part that it gives null for, and all without a test, is tested slowly.</summary>
    internal RowFilter FilterBy(Func<NDArray, NDArray?>? test, Func<NDArray, NDArray> slow)
        => new(
            NDim == 0 ? _ref.Reshape([1]) : _ref, test is null ? null : part => test(ViewOf(part))?._ref,
            part => slow(ViewOf(part))._ref);
}
