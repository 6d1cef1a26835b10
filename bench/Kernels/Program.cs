// Benchmarks of single operations, beside NumSharp and a plain loop over .NET's own view of a mapped file:
//
//     dotnet run -c Release --project bench/Kernels -- --filter '*Sum*'

using BenchmarkDotNet.Running;

BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(args);
