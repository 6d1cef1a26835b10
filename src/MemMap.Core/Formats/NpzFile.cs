using MemMap.Memory;

namespace MemMap.Formats;

/// <summary>Opens members of .npz archives: those that are stored are mapped in place, compressed ones are read into memory.</summary>
internal static class NpzFile
{
    /// <summary>The ending that numpy gives to the names of members.</summary>
    internal const string Extension = ".npy";

    /// <summary>Plans to open members; their headers are read and compared with what the user says.</summary>
    public static OpenPlan Plan(MapRequest request, ArraySpec given, string[]? names)
    {
        if (request.Mode == MapMode.Write)
        {
            throw Error.NpzMode(request.Mode);
        }
        MapRequest reading = request with { Mode = MapMode.ReadOnly };
        OpenedFile file = request.Stream is { } stream ? OpenedFile.FromStream(stream, reading) : OpenedFile.FromPath(request.Path!, reading);
        using (file.Owner)
        {
            List<OpenPlan> plans = [.. Select(file, names).Select(member => PlanMember(file, request, given, member))];
            return new OpenPlan(request, () => OpenAll(plans));
        }
    }

    /// <summary>The names of an archive's arrays, without the ending.</summary>
    public static IReadOnlyList<string> Names(string path)
    {
        OpenedFile file = OpenedFile.FromPath(path, new MapRequest { Path = path, Mode = MapMode.ReadOnly });
        using (file.Owner)
        {
            return [.. Select(file, null).Select(member => ShortName(member.Name))];
        }
    }

    private static List<ZipMember> Select(OpenedFile file, string[]? names)
    {
        IReadOnlyList<ZipMember> all = ZipDirectory.Read(file);
        // As in Python, the last of several members with one name is the one.
        Dictionary<string, ZipMember> byName = new(StringComparer.Ordinal);
        foreach (ZipMember member in all)
        {
            byName[member.Name] = member;
        }
        return names is null
            ? [.. byName.Values.Where(member => member.Name.EndsWith(Extension, StringComparison.Ordinal))]
            : [.. names.Select(name => byName.GetValueOrDefault(name + Extension) ?? byName.GetValueOrDefault(name)
                ?? throw Error.NoSuchMember(file.Path, name, byName.Keys.Select(ShortName)))];
    }

    private static string ShortName(string name) => name.EndsWith(Extension, StringComparison.Ordinal) ? name[..^Extension.Length] : name;

    private static OpenPlan PlanMember(OpenedFile file, MapRequest request, ArraySpec given, ZipMember member)
    {
        string name = $"{file.Path}:{member.Name}";
        if (member.IsEncrypted || member.Method is not (ZipDirectory.Stored or ZipDirectory.Deflated))
        {
            throw Error.InvalidZip(file.Path, member.IsEncrypted
                ? $"member '{member.Name}' is encrypted"
                : $"member '{member.Name}' is compressed by method {member.Method}; stored (0) and deflated (8) ones can be read");
        }
        long start = ZipDirectory.DataOffset(file, member);
        if (member.Method == ZipDirectory.Deflated)
        {
            return request.Mode.ChangesFile
                ? throw Error.MemberReadOnly(file.Path, member.Name, request.Mode)
                : DeflatedMember.Plan(file, request, given, member, start, name);
        }
        if (member.Size != member.CompressedSize)
        {
            throw Error.InvalidZip(file.Path, $"member '{member.Name}' is stored, and has two sizes");
        }
        byte[] prefix = NpyFile.ReadStart(file, start, Math.Min(NpyHeader.MaxLength, member.Size));
        NpyHeader header = NpyHeader.Read(prefix, name);
        RequireData(header, member, name);
        string path = file.Path;
        return NpyFile.PlanMember(
            request.Mode.ChangesFile ? request with { Seal = handle => StoredChecksum.Update(handle, path, member, start) } : request,
            given, header, start, name);
    }

    /// <summary>Fails where a member is too short for its header.</summary>
    internal static void RequireData(NpyHeader header, ZipMember member, string name)
    {
        if (member.Size - header.Length < header.ByteSize)
        {
            throw Error.NpyTooShort(name, header.Length + header.ByteSize, member.Size);
        }
    }

    private static List<OpenedArray> OpenAll(List<OpenPlan> plans)
    {
        List<OpenedArray> arrays = [];
        try
        {
            plans.ForEach(plan => arrays.AddRange(plan.Open()));
            return arrays;
        }
        catch
        {
            arrays.ForEach(opened => opened.Array.Buffer.Close());
            throw;
        }
    }
}
