<#
.SYNOPSIS
Every developer task.
.DESCRIPTION
Runs in PowerShell 7.4 or later (pwsh ./build.ps1 Test). A machine with nothing but the .NET SDK runs it in the PowerShell that
.config/dotnet-tools.json pins (dotnet tool exec -y powershell build.ps1 Test). Making a package takes PowerShell 7.6 or later, which brings
Compress-PSResource.
.PARAMETER Task
Build stages the importable module in artifacts/MemMap.
Test makes the package, installs it into artifacts/MemMap, and runs the xunit and Pester tests.
Demo runs examples/quickstart.ps1 with a fresh build.
Bench measures a fresh build beside numpy (and numexpr, PyTorch, NumSharp) and beside scripts that do without MemMap.
Docs writes the pages of docs/cmdlets from the cmdlets' doc comments, and the picture of docs/session.ansi.
Package makes the module's package in artifacts/package.
Clean removes artifacts.
.PARAMETER Package
Test: a package to install and test, instead of one that is made here.
.PARAMETER Platform
Test: tests a build as on Windows (in Wine) or as on an ARM machine (in QEMU), on a Linux machine of x64. tools/Emulation says what is run,
what isn't, and why. It says what is missing, and installs nothing.
.PARAMETER Coverage
Test: measures how much of MemMap.Core the unit tests run.
.PARAMETER Size
Bench: the size of the file in bytes, 256MB for one.
.PARAMETER Rounds
Bench: how often each workload runs on each side at least, in turn; the best round counts. What takes very long runs less often.
.PARAMETER Only
Bench: runs the workloads whose name matches this pattern, 'sum*' for one.
.PARAMETER Peer
Bench: runs beside these only, of numpy (always), numexpr, torch, NumSharp and C.
.PARAMETER Cold
Bench: measures the first calls in fresh processes of the shell and of Python instead. -Rounds is the number of processes, 3 without it.
.PARAMETER Save
Bench: writes what is printed to a file in bench/results too.
#>
[CmdletBinding()]
param(
    [Parameter(Position = 0)]
    [ValidateSet('Build', 'Test', 'Demo', 'Bench', 'Docs', 'Package', 'Clean')]
    [string] $Task = 'Build',

    [string] $Package,

    [ValidateSet('Windows', 'Arm64')]
    [string] $Platform,

    [switch] $Coverage,

    [ValidateRange(8MB, 1TB)]
    [long] $Size = 256MB,

    [ValidateRange(1, 1000)]
    [int] $Rounds = 7,

    [string] $Only = '*',

    [ValidateSet('numpy', 'numexpr', 'torch', 'NumSharp', 'C')]
    [string[]] $Peer = ('numpy', 'numexpr', 'torch', 'NumSharp', 'C'),

    [switch] $Cold,

    [switch] $Save
)

$ErrorActionPreference = 'Stop'
$artifacts = Join-Path $PSScriptRoot artifacts
$module = Join-Path $artifacts MemMap
$areRoundsGiven = $PSBoundParameters.ContainsKey('Rounds')

# A native command's exit code is no error to PowerShell by itself.
function Invoke-Dotnet {
    dotnet @args
    if ($LASTEXITCODE -ne 0) {
        throw "dotnet $args ended with exit code $LASTEXITCODE."
    }
}

# Makes sure that `pwsh` starts this PowerShell: scripts and tests start others so. PowerShell puts its own folder first on PATH. Where it
# is a .NET tool that isn't installed (dotnet tool exec), that folder has a program for x64 Linux and x64 Windows alone; elsewhere the tool
# is installed into artifacts, with a program for this machine.
function Initialize-Shell {
    $process = (Get-Process -Id $PID).Path
    if ((Split-Path $process -LeafBase) -ne 'dotnet') {
        return
    }

    # Where the program looks for .NET.
    $env:DOTNET_ROOT ??= Split-Path $process
    $isX64 = [System.Runtime.InteropServices.RuntimeInformation]::ProcessArchitecture -eq 'X64'
    if ($PSHOME -notmatch '[\\/]\.store[\\/]' -and ($IsMacOS -or -not $isX64)) {
        $tools = Join-Path $artifacts pwsh
        if (-not (Test-Path $tools)) {
            Invoke-Dotnet tool install PowerShell --version $PSVersionTable.PSVersion --tool-path $tools | Out-Null
        }

        $env:PATH = $tools + [System.IO.Path]::PathSeparator + $env:PATH
    }
}

function Remove-Folder([string] $Path) {
    if (Test-Path $Path) {
        try {
            Remove-Item $Path -Recurse -Force
        }
        catch {
            # Windows doesn't delete an assembly that a process has loaded.
            throw "Cannot replace $Path. Close the PowerShell sessions that have imported the module from there. $_"
        }
    }
}

function Get-Manifest {
    Import-PowerShellDataFile (Join-Path $PSScriptRoot MemMap.psd1)
}

