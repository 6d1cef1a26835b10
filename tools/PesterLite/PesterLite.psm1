# A stand-in for the part of Pester 5's language that tests/Pester uses, for machines without Pester: blocks and tests, set-up and
# tear-down, -ForEach with <templates>, Should (in Should.ps1) and TestDrive:. As in Pester a file runs twice: its discovery
# collects blocks and tests, then these run.
#
# The bodies of blocks and tests belong to the session that called Invoke-PesterLite, not to this module. To dot-source one (`.`)
# runs it in that session's current scope; a new scope there is made by a script block of that session, $NewScope = { & $args[0] }.
# So the scopes nest as the blocks do, and no variable of this module is visible in them.

. $PSScriptRoot/Should.ps1

$script:Current = $null     # the block whose body is being discovered
$script:Session = $null     # the calling session's state: its variables, its drives
$script:NewScope = $null

function New-Block([string]$Name, $Parent, $Data, [bool]$Skip) {
    @{
        Name = $Name; Parent = $Parent; Data = $Data; Skip = $Skip -or ($Parent -and $Parent.Skip); IsTest = $false
        Items = [System.Collections.Generic.List[object]]::new()
        BeforeAll = $null; BeforeEach = $null; AfterEach = $null; AfterAll = $null
    }
}

# Without -ForEach there is one case and it has no data; with an empty -ForEach there is none.
function Get-Case([bool]$IsBound, $ForEach) {
    if (-not $IsBound) {
        return @{ HasData = $false }
    }

    foreach ($item in $ForEach) { @{ HasData = $true; Item = $item } }
}

function Set-CaseVariable($Data) {
    if ($Data.HasData) {
        $script:Session.PSVariable.Set('_', $Data.Item)
        if ($Data.Item -is [System.Collections.IDictionary]) {
            foreach ($key in $Data.Item.Keys) {
                $script:Session.PSVariable.Set($key, $Data.Item[$key])
            }
        }
    }
}

function Describe {
    param(
        [Parameter(Mandatory, Position = 0)] [string] $Name,
        [Parameter(Mandatory, Position = 1)] [scriptblock] $Fixture,
        [string[]] $Tag,
        [switch] $Skip,
        [object] $ForEach
    )

    foreach ($case in Get-Case $PSBoundParameters.ContainsKey('ForEach') $ForEach) {
        $outer = $script:Current
        $script:Current = New-Block $Name $outer $case $Skip
        $outer.Items.Add($script:Current)
        try {
            & $script:NewScope {
                Set-CaseVariable $case
                $null = . $Fixture
            }
        }
        finally {
            $script:Current = $outer
        }
    }
}

${function:Context} = ${function:Describe}

function It {
    param(
        [Parameter(Mandatory, Position = 0)] [string] $Name,
        [Parameter(Mandatory, Position = 1)] [scriptblock] $Test,
        [string[]] $Tag,
        [switch] $Skip,
        [Alias('TestCases')] [object] $ForEach
    )

    foreach ($case in Get-Case $PSBoundParameters.ContainsKey('ForEach') $ForEach) {
        $script:Current.Items.Add(@{
                Name = $Name; Parent = $script:Current; Data = $case; Skip = $Skip -or $script:Current.Skip; IsTest = $true; Body = $Test
            })
    }
}

function BeforeAll([Parameter(Mandatory)] [scriptblock] $Scriptblock) { $script:Current.BeforeAll = $Scriptblock }

function BeforeEach([Parameter(Mandatory)] [scriptblock] $Scriptblock) { $script:Current.BeforeEach = $Scriptblock }

function AfterEach([Parameter(Mandatory)] [scriptblock] $Scriptblock) { $script:Current.AfterEach = $Scriptblock }

function AfterAll([Parameter(Mandatory)] [scriptblock] $Scriptblock) { $script:Current.AfterAll = $Scriptblock }

function BeforeDiscovery([Parameter(Mandatory)] [scriptblock] $ScriptBlock) { . $ScriptBlock }

function Set-ItResult([Parameter(Mandatory)] [switch] $Skipped, [string] $Because) {
    throw [System.Management.Automation.ErrorRecord]::new([System.Exception]::new("is skipped, because $Because"), 'PesterTestSkipped', 'InvalidResult', $null)
}

# 'adds <a> to <b.Length>': the names are variables of the test. What is no variable stays as it stands.
function Expand-Title([string]$Title) {
    [regex]::Replace($Title, '(?<!`)<([A-Za-z_]\w*)((?:\.\w+)*)>', {
            param($match)
            $variable = $script:Session.PSVariable.Get($match.Groups[1].Value)
            if ($null -eq $variable) {
                return $match.Value
            }

            $value = $variable.Value
            foreach ($name in $match.Groups[2].Value.Split('.', [System.StringSplitOptions]::RemoveEmptyEntries)) {
                $value = $value.$name
            }

            if ($value -is [string]) { $value } else { Format-Value $value }
        })
}

function Get-FullTitle($Item) {
    $own = $Item.Title ?? $Item.Name
    $Item.Parent.Parent ? "$(Get-FullTitle $Item.Parent).$own" : $own
}

