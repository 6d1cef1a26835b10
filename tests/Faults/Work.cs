using MemMap.Compute;
using MemMap.Drawing;
using MemMap.Formats;
using MemMap.Pictures;

namespace MemMap.Faults;

/// <summary>Each kind of operation on an array of float64 with two axes: what touches its elements.</summary>
internal static class Work
{
    internal static IEnumerable<(string Name, Action<NDArray> Do)> Reading(string folder) =>
    [
        ("sum", a => a.Sum()),
        ("mean of an axis", a => a.Mean(0)),
        ("sum of the other axis", a => a.Sum(1)),
        ("min", a => a.Min()),
        ("argmax", a => a.ArgMax()),
        ("any", a => a.Any()),
        ("median", a => a.Median()),
        ("cumsum", a => a.CumSum()),
        ("element", a => a.GetItem([-1, -1])),
        ("copy", a => a.Copy()),
        ("cast", a => a.AsType(DType.Int32)),
        ("transposed copy", a => a.T.Copy()),
        ("add", a => _ = a + 1),
        ("compare", a => a.Gt(0)),
        ("sort", a => ((NDArray)a.GetItem(["::-1"])!).Sort()),
        ("sort of all elements", a => a.Sort(null)),
        ("argsort", a => a.ArgSort()),
        ("where", a => a.ArgWhere()),
        ("list of indices", a => a.GetItem([new long[] { 0, a.Shape[0] - 1 }])),
        ("list of indices of elements", a => a.GetItem([new long[] { 0, a.Shape[0] - 1 }, new long[] { 0, 1 }])),
        ("slice as an array", a => ((NDArray)a.GetItem(["-3:, ::2"])!).ToArray()),
        ("bytes", a => a.ToBytes()),
        ("text", a => a.ToString()),
        ("elements", a => new ElementReader(a.Ref).Read()),
        ("export .npy", a => Export(a, folder, FileFormat.Npy)),
        ("export .npz", a => Export(a, folder, FileFormat.Npz)),
        ("export CSV", a => Export(a, folder, FileFormat.Csv)),
    ];

    internal static IEnumerable<(string Name, Action<NDArray> Do)> Searching(string folder) =>
    [
        ("find", a => _ = a.Find(part => part.Gt(5)).Count()),
        ("find bytes", a => _ = a.Find(BytePattern.Parse("01 02 ?? 04")).Count()),
        ("compare arrays", a => a.Compare(a.T)),
        ("measure", a => a.Measure()),
        ("unique", a => a.Unique()),
        ("histogram", a => a.Histogram()),
        ("export Zarr", a =>
        {
            string store = Check.Fresh(folder);
            try
            {
                ExportRequest request = new(store, [a.Ref], FileFormat.Zarr, null, Compress: false, NoClobber: false);
                new ArrayExport(request).Run(static _ => { });
            }
            finally
            {
                if (Directory.Exists(store))
                {
                    Directory.Delete(store, recursive: true);
                }
            }
        }),
    ];

    internal static IEnumerable<(string Name, Action<NDArray> Do)> Writing() =>
    [
        ("fill", a => a.Fill(1.0)),
        ("assign an element", a => a.SetItem([-1, -1], 1.0)),
        ("assign a row", a => a.SetItem([0], NDArray.Zeros([a.Shape[1]], DType.Int16))),
        ("assign a column", a => a.SetItem([":, 0"], 1.0)),
        ("add in place", a => a.UpdateItem([], Operations.ByName("Add"), 1.0)),
        ("assign by indices", a => a.SetItem([new long[] { 0, a.Shape[0] - 1 }], 1.0)),
        ("assign by a mask", a => a.SetItem([a.Copy().Eq(1)], 1.0)),
        ("sort in place", a => a.SortInPlace(0)),
        ("flush", a => ((MemMapArray)a).Flush()),
        ("grow", a => ((MemMapArray)a).Resize(a.Shape[0] + 1000)),
        ("shrink", a => ((MemMapArray)a).Resize(1)),
    ];

    internal static ElementAppender Appender(string path, DType dtype, bool append)
        => new(AppendTarget.Find(path, FileFormat.Raw, new ArraySpec(dtype), append), dtype, noClobber: false);

    /// <summary>Makes a file of the rows of a table in text.</summary>
    internal static void Import(string table, string path, DType dtype, bool append = false)
    {
        using CsvImport import = new(new CsvOptions(table), dtype);
        import.Scan();
        AppendTarget target = AppendTarget.Find(path, FileFormat.Raw, new ArraySpec(dtype), append);
        using ElementAppender appender = new(target, dtype, noClobber: false, isWhole: true);
        appender.Append(import.Bytes, import.Write);
        appender.Complete();
    }

    /// <summary>Joins files that are opened when they are used.</summary>
    internal static JoinedMemMap Join(IEnumerable<string> paths, DType dtype)
        => JoinedMemMap.Join(
            [.. paths.Select(path => ArrayFile.Plan(
                new() { Path = path, KeepsLength = true, CanRest = true }, FileFormat.Raw, new ArraySpec(dtype)))],
            0, null);

    /// <summary>Draws a picture to a file, the kind of which its name tells.</summary>
    internal static void Picture(string path)
    {
        PictureRequest request = new(PictureKind.Line, "a line", new Canvas(400, 300), PictureTarget.File);
        PictureFile.Write(new Painter(), PictureMaker.Make(NDArray.Arange(0, 100), request), request.Canvas, path, noClobber: false);
    }

    internal static void Export(NDArray array, string folder, FileFormat format)
    {
        string path = Check.Fresh(folder);
        new ArrayExport(new ExportRequest(path, [array.Ref], format, null, Compress: false, NoClobber: false)).Run(static _ => { });
        File.Delete(path);
    }
}
