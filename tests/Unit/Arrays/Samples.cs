using CsCheck;
using MemMap.Compute;
using MemMap.Geometry;
using MemMap.Memory;

namespace MemMap.Tests.Arrays;

/// <summary>Random arrays over memory of their own, beside the model of each.</summary>
internal static class Samples
{
    internal static readonly string[] NumericCodes =
        ["?", "i1", "u1", "<i2", ">i2", "<u2", ">u2", "<i4", ">i4", "<u4", ">u4", "<i8", ">i8", "<u8", ">u8",
         "<f2", ">f2", "<f4", ">f4", "<f8", ">f8", "<c8", ">c8", "<c16", ">c16",
         "int24", ">int24", "uint24", ">uint24", "bfloat16", ">bfloat16", "b1[3:4]", "<u2[3:12]", ">u3[9:20]", "<i9[4:68]", ">i5[1:30]"];

    internal static readonly Gen<long[]> Shapes = Gen.Long[0, 4].Array[0, 4];

    internal static readonly Gen<DType> DTypes = Gen.OneOfConst(NumericCodes).Select(code => DType.Parse(code));

    /// <summary>An array of small integers at an odd or even offset of its buffer, in C or F order, and what it holds.</summary>
    internal static readonly Gen<Sample> Whole = Gen.Select(
        Shapes, DTypes, Gen.Int[0, 9], Gen.Bool, Gen.Int[0, 1000], (shape, dtype, offset, fortran, seed) =>
    {
        Layout layout = Layout.Contiguous(shape, dtype.ItemSize, fortran ? MemoryOrder.F : MemoryOrder.C, offset);
        NativeBuffer buffer = NativeBuffer.Allocate(layout.Extent(dtype.ItemSize).End + 9, zeroed: true);
        var array = new NDArray(new ArrayRef(buffer, layout, dtype));
        double[] values = [.. Enumerable.Range(0, (int)layout.Size).Select(i => Value(dtype, seed + i))];
        Write(array, values);
        return new Sample(array, new Model(shape, values));
    });

    /// <summary>A chain of slices and transposes of <see cref="Whole"/>, so every sign and multiple of a stride occurs.</summary>
    internal static readonly Gen<Sample> Views = Gen.Select(Whole, Gen.Int[0, int.MaxValue], Gen.Int[0, 3], (sample, seed, steps) =>
    {
        var random = new Random(seed);
        for (int i = 0; i < steps; i++)
        {
            sample = random.Next(2) == 0 ? Transpose(sample, random) : Slice(sample, random);
        }
        return sample;
    });

    /// <summary>The dtype of a copy: bits of an integer become numbers of their own.</summary>
    internal static DType Owned(DType dtype) => dtype.Packing is { IsPartial: true } ? dtype.AsNative() : dtype;

    internal static double Value(DType dtype, int i) => dtype.Kind == ElementKind.Bool ? i % 2 : i % 100;

    /// <summary>Element by element through the codec, so that block code is not tested with itself.</summary>
    internal static void Write(NDArray array, double[] values)
    {
        using BufferLease lease = array.Buffer.Lease();
        int i = 0;
        foreach (long[] tuple in Model.Tuples(array.Shape))
        {
            Span<byte> element = Bytes(lease, array.Layout.OffsetOf(tuple), array.ItemSize);
            array.DType.Codec.Write(element, array.DType.Kind == ElementKind.Bool ? values[i] != 0 : values[i]);
            i++;
        }
    }

    internal static double[] Read(NDArray array)
        => [.. Model.Tuples(array.Shape).Select(tuple => ToDouble(array.ReadElement(array.Layout.OffsetOf(tuple))))];

    internal static double ToDouble(object? value) => value switch
    {
        bool b => b ? 1 : 0,
        Half half => (double)half,
        System.Numerics.Complex z => z.Imaginary == 0 ? z.Real : double.NaN,
        _ => Convert.ToDouble(value, System.Globalization.CultureInfo.InvariantCulture),
    };

    private static unsafe Span<byte> Bytes(BufferLease lease, long offset, int size) => new(lease.Pointer + offset, size);

    private static Sample Transpose(Sample sample, Random random)
    {
        int[] axes = [.. Enumerable.Range(0, sample.Array.NDim)];
        random.Shuffle(axes);
        return new Sample(sample.Array.Transpose(axes), sample.Model.Transpose(axes));
    }

    private static Sample Slice(Sample sample, Random random)
    {
        var slices = new (long Start, long Step, long Count)[sample.Array.NDim];
        var index = new object?[slices.Length];
        for (int axis = 0; axis < slices.Length; axis++)
        {
            long length = sample.Model.Shape[axis];
            long step = random.Next(2) == 0 ? random.Next(1, 3) : -random.Next(1, 3);
            long start = length == 0 ? 0 : random.NextInt64(length);
            long room = length == 0 ? 0 : step > 0 ? (length - 1 - start) / step : start / -step;
            long count = length == 0 ? 0 : random.NextInt64(room + 2);
            slices[axis] = (start, step, count);
            long stop = start + (count * step);
            index[axis] = count == 0 ? "0:0" : $"{start}:{(stop < 0 ? "" : stop)}:{step}";
        }
        return new Sample((NDArray)sample.Array.GetItem(index.Length == 0 ? ["..."] : index)!, sample.Model.Slice(slices));
    }
}

internal sealed record Sample(NDArray Array, Model Model)
{
    public override string ToString() => $"{Array.DType.Str} {Array.Layout}";
}