function Invoke-Build([switch] $EverySystem) {
    Write-Host ((Test-Path $module) ? 'Building ...' : 'Building, which takes some minutes the first time ...')
    $source = Join-Path $PSScriptRoot src MemMap.PowerShell
    # `publish` and not `build`: the output of a library's build lacks the packages it needs.
    Invoke-Dotnet publish $source --configuration Release --nologo --verbosity quiet
    $published = Join-Path $artifacts publish MemMap.PowerShell release

    Remove-Folder $module
    $null = New-Item $module -ItemType Directory
    Copy-Item (Join-Path $PSScriptRoot MemMap.psd1), (Join-Path $PSScriptRoot LICENSE) $module
    Copy-Item (Join-Path $published MemMap.Loading.dll), (Join-Path $published MemMap.PowerShell.dll) $module
    Copy-Item (Join-Path $source *.ps1xml) $module
    Copy-Item (Join-Path $source en-US) $module -Recurse
    Copy-Item (Join-Path $published types) $module -Recurse
    # All other assemblies, which are loaded into a context of the module's own (LibraryContext.cs).
    Copy-Item (Join-Path $published lib) $module -Recurse
    Copy-Item (Join-Path $published *.dll) (Join-Path $module lib) -Exclude MemMap.Loading.dll, MemMap.PowerShell.dll
    # Native code for this system, or for those of the package: the first call is the one that users see.
    $systems = $EverySystem ? @('-p:EverySystem=true') : @()
    Invoke-Dotnet run --project (Join-Path $PSScriptRoot tools Precompile) --configuration Release @systems '--' $module

    # Of each cmdlet's doc comment: what Get-Help reads, and the pages of docs/cmdlets, which the Docs task puts there.
    $helpFile = Join-Path $module en-US MemMap.PowerShell.dll-Help.xml
    $pages = Join-Path $artifacts docs cmdlets
    Remove-Folder $pages
    $address = "$((Get-Manifest).PrivateData.PSData.ProjectUri)/blob/main/docs/cmdlets"
    Invoke-Dotnet run --project (Join-Path $PSScriptRoot tools Help) --configuration Release '--' $helpFile $pages $address

    Write-Host "Built $module"
}

# Makes the folder of the package, empty, and gives its path.
function New-PackageFolder {
    $folder = Join-Path $artifacts package
    Remove-Folder $folder
    (New-Item $folder -ItemType Directory).FullName
}

# Makes the package, and gives its path.
function Invoke-Package {
    Invoke-Build -EverySystem
    # The bill of materials, without what only the compiler needs.
    $project = Join-Path $PSScriptRoot src MemMap.PowerShell MemMap.PowerShell.csproj
    $version = (Get-Manifest).ModuleVersion
    Invoke-Dotnet tool restore --verbosity quiet | Out-Null
    # Recursive: MemMap.Drawing is no reference to the compiler, and has packages of its own.
    Invoke-Dotnet dotnet-CycloneDX $project --recursive --exclude-filter PowerShellStandard.Library --set-name MemMap `
        --set-version $version --set-type Library --set-nuget-purl --no-serial-number `
        --output-format Json --output $module --filename MemMap.cdx.json | Out-Null

    $file = Compress-PSResource -Path $module -DestinationPath (New-PackageFolder) -PassThru
    Write-Host "Made $file"
    $file
}

# Installs a package where tests find the module, from a folder repository as anybody's would be.
function Install-Package([string] $File) {
    # Beside the user's repositories, for as long as it takes.
    $repository = "MemMap-$PID"
    $installed = Join-Path $artifacts installed
    Remove-Folder $installed
    $null = New-Item $installed -ItemType Directory
    Register-PSResourceRepository $repository (Split-Path $File) -Trusted
    try {
        Save-PSResource MemMap -Repository $repository -Path $installed
    }
    finally {
        Unregister-PSResourceRepository $repository
    }

    # A folder of the installed version, in one of the module's name.
    Remove-Folder $module
    Move-Item (Join-Path $installed MemMap *) $module
    Write-Host "Installed $File into $module"
}

# Writes a test run's output through, and returns the counts that it ends with. A run without counts has failed.
function Get-TestCount([string] $Passed, [string] $Failed, [scriptblock] $Run) {
    $counts = @{ Passed = 0; Failed = 1 }
    & $Run | ForEach-Object {
        Write-Host $_
        if ($_ -match $Passed) { $counts.Passed = [int]$Matches[1] }
        if ($_ -match $Failed) { $counts.Failed = [int]$Matches[1] }
    }
    if ($LASTEXITCODE -ne 0 -and $counts.Failed -eq 0) {
        $counts.Failed = 1
    }

    $counts
}

# How much of each folder of MemMap.Core the unit tests have run.
function Write-Coverage([string] $Folder) {
    $report = ([xml](Get-Content (Join-Path $Folder *.xml) -Raw)).coverage
    $report.packages.package.classes.class | Group-Object { ($_.filename -split '[\\/]')[0] } | ForEach-Object {
        $lines = $_.Group.lines.line
        [pscustomobject]@{ Folder = $_.Name; Lines = $lines.Count; Covered = '{0:p1}' -f (@($lines.hits -ne '0').Count / $lines.Count) }
    } | Format-Table | Out-Host
    Write-Host ('MemMap.Core: {0:p1} of {1} lines and {2:p1} of {3} branches are run by the unit tests.' -f
        [double]$report.'line-rate', $report.'lines-valid', [double]$report.'branch-rate', $report.'branches-valid')
}

