using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;

namespace MemMap.Compute;

/// <summary>
/// Lines of the cache that a kernel asks the processor for while it computes: a few at a time, as its own loop goes on. Asked for at once,
/// they would wait for one another, and the kernel for them.
/// </summary>
/// <param name="place">The first line. There need not be memory.</param>
/// <param name="step">The bytes from one to the next.</param>
/// <param name="lines">How many are asked for at a time.</param>
internal unsafe struct LinesAhead(byte* place, nint step, int lines)
{
    /// <summary>The elements for which a kernel asks once.</summary>
    internal const int Items = 32;

    private byte* _place = place;

    internal readonly bool IsEmpty => lines == 0;

    /// <summary>Asks for the next lines. They go to the L2 cache: the kernels have the L1 cache for their blocks.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal void Ask()
    {
        for (int line = 0; line < lines; line++)
        {
            Sse.Prefetch1(_place);
            _place += step;
        }
    }
}
