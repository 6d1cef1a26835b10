using System.Numerics;
using System.Text;
using MemMap.Compute;

namespace MemMap;

/// <summary>
/// Serializes a measure, so that it can be sent and merged elsewhere. Numbers are little-endian, counts and lengths have seven bits per
/// byte, and exact sums are mantissa and exponent. The size depends on the number of results, not on the data.
/// <code>
/// version, dtype, field, ddof, ignoreNaN, axes, shape, parts, quantiles, bins, distinct elements, [1]
/// </code>
/// The last byte is there if the distinct elements are for merging alone.
/// </summary>
internal static class MeasureState
{
    private const byte Version = 1;

    /// <summary>The text of a time that there isn't.</summary>
    private const string NoTime = "NaT";

    /// <summary>Above the size of any array. Counts up to this can be added without overflow.</summary>
    private const long MaxCount = 1L << 56;

    internal static byte[] Write(Measure measure)
    {
        using MemoryStream stream = new();
        using (BinaryWriter writer = new(stream, Encoding.UTF8))
        {
            writer.Write(Version);
            writer.Write(measure.DType.ToString());
            WriteOptional(writer, measure.Field, writer.Write);
            writer.Write(measure.Ddof);
            writer.Write(measure.IgnoreNaN);
            WriteOptional(writer, measure.Axis, axes => Write(writer, axes, writer.Write7BitEncodedInt));
            Write(writer, measure.Shape.ToArray(), writer.Write7BitEncodedInt64);
            Write(writer, measure.Parts, part => Write(writer, part));
            WriteOptional(writer, measure.Quantiles, list => Write(writer, list, quantile =>
            {
                writer.Write(quantile.Quantile);
                DType type = QuantileType(measure.DType);
                NDArray values = quantile.Value as NDArray ?? NDArray.Array(quantile.Value ?? NoTime, type);
                writer.Write7BitEncodedInt64(values.Size);
                writer.Write(values.AsType(type).ToBytes());
            }));
            WriteOptional(writer, measure.Histogram, list => Write(writer, list, bin =>
            {
                writer.Write(bin.From);
                writer.Write(bin.To);
                writer.Write7BitEncodedInt64(bin.Count);
            }));
            WriteOptional(writer, measure.Distinct, distinct =>
            {
                Write(writer, distinct.Counts, writer.Write7BitEncodedInt64);
                writer.Write(distinct.Values.ToBytes());
            });
            if (measure.IsDistinctForMerging)
            {
                writer.Write(true);
            }
        }
        return stream.ToArray();
    }

    internal static Measure Read(byte[] state)
    {
        try
        {
            using BinaryReader reader = new(new MemoryStream(state), Encoding.UTF8);
            if (reader.ReadByte() is var version && version != Version)
            {
                throw Error.MeasureInvalid($"its version is {version}, and this module reads version {Version}");
            }
            DType dtype = DType.Parse(reader.ReadString());
            string? field = Optional(reader, reader.ReadString);
            MeasureOptions options = new() { Ddof = reader.ReadDouble(), IgnoreNaN = reader.ReadBoolean() };
            int[]? axis = Optional(reader, () => List(reader, reader.Read7BitEncodedInt));
            long[] shape = List(reader, reader.Read7BitEncodedInt64);
            MeasurePart[] parts = List(reader, () => Part(reader, dtype.ItemSize));
            bool keepsFirst = axis is not null && !axis.Contains(0);
            Require(double.IsFinite(options.Ddof) && parts.LongLength == Geometry.Layout.CheckedSize(shape)
                && (axis is not null || parts.Length == 1)
                && (!keepsFirst || shape.Length > 0) && parts.All(part => Fits(part, dtype)));
            _ = Geometry.Layout.CheckedByteSize(shape, DType.Complex128.ItemSize);
            _ = new AccumulatorFactory(1).Visit(dtype);
            return new Measure(dtype, field, axis, shape, options, parts)
            {
                Quantiles = Optional(reader, () => List(reader, () => Quantile(reader, QuantileType(dtype), shape))),
                Histogram = Optional(reader, () => Bins(reader)),
                Distinct = Optional(reader, () => Distinct(reader, dtype)),
                IsDistinctForMerging = reader.BaseStream.Position < reader.BaseStream.Length && reader.ReadBoolean(),
            };
        }
        catch (Exception exception) when (exception is EndOfStreamException or OverflowException or ArgumentException
            or NotSupportedException
            || (exception is FormatException && !exception.Data.Contains(Error.IdKey)))
        {
            throw Error.MeasureInvalid("its state is damaged");
        }
    }

    private static void Write(BinaryWriter writer, MeasurePart part)
    {
        writer.Write7BitEncodedInt64(part.Numbers);
        writer.Write7BitEncodedInt64(part.NaNs);
        writer.Write7BitEncodedInt64(part.Zeros);
        writer.Write(part.Least);
        writer.Write(part.Greatest);
        Write(writer, part.Real);
        Write(writer, part.Imaginary);
        Write(writer, part.Squares);
    }

