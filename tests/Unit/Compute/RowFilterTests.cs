using System.Numerics;
using System.Text;
using CsCheck;
using MemMap.Compute;

namespace MemMap.Tests.Compute;

/// <summary>Filters of records of any layout by conditions on their fields, on any threads, beside a loop that decodes bytes.</summary>
public class RowFilterTests
{
    private static readonly string[] Types
        = ["u1", "i1", "<u2", ">i2", "<i4", ">u4", "<f4", ">f4", "<i8", ">i8", "<u8", "<f8", ">f8", "S1", "S3", "S4", "S8"];

    // Around the widths of vectors, of parts and blocks of an expression, and of the blocks of a filter.
    private static readonly Gen<int> Counts = Gen.Frequency(
        (4, Gen.Int[0, 100]), (3, Gen.Int[500, 530]), (3, Gen.Int[2000, 5000]), (2, Gen.Int[65_500, 70_000]),
        (1, Gen.Int[140_000, 200_000]));

    [Fact]
    public void A_filter_selects_the_records_that_a_loop_selects() => Gen.Select(Counts, Gen.Int[0, int.MaxValue]).Sample((count, seed) =>
    {
        var random = new Random(seed);
        Case test = new(random, count);
        bool[] truth = [.. Enumerable.Range(0, count).Select(test.Holds)];
        int[] places = [.. Enumerable.Range(0, count).Where(i => truth[i])];
        byte[] expected = [.. places.SelectMany(i => test.BytesOf(i).ToArray())];
        byte[] field = [.. places.SelectMany(i => test.BytesOf(i).Slice(test.Fields[0].Offset, test.Fields[0].DType.ItemSize).ToArray())];
        Threads.Each(() =>
        {
            RowFilter filter = test.Records.FilterBy(records => test.Condition(records), static _ => throw new InvalidOperationException());
            Assert.Equal(truth, (bool[])new NDArray(filter.Mask()).ToArray());
            Assert.Equal(places.Length, filter.Count());
            Assert.Equal(places.Select(static place => (long)place), filter.Windows.SelectMany(filter.Find));
            Assert.Equal(expected, new NDArray(filter.TakeAll()).ToBytes());
            Assert.Equal(field, new NDArray(filter.TakeAll(rows => rows.Field(test.Fields[0].Name))).ToBytes());
            using PickedMemory memory = PickedMemory.For(expected.Length);
            Assert.Equal(
                expected, filter.Windows.SelectMany(window => filter.Take(window, memory, null, static piece => piece.ToBytes()))
                    .SelectMany(static bytes => bytes));
        });
    }, iter: 25);

    /// <summary>Records with fields at any offsets, and a condition of up to four terms.</summary>
    private sealed class Case
    {
        private readonly byte[] _bytes;
        private readonly int _itemSize, _step;
        private readonly Test[] _tests;
        private readonly int[] _joins;

        internal Case(Random random, int count)
        {
            _itemSize = random.Next(4) == 0 ? 32 : random.Next(8, count > 10_000 ? 40 : 150);
            Fields = [.. Enumerable.Range(0, random.Next(1, 5)).Select(i =>
            {
                DType dtype = DType.Parse(Types[random.Next(Types.Length)]);
                int most = _itemSize - dtype.ItemSize;
                return new Field($"f{i}", dtype, random.Next(2) == 0 ? random.Next(most + 1) : 8 * random.Next((most / 8) + 1));
            })];
            // Every record, or every third one, from the last to the first.
            _step = random.Next(3) == 0 ? -3 : 1;
            _bytes = new byte[(long)_itemSize * count * Math.Abs(_step)];
            random.NextBytes(_bytes);
            // Some fields have few distinct texts.
            foreach (Field text in Fields.Where(field => field.DType.Kind == ElementKind.Bytes && random.Next(2) == 0))
            {
                for (int at = text.Offset; at < _bytes.Length; at += _itemSize)
                {
                    _bytes.AsSpan(at, text.DType.ItemSize).Fill((byte)"ab\0"[random.Next(3)]);
                }
            }
            DType records = DType.Parse(
                $"{{'names':[{Each(field => $"'{field.Name}'")}],'formats':[{Each(field => $"'{field.DType}'")}],"
                + $"'offsets':[{Each(field => $"{field.Offset}")}],'itemsize':{_itemSize}}}");
            NDArray all = NDArray.FromBytes(_bytes, [count * Math.Abs(_step)], records);
            Records = _step == 1 ? all : (NDArray)all[$"::{_step}"]!;
            _tests = [.. Enumerable.Range(0, random.Next(1, 5)).Select(i => new Test(Fields[i % Fields.Length], this, random, count))];
            _joins = [.. _tests.Select(_ => random.Next(3))];
        }

