<#
.SYNOPSIS
Every developer task.
.DESCRIPTION
Runs in PowerShell 7.4 or later (pwsh ./build.ps1 Test), and in the engine from NuGet where there is none
(dotnet run --file tools/pwsh.cs build.ps1 Test). The latter lacks the Utility and Management modules: only core cmdlets here.
.PARAMETER Task
Build stages the importable module in artifacts/MemMap; Test makes the package and runs the xunit and Pester tests, the latter against what is in it; Demo runs
examples/quickstart.ps1 with it; Bench measures it beside numpy and beside scripts that do without it; Docs writes
the pages of docs/cmdlets, from the cmdlets' doc comments, and the picture of docs/session.txt; Package makes the module's package in artifacts/package; Clean removes artifacts.
.PARAMETER Package
Test: a package whose content is tested, rather than that of a package made here.
.PARAMETER Size
Bench: the size of the file in bytes, 256MB for one.
.PARAMETER Rounds
Bench: how often each workload runs on each side at least, in turn; the best round counts. What takes very long runs less often.
.PARAMETER Only
Bench: runs the workloads whose name matches this pattern, 'sum*' for one.
.PARAMETER Save
Bench: writes what is printed to a file in bench/results too.
#>
[CmdletBinding()]
param(
    [Parameter(Position = 0)]
    [ValidateSet('Build', 'Test', 'Demo', 'Bench', 'Docs', 'Package', 'Clean')]
    [string] $Task = 'Build',

    [string] $Package,

    [ValidateRange(8MB, 1TB)]
    [long] $Size = 256MB,

    [ValidateRange(1, 1000)]
    [int] $Rounds = 7,

    [string] $Only = '*',

    [switch] $Save
)

$ErrorActionPreference = 'Stop'
$artifacts = [System.IO.Path]::Combine($PSScriptRoot, 'artifacts')
$module = [System.IO.Path]::Combine($artifacts, 'MemMap')
$shell, [string[]]$assembly = & ([System.IO.Path]::Combine($PSScriptRoot, 'tools', 'Get-Shell.ps1'))

# A native command's exit code is no error to PowerShell by itself.
function Invoke-Dotnet {
    & dotnet @args
    if ($LASTEXITCODE -ne 0) {
        throw "dotnet $args ended with exit code $LASTEXITCODE."
    }
}

# Runs a script in a process of its own, in the shell that runs this one: what it imports is unlocked when it has ended.
function Invoke-Script {
    & $shell @assembly -NoProfile -File @args
}

function Remove-Folder([string]$Path) {
    if ([System.IO.Directory]::Exists($Path)) {
        try {
            [System.IO.Directory]::Delete($Path, $true)
        }
        catch {
            # Windows doesn't delete an assembly that a process has loaded.
            throw "Cannot replace $Path. Close the PowerShell sessions that have imported the module from there. $($_.Exception.InnerException.Message)"
        }
    }
}

# The manifest's table. Import-PowerShellDataFile is in the Utility module.
function Get-Manifest {
    & ([scriptblock]::Create([System.IO.File]::ReadAllText([System.IO.Path]::Combine($PSScriptRoot, 'MemMap.psd1'))))
}

