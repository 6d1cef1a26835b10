# Pester 5's Should: operators are switches, the expected value is positional.

# Short text for a failure's message.
function Format-Value($Value) {
    if ($null -eq $Value) { return '$null' }
    if ($Value -is [bool]) { return "`$$Value".ToLowerInvariant() }
    if ($Value -is [string]) { return "'$Value'" }
    if ($Value -is [type]) { return "[$Value]" }
    if ($Value -is [array]) { return "@($(@(foreach ($item in $Value) { Format-Value $item }) -join ', '))" }
    "$Value"
}

# Pester's rule for -Be and -BeExactly: a collection and a single value both count as collections; the expected element decides
# into which type the actual one is converted.
function Test-Equal($Actual, $Expected, [bool]$CaseSensitive) {
    $Actual = @($Actual)
    $Expected = @($Expected)
    $isActualEmpty = $Actual.Count -eq 0 -or ($Actual.Count -eq 1 -and $null -eq $Actual[0])
    $isExpectedEmpty = $Expected.Count -eq 0 -or ($Expected.Count -eq 1 -and $null -eq $Expected[0])
    if ($isActualEmpty -or $isExpectedEmpty) {
        return $isActualEmpty -and $isExpectedEmpty
    }

    if ($Actual.Count -ne $Expected.Count) {
        return $false
    }

    for ($i = 0; $i -lt $Actual.Count; $i++) {
        $isEqual = if ($Actual[$i] -is [array] -or $Expected[$i] -is [array]) { Test-Equal $Actual[$i] $Expected[$i] $CaseSensitive }
        elseif ($CaseSensitive) { $Expected[$i] -ceq $Actual[$i] }
        else { $Expected[$i] -eq $Actual[$i] }
        if (-not $isEqual) {
            return $false
        }
    }

    $true
}

function Test-NullOrEmpty([object[]]$Actual) {
    if ($Actual.Count -ne 1) {
        return $Actual.Count -eq 0
    }

    if ($Actual[0] -is [System.Collections.ICollection]) {
        return $Actual[0].Count -eq 0
    }

    [string]::IsNullOrEmpty($Actual[0])
}

function Test-Type($Actual, $Expected) {
    $type = $Expected -is [type] ? $Expected : ($Expected.Trim('[', ']') -as [type])
    $type ? $Actual -is $type : $Expected -in $Actual.PSTypeNames
}

# What is wrong with the error that a script block threw; nothing where it is as expected.
function Get-ErrorMismatch($Record, [string]$Message, [string]$ErrorId, [type]$ExceptionType) {
    if ($null -eq $Record) {
        return 'no exception was thrown'
    }

    if ($ExceptionType -and $Record.Exception -isnot $ExceptionType) {
        "the exception type was [$($Record.Exception.GetType())]"
    }

    if ($Message -and $Record.Exception.Message -notlike $Message) {
        "the message was '$($Record.Exception.Message)'"
    }

    if ($ErrorId -and $Record.FullyQualifiedErrorId -notlike $ErrorId) {
        "the FullyQualifiedErrorId was '$($Record.FullyQualifiedErrorId)'"
    }
}

function Assert-Should([bool]$Succeeded, [bool]$Not, [string]$Message, [string]$Because) {
    if ($Succeeded -eq $Not) {
        $reason = $Because ? ", because $Because" : ''
        throw [System.Management.Automation.ErrorRecord]::new([System.Exception]::new($Message + $reason), 'PesterAssertionFailed', 'InvalidResult', $null)
    }
}

