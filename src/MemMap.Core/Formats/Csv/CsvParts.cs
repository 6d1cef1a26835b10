using System.Runtime.ExceptionServices;
using System.Text;
using MemMap.Compute;

namespace MemMap.Formats;

/// <summary>
/// Text that is made on all cores and written in order, in UTF-8. Items come in blocks; each thread makes the text of some of a block's
/// items, and what they have made is written before the next block is begun. So memory holds the text of one block.
/// </summary>
internal sealed class CsvParts(Stream stream) : IDisposable
{
    /// <summary>The least items of a part: a thread takes some microseconds to begin.</summary>
    private const int MinItems = 64;

    /// <summary>The parts for each thread, as some take longer than others.</summary>
    private const int PartsOfThread = 4;

    private readonly List<StreamWriter> _parts = [];

    /// <summary>Writes text that is made at once.</summary>
    internal void Write(Action<StreamWriter> make) => Write(1, (text, _, _) => make(text));

    /// <summary>Writes the text of a block.</summary>
    /// <param name="items">The number of items.</param>
    /// <param name="make">Writes the text of the items from one to another, that one excluded.</param>
    /// <exception cref="Exception">What <paramref name="make"/> has thrown, for the first of the parts of which it did.</exception>
    internal void Write(int items, Action<StreamWriter, int, int> make)
    {
        int count = Math.Clamp(items / MinItems, 1, PartsOfThread * BlockLoop.Threads);
        while (_parts.Count < count)
        {
            _parts.Add(new(new MemoryStream(), new UTF8Encoding(encoderShouldEmitUTF8Identifier: false)));
        }
        var failures = new ExceptionDispatchInfo?[count];
        ParallelWork.For(count, part =>
        {
            try
            {
                make(_parts[part], (int)((long)items * part / count), (int)((long)items * (part + 1) / count));
                _parts[part].Flush();
            }
            catch (Exception exception)
            {
                failures[part] = ExceptionDispatchInfo.Capture(exception);
            }
        });
        for (int part = 0; part < count; part++)
        {
            failures[part]?.Throw();
            var made = (MemoryStream)_parts[part].BaseStream;
            made.WriteTo(stream);
            made.SetLength(0);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _parts.ForEach(static part => part.Dispose());
}
