using System.Collections.Concurrent;
using System.Numerics;
using System.Runtime.CompilerServices;
using MemMap.DataTypes;

namespace MemMap.Compute;

/// <summary>
/// Whether a test holds for elements as .NET values. The results of some distinct elements are remembered, so that an element that occurs
/// often is read and tested once.
/// </summary>
internal sealed unsafe class ElementTest(Func<object?, bool> test) : UnaryOperation("test")
{
    private const int MaxSlots = 4096, MemoryBytes = 1 << 19;

    private const ulong Multiplier = 0x9E37_79B9_7F4A_7C15;

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
        private readonly Result[] _results;

        internal Memory(DType dtype)
        {
            DType = dtype;
            _itemSize = dtype.ItemSize;
            int slots = MaxSlots;
            while (slots > 1 && (long)slots * _itemSize > MemoryBytes)
            {
                slots /= 2;
            }
            _elements = new byte[(long)slots * _itemSize];
            _results = new Result[slots];
        }

        private enum Result : byte
        {
            Unknown,
            No,
            Yes,
        }

        internal DType DType { get; }

        internal void Test(byte* element, byte* truth, int count, Func<object?, bool> test)
        {
            switch (_itemSize)
            {
                case 1: Test<byte>(element, truth, count, test); break;
                case 2: Test<ushort>(element, truth, count, test); break;
                case 4: Test<uint>(element, truth, count, test); break;
                case 8: Test<ulong>(element, truth, count, test); break;
                default: TestBytes(element, truth, count, test); break;
            }
        }

        /// <summary>Tests elements of the size of an integer, whose comparisons and slots take a nanosecond.</summary>
        private void Test<T>(byte* element, byte* truth, int count, Func<object?, bool> test) where T : unmanaged, IBinaryInteger<T>
        {
            fixed (byte* elements = _elements)
            fixed (Result* results = _results)
            {
                T* known = (T*)elements;
                int shift = BitOperations.LeadingZeroCount((ulong)(_results.Length - 1));
                for (int i = 0; i < count; i++, element += sizeof(T))
                {
                    T value = Unsafe.ReadUnaligned<T>(element);
                    int slot = (int)((ulong.CreateTruncating(value) * Multiplier) >> shift);
                    if (results[slot] == Result.Unknown || known[slot] != value)
                    {
                        results[slot] = Result.Unknown;
                        bool holds = test(Record.ToHost(ElementCodec.Read(DType, new ReadOnlySpan<byte>(element, sizeof(T)))));
                        known[slot] = value;
                        results[slot] = holds ? Result.Yes : Result.No;
                    }
                    truth[i] = (byte)((byte)results[slot] - (byte)Result.No);
                }
            }
        }

        private void TestBytes(byte* element, byte* truth, int count, Func<object?, bool> test)
        {
            for (int i = 0; i < count; i++, element += _itemSize)
            {
                ReadOnlySpan<byte> bytes = new(element, _itemSize);
                int slot = (int)(Hash(bytes) & (ulong)(_results.Length - 1));
                Span<byte> known = _elements.AsSpan(slot * _itemSize, _itemSize);
                if (_results[slot] == Result.Unknown || !bytes.SequenceEqual(known))
                {
                    _results[slot] = Result.Unknown;
                    bool holds = test(Record.ToHost(ElementCodec.Read(DType, bytes)));
                    bytes.CopyTo(known);
                    _results[slot] = holds ? Result.Yes : Result.No;
                }
                truth[i] = _results[slot] == Result.Yes ? (byte)1 : (byte)0;
            }
        }

        private static ulong Hash(ReadOnlySpan<byte> bytes)
        {
            ulong hash = 0;
            for (; bytes.Length >= sizeof(ulong); bytes = bytes[sizeof(ulong)..])
            {
                hash = Mix(hash ^ BitConverter.ToUInt64(bytes));
            }
            ulong rest = 0;
            foreach (byte b in bytes)
            {
                rest = (rest << 8) | b;
            }
            return Mix(hash ^ rest);
        }

        private static ulong Mix(ulong value)
        {
            value *= Multiplier;
            return value ^ (value >> 32);
        }
    }
}
