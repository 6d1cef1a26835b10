<#
.SYNOPSIS
Times the first calls of a workload in this shell, which is to be a fresh one.
.DESCRIPTION
bench/Compare starts it, with the module that build.ps1 has staged. It writes the seconds of each call. What the workload needs is opened or
made before the first call, outside the clock, and nothing that it doesn't need is touched.
.PARAMETER Name
The workload, as it is called in bench/Python/numpy_workloads.py.
.PARAMETER Folder
The folder with the files that bench/Compare makes.
.PARAMETER Calls
How often to call it, unless it takes long.
#>
[CmdletBinding()]
param(
    [Parameter(Mandatory)]
    [string] $Name,

    [Parameter(Mandatory)]
    [string] $Folder,

    [ValidateRange(2, 1000)]
    [int] $Calls = 40
)

$ErrorActionPreference = 'Stop'
$data = Join-Path $Folder data.f4

$inputs = @{
    a       = { New-MemMap $data f4 r }
    a2      = { (New-MemMap $data f4 r).Reshape(-1, 4096) }
    i2      = { New-MemMap $data i2 r }
    u1      = { New-MemMap $data u1 r }
    records = { New-MemMap $data 'i4,f4,f4,f4' r }
    big     = { New-MemMap (Join-Path $Folder data.be) '>f4' r }
    scratch = { New-MemMap (Join-Path $Folder scratch.f4) f4 r+ }
    index   = { (New-MemMap (Join-Path $Folder index.i8) i8 r).Copy() }
    values  = { (New-MemMap $data f4 r)[":$($index.Size)"].Copy() }
    mask    = { (New-MemMap $data f4 r).Gt(0.5) }
}

# Each workload as a user would type it. Its variables are what it needs of the above, in the order of their names.
$workloads = @{
    'sum'                          = { $a.Sum() }
    'mean'                         = { $a.Mean() }
    'std'                          = { $a.Std() }
    'min'                          = { $a.Min() }
    'argmax'                       = { $a.ArgMax() }
    'sum, axis 0'                  = { $a2.Sum(0) }
    'sum, axis 1'                  = { $a2.Sum(1) }
    'sum of int16'                 = { $i2.Sum() }
    'sum of uint8'                 = { $u1.Sum() }
    'sum of big-endian float32'    = { $big.Sum() }
    'sum of every third'           = { $a['::3'].Sum() }
    'sum of a field'               = { $records['f1'].Sum() }
    'count of > x'                 = { $a.CountWhere('Gt', 0.5) }
    'in place +='                  = { $scratch | Set-MemMapValue -Value 1 -Operation Add }
    'm + 1'                        = { $a + 1 }
    'm * m'                        = { $a * $a }
    'sqrt'                         = { $a.Sqrt() }
    '(m - .5) * 2 + sqrt(m)'       = { $x = $a.Lazy(); (($x - 0.5) * 2 + $x.Sqrt()).Compute() }
    'sum((m - .5)**2)'             = { ($a.Lazy() - 0.5).Square().Sum() }
    'count of (m > .2) & (m < .8)' = { $x = $a.Lazy(); $x.Gt(0.2).And($x.Lt(0.8)).CountNonZero() }
    'm[abs(m - .5) < .125]'        = { $a[($a.Lazy() - 0.5).Abs().Lt(0.125)] }
    'copy of a strided view'       = { $a2[':, ::2'].Copy() }
    'copy of a transpose'          = { $a2.T.Copy() }
    'float32 to float64'           = { $a.AsType('f8') }
    '1 Mi random elements'         = { $a[$index] }
    'mask selection'               = { $a[$mask] }
    'fancy assignment'             = { $scratch[$index] = $values }
    'fill'                         = { $scratch.Fill(1) }
    'percentile'                   = { $a.Percentile(90) }
    'sort'                         = { $a.Sort() }
    'histogram'                    = { $a.Histogram(100).Counts }
    'first pass over a new map'    = { $m = New-MemMap $data f4 r; $m.Sum(); $m | Close-MemMap }
    'open, read one, close'        = { $m = New-MemMap $data f4 r; $m[[long]($m.Size / 2)]; $m | Close-MemMap }
}

function Measure-Call([scriptblock]$Run) {
    $start = [System.Diagnostics.Stopwatch]::GetTimestamp()
    $null = . $Run
    ([System.Diagnostics.Stopwatch]::GetTimestamp() - $start) / [double][System.Diagnostics.Stopwatch]::Frequency
}

Import-Module (Join-Path $PSScriptRoot .. artifacts MemMap)
$run = $workloads[$Name] ?? $(throw "There is no workload '$Name' here.")
$needed = $run.Ast.FindAll({ $args[0] -is [System.Management.Automation.Language.VariableExpressionAst] }, $true).VariablePath.UserPath
foreach ($variable in $needed | Where-Object { $inputs.ContainsKey($_) } | Sort-Object -Unique) {
    Set-Variable $variable (. $inputs[$variable])
}

# The shell has then compiled what measures.
$null = Measure-Call { 1 }
$clock = [System.Diagnostics.Stopwatch]::StartNew()
# What takes seconds is called twice at least, and what takes a tenth of one ten times.
for ($call = 0; $call -lt $Calls -and $clock.Elapsed.TotalSeconds -lt ($call -lt 2 ? 60 : $call -lt 10 ? 10 : 2); $call++) {
    # numpy drops a result at once, outside the clock.
    [System.GC]::Collect()
    [System.GC]::WaitForPendingFinalizers()
    (Measure-Call $run).ToString('R', [cultureinfo]::InvariantCulture)
}
