<#
.SYNOPSIS
Sums many files as one array, and one file of the same size, and tells both times and their ratio.
.DESCRIPTION
Runs in the shell that is measured, with the module that build.ps1 has staged. The files are in the system's cache. Both arrays are opened
before the clock starts; a pass over the joined one opens and closes the files that do not stay open. The best of several passes counts,
taken in turn.
.PARAMETER Files
How many files.
.PARAMETER Bytes
The length of each one.
.PARAMETER Passes
How many passes over each of the two.
.PARAMETER Folder
Where the files are written; they take twice the space of all of them.
#>
[CmdletBinding()]
param(
    [ValidateRange(1, 1000000)]
    [int] $Files = 10000,

    [ValidateRange(4, 1073741824)]
    [int] $Bytes = 1MB,

    [ValidateRange(1, 100)]
    [int] $Passes = 3,

    [string] $Folder = [System.IO.Path]::GetTempPath()
)

$ErrorActionPreference = 'Stop'
Import-Module $PSScriptRoot/../artifacts/MemMap
$work = (New-Item (Join-Path $Folder "MemMap-joined-$PID") -ItemType Directory).FullName

function Measure-Sum($Array) {
    $clock = [System.Diagnostics.Stopwatch]::StartNew()
    $script:sum = $Array.Sum()
    $clock.Elapsed.TotalSeconds
}

try {
    $null = New-Item $work/parts -ItemType Directory
    $content = [byte[]]::new($Bytes)
    [System.Random]::new(1).NextBytes($content)
    $whole = [System.IO.File]::Create("$work/whole.dat")
    for ($i = 0; $i -lt $Files; $i++) {
        [System.IO.File]::WriteAllBytes("$work/parts/$i.dat", $content)
        $whole.Write($content)
    }
    $whole.Dispose()
    $clock = [System.Diagnostics.Stopwatch]::StartNew()
    $joined = Join-MemMap $work/parts/*.dat -DType int32 -Mode r
    'Join-MemMap of {0} files of {1} bytes: {2:F2} s' -f $Files, $Bytes, $clock.Elapsed.TotalSeconds
    $one = New-MemMap $work/whole.dat int32 -Mode r
    $times = @{ joined = @(); one = @() }
    foreach ($pass in 1..$Passes) {
        $times.one += Measure-Sum $one
        $expected = $sum
        $times.joined += Measure-Sum $joined
        if ($sum -ne $expected) { throw "the sums differ: $sum and $expected" }
    }
    $best = @{}
    foreach ($name in 'one', 'joined') { $best[$name] = ($times[$name] | Measure-Object -Minimum).Minimum }
    $rate = $Files * [double]$Bytes / 1e9
    'one file {0,8:F3} s {1,6:F1} GB/s' -f $best.one, ($rate / $best.one)
    'joined   {0,8:F3} s {1,6:F1} GB/s, {2:F2} times as long' -f $best.joined, ($rate / $best.joined), ($best.joined / $best.one)
    if ($IsLinux) {
        "descriptors of the parts that are open: $(@(Get-ChildItem /proc/self/fd | Where-Object { $_.Target -like "$work/parts/*" }).Count)"
    }
}
finally {
    Get-MemMap | Close-MemMap
    Remove-Item $work -Recurse
}