        internal Field[] Fields { get; }

        internal NDArray Records { get; }

        internal ReadOnlySpan<byte> BytesOf(int place)
        {
            int count = _bytes.Length / _itemSize;
            return _bytes.AsSpan(_itemSize * (_step == 1 ? place : count - 1 + (place * _step)), _itemSize);
        }

        internal bool Holds(int place)
        {
            bool holds = _tests[0].Holds(BytesOf(place));
            for (int i = 1; i < _tests.Length; i++)
            {
                bool other = _tests[i].Holds(BytesOf(place));
                holds = _joins[i] switch { 0 => holds || other, 1 => !(holds && other), _ => holds && other };
            }
            return holds;
        }

        internal NDArray Condition(NDArray records)
        {
            NDArray mask = _tests[0].Of(records);
            for (int i = 1; i < _tests.Length; i++)
            {
                NDArray other = _tests[i].Of(records);
                mask = _joins[i] switch { 0 => mask.Or(other), 1 => mask.And(other).LogicalNot(), _ => mask.And(other) };
            }
            return mask;
        }

        private string Each(Func<Field, string> text) => string.Join(',', Fields.Select(text));
    }

    /// <summary>A field beside a value of it, so that none, some or all records are selected.</summary>
    private sealed class Test
    {
        private readonly Field _field;
        private readonly Relation _relation;
        private readonly object _value;
        private readonly NDArray _other;
        private readonly Func<object?, bool> _holds;

        internal Test(Field field, Case records, Random random, int count)
        {
            (_field, _relation) = (field, (Relation)random.Next(6));
            byte[] bytes = count == 0 ? new byte[field.DType.ItemSize] : Of(records.BytesOf(random.Next(count))).ToArray();
            (_value, _other) = (Decode(bytes), NDArray.FromBytes(bytes, [], field.DType));
            _holds = value => Holds(((string)value!).TrimEnd('\0'));
        }

        internal bool Holds(ReadOnlySpan<byte> record) => Holds(Decode(Of(record)));

        internal NDArray Of(NDArray records)
        {
            NDArray field = records.Field(_field.Name);
            return _value is string ? field.Test(_holds) : _relation switch
            {
                Relation.Lt => field.Lt(_other),
                Relation.Le => field.Le(_other),
                Relation.Eq => field.Eq(_other),
                Relation.Ne => field.Ne(_other),
                Relation.Ge => field.Ge(_other),
                _ => field.Gt(_other),
            };
        }

        private ReadOnlySpan<byte> Of(ReadOnlySpan<byte> record) => record.Slice(_field.Offset, _field.DType.ItemSize);

        private bool Holds(object value)
        {
            if (value is double.NaN || _value is double.NaN)
            {
                return _relation == Relation.Ne;
            }
            int order = value is string text ? string.CompareOrdinal(text, (string)_value) : ((IComparable)value).CompareTo(_value);
            return _relation switch
            {
                Relation.Lt => order < 0,
                Relation.Le => order <= 0,
                Relation.Eq => order == 0,
                Relation.Ne => order != 0,
                Relation.Ge => order >= 0,
                _ => order > 0,
            };
        }

        private object Decode(ReadOnlySpan<byte> bytes)
        {
            Span<byte> native = bytes.ToArray();
            if (_field.DType.IsSwapped)
            {
                native.Reverse();
            }
            return _field.DType.Kind switch
            {
                ElementKind.Bytes => Encoding.Latin1.GetString(native).TrimEnd('\0'),
                ElementKind.Float32 => (double)BitConverter.ToSingle(native),
                ElementKind.Float64 => BitConverter.ToDouble(native),
                _ => new BigInteger(native, isUnsigned: _field.DType.KindLetter == 'u'),
            };
        }
    }
}
