using System.IO.Compression;
using System.Xml.Linq;

namespace MemMap.Package;

/// <summary>Writes the package: the module's files, and a description made from its manifest.</summary>
internal static class ModulePackage
{
    // The Gallery's own words: what a package has in it, and what each cmdlet is called.
    private const string ModuleTag = "PSModule", IncludesTag = "PSIncludes_Cmdlet", CmdletTag = "PSCmdlet_", CommandTag = "PSCommand_";

    private const string PropertiesExtension = ".psmdcp", Relationships = "_rels/.rels";

    /// <summary>The same files make the same bytes, whenever and wherever.</summary>
    internal static void Write(Manifest manifest, string module, byte[] bill, string file)
    {
        PackageBuilder builder = new(deterministic: false, NullLogger.Instance)
        {
            Id = manifest.Name,
            Version = NuGetVersion.Parse(manifest.Version),
            Description = manifest.Value("Description"),
            Copyright = manifest.Value("Copyright"),
            ReleaseNotes = manifest.Data("ReleaseNotes"),
            ProjectUrl = new Uri(manifest.Data("ProjectUri")),
            LicenseUrl = new Uri(manifest.Data("LicenseUri")),
        };
        builder.Authors.Add(manifest.Value("Author"));
        builder.Owners.Add(manifest.Value("CompanyName"));
        builder.Tags.AddRange(
        [
            .. manifest.Tags, ModuleTag, IncludesTag,
            .. manifest.Cmdlets.SelectMany(cmdlet => new[] { CmdletTag + cmdlet, CommandTag + cmdlet }),
        ]);
        builder.Files.Add(new PackageFile(BillOfMaterials.FileName, () => new MemoryStream(bill)));
        foreach (string path in Directory.EnumerateFiles(module, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
        {
            builder.Files.Add(new PackageFile(Path.GetRelativePath(module, path), () => File.OpenRead(path)));
        }
        using MemoryStream built = new();
        builder.Save(built);
        using FileStream stream = File.Create(file);
        Repeatable(built, stream);
    }

    /// <summary>
    /// Copies a package without what would be another thing each time: the times of its entries, and the part with the core properties, which has
    /// a random name and tells nothing that the description doesn't. The library's own deterministic mode is switched off (NuGet/Home#8601).
    /// </summary>
    private static void Repeatable(Stream package, Stream target)
    {
        using ZipArchive source = new(package, ZipArchiveMode.Read, leaveOpen: true);
        using ZipArchive copy = new(target, ZipArchiveMode.Create, leaveOpen: true);
        foreach (ZipArchiveEntry entry in source.Entries.Where(entry => !entry.FullName.EndsWith(PropertiesExtension, StringComparison.Ordinal))
            .OrderBy(entry => entry.FullName, StringComparer.Ordinal))
        {
            ZipArchiveEntry twin = copy.CreateEntry(entry.FullName, CompressionLevel.SmallestSize);
            twin.LastWriteTime = PackageFile.NoTime;
            using Stream from = entry.Open(), to = twin.Open();
            if (entry.FullName == Relationships)
            {
                XDocument relationships = XDocument.Load(from);
                relationships.Root!.Elements().Where(element => element.Attribute("Target")!.Value.EndsWith(PropertiesExtension, StringComparison.Ordinal)).Remove();
                relationships.Save(to);
            }
            else
            {
                from.CopyTo(to);
            }
        }
    }
}
