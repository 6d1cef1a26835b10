namespace MemMap.Viewer;

/// <summary>The terminal that a viewer is shown in.</summary>
internal interface ITerminal
{
    /// <summary>The columns and lines of the window at present.</summary>
    (int Width, int Height) Size { get; }

    /// <summary>Takes the terminal from the shell: keys are not echoed, and Ctrl+C is a key.</summary>
    void Enter();

    /// <summary>Gives the terminal back to the shell, as it was.</summary>
    void Leave();

    /// <summary>Returns the next key that was pressed, if there is one.</summary>
    bool TryReadKey(out ConsoleKeyInfo key);

    /// <summary>Waits a moment for a key.</summary>
    /// <param name="stop">Ends the wait.</param>
    void Wait(CancellationToken stop);

    /// <summary>Writes text and escape sequences.</summary>
    void Write(string text);
}
