using System.Management.Automation;
using System.Reflection;
using MemMap.Commands;
using MemMap.Tests.Memory;

namespace MemMap.Tests.Commands;

/// <summary>What only shows in the real engine: questions, stopping, pipelines.</summary>
[Collection(ModuleTests.Name)]
public sealed class CommandTests(ModuleSession session)
{
    private readonly string _file = Path.Combine(session.Folder, $"{Guid.NewGuid():N}.dat");

    public static TheoryData<Type> Cmdlets
        => [.. typeof(NewMemMapCommand).Assembly.GetExportedTypes().Where(type => type.GetCustomAttribute<CmdletAttribute>() is not null)];

    [Theory]
    [InlineData("Y", true)]
    [InlineData("N", false)]
    public void Confirm_asks_before_a_file_is_created(string answer, bool exists)
    {
        session.Host.Answer = answer;
        session.Host.Lines.Clear();
        Assert.Equal(exists ? 1 : 0, session.Run($"New-MemMap '{_file}' -DType f8 -Mode w+ -Shape 3 -Confirm").Count);
        Assert.Contains("Create a file of 24 bytes", Assert.Single(session.Host.Lines), StringComparison.Ordinal);
        Assert.Equal(exists, File.Exists(_file));
    }

    [Fact]
    public void Confirm_asks_before_values_change()
    {
        session.Host.Answer = "N";
        session.Run($"New-MemMap '{_file}' -Mode w+ -Shape 3 | Set-MemMapValue 0 7 -Confirm");
        Assert.Equal(new byte[3], TempFolder.Content(_file));
    }

    [Theory]
    [InlineData("-Mode r")]
    [InlineData("-Mode c")]
    [InlineData("-Mode r+")]
    [InlineData("-Mode r+ -Shape 3")]
    public void Opening_without_a_change_asks_nothing(string arguments)
    {
        File.WriteAllBytes(_file, new byte[4]);
        session.Host.Lines.Clear();
        Assert.Single(session.Run($"New-MemMap '{_file}' {arguments} -Confirm"));
        Assert.Empty(session.Host.Lines);
    }

    [Fact]
    public async Task Stopping_the_pipeline_stops_Core()
    {
        // Holes, so that only what is computed before the stop takes space. All of it would take seconds.
        const long Length = 1L << 33;
        using MemMapArray map = (MemMapArray)session.Run($"New-MemMap '{_file}' -Mode w+ -Shape {Length} -Sparse")[0].BaseObject;
        using PowerShell shell = session.Shell();
        shell.AddCommand("Set-MemMapValue").AddParameter("InputObject", map).AddParameter("Value", 1).AddParameter("Operation", "Add");
        Task running = shell.InvokeAsync();
        while ((byte)map[1 << 20]! == 0 && !running.IsCompleted)
        {
            await Task.Delay(5, TestContext.Current.CancellationToken);
        }
        shell.Stop();
        await Assert.ThrowsAsync<PipelineStoppedException>(() => running);
        Assert.Empty(shell.Streams.Error);
        Assert.Equal((byte)0, map[Length - 1]);
    }

    [Fact]
    public void An_array_goes_down_the_pipeline_as_one_object()
    {
        var output = session.Run(
            $"New-MemMap '{_file}' -Mode w+ -Shape 3, 4 | Set-MemMapValue -Value (0..11) -PassThru | Get-MemMapSlice 1 | "
                + "Invoke-MemMapFlush -PassThru");
        Assert.Equal("[4 5 6 7]", Assert.IsType<MemMapArray>(Assert.Single(output).BaseObject).ToString());
    }

    [Fact]
    public void An_exception_further_down_is_not_one_of_the_cmdlet()
    {
        using PowerShell shell = session.Shell($"New-MemMap '{_file}' -Mode w+ -Shape 3 | ForEach-Object {{ throw 'mine' }}");
        Assert.Equal("mine", Assert.Throws<RuntimeException>(() => shell.Invoke()).Message);
        Assert.Empty(shell.Streams.Error);
    }

    [Fact]
    public void Values_may_be_wrapped_by_the_engine()
    {
        var output = session.Run($$"""
            $m = New-MemMap '{{_file}}' ([ordered]@{ a = 'i4'; b = '2u1' }) w+ -Shape 2
            $m | Set-MemMapValue 0 ([pscustomobject]@{ b = (1, 2 | ForEach-Object { $_ }); A = 7 })
            $m | Set-MemMapValue (1 | ForEach-Object { $_ }) -Field a -Value (8 | ForEach-Object { $_ })
            $m | Set-MemMapValue 1 ((9 | ForEach-Object { $_ }), 3)
            $m | Get-MemMapSlice 0
            """);
        PSObject record = Assert.Single(output);
        Assert.Equal(7, record.Properties["a"].Value);
        Assert.Equal([7, 0, 0, 0, 1, 2, 9, 0, 0, 0, 3, 3], TempFolder.Content(_file));
    }

    [Fact]
    public void Behind_objects_of_another_type_an_array_is_one_property_with_its_text()
    {
        string[] found = [.. session.Run(
            $"$m = New-MemMap '{_file}' -Mode w+ -Shape 3; "
                + "$m.PSStandardMembers.DefaultDisplayPropertySet.ReferencedPropertyNames; $m.Array")
            .Select(value => value.ToString())];
        Assert.Equal(["Array", $"uint8 (3,) w+ {_file}{Environment.NewLine}[0 0 0]"], found);
    }

    [Theory]
    [MemberData(nameof(Cmdlets))]
    public void InputObject_is_never_positional_and_what_changes_files_supports_WhatIf(Type cmdlet)
    {
        ArgumentNullException.ThrowIfNull(cmdlet);
        foreach (ParameterAttribute parameter in cmdlet.GetProperty("InputObject")?.GetCustomAttributes<ParameterAttribute>() ?? [])
        {
            Assert.True(parameter.ValueFromPipeline);
            Assert.Equal(int.MinValue, parameter.Position);
        }
        CmdletAttribute attribute = cmdlet.GetCustomAttribute<CmdletAttribute>()!;
        Assert.Equal(
            attribute.VerbName is "New" or "Set" or "Export" or "Resize" or "ConvertTo" or "Show" or "Invoke" or "Remove" or "Unregister"
                || cmdlet.GetProperty("Into") is not null,
            attribute.SupportsShouldProcess);
        Assert.Equal(attribute.VerbName is "Close" or "Remove" or "Unregister", cmdlet.GetCustomAttribute<OutputTypeAttribute>() is null);
    }
}
