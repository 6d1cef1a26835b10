using System.Diagnostics.CodeAnalysis;
using System.IO.Hashing;
using System.Security.Cryptography;

namespace MemMap.Formats;

/// <summary>A digest that takes bytes in turn: a cryptographic hash, or a checksum.</summary>
internal abstract class Digest : IDisposable
{
    /// <summary>The names of all that there are; the first is the usual one.</summary>
    internal static IReadOnlyList<string> Names { get; } =
        ["SHA256", "MD5", "SHA1", "SHA384", "SHA512", "CRC32", "CRC64", "XXH3", "XXH32", "XXH64", "XXH128"];

    /// <summary>The digest of a name, in any case.</summary>
    /// <exception cref="ArgumentException">There is none of that name.</exception>
    internal static Digest Create(string name) => name.ToUpperInvariant() switch
    {
        "MD5" or "SHA1" or "SHA256" or "SHA384" or "SHA512" => new Cryptographic(name.ToUpperInvariant()),
        "CRC32" or "CRC64" or "XXH3" or "XXH32" or "XXH64" or "XXH128" => new Checksum(name.ToUpperInvariant()),
        _ => throw Error.NoSuchDigest(name, Names),
    };

    /// <summary>Takes further bytes.</summary>
    internal abstract void Append(ReadOnlySpan<byte> bytes);

    /// <summary>The digest of all bytes since the last one, in hexadecimal, with the highest digit first.</summary>
    internal abstract string Finish();

    /// <inheritdoc/>
    public virtual void Dispose()
    {
    }

    [SuppressMessage("Security", "CA5350", Justification = "Files come with digests of these kinds.")]
    [SuppressMessage("Security", "CA5351", Justification = "Files come with digests of these kinds.")]
    private sealed class Cryptographic(string name) : Digest
    {
        private readonly IncrementalHash _hash = IncrementalHash.CreateHash(new HashAlgorithmName(name));

        internal override void Append(ReadOnlySpan<byte> bytes) => _hash.AppendData(bytes);

        internal override string Finish() => Convert.ToHexString(_hash.GetHashAndReset());

        public override void Dispose()
        {
            _hash.Dispose();
            base.Dispose();
        }
    }

    private sealed class Checksum(string name) : Digest
    {
        private readonly NonCryptographicHashAlgorithm _checksum = name switch
        {
            "CRC32" => new Crc32(),
            "CRC64" => new Crc64(),
            "XXH3" => new XxHash3(),
            "XXH32" => new XxHash32(),
            "XXH64" => new XxHash64(),
            _ => new XxHash128(),
        };

        internal override void Append(ReadOnlySpan<byte> bytes) => _checksum.Append(bytes);

        internal override string Finish()
        {
            byte[] digest = _checksum.GetHashAndReset();
            if (_checksum is Crc32)
            {
                Array.Reverse(digest); // As .zip and .png files have it; everybody else writes the number.
            }
            return Convert.ToHexString(digest);
        }
    }
}
