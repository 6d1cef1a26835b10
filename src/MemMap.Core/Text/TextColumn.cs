namespace MemMap.Text;

/// <summary>Values that are formatted independently of one another, left- or right-aligned.</summary>
internal sealed class TextColumn(ScalarFormat format, bool isAligned = false) : Column
{
    private readonly List<string> _texts = [];
    private int _width;

    internal override void Add(ReadOnlySpan<byte> element) => _texts.Add(format(element));

    internal override void Measure() => _width = isAligned ? _texts.Select(text => text.Length).DefaultIfEmpty().Max() : 0;

    internal override string Format(int index) => _texts[index].PadLeft(_width);
}