# Operators that see the whole input as one collection; all others see one value after the other.
$script:CollectionOperators = @{
    Be            = { param($actual, $expected) Test-Equal $actual $expected $false }
    BeExactly     = { param($actual, $expected) Test-Equal $actual $expected $true }
    BeNullOrEmpty = { param($actual) Test-NullOrEmpty $actual }
    Contain       = { param($actual, $expected) $actual -contains $expected }
    HaveCount     = { param($actual, $expected) @($actual).Count -eq $expected }
}
$script:ValueOperators = @{
    BeFalse          = { param($actual) -not $actual }
    BeGreaterOrEqual = { param($actual, $expected) $actual -ge $expected }
    BeGreaterThan    = { param($actual, $expected) $actual -gt $expected }
    BeIn             = { param($actual, $expected) $expected -contains $actual }
    BeLessOrEqual    = { param($actual, $expected) $actual -le $expected }
    BeLessThan       = { param($actual, $expected) $actual -lt $expected }
    BeLike           = { param($actual, $expected) $actual -like $expected }
    BeLikeExactly    = { param($actual, $expected) $actual -clike $expected }
    BeOfType         = { param($actual, $expected) Test-Type $actual $expected }
    BeTrue           = { param($actual) [bool]$actual }
    Exist            = { param($actual) $ExecutionContext.SessionState.InvokeProvider.Item.Exists($actual) }
    Match            = { param($actual, $expected) $actual -match $expected }
    MatchExactly     = { param($actual, $expected) $actual -cmatch $expected }
}

function Should {
    [CmdletBinding()]
    param(
        [Parameter(ValueFromPipeline)] [AllowNull()] [object] $ActualValue,
        [Parameter(Position = 0)]
        [Alias('ExpectedMessage', 'ExpectedType', 'RegularExpression')]
        [object] $ExpectedValue,
        [Parameter(Position = 1)] [string] $ErrorId,
        [Parameter(Position = 2)] [type] $ExceptionType,
        [string] $Because,
        [switch] $Not,
        [switch] $PassThru,
        [switch] $Be, [switch] $BeExactly, [switch] $BeNullOrEmpty, [switch] $Contain, [switch] $HaveCount,
        [switch] $BeFalse, [switch] $BeGreaterOrEqual, [switch] $BeGreaterThan, [switch] $BeIn, [switch] $BeLessOrEqual,
        [switch] $BeLessThan, [switch] $BeLike, [switch] $BeLikeExactly, [switch] $BeOfType, [switch] $BeTrue, [switch] $Exist,
        [switch] $Match, [switch] $MatchExactly, [switch] $Throw
    )

    begin {
        $values = [System.Collections.Generic.List[object]]::new()
    }

    process {
        $values.Add($ActualValue)
    }

    end {
        $all = $values.ToArray()
        if ($PSBoundParameters.ContainsKey('ActualValue') -and -not $MyInvocation.ExpectingInput) {
            $all = @($ActualValue)
        }

        $expectation = "Expected $($Not ? 'not ' : '')"
        if ($Throw) {
            $thrown = $null
            try { $null = & $all[0] } catch { $thrown = $_ }
            if ($Not) {
                Assert-Should ($null -eq $thrown) $false "Expected no exception, but '$($thrown.Exception.Message)' was thrown" $Because
                return
            }

            $mismatch = @(Get-ErrorMismatch $thrown $ExpectedValue $ErrorId $ExceptionType)
            $wanted = @($ExpectedValue, $ErrorId, $ExceptionType).Where({ $_ }).ForEach({ Format-Value $_ }) -join ', '
            Assert-Should ($mismatch.Count -eq 0) $false "Expected an exception ($wanted), but $($mismatch -join ' and ')" $Because
            if ($PassThru) { $thrown }
            return
        }

        $operator = @(foreach ($name in $PSBoundParameters.Keys) {
                if ($script:CollectionOperators.Contains($name) -or $script:ValueOperators.Contains($name)) { $name }
            })
        if ($operator.Count -ne 1) {
            throw [System.ArgumentException]::new('Should needs exactly one operator.')
        }

        $operator = $operator[0]
        $said = "$operator $($PSBoundParameters.ContainsKey('ExpectedValue') ? (Format-Value $ExpectedValue) : '')".TrimEnd()
        if ($test = $script:CollectionOperators[$operator]) {
            $shown = $all.Count -eq 1 ? $all[0] : $all
            Assert-Should ([bool](& $test $all $ExpectedValue)) $Not "$expectation$said, but got $(Format-Value $shown)" $Because
            return
        }

        foreach ($value in $all) {
            Assert-Should ([bool](& $script:ValueOperators[$operator] $value $ExpectedValue)) $Not "$expectation$said, but got $(Format-Value $value)" $Because
        }
    }
}
