using MemMap.Compute;
using MemMap.Memory;

namespace MemMap.Formats;

/// <summary>Finds out what kind of file is to be mapped, and what has to be done.</summary>
internal static class ArrayFile
{
    private const string NpyExtension = ".npy", NpzExtension = ".npz", CsvExtension = ".csv", ZarrExtension = ".zarr";

    /// <summary>Plans to open a file. Headers are read and compared with what the user says; nothing is changed.</summary>
    /// <param name="request">The file and the mode; offset and length are up to the plan.</param>
    /// <param name="format">What kind of file it is.</param>
    /// <param name="given">What the user says about the array.</param>
    /// <param name="members">Which members of an archive; null for all.</param>
    /// <exception cref="InvalidDataException">A header isn't right.</exception>
    /// <exception cref="ArgumentException">A header contradicts what the user says.</exception>
    public static OpenPlan Plan(MapRequest request, FileFormat format, ArraySpec given, string[]? members = null)
    {
        string path = request.Path ?? request.Stream?.Name ?? "";
        if (format == FileFormat.Auto)
        {
            format = IsArchive(path, format, members) ? FileFormat.Npz
                : ZarrStore.IsStore(path) ? FileFormat.Zarr
                : request.Mode == MapMode.Write ? HasExtension(path, NpyExtension) ? FileFormat.Npy : FileFormat.Raw
                : FileFormat.Auto;
        }
        if (members is not null && format != FileFormat.Npz)
        {
            throw Error.MembersWithoutNpz();
        }
        return format switch
        {
            FileFormat.Npz => NpzFile.Plan(request, given, members),
            FileFormat.Zarr => ZarrStore.Plan(request, given),
            FileFormat.Npy when request.Mode == MapMode.Write => NpyFile.PlanCreate(request, given),
            FileFormat.Npy => NpyFile.TryPlanOpen(request, given, isDemanded: true)!,
            FileFormat.Auto => NpyFile.TryPlanOpen(request, given, isDemanded: false) ?? RawFile.Plan(request, given),
            FileFormat.Raw => RawFile.Plan(request, given),
            _ => throw Error.CannotOpenAs(format),
        };
    }

    /// <summary>Whether a file is taken for an archive: any ZIP file has the same first bytes, so it is by the name.</summary>
    public static bool IsArchive(string path, FileFormat format, string[]? members = null)
        => format == FileFormat.Npz || (format == FileFormat.Auto && (members is not null || HasExtension(path, NpzExtension)));

    /// <summary>What kind of file a name stands for where one is written.</summary>
    public static FileFormat FormatOf(string path)
        => HasExtension(path, NpyExtension) ? FileFormat.Npy
            : HasExtension(path, NpzExtension) ? FileFormat.Npz
            : HasExtension(path, CsvExtension) ? FileFormat.Csv
            : HasExtension(path, ZarrExtension) ? FileFormat.Zarr
            : FileFormat.Raw;

    private static bool HasExtension(string path, string extension) => path.EndsWith(extension, StringComparison.OrdinalIgnoreCase);
}

/// <summary>What is going to be mapped, and the deed.</summary>
/// <param name="Request">What it means for the file.</param>
/// <param name="Open">Does it, wholly or not at all.</param>
/// <param name="Parts">The arrays one by one, where one may fail without the others; else <see langword="null"/>.</param>
internal sealed record OpenPlan(MapRequest Request, Func<IReadOnlyList<OpenedArray>> Open, IReadOnlyList<OpenPlan>? Parts = null)
{
    /// <summary>A plan that is a number of others.</summary>
    public static OpenPlan Of(MapRequest request, IReadOnlyList<OpenPlan> parts) => new(request, () => OpenAll(parts), parts);

    private static List<OpenedArray> OpenAll(IReadOnlyList<OpenPlan> parts)
    {
        List<OpenedArray> arrays = [];
        try
        {
            foreach (OpenPlan part in parts)
            {
                arrays.AddRange(part.Open());
            }
            return arrays;
        }
        catch
        {
            arrays.ForEach(opened => opened.Array.Buffer.Close());
            throw;
        }
    }
}

/// <summary>An array of a file: mapped in place, or read into memory.</summary>
/// <param name="Array">The elements.</param>
/// <param name="Order">Which axis is fastest in the file.</param>
/// <param name="Rows">How many of its rows mean something, where the file has more.</param>
internal readonly record struct OpenedArray(ArrayRef Array, MemoryOrder Order, long? Rows = null);
