namespace MemMap.Viewer;

/// <summary>Shows a viewer in a terminal until it is left.</summary>
internal static class ViewerLoop
{
    /// <summary>The steps of a search between two looks at the keys: some milliseconds of work.</summary>
    private const int Steps = 16;

    /// <summary>Runs a viewer. However it ends, the terminal is given back as it was.</summary>
    /// <param name="viewer">The viewer.</param>
    /// <param name="terminal">The terminal.</param>
    /// <param name="hasColor">Whether colors are allowed.</param>
    /// <param name="stop">Leaves the viewer. Changes that are not saved are lost.</param>
    /// <exception cref="OperationCanceledException">The viewer was stopped.</exception>
    internal static void Run(HexViewer viewer, ITerminal terminal, bool hasColor, CancellationToken stop)
    {
        terminal.Enter();
        try
        {
            terminal.Write(ScreenWriter.Enter);
            Show(viewer, terminal, new(hasColor), stop);
        }
        finally
        {
            try
            {
                terminal.Write(ScreenWriter.Leave);
            }
            finally
            {
                terminal.Leave();
            }
        }
    }

    private static void Show(HexViewer viewer, ITerminal terminal, ScreenWriter writer, CancellationToken stop)
    {
        (int Width, int Height) size = default;
        while (!viewer.IsLeft)
        {
            stop.ThrowIfCancellationRequested();
            bool isSame = terminal.Size == size && !viewer.IsSearching;
            if (terminal.Size != size)
            {
                size = terminal.Size;
                viewer.Resize(size.Width, size.Height);
                writer.Forget();
            }
            // Keys that wait, as of a text that is pasted, are taken before anything is drawn.
            while (!viewer.IsLeft && terminal.TryReadKey(out ConsoleKeyInfo key))
            {
                isSame = false;
                viewer.Press(key);
                if (viewer.IsScreenLost)
                {
                    writer.Forget();
                }
            }
            for (int i = 0; i < Steps && viewer.IsSearching; i++)
            {
                viewer.Search();
            }
            if (isSame)
            {
                terminal.Wait(stop);
            }
            else if (!viewer.IsLeft)
            {
                terminal.Write(writer.Write(viewer.Draw()));
            }
        }
    }
}
