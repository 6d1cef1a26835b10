<#
.SYNOPSIS
Runs the tests as on Windows (in Wine), or as on an ARM machine (in QEMU), on a Linux machine of x64.
.DESCRIPTION
Windows: all unit tests, and all Pester files in the real PowerShell for Windows. Arm64: the unit tests of what has code for vectors or for
the system (Compute, Golden, Search, Memory), and the Pester files of what users do most. It installs nothing; what is missing is an error
that says how to get it.

The Pester files test what users of the platform get: the module in artifacts/MemMap, with native code for it. build.ps1 Package makes that.
That the native code is loaded and run, and isn't refused by the runtime, is examined first.

What the emulator can't do is left out by a list with a reason for each entry: Windows.psd1, Arm64.psd1.
The exit code is 0 if all tests pass, 1 if a test fails, and 2 if an emulator has died or hasn't ended. The latter says nothing of MemMap,
unless it happens again at the same test.
.PARAMETER Platform
Windows or Arm64.
.PARAMETER Class
The unit tests' classes, as patterns of full names: '*.Memory.*' for one. Without classes and files, all are run.
.PARAMETER File
The Pester files, as patterns of names: 'Resize*' for one.
.PARAMETER Threads
The number of test classes that run at a time.
#>
[CmdletBinding()]
param(
    [Parameter(Mandatory)] [ValidateSet('Windows', 'Arm64')] [string] $Platform,
    [string[]] $Class,
    [string[]] $File,
    [int] $Threads = 2
)

$ErrorActionPreference = 'Stop'
# What is started by `pwsh -File` gets a list as one text.
($Class, $File) = ($Class -split ',' -ne ''), ($File -split ',' -ne '')
$root = Convert-Path (Join-Path $PSScriptRoot .. ..)
$artifacts = Join-Path $root artifacts
$folder = Join-Path $artifacts emulation
$list = Join-Path $PSScriptRoot "$Platform.psd1"
$rules = Import-PowerShellDataFile $list
$runtime = @{ Windows = 'win-x64'; Arm64 = 'linux-arm64' }[$Platform]

# An emulated process that waits for what never comes is ended: nothing that is run takes half of that.
$patience = '40m'

. (Join-Path $PSScriptRoot Emulator.ps1)

