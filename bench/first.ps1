<#
.SYNOPSIS
What the first call of a session costs, and what the shell itself needs for it.
.DESCRIPTION
Each call runs in fresh processes of this shell, with the module that build.ps1 has staged, on an array of 1,000 elements. Beside it stands
the call of something compiled that does nothing: a method, an indexer or an operator of a class, or a cmdlet with the same parameters.
Each side has the median of its milliseconds, and the number of methods that .NET compiled for the call.
.PARAMETER Rounds
How many processes each side gets, in turn.
.PARAMETER Only
Runs the calls that match one of these patterns.
#>
[CmdletBinding()]
param(
    [ValidateRange(1, 1000)]
    [int] $Rounds = 5,

    [string[]] $Only = '*'
)

$ErrorActionPreference = 'Stop'
$module = Convert-Path (Join-Path $PSScriptRoot .. artifacts MemMap)
$work = (New-Item (Join-Path ([System.IO.Path]::GetTempPath()) "MemMap-first-$PID") -ItemType Directory).FullName
$nothing = Join-Path $work Nothing.dll

# Of each cmdlet, the source of one with the same parameters that does nothing: New-Nothing for New-MemMap. Its parameters of MemMap's own
# types are objects, and none checks or converts its argument.
$empty = pwsh -NoProfile -NonInteractive -Command {
    param([string] $Module)
    Import-Module $Module
    function Format-Type([type] $Type) {
        if ($Type.IsArray) { "$(Format-Type $Type.GetElementType())[]" }
        elseif ($Type.FullName -notlike 'System.*' -or "$([System.Nullable]::GetUnderlyingType($Type))" -like 'MemMap.*') { 'object' }
        elseif ($Type.IsGenericType) { "$(Format-Type $Type.GenericTypeArguments[0])?" }
        else { $Type.FullName }
    }

    # An argument of an attribute.
    function Format-Argument([string] $Name, [object] $Value) {
        $text = $Value -is [string] ? "`"$Value`"" : "$Value".ToLowerInvariant()
        "$Name = $text"
    }

    $kinds = 'Mandatory', 'ValueFromPipeline', 'ValueFromPipelineByPropertyName', 'ValueFromRemainingArguments'
    foreach ($cmdlet in Get-Command -Module MemMap -CommandType Cmdlet) {
        $class = $cmdlet.ImplementingType
        $about = $class.GetCustomAttributes([System.Management.Automation.CmdletAttribute], $false)[0]
        $more = @(
            Format-Argument SupportsShouldProcess $about.SupportsShouldProcess
            if ($about.DefaultParameterSetName) { Format-Argument DefaultParameterSetName $about.DefaultParameterSetName }
        ) -join ', '
        "[Cmdlet(`"$($cmdlet.Verb)`", `"$($cmdlet.Noun -replace 'MemMap', 'Nothing')`", $more)]"
        "public sealed class $($class.Name -replace 'MemMap', 'Nothing') : PSCmdlet {"
        foreach ($property in $class.GetProperties()) {
            $sets = [System.Attribute]::GetCustomAttributes($property, [System.Management.Automation.ParameterAttribute], $false)
            if (-not $sets) {
                continue
            }

            foreach ($set in $sets) {
                $arguments = @(
                    if ($set.ParameterSetName -ne '__AllParameterSets') { Format-Argument ParameterSetName $set.ParameterSetName }
                    if ($set.Position -ge 0) { Format-Argument Position $set.Position }
                    foreach ($kind in $kinds) { Format-Argument $kind $set.$kind }
                ) -join ', '
                "    [Parameter($arguments)]"
            }

            $alias = [System.Attribute]::GetCustomAttributes($property, [System.Management.Automation.AliasAttribute], $false)
            if ($alias) {
                "    [Alias(`"$($alias.AliasNames -join '", "')`")]"
            }

            "    public $(Format-Type $property.PropertyType) $($property.Name) { get; set; }"
        }

        '    protected override void ProcessRecord() { WriteObject(Empty.Result, false); }'
        '}'
    }
} -args $module

# What a call costs in itself.
Add-Type -OutputAssembly $nothing -ReferencedAssemblies ([psobject].Assembly.Location), 'System.Runtime' -TypeDefinition @"
using System.Management.Automation;

namespace MemMapBench
{
    public sealed class Empty
    {
        internal static readonly Empty Result = new Empty();

        public object Sum() { return Result; }

        public object this[object i] { get { return Result; } }

        public static object operator +(Empty x, object y) { return Result; }
    }

    $($empty -join "`n    ")
}
"@

# Runs in a fresh shell: imports a module, opens what is called, and writes the milliseconds of the call and the methods compiled for it.
$script = Join-Path $work call.ps1
Set-Content $script @'
param([string] $Module, [string] $Path, [string] $Open, [string] $Call)
$ErrorActionPreference = 'Stop'
function Measure-Call([scriptblock]$Run) {
    # On this thread: what .NET compiles again in the background is no part of the call.
    $before = [System.Runtime.JitInfo]::GetCompiledMethodCount($true)
    $start = [System.Diagnostics.Stopwatch]::GetTimestamp()
    $null = . $Run
    [System.Diagnostics.Stopwatch]::GetElapsedTime($start).TotalMilliseconds
    [System.Runtime.JitInfo]::GetCompiledMethodCount($true) - $before
}
. ([scriptblock]::Create($Open))
# The shell has then compiled what measures.
$null = Measure-Call { 1 }
[System.GC]::Collect()
[System.GC]::WaitForPendingFinalizers()
# Not in a pipeline, which would compile what is behind it in the meantime.
$numbers = Measure-Call ([scriptblock]::Create($Call))
$numbers.ForEach{ $_.ToString('R', [cultureinfo]::InvariantCulture) }
'@

# The milliseconds of a first call, and the methods.
function Measure-First([string]$With, [string]$Open, [string]$Call) {
    $numbers = pwsh -NoProfile -NonInteractive -File $script $With $data $Open $Call
    if ($LASTEXITCODE -ne 0) {
        throw "The call '$Call' failed."
    }

    [pscustomobject]@{ Time = [double]::Parse($numbers[0], [cultureinfo]::InvariantCulture); Methods = [int]$numbers[1] }
}

function Get-Median([double[]]$Values) {
    ($Values | Sort-Object)[[System.Math]::Floor(($Values.Count - 1) / 2)]
}

function Format-Side([psobject[]]$Rounds) {
    (Get-Median $Rounds.Time).ToString('F1', [cultureinfo]::InvariantCulture) + ' ms'
    Get-Median $Rounds.Methods
}

# What is typed, with the dtype, mode and position that the other call has too. $m is an array where nothing else is opened.
$lines = @(
    @{ Call = 'Import-Module $Module'; Open = '' }
    @{ Call = '$m = New-MemMap $Path f4 r'; Open = 'Import-Module $Module' }
    @{ Call = '$m[7]' }
    @{ Call = '$m[''1:4'']' }
    @{ Call = '$m.Sum()' }
    @{ Call = '$m + 1' }
    @{ Call = '$m | Out-String' }
    @{ Call = '$m | Get-MemMapSlice 1:3' }
    @{ Call = '$m | Set-MemMapValue 1 2'; Open = 'Import-Module $Module; $m = New-MemMap $Path f4 c' }
    @{ Call = '$m | Find-MemMapValue -GT 5' }
    @{ Call = '$m | Measure-MemMap' }
    @{ Call = '$m | ConvertFrom-MemMap' }
    @{ Call = '1..9 | ConvertTo-MemMap "$Path-new" f4'; Open = 'Import-Module $Module' }
    @{ Call = '$m | Show-MemMap' }
    @{ Call = '$m | Show-MemMap Histogram' }
    @{ Call = 'Get-MemMapMember "$Path.npy"'; Open = 'Import-Module $Module' }
    @{ Call = 'Get-MemMapRecord $chain $Path -First 2'; Open = 'Import-Module $Module; $chain = "struct { uint8_t n; char text[n]; };"' }
    @{ Call = '$m | Export-MemMap "$Path-new.npy"' }
    @{ Call = '$m | Close-MemMap' }
)

try {
    $data = Join-Path $work numbers
    pwsh -NoProfile -NonInteractive -Command {
        param([string] $Module, [string] $Path)
        Import-Module $Module
        $numbers = [MemMap.NDArray]::Arange(1000).AsType('f4')
        $numbers | Export-MemMap $Path -Format Raw
        $numbers | Export-MemMap "$Path.npy"
    } -args $module, $data
    '| {0,-42} | {1,9} | {2,7} | {3,10} | {4,7} |' -f 'first call', 'MemMap', 'methods', 'empty call', 'methods'
    '| {0} | {1}: | {2}: | {3}: | {2}: |' -f ('-' * 42), ('-' * 8), ('-' * 6), ('-' * 9)
    foreach ($line in $lines | Where-Object { $call = $_.Call; $Only.Where{ $call -like $_ } }) {
        $open = $line.Open ?? 'Import-Module $Module; $m = New-MemMap $Path f4 r'
        $ours, $theirs = @(), @()
        for ($round = 0; $round -lt $Rounds; $round++) {
            $ours += Measure-First $module $open $line.Call
            $theirs += Measure-First $nothing ($open -creplace '-MemMap', '-Nothing') ($line.Call -creplace '-MemMap', '-Nothing')
            Remove-Item "$data-*" -Recurse
        }

        '| {0,-42} | {1,9} | {2,7} | {3,10} | {4,7} |' -f (@("``$($line.Call)``") + (Format-Side $ours) + (Format-Side $theirs))
    }
}
finally {
    Remove-Item $work -Recurse -ErrorAction Ignore
}