function Invoke-Test {
    if ($Platform) {
        # What users get there: with native code for that system.
        Install-Package (Invoke-Package)
        # In a process of its own, which sets the environment for the emulator.
        pwsh -NoProfile -File (Join-Path $PSScriptRoot tools Emulation Test-Platform.ps1) -Platform $Platform
        exit $LASTEXITCODE
    }

    if ($Package) {
        # The pages of docs/cmdlets are tested against those of a build.
        Invoke-Build
        $file = Copy-Item $Package (New-PackageFolder) -PassThru
    }
    else {
        $file = Invoke-Package
    }

    Install-Package $file

    $unit = Join-Path $PSScriptRoot tests Unit
    Invoke-Dotnet build $unit --configuration Release --nologo --verbosity quiet '-consoleLoggerParameters:NoSummary'
    $covered = Join-Path $artifacts coverage
    Remove-Folder $covered
    # The counts are read from the output.
    $env:DOTNET_CLI_UI_LANGUAGE = 'en'
    $xunit = Get-TestCount '^ *succeeded: (\d+)' '^ *failed: (\d+)' {
        $options = @()
        if ($Coverage) {
            # A single hit: whether a line is run, and not how often, which threads would wait for one another to count. The pattern isn't
            # an argument of its own, which PowerShell would take for names of files on Unix.
            $options = '--coverlet', '--coverlet-include=[MemMap.Core]*', '--coverlet-single-hit', '--coverlet-output-format', 'cobertura'
        }

        dotnet test --project $unit --configuration Release --no-build --results-directory $covered @options
    }
    $pester = Get-TestCount '^(\d+) passed' '^\d+ passed, (\d+) failed' {
        pwsh -NoProfile -File (Join-Path $PSScriptRoot tools Invoke-Pester.ps1)
    }
    if ($Coverage) {
        Write-Coverage $covered
    }

    $failed = $xunit.Failed + $pester.Failed
    Write-Host "$($xunit.Passed + $pester.Passed) passed, $failed failed"
    exit ($failed -gt 0 ? 1 : 0)
}

function Invoke-Demo {
    Invoke-Build
    # In a process of its own, here and below: what it imports is unlocked when it has ended.
    pwsh -NoProfile -File (Join-Path $PSScriptRoot examples quickstart.ps1)
    exit $LASTEXITCODE
}

function Invoke-Docs {
    Invoke-Build
    $pages = Join-Path $PSScriptRoot docs cmdlets
    Remove-Folder $pages
    Copy-Item (Join-Path $artifacts docs cmdlets) $pages -Recurse
    $session = Join-Path $PSScriptRoot docs session
    & (Join-Path $PSScriptRoot tools New-SessionPicture.ps1) "$session.ansi" "$session.svg"
}

function Invoke-Bench {
    Invoke-Build
    $bench = Join-Path $PSScriptRoot bench
    $options = '--size', $Size, '--rounds', $Rounds, '--peers', ($Peer -join ',')
    if ($Cold) {
        # Seven processes of each of 29 workloads would take most of an hour.
        $processes = $areRoundsGiven ? $Rounds : 3
        $options = '--size', $Size, '--rounds', $processes, '--cold', (Join-Path $bench cold.ps1)
    }

    & {
        # Only what stands between double quotes reaches a program as it is: PowerShell makes file names of any other pattern on Unix.
        dotnet run --project (Join-Path $bench Compare) --configuration Release '--' @options --only "$Only"
        if ($LASTEXITCODE -ne 0) {
            throw "The comparison with numpy ended with exit code $LASTEXITCODE."
        }

        if ($Cold) {
            return
        }

        ''
        pwsh -NoProfile -File (Join-Path $bench shell.ps1) -Rounds $Rounds -Only "$Only"
        if ($LASTEXITCODE -ne 0) {
            throw "The shell's benchmark ended with exit code $LASTEXITCODE."
        }
    } | Tee-Object -Variable lines | Out-Host

    if ($Save) {
        $results = Join-Path $bench results
        $null = New-Item $results -ItemType Directory -Force
        $name = "$(Get-Date -Format 'yyyy-MM-dd-HHmm')-$([System.Math]::Floor($Size / 1MB))MiB$($Cold ? '-cold' : '')"
        $lines | Set-Content (Join-Path $results "$name.md")
    }
}

Initialize-Shell
switch ($Task) {
    'Build' { Invoke-Build }
    'Test' { Invoke-Test }
    'Demo' { Invoke-Demo }
    'Bench' { Invoke-Bench }
    'Docs' { Invoke-Docs }
    'Package' { $null = Invoke-Package }
    'Clean' { Remove-Folder $artifacts }
}
