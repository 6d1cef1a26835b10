using System.Management.Automation;
using MemMap.Output;
using MemMap.Parameters;
using MemMap.Viewer;

namespace MemMap.Commands;

// The hex viewer.
public sealed partial class ShowMemMapCommand
{
    private void RefuseWithInteractive()
    {
        if (!Interactive)
        {
            return;
        }
        foreach (string name in (string[])[nameof(OutFile), nameof(First), nameof(Bins), nameof(Width), nameof(Height),
            nameof(X), nameof(Graphics)])
        {
            if (Given(name))
            {
                ThrowTerminatingError(Errors.OneOf(nameof(Interactive), name));
            }
        }
        if (As is not (PictureKind.Auto or PictureKind.Hex))
        {
            ThrowTerminatingError(Errors.OneOf(nameof(Interactive), nameof(As)));
        }
        if (ConsoleTerminal.Missing(Host) is { } why)
        {
            ThrowTerminatingError(Errors.NoConsole(why));
        }
    }

    private void ToViewer(NDArray array)
    {
        // Whoever only asks what would happen changes nothing.
        bool isPreview = LanguagePrimitives.IsTrue(
            MyInvocation.BoundParameters.TryGetValue("WhatIf", out object? given) ? given : GetVariableValue("WhatIfPreference"));
        if (Try(array, () => ViewerOf(array, isPreview), out var viewer))
        {
            Try(array, () => ViewerLoop.Run(viewer, new ConsoleTerminal(), HostWindow.HasColor(this), StopToken));
        }
    }

    private HexViewer ViewerOf(NDArray array, bool isPreview)
    {
        NDArray view = IndexParameter.Fields(array, Field);
        string title = TitleOf(new(view, PictureKind.Hex, Field ?? [], null));
        long element = _place is null ? Part(view, view.Size).Skip : IndexParameter.Position(_place, view);
        // Changes to bytes on other hosts are for Set-MemMapValue, which sends them together.
        return new(
            view.Ref, title, (long)Int128.Min((Int128)element * view.ItemSize, view.NBytes), isPreview || view is DistributedMemMap);
    }
}
