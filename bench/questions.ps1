<#
.SYNOPSIS
Asks a log of records for those that fulfil three conditions, beside numpy's masks and a Where-Object pipeline, and for a time range.
.DESCRIPTION
Runs in the shell that is measured, with the module that build.ps1 has staged. The ways of asking, and the loop that they are compared
with, take turns several times, and the best time of each counts. numpy runs where a Python has it, and a loop in C on all cores
(C/loops.c) where gcc is installed. The pipeline is given a part of the records, and its time is that of all of them at this rate.
.PARAMETER Records
How many records of 32 bytes there are.
.PARAMETER Rounds
How often each way runs.
.PARAMETER Folder
Where the files are written: one of 32 bytes for each record, and one of 64 GiB that is all holes but for its end.
#>
[CmdletBinding()]
param(
    [ValidateRange(10000, 10000000000)]
    [long] $Records = 100000000,

    [ValidateRange(1, 1000)]
    [int] $Rounds = 5,

    [string] $Folder = [System.IO.Path]::GetTempPath()
)

$ErrorActionPreference = 'Stop'
Import-Module $PSScriptRoot/../artifacts/MemMap
$directory = (New-Item -ItemType Directory (Join-Path $Folder "MemMap-questions-$PID")).FullName
$fields = [ordered]@{ time = 'M8[s]'; id = 'i8'; price = 'f4'; kind = 'S4'; host = 'u4'; size = 'i4' }
$bytes = 32 * $Records

# The seconds of the best of some runs.
function Get-BestTime([scriptblock]$Script, [int]$Count = $Rounds) {
    $best = [double]::PositiveInfinity
    for ($round = 0; $round -lt $Count; $round++) {
        $clock = [System.Diagnostics.Stopwatch]::StartNew()
        $null = & $Script
        $best = [System.Math]::Min($best, $clock.Elapsed.TotalSeconds)
    }

    $best
}

# The best times of some ways, which take turns: another machine's load on the same memory comes and goes.
function Get-BestTimes([System.Collections.IDictionary]$Ways) {
    $times = @{}
    for ($round = 0; $round -lt $Rounds; $round++) {
        foreach ($way in $Ways.Keys) {
            $seconds = Get-BestTime $Ways[$way] 1
            if ($round -eq 0 -or $seconds -lt $times[$way]) { $times[$way] = $seconds }
        }
    }

    $times
}

# What the memory delivers: a loop on all cores that adds up the file, as bench/Compare has it. It takes turns with other ways.
function Get-TimesBesideLoop([string]$Path, [System.Collections.Specialized.OrderedDictionary]$Ways) {
    $usings = 'using System; using System.IO; using System.Linq; using System.Threading;' `
        + 'using System.Threading.Tasks;'
    $source = Get-Content (Join-Path $PSScriptRoot Compare BareLoop.cs) -Raw
    $types = Add-Type -TypeDefinition "$usings`n$source" -CompilerOptions '/unsafe', '/nullable+', '/optimize+' -PassThru -IgnoreWarnings
    $type = $types | Where-Object Name -EQ BareLoop
    $traffic = [System.Enum]::ToObject(($types | Where-Object Name -EQ Traffic), 1)
    $hidden = [System.Reflection.BindingFlags]'Instance, NonPublic'
    $loop = $type.GetConstructors($hidden)[0].Invoke(@($Path, ($bytes - $bytes % 1MB)))
    try {
        $Ways.Insert(0, 'loop', { $type.GetMethod('Run', $hidden).Invoke($loop, @($traffic)) })
        Get-BestTimes $Ways
    }
    finally {
        $loop.Dispose()
    }
}

function Get-NumpyTime {
    foreach ($python in '/usr/bin/python3', 'python3', 'python') {
        if (Get-Command $python -ErrorAction Ignore) {
            $seconds = & $python (Join-Path $PSScriptRoot Python bench.py) numpy $directory 'filter of three conditions' $Rounds 2>$null
            if ($LASTEXITCODE -eq 0) {
                $numbers = $seconds | ForEach-Object { [double]::Parse($_, [cultureinfo]::InvariantCulture) }
                return ($numbers | Measure-Object -Minimum).Minimum
            }
        }
    }
}

# A loop that a C programmer would write, on all cores: each works on parts, and copies what it selects to memory of its own.
function Get-LoopTime([string]$Path) {
    if (-not (Get-Command gcc -ErrorAction Ignore)) { return }
    $library = Join-Path $directory loops.so
    gcc -O3 -march=native -shared -fPIC -o $library (Join-Path $PSScriptRoot C loops.c) -lm
    if ($LASTEXITCODE -ne 0) { return }
    $source = @'
        using System;
        using System.IO.MemoryMappedFiles;
        using System.Runtime.InteropServices;
        using System.Threading;
        using System.Threading.Tasks;

        public static unsafe class FilterLoop
        {
            private const long Part = 1 << 18;

            [DllImport("LIBRARY")]
            private static extern CLong filtered(byte* x, byte* y, CLong n, long from);

            public static long Run(string path, long records, long from, Action<Func<long>> measure)
            {
                using var file = MemoryMappedFile.CreateFromFile(path, System.IO.FileMode.Open, null, 0, MemoryMappedFileAccess.Read);
                using var view = file.CreateViewAccessor(0, 32 * records, MemoryMappedFileAccess.Read);
                byte* x = null;
                view.SafeMemoryMappedViewHandle.AcquirePointer(ref x);
                byte* y = (byte*)NativeMemory.Alloc((nuint)(32 * records));
                long count = 0;
                measure(() =>
                {
                    count = 0;
                    Parallel.For(0, (records + Part - 1) / Part, part =>
                    {
                        long first = part * Part;
                        CLong found = filtered(x + 32 * first, y + 32 * first, new CLong((nint)Math.Min(Part, records - first)), from);
                        Interlocked.Add(ref count, found.Value);
                    });
                    return count;
                });
                NativeMemory.Free(y);
                view.SafeMemoryMappedViewHandle.ReleasePointer();
                return count;
            }
        }
'@
    Add-Type -TypeDefinition $source.Replace('LIBRARY', $library) -CompilerOptions '/unsafe'
    $times = @{}
    $count = [FilterLoop]::Run($Path, $Records, $half, { param($run) $times.Best = Get-BestTime { $run.Invoke() } })
    if ($count -ne $selected) { Write-Warning "The loop in C selects $count records, not $selected" }
    $times.Best
}

