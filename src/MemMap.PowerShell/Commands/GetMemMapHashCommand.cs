using System.Management.Automation;
using MemMap.Formats;
using MemMap.Output;
using MemMap.Parameters;

namespace MemMap.Commands;

/// <summary>Computes the digest of an array's bytes, or of each block of them.</summary>
/// <remarks>
/// <para>
/// The bytes are those of the elements in C order, as Export-MemMap -Format Raw writes them. For a map of a whole file the digest is that
/// of Get-FileHash; for a slice, a column or a field it is that of the part alone. Memory stays bounded, whatever the array's size.
/// </para>
/// <para>
/// With -BlockSize there is a line for each block of so many bytes. Where two files should be equal, the lines that differ tell where they
/// are not.
/// </para>
/// </remarks>
/// <notes>
/// MD5, SHA1, SHA256, SHA384 and SHA512 are cryptographic hashes; MD5 and SHA1 protect against accidents alone. CRC32, CRC64 (ECMA-182),
/// XXH3, XXH32, XXH64 and XXH128 are checksums: they tell accidents too, and are much faster.
/// </notes>
/// <output cref="ArrayHash">Algorithm, Hash, FileName, Offset (of the block, in the array's bytes) and Length.</output>
/// <example>
/// <summary>The digest of a region</summary>
/// <code>
/// PS> $m = New-MemMap tone.wav -Mode r
/// PS> ($m['44:'] | Get-MemMapHash).Hash
/// 8B5837A58B1BD36ED1D59A9976D24C7E2A2EDED1DE12570A4CC3588E362C03A5
/// </code>
/// <para>The samples of the file, without its header.</para>
/// </example>
/// <example>
/// <summary>The same as Get-FileHash, for a whole file</summary>
/// <code>
/// PS> $m = New-MemMap tone.wav -Mode r
/// PS> ($m | Get-MemMapHash MD5).Hash -eq (Get-FileHash tone.wav -Algorithm MD5).Hash
/// True
/// </code>
/// </example>
/// <example>
/// <summary>A checksum of each block of a file</summary>
/// <code>
/// PS> Get-MemMapHash tone.wav XXH3 -BlockSize 1KB | ForEach-Object { "$($_.Offset) $($_.Length) $($_.Hash)" }
/// 0 1024 154FB955B9098602
/// 1024 1024 79C1FF04A9C9965C
/// 2048 1024 C1F64675F4BD910D
/// 3072 172 957E40D4ED06705C
/// </code>
/// </example>
/// <seealso cref="CompareMemMapCommand"/>
/// <seealso cref="ExportMemMapCommand"/>
[Cmdlet(VerbsCommon.Get, "MemMapHash", DefaultParameterSetName = ArraySet)]
[OutputType(typeof(ArrayHash))]
public sealed class GetMemMapHashCommand : ArrayOrFileCmdlet
{
    /// <summary>Which digest to compute.</summary>
    [Parameter(Position = 0, ParameterSetName = ArraySet)]
    [Parameter(Position = 1, ParameterSetName = FileSet)]
    [Parameter(Position = 0, ParameterSetName = LiteralFileSet)]
    [DigestArgument]
    [ValidateNoFile]
    [ValidateSet("SHA256", "MD5", "SHA1", "SHA384", "SHA512", "CRC32", "CRC64", "XXH3", "XXH32", "XXH64", "XXH128")]
    public string Algorithm { get; set; } = "SHA256";

    /// <summary>Writes a digest for each block of so many bytes; the last block may be shorter.</summary>
    /// <value>one block, the whole array</value>
    [Parameter]
    [ValidateRange(1, long.MaxValue)]
    public long? BlockSize { get; set; }

    private protected override void Process(NDArray array)
    {
        if (!Try(array, () => new HashedBlocks(array.Ref, Algorithm, BlockSize), out var blocks))
        {
            return;
        }
        using (blocks)
        {
            string? fileName = (array as MemMapArray)?.FileName;
            using ProgressLine progress = new(this, $"Hashing {ArrayHeader.Of(array)}", array.NBytes);
            while (Try(array, blocks.Next, out var hashes))
            {
                if (hashes is null)
                {
                    progress.Tell(array, blocks.Done);
                    return;
                }
                foreach (HashedBlock hash in hashes)
                {
                    WriteObject(new ArrayHash(Algorithm.ToUpperInvariant(), hash.Hash, fileName, hash.Offset, hash.Length));
                }
                progress.Report(blocks.Done);
            }
        }
    }
}
