<#
.SYNOPSIS
What a call costs where there is little to do: arrays of 1,000 elements, and single elements through the pipeline.
.DESCRIPTION
Runs in the shell that is measured, with the module that build.ps1 has staged. Each operation stands beside what the shell itself needs for
it: a method, an operator or an indexer of a compiled class, or a compiled cmdlet, that does nothing. Allocated is what a call leaves to the
collector, the shell's own objects included. numpy's times are those of timeit in Python, where that has numpy.
.PARAMETER Rounds
How often both sides run, in turn; the best round of each counts.
.PARAMETER Only
Runs the lines whose name matches this pattern.
#>
[CmdletBinding()]
param(
    [ValidateRange(1, 1000)]
    [int] $Rounds = 15,

    [string] $Only = '*'
)

$ErrorActionPreference = 'Stop'
Import-Module (Join-Path $PSScriptRoot .. artifacts MemMap)
# Of those that are installed, one that has numpy.
$python = 'python3', '/usr/bin/python3' | Where-Object { & $_ -c 'import numpy' 2>$null; $LASTEXITCODE -eq 0 } | Select-Object -First 1
$work = (New-Item (Join-Path ([System.IO.Path]::GetTempPath()) "MemMap-small-$PID") -ItemType Directory).FullName

# What a call costs in itself.
$types = Add-Type -PassThru -ReferencedAssemblies ([psobject].Assembly.Location), 'System.Runtime' -TypeDefinition '
using System.Management.Automation;

namespace MemMapBench
{
    public sealed class Empty
    {
        private static readonly object Result = new object();

        public object Method() { return Result; }

        public object this[int i] { get { return Result; } }

        public object this[int i, int j] { get { return Result; } }

        public static object operator +(Empty x, object y) { return Result; }
    }

    // An object from the pipeline, and a positional parameter.
    [Cmdlet("Get", "Nothing")]
    public sealed class GetNothing : PSCmdlet
    {
        [Parameter(Mandatory = true, ValueFromPipeline = true)]
        public object InputObject { get; set; }

        [Parameter(Position = 0)]
        public object[] Index { get; set; }

        protected override void ProcessRecord() { WriteObject(InputObject, false); }
    }

    // Takes objects from the pipeline, and writes one in the end. Its parameters are those of ConvertTo-MemMap: the engine looks at all of
    // them for each object.
    [Cmdlet("Read", "Nothing", DefaultParameterSetName = "Path", SupportsShouldProcess = true)]
    public sealed class ReadNothing : PSCmdlet
    {
        [Parameter(Mandatory = true, Position = 0, ParameterSetName = "Path")]
        [Parameter(Mandatory = true, Position = 0, ParameterSetName = "Csv")]
        public string Path { get; set; }

        [Parameter(Mandatory = true, ParameterSetName = "LiteralPath")]
        [Parameter(Mandatory = true, ParameterSetName = "LiteralCsv")]
        public string LiteralPath { get; set; }

        [Parameter(Position = 1)]
        public object DType { get; set; }

        [Parameter(Mandatory = true, ValueFromPipeline = true, ParameterSetName = "Path")]
        [Parameter(Mandatory = true, ValueFromPipeline = true, ParameterSetName = "LiteralPath")]
        [AllowNull, AllowEmptyString, AllowEmptyCollection]
        public object InputObject { get; set; }

        [Parameter]
        public long[] Shape { get; set; }

        [Parameter]
        public object Format { get; set; }

        [Parameter]
        public SwitchParameter Append { get; set; }

        [Parameter]
        public SwitchParameter Truncate { get; set; }

        [Parameter]
        public SwitchParameter NoClobber { get; set; }

        [Parameter(Mandatory = true, ParameterSetName = "Csv")]
        [Parameter(Mandatory = true, ParameterSetName = "LiteralCsv")]
        public string CsvPath { get; set; }

        protected override void EndProcessing() { WriteObject(InputObject, false); }
    }

    // Writes objects that it has.
    [Cmdlet("Write", "Nothing")]
    public sealed class WriteNothing : PSCmdlet
    {
        [Parameter(Mandatory = true)]
        public object[] Values { get; set; }

        protected override void ProcessRecord()
        {
            foreach (object value in Values)
            {
                WriteObject(value, false);
            }
        }
    }
}'
Import-Module -Assembly $types[0].Assembly

function Format-Number([double]$Number, [int]$Digits = 2) {
    $Number.ToString("F$Digits", [System.Globalization.CultureInfo]::InvariantCulture)
}

# The microseconds and the bytes of each of the $Count operations of a script block.
function Measure-Script([scriptblock]$Script, [int]$Count) {
    $bytes = [System.GC]::GetAllocatedBytesForCurrentThread()
    $clock = [System.Diagnostics.Stopwatch]::StartNew()
    & $Script
    $time = $clock.Elapsed.TotalMicroseconds
    ($time / $Count), (([System.GC]::GetAllocatedBytesForCurrentThread() - $bytes) / $Count)
}

function Write-Row([string[]]$Cells) {
    $widths = 26, 10, 10, 10, 10, 10
    $padded = for ($i = 0; $i -lt $widths.Count; $i++) {
        $i -eq 0 ? $Cells[$i].PadRight($widths[$i]) : $Cells[$i].PadLeft($widths[$i])
    }
    "| $($padded -join ' | ') |"
}

