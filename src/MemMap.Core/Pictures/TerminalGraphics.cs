namespace MemMap;

/// <summary>The ways to show a picture in a terminal.</summary>
public enum TerminalGraphics
{
    /// <summary>Images as pixels where the terminal is known to show them, and as cells elsewhere; everything else as text.</summary>
    Auto,

    /// <summary>Characters and their colors, which every terminal has.</summary>
    Text,

    /// <summary>Pixels in the sixel format of DEC's terminals, which xterm, Windows Terminal, foot and others show.</summary>
    Sixel,

    /// <summary>A PNG in the graphics protocol of kitty, which Ghostty, Konsole and others have too.</summary>
    Kitty,

    /// <summary>A PNG in the inline images protocol of iTerm2, which WezTerm, mintty and others have too.</summary>
    ITerm,
}
