using MemMap.Precompile;

// Prepares the staged module for a fast first call:
//
//     dotnet run --project tools/Precompile [-p:EverySystem=true | -p:OtherSystem=win-x64] -- LIBFOLDER
//
// Loops over elements are marked for full optimization, in Core and in System.Numerics.Tensors. Core is compiled for this system and
// another one, or for every system of the package, into LIBFOLDER/SYSTEM.
if (args is not [string folder] || !Directory.Exists(folder))
{
    Console.Error.WriteLine("usage: LIBFOLDER");
    return 64;
}

string core = Path.Combine(folder, "MemMap.Core.dll");
string tensors = Path.Combine(folder, "System.Numerics.Tensors.dll");
LoopMarker.Mark(core);
LoopMarker.Mark(tensors);
foreach (string system in NativeCompiler.Systems)
{
    if (!NativeCompiler.Compile(core, system, Path.Combine(folder, system, Path.GetFileName(core))))
    {
        return 1;
    }
}
return 0;
