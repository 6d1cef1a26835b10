using System.Collections.Concurrent;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using MemMap.DataTypes;

namespace MemMap.Compute;

/// <summary>
/// Whether a test holds for elements as .NET values. The results of some distinct elements are remembered, so that an element that occurs
/// often is read and tested once.
/// </summary>
internal sealed unsafe class ElementTest(Func<object?, bool> test) : UnaryOperation("test")
{
    private const int SlotBits = 12, MaxSlots = 1 << SlotBits, MemoryBytes = 1 << 19;

    private const int WordMultiplier = unchecked((int)0x9E37_79B1);

    private readonly ConcurrentBag<Memory> _idle = [];

    internal override Loop LoopFor(DType x)
    {
        DType block = Sort.LineType(x);
        return new(
            (blocks, count) =>
            {
                Memory memory = _idle.TryTake(out Memory? idle) && idle.DType.Equals(block) ? idle : new Memory(block);
                memory.Test(blocks[0], blocks[1], count, test);
                _idle.Add(memory);
            },
            DType.Bool, block, DType.Bool);
    }

    /// <summary>The results of the elements that were tested last; one for each slot.</summary>
    private sealed class Memory
    {
        private readonly int _itemSize;
        private readonly byte[] _elements;
        private readonly ulong[] _keys;
        private readonly byte[] _results;
        private readonly int[] _words, _answers;
        private readonly bool[] _isKnown;

        internal Memory(DType dtype)
        {
            DType = dtype;
            _itemSize = dtype.ItemSize;
            int slots = MaxSlots;
            while (_itemSize > sizeof(ulong) && slots > 1 && (long)slots * _itemSize > MemoryBytes)
            {
                slots /= 2;
            }
            _results = new byte[slots];
            bool hasKeys = _itemSize is > 0 and <= sizeof(ulong);
            _elements = hasKeys ? [] : new byte[(long)slots * _itemSize];
            _isKnown = hasKeys ? [] : new bool[slots];
            _keys = new ulong[hasKeys ? slots : 1];
            (_words, _answers) = _itemSize == sizeof(int) ? (new int[slots], new int[slots]) : ([1], [0]);
            _words[0] = 1;
            // The slot of 0 is 0, and 1 has another one. So no slot has the key of an element that was not tested.
            _keys[0] = 1;
        }

        internal DType DType { get; }

        internal void Test(byte* element, byte* truth, int count, Func<object?, bool> test)
        {
            switch (_itemSize)
            {
                case 1: TestKeys<WholeKey<byte>>(element, truth, count, test); break;
                case 2: TestKeys<WholeKey<ushort>>(element, truth, count, test); break;
                case 3: TestKeys<SplitKey<ushort>>(element, truth, count, test); break;
                case 4: TestWords(element, truth, count, test); break;
                case 5 or 6 or 7: TestKeys<SplitKey<uint>>(element, truth, count, test); break;
                case 8: TestKeys<WholeKey<ulong>>(element, truth, count, test); break;
                default: TestBytes(element, truth, count, test); break;
            }
        }

        /// <summary>Tests elements that a word holds, whose comparisons and slots take less than a nanosecond.</summary>
        private void TestKeys<TKey>(byte* element, byte* truth, int count, Func<object?, bool> test) where TKey : struct, IKey
        {
            const int shift = 64 - SlotBits;
            int size = _itemSize;
            fixed (ulong* keys = _keys)
            fixed (byte* results = _results)
            {
                for (int i = 0; i < count; i++, element += size)
                {
                    ulong key = TKey.Of(element, size);
                    nuint slot = (nuint)((key * ElementHash.Multiplier) >> shift);
                    if (keys[slot] != key)
                    {
                        Learn((int)slot, key, element, test);
                    }
                    truth[i] = results[slot];
                }
            }
        }

        /// <summary>Tests elements of 32 bits: texts of four bytes, enums. Eight at a time are looked up.</summary>
        private void TestWords(byte* element, byte* truth, int count, Func<object?, bool> test)
        {
            const int shift = 32 - SlotBits;
            int* values = (int*)element;
            fixed (int* words = _words, answers = _answers)
            {
                int i = 0;
                while (i < count)
                {
                    if (Avx2.IsSupported)
                    {
                        for (; i <= count - Vector256<int>.Count; i += Vector256<int>.Count)
                        {
                            Vector256<int> value = Vector256.Load(values + i);
                            Vector256<int> slots = (value * Vector256.Create(WordMultiplier)) >>> shift;
                            if (Avx2.GatherVector256(words, slots, sizeof(int)) != value)
                            {
                                break;
                            }
                            Vector256<int> found = Avx2.GatherVector256(answers, slots, sizeof(int));
                            Vector128<short> pairs = Sse2.PackSignedSaturate(found.GetLower(), found.GetUpper());
                            *(long*)(truth + i) = Sse2.PackSignedSaturate(pairs, pairs).AsInt64().ToScalar();
                        }
                    }
                    // Those that were not all looked up, and the last ones.
                    for (int end = Math.Min(count, i + Vector256<int>.Count); i < end; i++)
                    {
                        int slot = (values[i] * WordMultiplier) >>> shift;
                        if (words[slot] != values[i])
                        {
                            _answers[slot] = ResultOf((byte*)(values + i), test);
                            _words[slot] = values[i];
                        }
                        truth[i] = (byte)answers[slot];
                    }
                }
            }
        }

        // Apart, so that the loop has its variables in registers.
        [MethodImpl(MethodImplOptions.NoInlining)]
        private void Learn(int slot, ulong key, byte* element, Func<object?, bool> test)
        {
            _results[slot] = ResultOf(element, test);
            _keys[slot] = key;
        }

        private void TestBytes(byte* element, byte* truth, int count, Func<object?, bool> test)
        {
            for (int i = 0; i < count; i++, element += _itemSize)
            {
                ReadOnlySpan<byte> bytes = new(element, _itemSize);
                int slot = (int)(ElementHash.Of(bytes) & (ulong)(_results.Length - 1));
                Span<byte> known = _elements.AsSpan(slot * _itemSize, _itemSize);
                if (!_isKnown[slot] || !bytes.SequenceEqual(known))
                {
                    _results[slot] = ResultOf(element, test);
                    bytes.CopyTo(known);
                    _isKnown[slot] = true;
                }
                truth[i] = _results[slot];
            }
        }

        private byte ResultOf(byte* element, Func<object?, bool> test)
            => test(Record.ToHost(ElementCodec.Read(DType, new ReadOnlySpan<byte>(element, _itemSize)))) ? (byte)1 : (byte)0;
    }

    /// <summary>Makes a word of an element: another one of each.</summary>
    private interface IKey
    {
        static abstract ulong Of(byte* element, int size);
    }

    /// <summary>The key of an element of the size of an integer.</summary>
    private readonly struct WholeKey<T> : IKey where T : unmanaged, IBinaryInteger<T>
    {
        public static ulong Of(byte* element, int size) => ulong.CreateTruncating(Unsafe.ReadUnaligned<T>(element));
    }

    /// <summary>The key of an element of another size: its first bytes and its last ones, some of which may be both.</summary>
    private readonly struct SplitKey<T> : IKey where T : unmanaged, IBinaryInteger<T>
    {
        public static ulong Of(byte* element, int size)
            => ulong.CreateTruncating(Unsafe.ReadUnaligned<T>(element))
                | (ulong.CreateTruncating(Unsafe.ReadUnaligned<T>(element + size - sizeof(T))) << (8 * sizeof(T)));
    }
}
