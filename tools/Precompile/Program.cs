using MemMap.Precompile;

// Prepares the staged module for a fast first call:
//
//     dotnet run --project tools/Precompile [-p:EverySystem=true] -- MODULEFOLDER
//
// Loops over elements are marked for full optimization, in Core and in System.Numerics.Tensors. Core, the cmdlets and what draws in the
// terminal are compiled for this system, or for every system of the package, into MODULEFOLDER/lib/SYSTEM.
if (args is not [string folder] || !Directory.Exists(folder))
{
    Console.Error.WriteLine("usage: MODULEFOLDER");
    return 64;
}

string lib = Path.Combine(folder, "lib");
string core = Path.Combine(lib, "MemMap.Core.dll");
string tensors = Path.Combine(lib, "System.Numerics.Tensors.dll");
string cmdlets = Path.Combine(folder, "MemMap.PowerShell.dll");
// What draws in the terminal. OxyPlot, which draws to files, would be a further megabyte of the package.
string[] drawing =
[
    Path.Combine(lib, "MemMap.Drawing.dll"), Path.Combine(lib, "Spectre.Console.dll"), Path.Combine(lib, "Spectre.Console.Ansi.dll"),
];
LoopMarker.Mark(core);
LoopMarker.Mark(tensors);
foreach (string system in NativeCompiler.Systems)
{
    foreach (string assembly in (string[])[core, cmdlets, .. drawing])
    {
        if (!NativeCompiler.Compile(assembly, [folder, lib], system, Path.Combine(lib, system, Path.GetFileName(assembly))))
        {
            return 1;
        }
    }
}
return 0;
