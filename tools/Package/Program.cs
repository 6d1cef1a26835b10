using MemMap.Package;

// Makes the module's package, as the PowerShell Gallery takes it:
//
//     dotnet run --project tools/Package -- MODULEFOLDER PACKAGEFILE ASSETSFILE...
//
// The assets files are those of the projects in the module: they tell which packages its other assemblies come from.
if (args is not [string module, string package, .. { Length: > 0 } assets])
{
    Console.Error.WriteLine("usage: MODULEFOLDER PACKAGEFILE ASSETSFILE...");
    return 64;
}

Manifest manifest = Manifest.Read(Directory.GetFiles(module, "*.psd1").Single());
byte[] bill = BillOfMaterials.Write(manifest, module, assets);
Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(package))!);
ModulePackage.Write(manifest, module, bill, package);
return 0;