function Write-Row([string]$Name, $Seconds, $Bare) {
    $cells = if ($null -eq $Seconds) { '', '', '' } else {
        (1000 * $Seconds).ToString('F1', [cultureinfo]::InvariantCulture),
        ($bytes / $Seconds / 1e9).ToString('F2', [cultureinfo]::InvariantCulture),
        ($Bare / $Seconds).ToString('P0', [cultureinfo]::InvariantCulture)
    }
    "| $($Name.PadRight(40)) | $($cells[0].PadLeft(12)) | $($cells[1].PadLeft(8)) | $($cells[2].PadLeft(12)) |"
}

try {
    $path = Join-Path $directory log.dat
    $log = New-MemMap $path -DType $fields -Mode w+ -Shape $Records
    # In parts, as what is made of the numbers in between is in memory.
    $step = 4MB
    $kinds = [MemMap.NDArray]::Array(@('info', 'warn', 'debg', 'erro')).AsType('S4')
    for ($first = 0; $first -lt $Records; $first += $step) {
        $part = $log["${first}:$([System.Math]::Min($Records, $first + $step))"]
        $i = [MemMap.NDArray]::Arange($first, $first + $part.Size)
        $random = ($i * 2654435761 + 12345) -shr 7
        $part['time'] = $i
        $part['id'] = $i
        $part['price'] = ($random % 1000003) / 1000003.0
        $part['kind'] = $kinds[($random -shr 11) % 4]
        $part['host'] = ($random -shr 17) % 64
        $part['size'] = $random % 65536
    }

    $log | Invoke-MemMapFlush
    $log = New-MemMap $path -DType $fields -Mode r
    "Filter of three conditions over $($Records.ToString('N0', [cultureinfo]::InvariantCulture)) records of 32 bytes"
    ''
    "| $('way'.PadRight(40)) | $('ms'.PadLeft(12)) | $('GB/s'.PadLeft(8)) | of bandwidth |"
    "| $('-' * 40) | $('-' * 11): | $('-' * 7): | -----------: |"
    $half = [long][System.Math]::Floor($Records / 2)
    $from = [datetime]::UnixEpoch.AddSeconds($half)
    $where = { $_.price -gt 0.5 -and $_.kind -ceq 'warn' -and $_.time -ge $from }
    $selected = ($log | Get-MemMapSlice -Where $where).Size
    $times = Get-TimesBesideLoop $path ([ordered]@{
            'Get-MemMapSlice -Where'             = { $log | Get-MemMapSlice -Where $where }
            'Find-MemMapValue -Where -CountOnly' = { $log | Find-MemMapValue $where -CountOnly }
            'Measure-MemMap -Where -Field price' = { $log | Measure-MemMap -Where $where -Field price }
        })
    $bare = $times.loop
    Write-Row 'loop that reads all bytes' $bare $bare
    foreach ($way in 'Get-MemMapSlice -Where', 'Find-MemMapValue -Where -CountOnly', 'Measure-MemMap -Where -Field price') {
        Write-Row $way $times[$way] $bare
    }

    Write-Row "numpy's masks" (Get-NumpyTime) $bare
    Write-Row 'loop in C' (Get-LoopTime $path) $bare
    # Where half of the records are late enough.
    $few = [System.Math]::Min($Records, 200000)
    $middle = $half - [long]($few / 2)
    $some = $log["${middle}:$($middle + $few)"]
    $pipeline = Get-BestTime { $some | ConvertFrom-MemMap | Where-Object $where } 2
    Write-Row "ConvertFrom-MemMap | Where-Object, scaled" ($pipeline * $Records / $few) $bare
    ''
    "$selected records are selected."

    $from, $to = [long]($Records / 3), [long]($Records / 2)
    $ends = [datetime]::UnixEpoch.AddSeconds($from), [datetime]::UnixEpoch.AddSeconds($to)
    $range = Get-BestTime { $log | Get-MemMapSlice -SortedBy time -Between $ends }
    "Time range in $([System.Math]::Round($bytes / 1MB)) MiB: $([System.Math]::Round(1000 * $range, 2)) ms"

    if (-not $IsWindows) {
        # All times are 0 but for those of the last records.
        $rows = 2GB
        $sparse = New-MemMap (Join-Path $directory sparse.dat) -DType $fields -Mode w+ -Shape $rows -Sparse
        $sparse["$($rows - 1000):"]['time'] = [MemMap.NDArray]::Arange(1, 1001)
        $ends = [datetime]::UnixEpoch.AddSeconds(10), [datetime]::UnixEpoch.AddSeconds(500)
        $range = Get-BestTime { $sparse | Get-MemMapSlice -SortedBy time -Between $ends } (3 * $Rounds)
        $found = ($sparse | Get-MemMapSlice -SortedBy time -Between $ends).Size
        "Time range in a sparse log of 64 GiB: $([System.Math]::Round(1000 * $range, 2)) ms for $found records"
    }
}
finally {
    Get-MemMap | Close-MemMap
    Remove-Item $directory -Recurse
}
