namespace MemMap.Bench;

/// <summary>One line of the table.</summary>
/// <param name="Name">What it is called, here and in Python/numpy_workloads.py.</param>
/// <param name="Bytes">How many bytes of memory it has to read and write; 0 where that says nothing.</param>
/// <param name="Run">Runs it once and gives the result; <c>null</c> for what only changes the file.</param>
/// <param name="Traffic">What it does to memory, where it does hardly more than that, so that memory is its limit.</param>
internal sealed record Workload(string Name, long Bytes, Func<object?> Run, Traffic Traffic = Traffic.Other);