# The tests with the runtime of the platform, and the programs that they start.
function Publish-Test {
    foreach ($project in 'Unit', 'Faults', 'Fuzz') {
        Invoke-Dotnet publish (Join-Path $root tests $project) --configuration Release "-property:TestRuntime=$runtime" --nologo `
            --verbosity quiet
    }

    $published = Join-Path $artifacts publish Unit "release_$runtime"
    # The engine looks for its modules beside its assembly, which a publish for one platform puts elsewhere.
    $system = @{ Windows = 'win'; Arm64 = 'unix' }[$Platform]
    $modules = Join-Path $published Modules
    if (-not (Test-Path $modules)) {
        Copy-Item (Join-Path $published runtimes $system lib net10.0 Modules) $modules -Recurse
    }

    $published
}

# Runs the unit tests, and gives their counts.
function Invoke-Unit([string] $Published) {
    $options = @('-noColor', '-verbose', '-maxThreads', "$Threads")
    $excluded = @($rules.Unit | ForEach-Object { $_.Tests })
    $options += $excluded | ForEach-Object { '-method-'; $_ }
    $chosen = $Class ? @($Class | ForEach-Object { '-class'; $_ }) : @($rules.Namespaces | ForEach-Object { '-namespace'; $_ })
    $log = Join-Path $folder "$Platform-unit.log"
    Push-Location $Published
    try {
        if ($Platform -eq 'Windows') {
            timeout -k 10 $patience wine MemMap.Tests.exe @options @chosen *> $log
        }
        else {
            timeout -k 10 $patience $qemu ./MemMap.Tests @options @chosen *> $log
        }
    }
    finally {
        Pop-Location
    }

    $lines = Get-Content $log
    if ($lines -match '^error: ') {
        throw "The unit tests can't be run as they are asked for: $($lines -match '^error: ')"
    }

    $summary = $lines | Where-Object { $_ -match 'Total: (\d+), Errors: (\d+), Failed: (\d+), Skipped: (\d+), Not Run: (\d+)' } |
        Select-Object -Last 1
    if (-not ($summary -match 'Total: (\d+), Errors: (\d+), Failed: (\d+), Skipped: (\d+), Not Run: (\d+)')) {
        $begun = @($lines | Select-String '^ +(\S.*) \[STARTING\]$' | ForEach-Object { $_.Matches[0].Groups[1].Value })
        $ended = @($lines | Select-String '^ +(\S.*) \[FINISHED\]' | ForEach-Object { $_.Matches[0].Groups[1].Value })
        $running = Compare-Object $begun $ended | Where-Object SideIndicator -EQ '<=' | ForEach-Object InputObject
        Write-Host "The emulator has died or was ended after $patience (see $log). These tests were running:"
        $running | ForEach-Object { Write-Host "    $_" }
        return @{ Died = 1 }
    }

    $failed = [int]$Matches[2] + [int]$Matches[3]
    $counts = @{ Passed = [int]$Matches[1] - $failed - [int]$Matches[4] - [int]$Matches[5]; Failed = $failed; Skipped = [int]$Matches[4] }
    if ($failed) {
        $lines | Select-String ' \[FAIL\]$' -Context 0, 12 | ForEach-Object { Write-Host $_.Line; $_.Context.PostContext | Write-Host }
        Write-Host "All of it is in $log"
    }

    $counts.Excluded = $Class ? 0 : (Get-ExcludedCount $Published $excluded)
    $counts
}

# The number of unit tests that the list leaves out, theories' cases apart.
function Get-ExcludedCount([string] $Published, [string[]] $Excluded) {
    if (-not $Excluded) {
        return 0
    }

    Push-Location $Published
    try {
        $filters = $Excluded | ForEach-Object { '-method'; $_ }
        $listed = @(
            $Platform -eq 'Windows' ? (wine MemMap.Tests.exe -noLogo -noColor -list methods @filters 2> $null) :
                (& $qemu ./MemMap.Tests -noLogo -noColor -list methods @filters 2> $null)
        ).ForEach{ "$_".Trim() } -like 'MemMap.*'
        $unknown = $Excluded | Where-Object { -not ($listed -like $_) }
        if ($unknown) {
            throw "$list names '$unknown', and there is no such test."
        }

        $listed.Count
    }
    finally {
        Pop-Location
    }
}

# Runs the Pester files, each in a PowerShell of its own, and gives their counts.
function Invoke-PesterFile {
    Invoke-Dotnet msbuild (Join-Path $root tests Pester) -restore '-target:Module' -nologo '-verbosity:quiet'
    Initialize-Shell
    Assert-NativeCode
    $counts = @{ Passed = 0; Failed = 0; Skipped = 0; Excluded = 0; Died = 0 }
    $chosen = $File ? $File : $rules.Files
    foreach ($test in Get-ChildItem (Join-Path $root tests Pester *.Tests.ps1)) {
        $name = $test.Name -replace '\.Tests\.ps1$'
        if ($chosen -and -not ($chosen | Where-Object { $name -like $_ })) {
            continue
        }

        $result = Join-Path $temporary result.json
        $log = Join-Path $folder "$Platform-$name.log"
        Remove-Item $result -ErrorAction Ignore
        Invoke-Shell $log (Join-Path $PSScriptRoot Invoke-EmulatedPester.ps1) -Path $test.FullName -List $list -Result $result
        if (-not (Test-Path $result)) {
            Write-Host "$($name): the emulator has died or was ended after $patience; what it has written last (see $log):"
            Get-Content $log -Tail 10 | Write-Host
            $counts.Died++
            continue
        }

        $run = Get-Content $result -Raw | ConvertFrom-Json
        Write-Host "$($name): $($run.Passed) passed, $($run.Failed) failed, $($run.Skipped) skipped, $($run.Excluded) excluded"
        $run.Failures | ForEach-Object { Write-Host $_ }
        foreach ($count in 'Passed', 'Failed', 'Skipped', 'Excluded') {
            $counts[$count] += $run.$count
        }
    }

    $counts
}

# Makes sure that the shell runs the native code that users get, and doesn't compile anew what is in these assemblies as IL too.
function Assert-NativeCode {
    $native = Join-Path $artifacts MemMap lib $runtime
    if (-not (Test-Path $native)) {
        throw "There is no module with native code in artifacts/MemMap: 'pwsh build.ps1 Package' makes it."
    }

    $result = Join-Path $temporary result.json
    $methods = Join-Path $temporary methods.txt
    $log = Join-Path $folder "$Platform-native.log"
    ($env:DOTNET_JitStdOutFile, $env:DOTNET_JitDisasmSummary) = (ConvertTo-EmulatedPath $methods), '1'
    Invoke-Shell $log (Join-Path $PSScriptRoot Get-NativeAssembly.ps1) -Module (Join-Path $artifacts MemMap) -Result $result
    Remove-Item Env:DOTNET_JitStdOutFile, Env:DOTNET_JitDisasmSummary
    $loaded = (Test-Path $result) ? @((Get-Content $result -Raw | ConvertFrom-Json).ForEach{ $_.Replace('\', '/') }) : @()
    $expected = @('Core', 'PowerShell').ForEach{ (ConvertTo-EmulatedPath (Join-Path $native "MemMap.$_.dll")).Replace('\', '/') }
    if ("$loaded" -ne "$expected") {
        throw "The module's native code isn't loaded: '$loaded' and not '$expected' (see $log)."
    }

    # Code for structures, whose types have brackets, can't be compiled ahead everywhere (FirstCall.Tests.ps1).
    $compiled = @((Get-Content $methods) -match 'compiled MemMap\.(?!Loading\.)[^([]*\(.*\bTier0\b')
    Write-Host "Native code of lib/$($runtime): loaded; $($compiled.Count) methods are compiled anew."
    if ($compiled.Count -gt 25) {
        throw "The runtime doesn't use the module's native code, but compiles it anew: $($compiled[0..4] -join '; ') ..."
    }
}

function Write-Count([string] $Kind, [hashtable] $Counts) {
    Write-Host "$($Kind): $(($Counts.Passed ?? 0)) passed, $($Counts.Failed ?? 0) failed, $($Counts.Skipped ?? 0) skipped, $(
        $Counts.Excluded ?? 0) excluded$($Counts.Died ? "; the emulator died $($Counts.Died) times" : '')"
}

# In memory where the system has such a folder: a disk would make of each flush some milliseconds.
$memory = (Test-Path /dev/shm) ? '/dev/shm' : [System.IO.Path]::GetTempPath()
$temporary = Join-Path $memory "memmap-emulation-$PID"
$null = New-Item $folder -ItemType Directory -Force
# A prefix of Wine is one Windows, and emulated processes are slow enough without others.
try {
    $lock = [System.IO.File]::Open((Join-Path $folder lock), 'OpenOrCreate', 'ReadWrite', 'None')
}
catch [System.IO.IOException] {
    throw 'These tests are running already: one emulator at a time.'
}

try {
    # The emulators translate code when it is made executable, and not when it is written.
    $env:DOTNET_EnableWriteXorExecute = '0'
    $Platform -eq 'Windows' ? (Initialize-Wine) : (Initialize-Qemu)
    $all = @()
    if ($Class -or -not $File) {
        $unit = Invoke-Unit (Publish-Test)
        $all += $unit
    }
    if ($File -or -not $Class) {
        $pester = Invoke-PesterFile
        $all += $pester
    }

    if ($unit) { Write-Count 'Unit tests' $unit }
    if ($pester) { Write-Count 'Pester' $pester }
    $failed = ($all | ForEach-Object { $_.Failed } | Measure-Object -Sum).Sum
    $died = ($all | ForEach-Object { $_.Died } | Measure-Object -Sum).Sum
    exit ($failed ? 1 : $died ? 2 : 0)
}
finally {
    if ($Platform -eq 'Windows') {
        # Wine's server ends some time after its last program, and has files in the folder.
        wineserver -k *> $null
    }
    Remove-Item $temporary -Recurse -Force -ErrorAction Ignore
    $lock.Dispose()
}