function Invoke-Build {
    [System.Console]::WriteLine([System.IO.Directory]::Exists($module) ? 'Building ...' : 'Building, which takes some minutes the first time ...')
    $source = [System.IO.Path]::Combine($PSScriptRoot, 'src', 'MemMap.PowerShell')
    # `publish` and not `build`: the output of a library's build lacks the packages it needs.
    Invoke-Dotnet publish $source --configuration Release --nologo --verbosity quiet
    $published = [System.IO.Path]::Combine($artifacts, 'publish', 'MemMap.PowerShell', 'release')

    Remove-Folder $module
    $null = [System.IO.Directory]::CreateDirectory($module)
    $help = [System.IO.Directory]::CreateDirectory([System.IO.Path]::Combine($module, 'en-US')).FullName
    foreach ($topic in [System.IO.Directory]::GetFiles([System.IO.Path]::Combine($source, 'en-US'))) {
        [System.IO.File]::Copy($topic, [System.IO.Path]::Combine($help, [System.IO.Path]::GetFileName($topic)))
    }
    $files = @(
        [System.IO.Path]::Combine($PSScriptRoot, 'MemMap.psd1')
        [System.IO.Path]::Combine($PSScriptRoot, 'LICENSE')
        [System.IO.Directory]::GetFiles($published, '*.dll')
        [System.IO.Directory]::GetFiles($source, '*.ps1xml')
    )
    foreach ($file in $files) {
        [System.IO.File]::Copy($file, [System.IO.Path]::Combine($module, [System.IO.Path]::GetFileName($file)))
    }

    # What is loaded apart from all else (DrawingLibrary.cs).
    $drawing = [System.IO.Path]::Combine($module, 'drawing')
    $null = [System.IO.Directory]::CreateDirectory($drawing)
    foreach ($file in [System.IO.Directory]::GetFiles([System.IO.Path]::Combine($published, 'drawing'))) {
        [System.IO.File]::Copy($file, [System.IO.Path]::Combine($drawing, [System.IO.Path]::GetFileName($file)))
    }

    # Of each cmdlet's doc comment: what Get-Help reads, and the pages of docs/cmdlets, which the Docs task puts there.
    $helpFile = [System.IO.Path]::Combine($help, 'MemMap.PowerShell.dll-Help.xml')
    $pages = [System.IO.Path]::Combine($artifacts, 'docs', 'cmdlets')
    Remove-Folder $pages
    Invoke-Dotnet run --project ([System.IO.Path]::Combine($PSScriptRoot, 'tools', 'Help')) --configuration Release '--' $helpFile $pages "$((Get-Manifest).PrivateData.PSData.ProjectUri)/blob/main/docs/cmdlets"

    [System.Console]::WriteLine("Built $module")
}

# Writes a test run's output through and returns the counts that a pattern finds in it. A run without counts has failed.
function Get-TestCount([string]$Pattern, [scriptblock]$Run) {
    $counts = @{ Passed = 0; Failed = 1 }
    & $Run | ForEach-Object {
        [System.Console]::WriteLine($_)
        if ($_ -match $Pattern) {
            $counts.Failed = [int]$Matches.Failed + $Matches.Errors
            $counts.Passed = $Matches.Passed ? [int]$Matches.Passed : [int]$Matches.Total - $Matches.Failed - $Matches.Skipped
        }
    }
    if ($LASTEXITCODE -ne 0 -and $counts.Failed -eq 0) {
        $counts.Failed = 1
    }

    $counts
}

# Makes the package, and gives its path.
function Invoke-Package {
    Invoke-Build
    $manifest = Get-Manifest
    $file = [System.IO.Path]::Combine($artifacts, 'package', "MemMap.$($manifest.ModuleVersion).nupkg")
    $assets = foreach ($project in 'MemMap.PowerShell', 'MemMap.Drawing') { [System.IO.Path]::Combine($artifacts, 'obj', $project, 'project.assets.json') }
    Invoke-Dotnet run --project ([System.IO.Path]::Combine($PSScriptRoot, 'tools', 'Package')) --configuration Release '--' $module $file @assets
    [System.Console]::WriteLine("Made $file")
    $file
}

# Puts what is in a package where tests, demos and benchmarks find the module.
function Expand-Package([string]$File) {
    Remove-Folder $module
    $null = [System.IO.Directory]::CreateDirectory($module)
    [System.IO.Compression.ZipFile]::ExtractToDirectory($File, $module)
    # What the package's own format adds isn't installed.
    foreach ($part in 'MemMap.nuspec', '[Content_Types].xml') { [System.IO.File]::Delete([System.IO.Path]::Combine($module, $part)) }
    [System.IO.Directory]::Delete([System.IO.Path]::Combine($module, '_rels'), $true)
}