# One line: an operation, and what the shell needs for it where nothing is done. Both script blocks run it $Count times.
function Measure-Call([string]$Name, [int]$Count, [scriptblock]$MemMap, [scriptblock]$Empty, [string]$Statement) {
    if ($Name -notlike $Only) {
        return
    }

    $best = $least = @([double]::PositiveInfinity) * 2
    # The first rounds warm up.
    for ($round = 0; $round -lt $Rounds; $round++) {
        $here = Measure-Script $MemMap $Count
        $best = [System.Math]::Min($best[0], $here[0]), [System.Math]::Min($best[1], $here[1])
        $here = Measure-Script $Empty $Count
        $least = [System.Math]::Min($least[0], $here[0]), [System.Math]::Min($least[1], $here[1])
    }

    $numpy = ''
    if ($Statement -and $script:python) {
        $timed = & $script:python -m timeit -u usec -r 7 -s $script:setup $Statement 2>$null
        $numpy = $timed -replace '^.*: ([0-9.]+) usec.*$', '$1'
    }

    Write-Row $Name, "$(Format-Number $best[0]) us", "$(Format-Number $best[1] 0) B", "$(Format-Number $least[0]) us",
        "$(Format-Number $least[1] 0) B", ($numpy ? "$(Format-Number $numpy) us" : '')
}

$maps = @()
try {
    $maps += $m = New-MemMap "$work/numbers" float32 w+ -Shape 1000
    $m | Set-MemMapValue -Value (1..1000)
    $maps += $table = New-MemMap "$work/table" float32 w+ -Shape 20, 50
    $maps += $records = New-MemMap "$work/records" 'i4,f8,S8' w+ -Shape 1000
    $nothing = [MemMapBench.Empty]::new()
    $i, $j = 7, 9
    $setup = "import numpy; m = numpy.memmap('$work/numbers', 'f4', 'r+'); t = numpy.memmap('$work/table', 'f4', 'r+', shape=(20, 50)); " +
        "r = numpy.memmap('$work/records', 'i4,f8,S8', 'r+'); i, j = 7, 9"
    $numbers = 1..100000
    $values = [object[]](1..100000).ForEach({ [float]$_ })
    $maps += $long = New-MemMap "$work/long" float32 w+ -Shape 100000

    Write-Row 'operation', 'MemMap', 'allocated', 'empty call', 'allocated', 'numpy'
    Write-Row ('-' * 26), ('-' * 9 + ':'), ('-' * 9 + ':'), ('-' * 9 + ':'), ('-' * 9 + ':'), ('-' * 9 + ':')
    Measure-Call '$m + 1' 5000 {
        for ($k = 0; $k -lt 5000; $k++) { $result = $m + 1 }
    } {
        for ($k = 0; $k -lt 5000; $k++) { $result = $nothing + 1 }
    } 'm + 1'
    Measure-Call '$m + $m' 5000 {
        for ($k = 0; $k -lt 5000; $k++) { $result = $m + $m }
    } {
        for ($k = 0; $k -lt 5000; $k++) { $result = $nothing + $m }
    } 'm + m'
    Measure-Call '$m.Sum()' 5000 {
        for ($k = 0; $k -lt 5000; $k++) { $result = $m.Sum() }
    } {
        for ($k = 0; $k -lt 5000; $k++) { $result = $nothing.Method() }
    } 'm.sum()'
    Measure-Call '$m.Max()' 5000 {
        for ($k = 0; $k -lt 5000; $k++) { $result = $m.Max() }
    } {
        for ($k = 0; $k -lt 5000; $k++) { $result = $nothing.Method() }
    } 'm.max()'
    Measure-Call '$table[i,j]' 10000 {
        for ($k = 0; $k -lt 10000; $k++) { $result = $table[$i, $j] }
    } {
        for ($k = 0; $k -lt 10000; $k++) { $result = $nothing[$i, $j] }
    } 't[i, j]'
    Measure-Call '$m[i]' 10000 {
        for ($k = 0; $k -lt 10000; $k++) { $result = $m[$i] }
    } {
        for ($k = 0; $k -lt 10000; $k++) { $result = $nothing[$i] }
    } 'm[i]'
    Measure-Call "`$m['10:20']" 5000 {
        for ($k = 0; $k -lt 5000; $k++) { $result = $m['10:20'] }
    } {
        for ($k = 0; $k -lt 5000; $k++) { $result = $nothing[$i] }
    } 'm[10:20]'
    Measure-Call 'a record by index' 5000 {
        for ($k = 0; $k -lt 5000; $k++) { $result = $records[$i] }
    } {
        for ($k = 0; $k -lt 5000; $k++) { $result = $nothing[$i] }
    } 'r[i]'
    Measure-Call 'Get-MemMapSlice' 2000 {
        for ($k = 0; $k -lt 2000; $k++) { $result = $m | Get-MemMapSlice '10:20' }
    } {
        for ($k = 0; $k -lt 2000; $k++) { $result = $m | Get-Nothing '10:20' }
    } 'm[10:20]'
    Measure-Call 'number, ConvertTo-MemMap' 100000 {
        $numbers | ConvertTo-MemMap "$work/new" f4 | Close-MemMap
    } {
        $result = $numbers | Read-Nothing "$work/new" f4
    } ''
    Measure-Call 'number, ConvertFrom-MemMap' 100000 {
        $long | ConvertFrom-MemMap | & { process { } }
    } {
        Write-Nothing -Values $values | & { process { } }
    } ''
}
finally {
    $maps | Close-MemMap
    Remove-Item $work -Recurse
}