function Write-Failure($Item, $Record) {
    $script:Result.Failed++
    # The line of the test, not of the assertion's code: the first line of the trace that is in a test file.
    $at = [regex]::Match($Record.ScriptStackTrace, '(?m)[^,\r\n]*\.Tests\.ps1: line \d+').Value.Trim()
    [System.Console]::WriteLine("[-] $(Get-FullTitle $Item): $($Record.Exception.Message) ($at)")
}

# The set-ups or tear-downs of all blocks around a test, the outermost first.
function Get-Around($Block, [string]$Kind) {
    if ($Block) {
        Get-Around $Block.Parent $Kind
        $Block[$Kind]
    }
}

function Invoke-Test($Test) {
    if ($Test.Skip) {
        $script:Result.Skipped++
        return
    }

    & $script:NewScope {
        try {
            Set-CaseVariable $Test.Data
            $Test.Title = Expand-Title $Test.Name
            try {
                foreach ($body in @(Get-Around $Test.Parent 'BeforeEach') -ne $null) { $null = . $body }
                $null = . $Test.Body
            }
            finally {
                $after = @(Get-Around $Test.Parent 'AfterEach') -ne $null
                [array]::Reverse($after)
                foreach ($body in $after) { $null = . $body }
            }

            $script:Result.Passed++
        }
        catch {
            if ($_.FullyQualifiedErrorId -eq 'PesterTestSkipped') { $script:Result.Skipped++ } else { Write-Failure $Test $_ }
        }
    }
}

# A block without its set-up can't run: every test in it has failed.
function Write-FailedTest($Item, $Record) {
    if ($Item.IsTest) {
        if ($Item.Skip) { $script:Result.Skipped++ } else { Write-Failure $Item $Record }
        return
    }

    foreach ($child in $Item.Items) { Write-FailedTest $child $Record }
}

function Test-AnyToRun($Item) {
    if ($Item.IsTest) {
        return -not $Item.Skip
    }

    foreach ($child in $Item.Items) {
        if (Test-AnyToRun $child) {
            return $true
        }
    }

    $false
}

function Invoke-Block($Block, [string]$Drive) {
    $isNeeded = Test-AnyToRun $Block
    & $script:NewScope {
        $kept = [System.IO.Directory]::GetFileSystemEntries($Drive, '*', 'AllDirectories')
        try {
            Set-CaseVariable $Block.Data
            $Block.Title = Expand-Title $Block.Name
            if ($isNeeded -and $Block.BeforeAll) { $null = . $Block.BeforeAll }
        }
        catch {
            Write-FailedTest $Block $_
            return
        }

        foreach ($item in $Block.Items) {
            if ($item.IsTest) { Invoke-Test $item } else { Invoke-Block $item $Drive }
        }

        try {
            if ($isNeeded -and $Block.AfterAll) { $null = . $Block.AfterAll }
            Clear-TestDrive $Drive $kept
        }
        catch {
            Write-Failure $Block $_
        }
    }
}

# As in Pester, files that a block made end with it.
function Clear-TestDrive([string]$Drive, [string[]]$Kept) {
    foreach ($entry in [System.IO.Directory]::GetFileSystemEntries($Drive, '*', 'AllDirectories')) {
        if ($entry -cnotin $Kept) {
            if ([System.IO.Directory]::Exists($entry)) { [System.IO.Directory]::Delete($entry, $true) } elseif ([System.IO.File]::Exists($entry)) { [System.IO.File]::Delete($entry) }
        }
    }
}

function Invoke-TestFile([string]$Path) {
    $drive = [System.IO.Directory]::CreateTempSubdirectory('TestDrive').FullName
    $root = $script:Current = New-Block ([System.IO.Path]::GetFileName($Path)) $null @{ HasData = $false } $false
    $provider = $script:Session.Provider.GetOne('FileSystem')
    $null = $script:Session.Drive.New([System.Management.Automation.PSDriveInfo]::new('TestDrive', $provider, $drive, '', $null), 'Global')
    try {
        & $script:NewScope {
            $script:Session.PSVariable.Set('TestDrive', $drive)
            $null = & $script:NewScope $Path
            Invoke-Block $root $drive
        }
    }
    catch {
        $script:Result.Failed++
        [System.Console]::WriteLine("[-] ${Path}: the discovery failed: $($_.Exception.Message) $($_.InvocationInfo.PositionMessage)")
    }
    finally {
        $script:Session.Drive.Remove('TestDrive', $true, 'Global')
        [System.IO.Directory]::Delete($drive, $true)
    }
}

function Invoke-PesterLite {
    <#
    .SYNOPSIS
    Runs test files and returns how many tests passed, failed and were skipped. Failures are written as they happen.
    .PARAMETER NewScope
    { & $args[0] }, written in the session whose variables the tests shall see.
    #>
    [CmdletBinding()]
    param(
        [Parameter(Mandatory)] [string[]] $Path,
        [Parameter(Mandatory)] [scriptblock] $NewScope
    )

    $script:Session = $PSCmdlet.SessionState
    $script:NewScope = $NewScope
    $script:Result = [pscustomobject]@{ Passed = 0; Failed = 0; Skipped = 0 }
    foreach ($file in $Path) {
        Invoke-TestFile $file
    }

    $script:Result
}

Export-ModuleMember -Function Describe, Context, It, BeforeAll, BeforeEach, AfterEach, AfterAll, BeforeDiscovery, Set-ItResult, Should, Invoke-PesterLite
