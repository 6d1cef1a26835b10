# The libraries of another module, and ours: neither module is bound to the other's version of a library, whichever is loaded first.

BeforeDiscovery {
    $ways = @{
        'by its path'     = '$files | ForEach-Object { $null = [System.Reflection.Assembly]::LoadFrom($_) }'
        'with Add-Type'   = '$files | ForEach-Object { Add-Type -Path $_ }'
        'with its module' = 'Import-Module $neighbour'
    }
    $orders = @{ Order = 'first'; Steps = 'load', 'use' }, @{ Order = 'later'; Steps = 'use', 'load', 'use' }
    $loadings = foreach ($way in $ways.Keys) {
        foreach ($order in $orders) { $order + @{ Way = $way; Load = $ways[$way] } }
    }
    $versions = foreach ($version in '0.0.0.1', '99.0.0.0') {
        foreach ($order in $orders) { $order + @{ Version = $version } }
    }
}

BeforeAll {
    $root = Convert-Path $PSScriptRoot/../..
    $module = Join-Path $root artifacts MemMap
    $others = @(Get-ChildItem $root/artifacts/others/*.dll)
    $child = Join-Path $TestDrive child.ps1
    $neighbour = Join-Path $TestDrive Neighbour

    # A PowerShell of its own, as what is loaded stays so. Gives what it prints.
    function Invoke-Child([string] $Script) {
        Set-Content $child $Script
        pwsh -NoProfile -File $child 2>&1 | ForEach-Object { "$_".TrimEnd() } | Where-Object { $_ }
    }

    # Runs the steps in a child that has loaded $Files by then, or does it between; at the end, $Check.
    function Invoke-Steps([string[]] $Steps, [System.IO.FileInfo[]] $Files, [string] $Load, [string] $Check) {
        $scripts = @{ load = $Load; use = '. $use' }
        Invoke-Child @"
            `$ErrorActionPreference = 'Stop'
            `$module, `$use, `$neighbour = '$module', '$use', '$neighbour'
            `$files = '$($Files.FullName -join "', '")'
            $($Steps.ForEach{ $scripts[$_] } -join "`n")
            $Check
"@
    }

    # What MemMap does with libraries, and prints.
    $use = Join-Path $TestDrive use.ps1
    Set-Content $use @'
        Import-Module $module
        $PSStyle.OutputRendering = 'PlainText'
        $folder = (New-Item (Join-Path $PSScriptRoot used) -ItemType Directory -Force).FullName
        $m = New-MemMap $folder/data.bin float32 w+ -Shape 4, 30
        $m | Set-MemMapValue -Value ([MemMap.NDArray]::Arange(0, 120).Reshape(4, 30) % 37)
        $m, ($m + 1).Sqrt(), $m.Sum(0), $m.Sum(), $m.Ravel().Sort()['::20'], $m.ArgMax(), $m.Std(), $m.AsType('i2').CumSum(1) | Out-String
        $m | Measure-MemMap | Out-String
        $m | Find-MemMapValue -GT 35 | Select-Object -First 3 | Out-String
        foreach ($kind in 'Hex', 'Histogram', 'Line') { $m[0] | Show-MemMap $kind -Width 60 -Height 8 }
        $m | Show-MemMap HeatMap -Width 60 -Height 8
        foreach ($type in 'svg', 'png') { $m | Show-MemMap HeatMap -OutFile $folder/picture.$type }
        foreach ($type in 'npy', 'csv') { $m | Export-MemMap $folder/data.$type }
        $m | Invoke-MemMapFlush -PassThru | Close-MemMap
        Get-ChildItem $folder | Sort-Object Name | Get-FileHash | ForEach-Object { "$(Split-Path $_.Path -Leaf) $($_.Hash)" }
        Remove-Item $folder -Recurse
        'used'
'@
    $ours = Invoke-Steps use
    $ours[-1] | Should -Be used

    # Another module, compiled for its own versions of two libraries that MemMap has too.
    $null = New-Item $neighbour -ItemType Directory
    Copy-Item $others $neighbour
    $others = @(Get-ChildItem $neighbour/*.dll)
    $references = $others.FullName + [psobject].Assembly.Location + 'netstandard', 'System.Runtime', 'System.Memory'
    Add-Type -OutputAssembly $neighbour/Neighbour.dll -ReferencedAssemblies $references -CompilerOptions '-nowarn:CS1701' @'
        using System.Management.Automation;
        using System.Numerics.Tensors;

        [Cmdlet(VerbsCommon.Get, "Neighbour")]
        public sealed class GetNeighbourCommand : PSCmdlet
        {
            protected override void EndProcessing()
            {
                WriteObject(TensorPrimitives.Sum<float>(new float[] { 1, 2, 3 }));
                WriteObject(Spectre.Console.Markup.Remove("[red]text[/]"));
                WriteObject(typeof(TensorPrimitives).Assembly.Location);
                WriteObject(typeof(Spectre.Console.Markup).Assembly.Location);
            }
        }
'@
    New-ModuleManifest $neighbour/Neighbour.psd1 -RootModule Neighbour.dll -RequiredAssemblies $others.Name
    $theirs = '6', 'text' + (Join-Path $neighbour System.Numerics.Tensors.dll), (Join-Path $neighbour Spectre.Console.dll)

    # Assemblies with the names of ours, in a version, and nothing of what these have.
    function New-Impostor([string] $Version) {
        $folder = (New-Item (Join-Path $TestDrive $Version) -ItemType Directory -Force).FullName
        foreach ($name in (Get-ChildItem $module/lib/*.dll).BaseName -notlike 'MemMap.*') {
            if (Test-Path $folder/$name.dll) { continue }
            Add-Type -OutputAssembly $folder/$name.dll @"
                [assembly: System.Reflection.AssemblyVersion("$Version")]
                namespace Impostors { public class $($name.Replace('.', '')) { } }
"@
        }
        Get-ChildItem $folder/*.dll
    }
}

Describe 'Another version of a library' {
    It 'that a neighbour has, loaded <Order> <Way>, does no harm and takes none' -ForEach $loadings {
        $printed = Invoke-Steps $Steps $others $Load 'Import-Module $neighbour; Get-Neighbour'
        Compare-Object ($ours * ($Steps -eq 'use').Count + $theirs) $printed -SyncWindow 0 | Out-String | Should -BeNullOrEmpty
    }

    It 'that is <Version> of any of ours, loaded <Order>, does no harm and takes none' -ForEach $versions {
        $impostors = New-Impostor $Version
        $impostors.BaseName | Should -Contain System.Numerics.Tensors
        $impostors.Count | Should -BeGreaterThan 4
        $printed = Invoke-Steps $Steps $impostors '$files | ForEach-Object { $null = [System.Reflection.Assembly]::LoadFrom($_) }' @'
            foreach ($file in $files) { ('Impostors.' + (Split-Path $file -LeafBase).Replace('.', '') -as [type]).Assembly.Location }
'@
        Compare-Object ($ours * ($Steps -eq 'use').Count + $impostors.FullName) $printed -SyncWindow 0 | Out-String | Should -BeNullOrEmpty
    }
}

Describe 'A type of MemMap' {
    It 'is known by its name wherever PowerShell takes one' {
        # MemMap is found by its name in the runspaces and processes that start.
        $copy = Join-Path $TestDrive elsewhere MemMap
        $null = New-Item (Split-Path $copy) -ItemType Directory
        Copy-Item $module $copy -Recurse
        $printed = Invoke-Child @"
            using namespace MemMap
            `$ErrorActionPreference = 'Stop'
            `$env:PSModulePath = '$(Split-Path $module)' + [System.IO.Path]::PathSeparator + `$env:PSModulePath
            Import-Module MemMap
            `$one = [MemMap.NDArray]::Arange(0, 3)
            "is: `$(`$one -is [MemMap.NDArray]) `$(`$one -is [NDArray]) `$('MemMap.ndarray' -as [type])"
            function Test-Parameter { [OutputType([MemMap.NDArray])] param([MemMap.NDArray] `$Array) "parameter: `$Array" }
            Test-Parameter `$one
            "output: `$((Get-Command Test-Parameter).OutputType.Type) `$((Get-Command New-MemMap).OutputType.Type)"
            "new: `$((New-Object MemMap.CompareOptions).GetType())"
            Invoke-Expression 'class Holder { [MemMap.NDArray] `$Array; [MemMap.DType[]] `$Types }
                "class: `$([Holder]@{ Array = `$one; Types = "f4" })"'
            "nested: `$([System.Collections.Generic.List[MemMap.NDArray]]::new().GetType().GenericTypeArguments)"
            foreach (`$text in '[NDAr', '[MemMap.NDAr') {
                "completed: `$((TabExpansion2 `$text `$text.Length).CompletionMatches.CompletionText)"
            }
            `$references = [MemMap.NDArray].Assembly.Location, 'netstandard', 'System.Runtime', 'System.Linq.Expressions'
            `$code = 'public static class Caller { public static object Sum(MemMap.NDArray array) => array.Sum(); }'
            Add-Type `$code -ReferencedAssemblies `$references -CompilerOptions '-nowarn:CS1701'
            "compiled: `$([Caller]::Sum(`$one))"
            `$sent = Start-Job { Import-Module MemMap; , [MemMap.NDArray]::Arange(0, 4) } | Receive-Job -Wait
            "job: `$(`$sent.pstypenames[0]) `$(`$sent | Get-MemMapSlice '1:')"
            `$made = 1..2 | ForEach-Object -Parallel {
                (`$using:one -is [MemMap.NDArray]) -and (New-MemMap '$use' -Mode r) -is [MemMap.MemMapArray]
            }
            "parallel: `$made"
            `$made = 1 | ForEach-Object -Parallel {
                Import-Module '$copy'
                (Get-Module MemMap).ModuleBase
                `$using:one | Get-MemMapSlice '1:'
            }
            "copy: `$made"
            Import-Module MemMap -Force
            "again: `$([MemMap.NDArray]::Arange(0, 3) | Get-MemMapSlice '1:')"
            Get-MemMap | Close-MemMap
            Remove-Module MemMap
            "removed: `$([MemMap.NDArray]::Arange(0, 3).Sum())"
            Import-Module '$copy'
            "copy: `$(`$one | Get-MemMapSlice '1:') `$((Get-Module MemMap).ModuleBase)"
"@
        $printed | Should -Be @(
            'is: True True MemMap.NDArray'
            'parameter: [0 1 2]'
            'output: MemMap.NDArray MemMap.MemMapArray MemMap.NDArray MemMap.JoinedMemMap'
            'new: MemMap.CompareOptions'
            'class: Holder'
            'nested: MemMap.NDArray'
            'completed: MemMap.NDArray'
            'completed: MemMap.NDArray'
            'compiled: 3'
            'job: Deserialized.MemMap.NDArray [1 2 3]'
            'parallel: True True'
            "copy: $copy [1 2]"
            'again: [1 2]'
            'removed: 3'
            "copy: [1 2] $copy"
        )
    }
}
