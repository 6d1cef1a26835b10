using System.Collections.Concurrent;

namespace MemMap.DataTypes;

// Built-in types whose records have parts of variable length, as definitions. They are read when they are first used: they have names of
// other types.
internal static partial class NamedTypes
{
    private static readonly Dictionary<string, string> Records = new(StringComparer.OrdinalIgnoreCase)
    {
        ["pcap_packet"] = """
            typedef LE struct {
                unixtime_unsigned time;
                uint32_t microseconds, included, original;
                uint8_t data[included];
            } pcap_packet;
            """,
        ["riff_chunk"] = """
            typedef LE struct {
                char id[4];
                uint32_t size;
                uint8_t data[size];
                uint8_t padding[size % 2];
            } riff_chunk;
            """,
        ["zip_entry"] = """
            typedef LE struct {
                uint32_t magic;
                uint16_t made_by, needed;
                zip_flags flags;
                zip_method method;
                dostime time;
                dosdate date;
                uint32_t crc32, compressed, size;
                uint16_t name_length, extra_length, comment_length, disk, internal;
                uint32_t external, offset;
                char name[name_length];
                uint8_t extra[extra_length];
                char comment[comment_length];
            } zip_entry;
            """,
    };

    private static readonly ConcurrentDictionary<string, TypeDefinition?> Structures = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>The definition of a built-in type; <see langword="null"/> if it has none.</summary>
    internal static TypeDefinition? StructureOf(string builtIn)
        => Structures.GetOrAdd(builtIn, static name => Records.TryGetValue(name, out string? text) ? CDefinitions.MainOf(text, align: false)
            : null);
}
