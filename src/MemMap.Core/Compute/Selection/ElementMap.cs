using System.Collections.Concurrent;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using MemMap.DataTypes;

namespace MemMap.Compute;

/// <summary>
/// What a function makes of elements as .NET values: whether a test holds, or the number of a value. The results of some distinct elements
/// are remembered, so that an element that occurs often is read and mapped once.
/// </summary>
/// <typeparam name="T">The type of the results.</typeparam>
/// <param name="name">The name of the operation.</param>
/// <param name="result">The dtype of the results.</param>
/// <param name="map">The function.</param>
internal sealed unsafe class ElementMap<T>(string name, DType result, Func<object?, T> map) : UnaryOperation(name)
    where T : unmanaged, IBinaryInteger<T>
{
    private const int SlotBits = 12, MaxSlots = 1 << SlotBits, MemoryBytes = 1 << 19;

    /// <summary>So many distinct words are compared with all elements: that takes half as long as looking them up.</summary>
    private const int FewWords = 4;

    private const int WordMultiplier = unchecked((int)0x9E37_79B1);

    // By the number of a thread: each has its own. Threads that took one from a common bag waited for one another, and what .NET keeps for
    // a thread would keep the function.
    private readonly ConcurrentDictionary<int, Memory> _memories = [];

    internal override Loop LoopFor(DType x)
    {
        DType block = Sort.LineType(x);
        nint size = block.ItemSize;
        return new((blocks, count) => Map(block, blocks, size, count, default), result, block, result)
        {
            AtSteps = Memory.AreWords(block) && VectorGather.Takes(sizeof(int))
                ? (blocks, steps, count, ahead) => Map(block, blocks, steps[0], count, ahead) : null,
        };
    }

    private void Map(DType block, byte** blocks, nint step, int count, LinesAhead ahead)
    {
        int thread = Environment.CurrentManagedThreadId;
        // Dtypes that only mean something else, such as another enum, are equal.
        if (!_memories.TryGetValue(thread, out Memory? memory) || !memory.DType.Equals(block)
            || !Equals(memory.DType.Meaning, block.Meaning))
        {
            _memories[thread] = memory = new Memory(block, map);
        }
        memory.Map(blocks[0], step, (T*)blocks[1], count, ahead);
    }

    /// <summary>The results of the elements that were mapped last; one for each slot.</summary>
    private sealed class Memory
    {
        private readonly Func<object?, T> _map;
        private readonly int _itemSize;
        private readonly byte[] _elements;
        private readonly ulong[] _keys;
        private readonly T[] _results;
        private readonly int[] _words, _answers;
        private readonly bool[] _isKnown;
        private readonly int[] _few = new int[FewWords], _fewAnswers = new int[FewWords];
        private int _learned;

        internal Memory(DType dtype, Func<object?, T> map)
        {
            (DType, _map) = (dtype, map);
            _itemSize = dtype.ItemSize;
            int slots = MaxSlots;
            while (_itemSize > sizeof(ulong) && slots > 1 && (long)slots * _itemSize > MemoryBytes)
            {
                slots /= 2;
            }
            _results = new T[slots];
            bool hasKeys = _itemSize is > 0 and <= sizeof(ulong);
            _elements = hasKeys ? [] : new byte[(long)slots * _itemSize];
            _isKnown = hasKeys ? [] : new bool[slots];
            _keys = new ulong[hasKeys ? slots : 1];
            (_words, _answers) = AreWords(dtype) ? (new int[slots], new int[slots]) : ([1], [0]);
            _words[0] = 1;
            // The slot of 0 is 0, and 1 has another one. So no slot has the key of an element that was not mapped.
            _keys[0] = 1;
        }

        internal DType DType { get; }

        /// <summary>Whether elements are mapped as words, which may lie at any step.</summary>
        internal static bool AreWords(DType dtype) => dtype.ItemSize == sizeof(int) && sizeof(T) <= sizeof(int);

        internal void Map(byte* element, nint step, T* results, int count, LinesAhead ahead)
        {
            switch (_itemSize)
            {
                case 1: MapKeys<WholeKey<byte>>(element, results, count); break;
                case 2: MapKeys<WholeKey<ushort>>(element, results, count); break;
                case 3: MapKeys<SplitKey<ushort>>(element, results, count); break;
                case 4 when AreWords(DType): MapWords(element, step, results, count, ahead); break;
                case 4: MapKeys<WholeKey<uint>>(element, results, count); break;
                case 5 or 6 or 7: MapKeys<SplitKey<uint>>(element, results, count); break;
                case 8: MapKeys<WholeKey<ulong>>(element, results, count); break;
                default: MapBytes(element, results, count); break;
            }
        }

        /// <summary>Maps elements that a word holds, whose comparisons and slots take less than a nanosecond.</summary>
        private void MapKeys<TKey>(byte* element, T* results, int count) where TKey : struct, IKey
        {
            const int shift = 64 - SlotBits;
            int size = _itemSize;
            fixed (ulong* keys = _keys)
            fixed (T* known = _results)
            {
                for (int i = 0; i < count; i++, element += size)
                {
                    ulong key = TKey.Of(element, size);
                    nuint slot = (nuint)((key * ElementHash.Multiplier) >> shift);
                    if (keys[slot] != key)
                    {
                        Learn((int)slot, key, element);
                    }
                    results[i] = known[slot];
                }
            }
        }

        /// <summary>Maps elements of 32 bits: texts of four bytes, enums. Eight at a time are looked up.</summary>
        private void MapWords(byte* element, nint step, T* results, int count, LinesAhead ahead)
        {
            fixed (int* words = _words, answers = _answers)
            {
                int i = 0;
                while (i < count)
                {
                    if (Avx2.IsSupported && sizeof(T) is (sizeof(byte) or sizeof(int)))
                    {
                        i = _learned is > 0 and <= FewWords ? CompareWords(element, step, results, i, count, ref ahead)
                            : LookUpWords(words, answers, element, step, results, i, count);
                    }
                    // Those that were not all looked up, and the last ones.
                    for (int end = Math.Min(count, i + Vector256<int>.Count); i < end; i++)
                    {
                        int value = Unsafe.ReadUnaligned<int>(element + (i * step)), slot = SlotOf(value);
                        if (words[slot] != value)
                        {
                            LearnWord(slot, value);
                        }
                        results[i] = T.CreateTruncating(answers[slot]);
                    }
                }
            }
        }

        private static int SlotOf(int word) => (word * WordMultiplier) >>> (32 - SlotBits);

        private void LearnWord(int slot, int word)
        {
            _answers[slot] = int.CreateTruncating(ResultOf((byte*)&word));
            _words[slot] = word;
            // Places behind the last one have that once more.
            _few.AsSpan(Math.Min(_learned, FewWords)).Fill(word);
            _fewAnswers.AsSpan(Math.Min(_learned, FewWords)).Fill(_answers[slot]);
            _learned++;
        }

        /// <summary>Maps vectors of words until one has a word that wasn't mapped; returns its place.</summary>
        private static int LookUpWords(int* words, int* answers, byte* element, nint step, T* results, int i, int count)
        {
            for (; i <= count - Vector256<int>.Count; i += Vector256<int>.Count)
            {
                Vector256<int> value = Words(element + (i * step), step);
                Vector256<int> slots = (value * Vector256.Create(WordMultiplier)) >>> (32 - SlotBits);
                if (Avx2.GatherVector256(words, slots, sizeof(int)) != value)
                {
                    break;
                }
                Store(Avx2.GatherVector256(answers, slots, sizeof(int)), results + i);
            }
            return i;
        }

        /// <summary>As <see cref="LookUpWords"/>, of few distinct words.</summary>
        private int CompareWords(byte* element, nint step, T* results, int i, int count, ref LinesAhead ahead)
        {
            Vector256<int> first = Vector256.Create(_few[0]), second = Vector256.Create(_few[1]), third = Vector256.Create(_few[2]),
                fourth = Vector256.Create(_few[3]);
            Vector256<int> ofFirst = Vector256.Create(_fewAnswers[0]), ofSecond = Vector256.Create(_fewAnswers[1]),
                ofThird = Vector256.Create(_fewAnswers[2]), ofFourth = Vector256.Create(_fewAnswers[3]);
            LinesAhead lines = ahead;
            for (; i <= count - Vector256<int>.Count; i += Vector256<int>.Count)
            {
                if (i % LinesAhead.Items == 0)
                {
                    lines.Ask();
                }
                Vector256<int> value = Words(element + (i * step), step);
                Vector256<int> isFirst = Vector256.Equals(value, first), isSecond = Vector256.Equals(value, second),
                    isThird = Vector256.Equals(value, third), isFourth = Vector256.Equals(value, fourth);
                if ((isFirst | isSecond | isThird | isFourth) != Vector256<int>.AllBitsSet)
                {
                    break;
                }
                Store((isFirst & ofFirst) | (isSecond & ofSecond) | (isThird & ofThird) | (isFourth & ofFourth), results + i);
            }
            ahead = lines;
            return i;
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private static Vector256<int> Words(byte* element, nint step)
            => step == sizeof(int) ? Vector256.Load((int*)element) : VectorGather.Load<int>(element, step);

        // Apart, so that the loop has its variables in registers.
        [MethodImpl(MethodImplOptions.NoInlining)]
        private void Learn(int slot, ulong key, byte* element)
        {
            _results[slot] = ResultOf(element);
            _keys[slot] = key;
        }

        private void MapBytes(byte* element, T* results, int count)
        {
            for (int i = 0; i < count; i++, element += _itemSize)
            {
                ReadOnlySpan<byte> bytes = new(element, _itemSize);
                int slot = (int)(ElementHash.Of(bytes) & (ulong)(_results.Length - 1));
                Span<byte> known = _elements.AsSpan(slot * _itemSize, _itemSize);
                if (!_isKnown[slot] || !bytes.SequenceEqual(known))
                {
                    _results[slot] = ResultOf(element);
                    bytes.CopyTo(known);
                    _isKnown[slot] = true;
                }
                results[i] = _results[slot];
            }
        }

        /// <summary>Stores eight results, each of which stands in 32 bits.</summary>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private static void Store(Vector256<int> found, T* results)
        {
            if (sizeof(T) == sizeof(int))
            {
                found.Store((int*)results);
                return;
            }
            Vector128<short> pairs = Sse2.PackSignedSaturate(found.GetLower(), found.GetUpper());
            *(long*)results = Sse2.PackUnsignedSaturate(pairs, pairs).AsInt64().ToScalar();
        }

        private T ResultOf(byte* element) => _map(Record.ToHost(ElementCodec.Read(DType, new ReadOnlySpan<byte>(element, _itemSize))));
    }

    /// <summary>Makes a word of an element: another one of each.</summary>
    private interface IKey
    {
        static abstract ulong Of(byte* element, int size);
    }

    /// <summary>The key of an element of the size of an integer.</summary>
    private readonly struct WholeKey<TBits> : IKey where TBits : unmanaged, IBinaryInteger<TBits>
    {
        public static ulong Of(byte* element, int size) => ulong.CreateTruncating(Unsafe.ReadUnaligned<TBits>(element));
    }

    /// <summary>The key of an element of another size: its first bytes and its last ones, some of which may be both.</summary>
    private readonly struct SplitKey<TBits> : IKey where TBits : unmanaged, IBinaryInteger<TBits>
    {
        public static ulong Of(byte* element, int size)
            => ulong.CreateTruncating(Unsafe.ReadUnaligned<TBits>(element))
                | (ulong.CreateTruncating(Unsafe.ReadUnaligned<TBits>(element + size - sizeof(TBits))) << (8 * sizeof(TBits)));
    }
}
