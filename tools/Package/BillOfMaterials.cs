using System.Security.Cryptography;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace MemMap.Package;

/// <summary>
/// What the module is made of, as a CycloneDX 1.6 document: each assembly in it, and the package that it comes from. It has no serial number
/// and no time, so that the same module has the same one.
/// </summary>
internal static class BillOfMaterials
{
    internal const string FileName = "MemMap.cdx.json";

    private static readonly JsonSerializerOptions Options = new() { WriteIndented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    internal static byte[] Write(Manifest manifest, string module, IEnumerable<string> assetsFiles)
    {
        Shipped[] packages = [.. assetsFiles.SelectMany(file => Packages(new LockFileFormat().Read(file), module)).DistinctBy(shipped => shipped.Reference)
            .OrderBy(shipped => shipped.Reference, StringComparer.Ordinal)];
        string root = Reference(manifest.Name, manifest.Version);
        string[] own = [.. Directory.EnumerateFiles(module, "*.dll", SearchOption.AllDirectories)
            .Except(packages.SelectMany(shipped => shipped.Assemblies)).Order(StringComparer.Ordinal)];
        JsonObject document = new()
        {
            ["bomFormat"] = "CycloneDX",
            ["specVersion"] = "1.6",
            ["version"] = 1,
            ["metadata"] = new JsonObject
            {
                ["component"] = Component("library", root, manifest.Name, manifest.Version, "MIT", manifest.Value("Author"), Files(module, own)),
            },
            ["components"] = new JsonArray([.. packages.Select(shipped => Component(
                "library", shipped.Reference, shipped.Id, shipped.Version, shipped.License, shipped.Authors, Files(module, shipped.Assemblies)))]),
            ["dependencies"] = new JsonArray(
            [
                new JsonObject { ["ref"] = root, ["dependsOn"] = new JsonArray([.. packages.Select(shipped => JsonValue.Create(shipped.Reference))]) },
            ]),
        };
        return JsonSerializer.SerializeToUtf8Bytes(document, Options);
    }

    /// <summary>The packages of a project of which an assembly is in the module.</summary>
    private static IEnumerable<Shipped> Packages(LockFile assets, string module)
    {
        Dictionary<string, string> present = Directory.EnumerateFiles(module, "*.dll", SearchOption.AllDirectories)
            .ToLookup(Path.GetFileName).ToDictionary(files => files.Key!, files => files.First(), StringComparer.OrdinalIgnoreCase);
        foreach (LockFileTargetLibrary library in assets.Targets[0].Libraries.Where(library => library.Type == "package"))
        {
            string[] assemblies = [.. library.RuntimeAssemblies.Select(item => present.GetValueOrDefault(Path.GetFileName(item.Path))).OfType<string>()];
            if (assemblies.Length > 0)
            {
                string folder = assets.PackageFolders
                    .Select(root => Path.Combine(root.Path, assets.GetLibrary(library.Name!, library.Version!)!.Path)).First(Directory.Exists);
                using PackageFolderReader reader = new(folder);
                NuspecReader description = reader.NuspecReader;
                yield return new Shipped(
                    library.Name!, library.Version!.ToNormalizedString(), description.GetLicenseMetadata()?.License, description.GetAuthors(), assemblies);
            }
        }
    }

    private static JsonObject Component(string type, string reference, string name, string version, string? license, string authors, JsonArray files) => new()
    {
        ["type"] = type,
        ["bom-ref"] = reference,
        ["authors"] = new JsonArray(new JsonObject { ["name"] = authors }),
        ["name"] = name,
        ["version"] = version,
        ["licenses"] = license is null ? new JsonArray() : new JsonArray(new JsonObject { ["license"] = new JsonObject { ["id"] = license } }),
        ["purl"] = reference,
        ["components"] = files,
    };

    private static JsonArray Files(string module, IEnumerable<string> files) => new([.. files.Select(file => new JsonObject
    {
        ["type"] = "file",
        ["name"] = Path.GetRelativePath(module, file).Replace('\\', '/'),
        ["hashes"] = new JsonArray(new JsonObject
        {
            ["alg"] = "SHA-256",
            ["content"] = Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(file))),
        }),
    })]);

    private static string Reference(string id, string version) => $"pkg:nuget/{id}@{version}";

    private sealed record Shipped(string Id, string Version, string? License, string Authors, string[] Assemblies)
    {
        internal string Reference => BillOfMaterials.Reference(Id, Version);
    }
}
