namespace MemMap.Handles;

/// <summary>An object of the pipeline that is neither an array nor a file.</summary>
/// <param name="Value">The object.</param>
/// <param name="Error">What is wrong with it.</param>
internal sealed record RefusedInput(object Value, Exception Error);
