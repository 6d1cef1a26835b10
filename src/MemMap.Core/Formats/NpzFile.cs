using System.Collections.ObjectModel;
using System.Runtime.ExceptionServices;
using MemMap.Memory;

namespace MemMap.Formats;

/// <summary>Opens members of .npz archives. Stored members are mapped in place; compressed members are read into memory.</summary>
internal static class NpzFile
{
    /// <summary>The extension of members, as written by numpy.</summary>
    internal const string Extension = ".npy";

    /// <summary>Plans to open members. Their headers are read and compared with the user's parameters.</summary>
    public static OpenPlan Plan(MapRequest request, ArraySpec given, string[]? names)
    {
        if (request.Mode == MapMode.Write)
        {
            throw Error.NpzMode(request.Mode);
        }
        var shared = SharedFile.Open(request);
        try
        {
            request = request with { Shared = shared };
            return OpenPlan.Of(request, [.. Select(shared.File, names).Select(member => TryPlanMember(shared, request, given, member))]);
        }
        catch
        {
            shared.Dispose();
            throw;
        }
    }

    /// <summary>Returns the arrays of an archive.</summary>
    public static IReadOnlyList<ArrayMember> Members(OpenedFile file)
        => [.. Arrays(file, ByName(file).Values)[true].Select(member => Describe(file, member))];

    private static ArrayMember Describe(OpenedFile file, ZipMember member)
    {
        string name = ShortName(member.Name);
        bool isStored = member.Method == ZipDirectory.Stored;
        try
        {
            RequireReadable(file, member);
            long start = ZipDirectory.DataOffset(file, member);
            NpyHeader header = NpyHeader.Read(
                isStored ? NpyFile.ReadStart(file, start, Math.Min(NpyHeader.MaxLength, member.Size))
                    : DeflatedMember.ReadStart(file, member, start), $"{file.Path}:{member.Name}");
            return MemberList.Of(file.Path, FileFormat.Npz, name, header, isStored ? start + header.Length : null, isStored);
        }
        catch (Exception e) when (e.Data.Contains(Error.IdKey))
        {
            return new ArrayMember(
                file.Path, FileFormat.Npz, name, null, [], MemoryOrder.C, null, null, false, e.Message,
                ReadOnlyDictionary<string, object?>.Empty);
        }
    }

    /// <summary>
    /// Returns the plan for a member. For an unreadable member, the plan throws when it is executed, so that the others can be opened.
    /// </summary>
    private static OpenPlan TryPlanMember(SharedFile shared, MapRequest request, ArraySpec given, ZipMember member)
    {
        request = request with { Member = ShortName(member.Name) };
        try
        {
            return PlanMember(shared, request, given, member);
        }
        catch (Exception e) when (e.Data.Contains(Error.IdKey))
        {
            ExceptionDispatchInfo failure = ExceptionDispatchInfo.Capture(e);
            return new OpenPlan(request, () =>
            {
                failure.Throw();
                return [];
            });
        }
    }

    private static List<ZipMember> Select(OpenedFile file, string[]? names)
    {
        Dictionary<string, ZipMember> byName = ByName(file);
        if (names is not null)
        {
            return [.. names.Select(name => byName.GetValueOrDefault(name + Extension) ?? byName.GetValueOrDefault(name)
                ?? throw Error.NoSuchMember(file.Path, name, byName.Keys.Select(ShortName)))];
        }
        ILookup<bool, ZipMember> members = Arrays(file, byName.Values);
        if (!members[true].Any())
        {
            throw Error.NoArrays(file.Path, members[false].Select(member => member.Name));
        }
        foreach (ZipMember member in members[false])
        {
            HostObjects.Warn($"member '{member.Name}' of '{file.Path}' is no .npy file, and was left out");
        }
        return [.. members[true]];
    }

    /// <summary>Returns the members by name. As in Python, the last one of several with the same name counts.</summary>
    private static Dictionary<string, ZipMember> ByName(OpenedFile file)
    {
        Dictionary<string, ZipMember> byName = new(StringComparer.Ordinal);
        foreach (ZipMember member in ZipDirectory.Read(file))
        {
            byName[member.Name] = member;
        }
        return byName;
    }

    /// <summary>
    /// Finds the members that are arrays. As in numpy, these are the members with a .npy header, whatever their names. Folders are skipped.
    /// </summary>
    private static ILookup<bool, ZipMember> Arrays(OpenedFile file, IEnumerable<ZipMember> all)
        => all.Where(member => !member.Name.EndsWith('/'))
            .ToLookup(member => member.Name.EndsWith(Extension, StringComparison.Ordinal) || BeginsAsArray(file, member));

    private static bool BeginsAsArray(OpenedFile file, ZipMember member)
    {
        if (member.IsEncrypted || member.Method is not (ZipDirectory.Stored or ZipDirectory.Deflated))
        {
            return false;
        }
        try
        {
            long start = ZipDirectory.DataOffset(file, member);
            return NpyHeader.IsNpy(member.Method == ZipDirectory.Stored
                ? NpyFile.ReadStart(file, start, Math.Min(NpyHeader.MaxLength, member.Size))
                : DeflatedMember.ReadStart(file, member, start));
        }
        catch (InvalidDataException)
        {
            return false;
        }
    }

    /// <summary>The name of a member without <c>.npy</c>.</summary>
    internal static string ShortName(string name) => name.EndsWith(Extension, StringComparison.Ordinal) ? name[..^Extension.Length] : name;

    private static OpenPlan PlanMember(SharedFile shared, MapRequest request, ArraySpec given, ZipMember member)
    {
        OpenedFile file = shared.File;
        string name = $"{file.Path}:{member.Name}";
        RequireReadable(file, member);
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
        shared.Cover(start + header.Length, header.ByteSize);
        return NpyFile.PlanMember(
            request.Mode.ChangesFile ? request with { Seal = handle => StoredChecksum.Update(handle, path, member, start) } : request,
            given, header, start, name);
    }

    private static void RequireReadable(OpenedFile file, ZipMember member)
    {
        if (member.IsEncrypted || member.Method is not (ZipDirectory.Stored or ZipDirectory.Deflated))
        {
            throw Error.InvalidZip(file.Path, member.IsEncrypted
                ? $"member '{member.Name}' is encrypted"
                : $"member '{member.Name}' is compressed by method {member.Method}; stored (0) and deflated (8) ones can be read");
        }
    }

    /// <summary>Throws if a member is too short for its header.</summary>
    internal static void RequireData(NpyHeader header, ZipMember member, string name)
    {
        if (member.Size - header.Length < header.ByteSize)
        {
            throw Error.NpyTooShort(name, header.Length + header.ByteSize, member.Size);
        }
    }
}