function Invoke-Test {
    $file = Invoke-Package
    if ($Package) {
        [System.IO.File]::Copy($ExecutionContext.SessionState.Path.GetUnresolvedProviderPathFromPSPath($Package), $file, $true)
    }

    Expand-Package $file
    $unit = [System.IO.Path]::Combine($PSScriptRoot, 'tests', 'Unit')
    Invoke-Dotnet build $unit --configuration Release --nologo --verbosity quiet '-consoleLoggerParameters:NoSummary'
    $xunit = Get-TestCount 'Total: (?<Total>\d+), Errors: (?<Errors>\d+), Failed: (?<Failed>\d+), Skipped: (?<Skipped>\d+)' {
        & dotnet ([System.IO.Path]::Combine($artifacts, 'bin', 'Unit', 'release', 'MemMap.Tests.dll')) -noLogo -noColor
    }
    $pester = Get-TestCount '^(?<Passed>\d+) passed, (?<Failed>\d+) failed, \d+ skipped$' {
        Invoke-Script ([System.IO.Path]::Combine($PSScriptRoot, 'tools', 'Invoke-Pester.ps1')) ([System.IO.Path]::Combine($PSScriptRoot, 'tests', 'Pester'))
    }

    $failed = $xunit.Failed + $pester.Failed
    [System.Console]::WriteLine("$($xunit.Passed + $pester.Passed) passed, $failed failed")
    exit ($failed -gt 0 ? 1 : 0)
}

function Invoke-Demo {
    Invoke-Build
    Invoke-Script ([System.IO.Path]::Combine($PSScriptRoot, 'examples', 'quickstart.ps1'))
    exit $LASTEXITCODE
}

function Invoke-Docs {
    Invoke-Build
    $pages = [System.IO.Path]::Combine($PSScriptRoot, 'docs', 'cmdlets')
    Remove-Folder $pages
    $null = [System.IO.Directory]::CreateDirectory($pages)
    foreach ($page in [System.IO.Directory]::GetFiles([System.IO.Path]::Combine($artifacts, 'docs', 'cmdlets'))) {
        [System.IO.File]::Copy($page, [System.IO.Path]::Combine($pages, [System.IO.Path]::GetFileName($page)))
    }

    $session = [System.IO.Path]::Combine($PSScriptRoot, 'docs', 'session')
    & ([System.IO.Path]::Combine($PSScriptRoot, 'tools', 'New-SessionPicture.ps1')) "$session.txt" "$session.svg"
}

function Invoke-Bench {
    Invoke-Build
    $bench = [System.IO.Path]::Combine($PSScriptRoot, 'bench')
    $lines = [System.Collections.Generic.List[string]]::new()
    & {
        # Only what stands between double quotes reaches a program as it is: PowerShell makes file names of any other pattern on Unix.
        & dotnet run --project ([System.IO.Path]::Combine($bench, 'Compare')) --configuration Release '--' --size $Size --rounds $Rounds --only "$Only"
        if ($LASTEXITCODE -ne 0) {
            throw "The comparison with numpy ended with exit code $LASTEXITCODE."
        }

        ''
        & $shell @assembly -NoProfile -File ([System.IO.Path]::Combine($bench, 'shell.ps1')) -Rounds $Rounds -Only "$Only"
        if ($LASTEXITCODE -ne 0) {
            throw "The shell's benchmark ended with exit code $LASTEXITCODE."
        }
    } | ForEach-Object {
        [System.Console]::WriteLine($_)
        $lines.Add($_)
    }

    if ($Save) {
        $results = [System.IO.Path]::Combine($bench, 'results')
        $null = [System.IO.Directory]::CreateDirectory($results)
        $date = [System.DateTime]::Now.ToString('yyyy-MM-dd-HHmm', [System.Globalization.CultureInfo]::InvariantCulture)
        $name = "$date-$([System.Math]::Floor($Size / 1MB))MiB.md"
        [System.IO.File]::WriteAllLines([System.IO.Path]::Combine($results, $name), $lines)
    }
}

switch ($Task) {
    'Build' { Invoke-Build }
    'Test' { Invoke-Test }
    'Demo' { Invoke-Demo }
    'Bench' { Invoke-Bench }
    'Docs' { Invoke-Docs }
    'Package' { $null = Invoke-Package }
    'Clean' { Remove-Folder $artifacts }
}
