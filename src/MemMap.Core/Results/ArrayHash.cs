namespace MemMap;

/// <summary>The digest of an array's bytes, or of a block of them: what Get-FileHash gives of a file, and where.</summary>
/// <param name="Algorithm">Its name, in capitals.</param>
/// <param name="Hash">The digest in hexadecimal.</param>
/// <param name="FileName">The file that the array is in; <see langword="null"/> for one in memory.</param>
/// <param name="Offset">Where the block begins among the array's bytes, its elements one after the other in C order.</param>
/// <param name="Length">How many bytes the block has.</param>
public sealed record ArrayHash(string Algorithm, string Hash, string? FileName, long Offset, long Length);
