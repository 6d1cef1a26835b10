using System.Collections.Concurrent;
using System.Numerics;
using System.Runtime.CompilerServices;
using MemMap.DataTypes;

namespace MemMap.Compute;

/// <summary>
/// What a function makes of elements as .NET values: whether a test holds, or the number of a value. The results of some distinct elements
/// are remembered, so that an element that occurs often is read and mapped once.
/// </summary>
/// <typeparam name="T">The type of the results.</typeparam>
/// <param name="name">The name of the operation.</param>
/// <param name="result">The dtype of the results.</param>
/// <param name="map">The function. Its results are from 0 to one less than the largest value of their type.</param>
internal sealed unsafe class ElementMap<T>(string name, DType result, Func<object?, T> map) : UnaryOperation(name)
    where T : unmanaged, IBinaryInteger<T>
{
    private const int MaxSlots = 4096, MemoryBytes = 1 << 19;

    private readonly ConcurrentBag<Memory> _idle = [];

    internal override Loop LoopFor(DType x)
    {
        DType block = Sort.LineType(x);
        return new(
            (blocks, count) =>
            {
                Memory memory = _idle.TryTake(out Memory? idle) && idle.DType.Equals(block) ? idle : new Memory(block, map);
                memory.Map(blocks[0], (T*)blocks[1], count);
                _idle.Add(memory);
            },
            result, block, result);
    }

    /// <summary>The results of the elements that were mapped last; one for each slot.</summary>
    private sealed class Memory
    {
        private readonly Func<object?, T> _map;
        private readonly int _itemSize;
        private readonly byte[] _elements;

        // The result and 1; 0 for none.
        private readonly T[] _results;

        internal Memory(DType dtype, Func<object?, T> map)
        {
            (DType, _map) = (dtype, map);
            _itemSize = dtype.ItemSize;
            int slots = MaxSlots;
            while (slots > 1 && (long)slots * _itemSize > MemoryBytes)
            {
                slots /= 2;
            }
            _elements = new byte[(long)slots * _itemSize];
            _results = new T[slots];
        }

        internal DType DType { get; }

        internal void Map(byte* element, T* results, int count)
        {
            switch (_itemSize)
            {
                case 1: Map<byte>(element, results, count); break;
                case 2: Map<ushort>(element, results, count); break;
                case 4: Map<uint>(element, results, count); break;
                case 8: Map<ulong>(element, results, count); break;
                default: MapBytes(element, results, count); break;
            }
        }

        /// <summary>Maps elements of the size of an integer, whose comparisons and slots take a nanosecond.</summary>
        private void Map<TBits>(byte* element, T* results, int count) where TBits : unmanaged, IBinaryInteger<TBits>
        {
            fixed (byte* elements = _elements)
            fixed (T* known = _results)
            {
                TBits* bits = (TBits*)elements;
                int shift = BitOperations.LeadingZeroCount((ulong)(_results.Length - 1));
                for (int i = 0; i < count; i++, element += sizeof(TBits))
                {
                    TBits value = Unsafe.ReadUnaligned<TBits>(element);
                    int slot = (int)((ulong.CreateTruncating(value) * ElementHash.Multiplier) >> shift);
                    if (known[slot] == T.Zero || bits[slot] != value)
                    {
                        known[slot] = T.Zero;
                        T mapped = _map(Record.ToHost(ElementCodec.Read(DType, new ReadOnlySpan<byte>(element, sizeof(TBits)))));
                        bits[slot] = value;
                        known[slot] = mapped + T.One;
                    }
                    results[i] = known[slot] - T.One;
                }
            }
        }

        private void MapBytes(byte* element, T* results, int count)
        {
            for (int i = 0; i < count; i++, element += _itemSize)
            {
                ReadOnlySpan<byte> bytes = new(element, _itemSize);
                int slot = (int)(ElementHash.Of(bytes) & (ulong)(_results.Length - 1));
                Span<byte> known = _elements.AsSpan(slot * _itemSize, _itemSize);
                if (_results[slot] == T.Zero || !bytes.SequenceEqual(known))
                {
                    _results[slot] = T.Zero;
                    T mapped = _map(Record.ToHost(ElementCodec.Read(DType, bytes)));
                    bytes.CopyTo(known);
                    _results[slot] = mapped + T.One;
                }
                results[i] = _results[slot] - T.One;
            }
        }
    }
}
