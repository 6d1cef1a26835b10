using System.Buffers.Binary;

namespace MemMap.Formats;

/// <summary>
/// Arrow IPC, as a file (Feather version 2) or as a stream. Columns whose elements have one size and no nulls are mapped in place, those of
/// several record batches as one array. Floats and times with nulls, booleans, texts, values of dictionaries and compressed columns are
/// read into memory.
/// <code>
/// file      |ARROW1|0 0|message|message|...|footer|its length: int32|ARROW1|       the footer has the schema and the places of messages
/// stream    |message|message|...|
/// message   |-1: int32|length: int32|metadata: a FlatBuffer|body: the buffers of all columns|
/// </code>
/// </summary>
internal sealed class ArrowFile() : Container(FileFormat.Arrow)
{
    /// <summary>The numbers of fields in the tables of the metadata.</summary>
    private const int MessageKind = 1, MessageHeader = 2, MessageBody = 3, FooterSchema = 1, FooterDictionaries = 2,
        FooterBatches = 3;

    private const byte SchemaMessage = 1, DictionaryMessage = 2, BatchMessage = 3;
    private const int Prefix = 8, MaxMetadata = 64 << 20;

    private static ReadOnlySpan<byte> Magic => "ARROW1"u8;

    private protected override bool IsCertain(ReadOnlySpan<byte> start) => start.Length > 8 && start.StartsWith("ARROW1\0\0"u8);

    internal override IReadOnlyList<ContainerArray> Read(HeaderReader file)
        => file.ReadUpTo(0, Magic.Length).AsSpan().SequenceEqual(Magic) ? ReadFile(file) : ReadStream(file);

    private static List<ContainerArray> ReadFile(HeaderReader file)
    {
        int tail = sizeof(int) + Magic.Length;
        byte[] end = file.Read(file.Length - tail, tail);
        int length = BinaryPrimitives.ReadInt32LittleEndian(end);
        if (!end.AsSpan(sizeof(int)).SequenceEqual(Magic))
        {
            throw file.Invalid("it does not end with ARROW1: its writer did not finish it, or it is cut off");
        }
        file.Require("length of the footer", length, 8, Math.Min(MaxMetadata, file.Length - tail));
        var footer = FlatTable.Root(file, file.Read(file.Length - tail - length, length));
        ArrowColumns columns = new(file, footer.Table(FooterSchema) ?? throw NoSchema(file));
        ForEach(FooterDictionaries, DictionaryMessage, "dictionary", columns.AddDictionary);
        ForEach(FooterBatches, BatchMessage, "record batch", columns.Add);
        return columns.Arrays();

        void ForEach(int field, byte kind, string what, Action<FlatTable, long, long> add)
        {
            // The length of the metadata has 32 bits, and 32 that are not used.
            const int numbers = 3;
            long[] blocks = footer.Numbers(field, numbers);
            file.RequireFew("messages", blocks.Length / numbers);
            for (int i = 0; i < blocks.Length; i += numbers)
            {
                Interruption.Token.ThrowIfCancellationRequested();
                if (Message(file, blocks[i]) is not { } message || message.Kind != kind)
                {
                    throw file.Invalid($"its {what} at byte {blocks[i]} is none");
                }
                add(message.Header, message.Body, message.BodyLength);
            }
        }
    }

    private static List<ContainerArray> ReadStream(HeaderReader file)
    {
        ArrowColumns? columns = null;
        long at = 0;
        for (int count = 0; Message(file, at) is { } message; count++)
        {
            Interruption.Token.ThrowIfCancellationRequested();
            file.RequireFew("messages", count);
            if (message.Kind == SchemaMessage)
            {
                columns ??= new ArrowColumns(file, message.Header);
            }
            else if (message.Kind == BatchMessage)
            {
                (columns ?? throw NoSchema(file)).Add(message.Header, message.Body, message.BodyLength);
            }
            else if (message.Kind == DictionaryMessage)
            {
                (columns ?? throw NoSchema(file)).AddDictionary(message.Header, message.Body, message.BodyLength);
            }
            at = checked(message.Body + message.BodyLength);
        }
        return (columns ?? throw NoSchema(file)).Arrays();
    }

    /// <summary>Reads a message; null at the end of a stream.</summary>
    private static (byte Kind, FlatTable Header, long Body, long BodyLength)? Message(HeaderReader file, long at)
    {
        if (at == file.Length)
        {
            return null;
        }
        // Before Arrow 0.15, messages began with the length.
        byte[] start = file.Read(at, sizeof(int));
        int length = BinaryPrimitives.ReadInt32LittleEndian(start), prefix = sizeof(int);
        if (length == -1)
        {
            length = BinaryPrimitives.ReadInt32LittleEndian(file.Read(at + sizeof(int), sizeof(int)));
            prefix = Prefix;
        }
        if (length == 0)
        {
            return null;
        }
        file.Require("length of a message's metadata", length, 8, MaxMetadata);
        var message = FlatTable.Root(file, file.Read(at + prefix, length));
        long body = at + prefix + length;
        long bodyLength = file.Require("length of a message's body", message.Int64(MessageBody), 0, Math.Max(0, file.Length - body));
        return (message.Byte(MessageKind), message.Table(MessageHeader) ?? throw file.Invalid("a message has no header"), body, bodyLength);
    }

    private static InvalidDataException NoSchema(HeaderReader file) => file.Invalid("it has no schema of Arrow");
}