    private static MeasurePart Part(BinaryReader reader, int itemSize)
    {
        long numbers = reader.Read7BitEncodedInt64(), nans = reader.Read7BitEncodedInt64(), zeros = reader.Read7BitEncodedInt64();
        int size = numbers == 0 ? 0 : itemSize;
        return new(numbers, nans, zeros, Bytes(reader, size), Bytes(reader, size), Total(reader), Total(reader), Number(reader));
    }

    private static void Write(BinaryWriter writer, ExactTotal total)
    {
        Write(writer, total.Sum);
        writer.Write7BitEncodedInt64(total.Positive);
        writer.Write7BitEncodedInt64(total.Negative);
    }

    private static bool Fits(MeasurePart part, DType dtype)
    {
        bool hasNaN = dtype.IsFloating || dtype.IsComplex || dtype.Kind is ElementKind.DateTime64 or ElementKind.TimeDelta64;
        return part.Numbers is >= 0 and <= MaxCount
            && part.NaNs is >= 0 and <= MaxCount && (part.NaNs == 0 || hasNaN)
            && part.Zeros >= 0 && part.Zeros <= part.Numbers
            && IsPart(part.Real.Positive) && IsPart(part.Real.Negative) && IsPart(part.Imaginary.Positive)
                && IsPart(part.Imaginary.Negative);

        bool IsPart(long count) => count >= 0 && count <= part.Numbers;
    }

    private static MeasureBin[] Bins(BinaryReader reader)
    {
        MeasureBin[] bins = List(reader, () => new MeasureBin(reader.ReadDouble(), reader.ReadDouble(), reader.Read7BitEncodedInt64()));
        Require(bins.Length > 0 && bins.All(bin => bin.Count is >= 0 and <= MaxCount));
        return bins;
    }

    private static ExactTotal Total(BinaryReader reader)
        => new(Number(reader), reader.Read7BitEncodedInt64(), reader.Read7BitEncodedInt64());

    private static void Write(BinaryWriter writer, DyadicRational number)
    {
        DyadicRational trimmed = number.Trimmed();
        byte[] mantissa = trimmed.Mantissa.ToByteArray();
        writer.Write((short)trimmed.Exponent);
        writer.Write7BitEncodedInt(mantissa.Length);
        writer.Write(mantissa);
    }

    private static DyadicRational Number(BinaryReader reader)
    {
        int exponent = reader.ReadInt16();
        return new(new BigInteger(Bytes(reader, reader.Read7BitEncodedInt())), exponent);
    }

    private static MeasureQuantile Quantile(BinaryReader reader, DType type, long[] shape)
    {
        double quantile = reader.ReadDouble();
        long count = reader.Read7BitEncodedInt64();
        Require(quantile is >= 0 and <= 1 && count == Geometry.Layout.CheckedSize(shape));
        ArrayRef values = Stored.Elements(Bytes(reader, checked((int)(count * type.ItemSize))), type, shape);
        return new(quantile, NDArray.FaceOf(values.ItemOrSelf()));
    }

    /// <summary>The dtype of quantiles: that of times, so that no bit of them is lost, and float64 for numbers.</summary>
    private static DType QuantileType(DType dtype) => dtype.Traits.IsTime ? dtype.AsNative() : DType.Float64;

    private static DistinctCounts Distinct(BinaryReader reader, DType dtype)
    {
        long[] counts = List(reader, reader.Read7BitEncodedInt64);
        Require(counts.All(count => count is > 0 and <= MaxCount));
        return new(Stored.Elements(Bytes(reader, checked(counts.Length * dtype.ItemSize)), dtype, [counts.Length]), counts);
    }

    private static void WriteOptional<T>(BinaryWriter writer, T? value, Action<T> write) where T : class
    {
        writer.Write(value is not null);
        if (value is not null)
        {
            write(value);
        }
    }

    private static T? Optional<T>(BinaryReader reader, Func<T> read) where T : class => reader.ReadBoolean() ? read() : null;

    private static void Write<T>(BinaryWriter writer, IReadOnlyList<T> list, Action<T> write)
    {
        writer.Write7BitEncodedInt(list.Count);
        foreach (T item in list)
        {
            write(item);
        }
    }

    private static T[] List<T>(BinaryReader reader, Func<T> read)
    {
        // Every item takes at least one byte, so reject a length above the remaining bytes before allocating memory.
        int count = reader.Read7BitEncodedInt();
        Require(reader, count);
        var list = new T[count];
        for (int i = 0; i < count; i++)
        {
            list[i] = read();
        }
        return list;
    }

    private static byte[] Bytes(BinaryReader reader, int count)
    {
        Require(reader, count);
        return reader.ReadBytes(count);
    }

    private static void Require(bool fits)
    {
        if (!fits)
        {
            throw Error.MeasureInvalid("its parts don't fit one another");
        }
    }

    private static void Require(BinaryReader reader, int count)
    {
        Stream stream = reader.BaseStream;
        if (count < 0 || count > stream.Length - stream.Position)
        {
            throw new EndOfStreamException();
        }
    }
}
