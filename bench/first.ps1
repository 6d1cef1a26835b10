<#
.SYNOPSIS
What the first call of a session costs, and what the shell itself needs for it.
.DESCRIPTION
Each call runs in fresh processes of this shell, with the module that build.ps1 has staged, on an array of 1,000 elements. Beside it stands
the call of something compiled that does nothing: a method, an indexer or an operator of a class, or a cmdlet with the same parameters.
.PARAMETER Rounds
How many processes each side gets, in turn; the best one counts.
.PARAMETER Only
Runs the lines whose name matches this pattern.
#>
[CmdletBinding()]
param(
    [ValidateRange(1, 1000)]
    [int] $Rounds = 5,

    [string] $Only = '*'
)

$ErrorActionPreference = 'Stop'
$module = Convert-Path (Join-Path $PSScriptRoot .. artifacts MemMap)
$work = (New-Item (Join-Path ([System.IO.Path]::GetTempPath()) "MemMap-first-$PID") -ItemType Directory).FullName
$nothing = Join-Path $work Nothing.dll

# What a call costs in itself. New-Nothing has New-MemMap's parameters.
Add-Type -OutputAssembly $nothing -ReferencedAssemblies ([psobject].Assembly.Location), 'System.Runtime' -TypeDefinition '
using System.Management.Automation;

namespace MemMapBench
{
    public sealed class Empty
    {
        private static readonly object Result = new object();

        public object Sum() { return Result; }

        public object this[object i] { get { return Result; } }

        public static object operator +(Empty x, object y) { return Result; }
    }

    [Cmdlet("New", "Nothing", DefaultParameterSetName = "Path", SupportsShouldProcess = true)]
    [OutputType(typeof(Empty))]
    public sealed class NewNothing : PSCmdlet
    {
        [Parameter(Mandatory = true, Position = 0, ParameterSetName = "Path", ValueFromPipeline = true)]
        [ValidateNotNullOrEmpty, SupportsWildcards]
        public string[] Path { get; set; }

        [Parameter(Mandatory = true, ParameterSetName = "LiteralPath", ValueFromPipelineByPropertyName = true)]
        [Alias("PSPath", "LP", "FullName")]
        [ValidateNotNullOrEmpty]
        public string[] LiteralPath { get; set; }

        [Parameter(Mandatory = true, ParameterSetName = "Stream")]
        [ValidateNotNull]
        public object Stream { get; set; }

        [Parameter(Position = 1)]
        [ValidateNotNull]
        public object DType { get; set; }

        [Parameter(Position = 2)]
        [ValidateNotNull]
        public object Mode { get; set; }

        [Parameter(Position = 3)]
        public long? Offset { get; set; }

        [Parameter(Position = 4)]
        [AllowEmptyCollection]
        public long[] Shape { get; set; }

        [Parameter(Position = 5)]
        public object Order { get; set; }

        [Parameter]
        public object Format { get; set; }

        [Parameter]
        [ValidateNotNullOrEmpty]
        public string[] Member { get; set; }

        [Parameter]
        public object Access { get; set; }

        [Parameter]
        public SwitchParameter Sparse { get; set; }

        [Parameter]
        public SwitchParameter SkipMagicCheck { get; set; }

        [Parameter]
        [ValidateRange(1, 1 << 28)]
        public int MaxHeader { get; set; }

        [Parameter]
        public SwitchParameter NoClobber { get; set; }

        [Parameter(ParameterSetName = "Path"), Parameter(ParameterSetName = "LiteralPath")]
        public SwitchParameter Join { get; set; }

        protected override void ProcessRecord() { WriteObject(new Empty()); }
    }

    [Cmdlet("Get", "Nothing")]
    public sealed class GetNothing : PSCmdlet
    {
        [Parameter(Mandatory = true, ValueFromPipeline = true)]
        public object InputObject { get; set; }

        [Parameter(Position = 0)]
        public object[] Index { get; set; }

        protected override void ProcessRecord() { WriteObject(InputObject, false); }
    }
}'

# Runs in a fresh shell: imports a module, opens what is called, and writes the milliseconds of the call.
$script = Join-Path $work call.ps1
Set-Content $script @'
param([string] $Module, [string] $Path, [string] $Open, [string] $Call)
$ErrorActionPreference = 'Stop'
Import-Module $Module
function Measure-Call([scriptblock]$Run) {
    $start = [System.Diagnostics.Stopwatch]::GetTimestamp()
    $null = . $Run
    [System.Diagnostics.Stopwatch]::GetElapsedTime($start).TotalMilliseconds
}
. ([scriptblock]::Create($Open))
# The shell has then compiled what measures.
$null = Measure-Call { 1 }
[System.GC]::Collect()
[System.GC]::WaitForPendingFinalizers()
(Measure-Call ([scriptblock]::Create($Call))).ToString('R', [cultureinfo]::InvariantCulture)
'@

# The milliseconds of a first call.
function Measure-First([string]$With, [string]$Open, [string]$Call) {
    $time = pwsh -NoProfile -NonInteractive -File $script $With $data $Open $Call
    if ($LASTEXITCODE -ne 0) {
        throw "The call '$Call' failed."
    }

    [double]::Parse($time, [cultureinfo]::InvariantCulture)
}

function Format-Time([double]$Time) {
    $Time.ToString('F1', [cultureinfo]::InvariantCulture) + ' ms'
}

# A dtype, a mode and a position that the other call has too.
$lines = @(
    @{ Name = 'New-MemMap'; Open = ''; Call = '$m = New-{0} $Path f4 r' }
    @{ Name = 'Get-MemMapSlice'; Call = '$m | Get-{0} 1:3' }
    @{ Name = '$m.Sum()'; Call = '$m.Sum()' }
    @{ Name = '$m[7]'; Call = '$m[7]' }
    @{ Name = '$m + 1'; Call = '$m + 1' }
)

try {
    $data = Join-Path $work numbers
    [System.IO.File]::WriteAllBytes($data, [byte[]]::new(4000))
    '| {0,-16} | {1,8} | {2,10} |' -f 'first call', 'MemMap', 'empty call'
    '| {0} | {1}: | {2}: |' -f ('-' * 16), ('-' * 7), ('-' * 9)
    foreach ($line in $lines | Where-Object Name -like $Only) {
        $best = $least = [double]::PositiveInfinity
        $open = $line.Open ?? '$m = New-{0} $Path f4 r'
        $cmdlet = $line.Call -like '*Get-*' ? 'MemMapSlice' : 'MemMap'
        for ($round = 0; $round -lt $Rounds; $round++) {
            $best = [System.Math]::Min($best, (Measure-First $module ($open -f 'MemMap') ($line.Call -f $cmdlet)))
            $least = [System.Math]::Min($least, (Measure-First $nothing ($open -f 'Nothing') ($line.Call -f 'Nothing')))
        }

        '| {0,-16} | {1,8} | {2,10} |' -f $line.Name, (Format-Time $best), (Format-Time $least)
    }
}
finally {
    Remove-Item $work -Recurse -ErrorAction Ignore
}
