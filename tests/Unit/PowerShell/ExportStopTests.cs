using System.Diagnostics;
using System.Management.Automation;

namespace MemMap.Tests.Commands;

/// <summary>An export that takes long tells how far it is, and leaves nothing behind where it is stopped.</summary>
[Collection(ModuleTests.Name)]
public sealed class ExportStopTests(ModuleSession session)
{
    [Fact]
    public async Task Long_work_shows_progress_and_Ctrl_C_leaves_the_old_file_alone()
    {
        string folder = Directory.CreateDirectory(Path.Combine(session.Folder, "stopped")).FullName, target = Path.Combine(folder, "a.csv");
        await File.WriteAllTextAsync(target, "old", TestContext.Current.CancellationToken);
        using PowerShell shell = session.Shell();
        // A billion zeros, which take no space: their text would take minutes.
        shell.AddScript($"New-MemMap '{session.Folder}/zeros.dat' f8 w+ -Shape {1 << 30} -Sparse | Export-MemMap '{target}'");
        Task running = shell.InvokeAsync();
        while (shell.Streams.Progress.Count == 0 && !running.IsCompleted)
        {
            await Task.Delay(20, TestContext.Current.CancellationToken);
        }
        ProgressRecord progress = shell.Streams.Progress[0];
        Assert.Contains(target, progress.Activity, StringComparison.Ordinal);
        Assert.Contains(" of 8192 MiB", progress.StatusDescription, StringComparison.Ordinal);
        Stopwatch watch = Stopwatch.StartNew();
        await shell.StopAsync(null, null);
        await Assert.ThrowsAsync<PipelineStoppedException>(() => running);
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(20), $"it took {watch.Elapsed}");
        Assert.Equal([target], Directory.GetFiles(folder));
        Assert.Equal("old", await File.ReadAllTextAsync(target, TestContext.Current.CancellationToken));
    }
}
