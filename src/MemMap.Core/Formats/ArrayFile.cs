using MemMap.Compute;
using MemMap.Memory;

namespace MemMap.Formats;

/// <summary>Detects the format of a file to map, and plans how to open it.</summary>
internal static class ArrayFile
{
    private const string NpyExtension = ".npy", NpzExtension = ".npz", CsvExtension = ".csv", ZarrExtension = ".zarr";
    private const string SafeTensorsExtension = ".safetensors";

    /// <summary>Plans to open a file. Headers are read and compared with the user's parameters; nothing is changed.</summary>
    /// <param name="request">The file and the mode; the plan sets offset and length.</param>
    /// <param name="format">The format of the file.</param>
    /// <param name="given">The user's parameters of the array.</param>
    /// <param name="members">The members of an archive; null for all.</param>
    /// <exception cref="InvalidDataException">A header is invalid.</exception>
    /// <exception cref="ArgumentException">A header contradicts the user's parameters.</exception>
    public static OpenPlan Plan(MapRequest request, FileFormat format, ArraySpec given, string[]? members = null)
    {
        OpenPlan plan = PlanOnce(request, format, given, members);
        return plan.Request.Shared is null ? plan : plan with { Again = () => PlanOnce(request, format, given, members) };
    }

    private static OpenPlan PlanOnce(MapRequest request, FileFormat format, ArraySpec given, string[]? members)
    {
        string path = request.Path ?? request.Stream?.Name ?? "";
        bool isDemanded = format != FileFormat.Auto;
        if (format == FileFormat.Auto)
        {
            format = ZarrStore.IsStore(path) ? FileFormat.Zarr
                : IsArchive(path, format, members) ? FileFormat.Npz
                : request.Mode == MapMode.Write ? HasExtension(path, NpyExtension) ? FileFormat.Npy : FileFormat.Raw
                : FileFormat.Auto;
        }
        if (format == FileFormat.Npz && members is not null && !HasExtension(path, NpzExtension))
        {
            if (Recognise(request) is { } found)
            {
                return ContainerFile.Plan(found, request, given, members);
            }
            if (!isDemanded && FileContent.Of(path, 0).Format is { } fitting)
            {
                throw Error.MembersOfFormat(path, fitting);
            }
        }
        if (Container.Of(format) is { } container)
        {
            return ContainerFile.Plan(container, request, given, members);
        }
        if (members is not null && format is not (FileFormat.Npz or FileFormat.Zarr))
        {
            throw Error.MembersWithoutNpz();
        }
        return format switch
        {
            FileFormat.Npz => NpzFile.Plan(request, given, members),
            FileFormat.Zarr => ZarrStore.Plan(request, given, members),
            FileFormat.Npy when request.Mode == MapMode.Write => NpyFile.PlanCreate(request, given),
            FileFormat.Npy => NpyFile.TryPlanOpen(request, given, isDemanded: true)!,
            FileFormat.Auto => NpyFile.TryPlanOpen(request, given, isDemanded: false) ?? RawFile.Plan(request, given),
            FileFormat.Raw => RawFile.Plan(request, given),
            _ => throw Error.CannotOpenAs(format),
        };
    }

    /// <summary>Returns the container that a file is beyond doubt; null if it is none.</summary>
    internal static Container? Recognise(MapRequest request)
    {
        OpenedFile file = OpenedFile.Open(request with { Mode = MapMode.ReadOnly });
        using (file.Owner)
        {
            return Container.Recognise(NpyFile.ReadStart(file, 0, Container.StartLength));
        }
    }

    /// <summary>Whether a file is an .npz archive. This depends on its name, because all ZIP files have the same first bytes.</summary>
    public static bool IsArchive(string path, FileFormat format, string[]? members = null)
        => format == FileFormat.Npz
            || (format == FileFormat.Auto && (HasExtension(path, NpzExtension) || (members is not null && !ZarrStore.IsStore(path))));

    /// <summary>Returns the format to write for a file name.</summary>
    public static FileFormat FormatOf(string path)
        => HasExtension(path, NpyExtension) ? FileFormat.Npy
            : HasExtension(path, NpzExtension) ? FileFormat.Npz
            : HasExtension(path, CsvExtension) ? FileFormat.Csv
            : HasExtension(path, ZarrExtension) ? FileFormat.Zarr
            : HasExtension(path, SafeTensorsExtension) ? FileFormat.SafeTensors
            : FileFormat.Raw;

    private static bool HasExtension(string path, string extension) => path.EndsWith(extension, StringComparison.OrdinalIgnoreCase);
}

/// <summary>A plan to open a file. It keeps open what its arrays share until it is disposed; the arrays then keep that.</summary>
/// <param name="Request">The access to the file.</param>
/// <param name="Open">Opens all arrays, or none.</param>
/// <param name="Parts">Plans for each array, if one can fail without the others; otherwise <see langword="null"/>.</param>
internal sealed record OpenPlan(MapRequest Request, Func<IReadOnlyList<OpenedArray>> Open, IReadOnlyList<OpenPlan>? Parts = null)
    : IDisposable
{
    /// <summary>
    /// Plans the same again, if the plan keeps the file open; <see langword="null"/> if its file is opened whenever it is executed.
    /// </summary>
    public Func<OpenPlan>? Again { get; init; }

    /// <summary>Returns a plan that consists of others.</summary>
    public static OpenPlan Of(MapRequest request, IReadOnlyList<OpenPlan> parts) => new(request, () => OpenAll(parts), parts);

    /// <inheritdoc/>
    public void Dispose() => Request.Shared?.Dispose();

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
/// <param name="Order">Which axis varies fastest in the file.</param>
/// <param name="Rows">The number of valid rows, if the file has padding rows.</param>
internal sealed record OpenedArray(ArrayRef Array, MemoryOrder Order, long? Rows = null)
{
    /// <summary>The elements without padding rows.</summary>
    internal ArrayRef Whole() => Rows is { } rows ? Array.WithLayout(Array.Layout.Narrow(0, 0, rows)) : Array;
}
