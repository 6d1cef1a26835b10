using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace MemMap.Compute;

/// <summary>
/// Gathers elements that lie close together, such as every third one or a field of small records, by loading whole vectors. A loop over
/// single elements took longer than reading the memory, and TensorPrimitives has no gather.
/// <code>
/// stride 3    0..1..2.  .3..4..5  ..6..7..     three vectors of eight: each is permuted so that its elements stand in
///             012.....  ...345..  ......67     their places in the result, and masked
/// </code>
/// </summary>
internal static unsafe class VectorGather
{
    /// <summary>The largest stride, in elements, at which a vector holds enough elements to pay off.</summary>
    private const int MaxStep = 4;

    /// <summary>Copies as many elements as vectors can and returns their number. The caller copies the rest.</summary>
    internal static int Run<T>(T* block, byte* element, long stride, int count) where T : unmanaged
    {
        if (Avx2.IsSupported && sizeof(T) == sizeof(int) && stride is > MaxStep * sizeof(int) and <= Prefetch.LineBytes)
        {
            return Far((int*)block, element, (int)stride, count);
        }
        if (!Avx2.IsSupported || sizeof(T) is not (4 or 8) || stride < 0 || stride % sizeof(T) != 0
            || stride / sizeof(T) is < 2 or > MaxStep)
        {
            return 0;
        }
        return Run((int*)block, element, (int)(stride / sizeof(T)), sizeof(T) / sizeof(int), count);
    }

    /// <summary>Gathers elements of which a vector holds few, such as a field of records of some dozen bytes.</summary>
    private static int Far(int* block, byte* element, int stride, int count)
    {
        int width = Vector256<int>.Count, done = 0;
        Vector256<int> places = Vector256.Create(0, 1, 2, 3, 4, 5, 6, 7) * stride;
        for (; done <= count - width; done += width, element += width * stride)
        {
            for (int line = 0; line < width * stride; line += Prefetch.LineBytes)
            {
                Prefetch.Ahead(element + line);
            }
            Avx2.GatherVector256((int*)element, places, 1).Store(block + done);
        }
        return done;
    }

    /// <param name="block">The destination.</param>
    /// <param name="element">The first element.</param>
    /// <param name="step">The stride, in elements.</param>
    /// <param name="words">The size of an element, in 32-bit words.</param>
    /// <param name="count">The number of elements.</param>
    private static int Run(int* block, byte* element, int step, int words, int count)
    {
        int width = Vector256<int>.Count, items = width / words;
        int* places = stackalloc int[width], masks = stackalloc int[width * MaxStep];
        for (int word = 0; word < width; word++)
        {
            int source = (word / words * words * step) + (word % words);
            places[word] = source % width;
            for (int vector = 0; vector < step; vector++)
            {
                masks[(vector * width) + word] = source / width == vector ? -1 : 0;
            }
        }
        Vector256<int> order = Vector256.Load(places), first = Vector256.Load(masks), second = Vector256.Load(masks + width);
        Vector256<int> third = Vector256.Load(masks + (2 * width)), fourth = Vector256.Load(masks + (3 * width));
        int done = 0;
        // The last vector reads past the last element it is loaded for, but not as far as the next one: a next element must exist.
        for (; done < count - items; done += items)
        {
            int* vectors = (int*)element + ((long)done * step * words);
            Prefetch.Ahead((byte*)vectors);
            Prefetch.Ahead((byte*)vectors + Prefetch.LineBytes);
            Vector256<int> result = (Avx2.PermuteVar8x32(Vector256.Load(vectors), order) & first)
                | (Avx2.PermuteVar8x32(Vector256.Load(vectors + width), order) & second);
            if (step > 2)
            {
                result |= Avx2.PermuteVar8x32(Vector256.Load(vectors + (2 * width)), order) & third;
            }
            if (step > 3)
            {
                result |= Avx2.PermuteVar8x32(Vector256.Load(vectors + (3 * width)), order) & fourth;
            }
            result.Store(block + (done * words));
        }
        return done;
    }
}
