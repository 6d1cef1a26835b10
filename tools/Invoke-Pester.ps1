# Runs Pester files, under Pester 5 or later where that is installed and under tools/PesterLite otherwise, and ends with a line of counts.
# build.ps1 starts this in a process of its own, so that the module's files are free again when it has ended.
[CmdletBinding()]
param(
    # Files, or folders with *.Tests.ps1 files.
    [Parameter(Mandatory, ValueFromRemainingArguments)]
    [string[]] $Path
)

$ErrorActionPreference = 'Stop'
if (Get-Module -ListAvailable Pester | Where-Object { $_.Version -ge [version]'5.0' }) {
    Import-Module Pester -MinimumVersion 5.0
    $run = Invoke-Pester -Path $Path -PassThru
    $passed, $skipped = $run.PassedCount, $run.SkippedCount
    # A file that can't be read and a block whose set-up fails are no tests, but they are failures.
    $failed = $run.FailedCount + $run.FailedBlocksCount + $run.FailedContainersCount
}
else {
    Import-Module $PSScriptRoot/PesterLite/PesterLite.psm1
    $files = foreach ($item in $Path) {
        $full = $ExecutionContext.SessionState.Path.GetUnresolvedProviderPathFromPSPath($item)
        if ([System.IO.File]::Exists($full)) { $full } else { [System.IO.Directory]::GetFiles($full, '*.Tests.ps1', 'AllDirectories') }
    }
    $run = Invoke-PesterLite -Path ([System.Linq.Enumerable]::Order([string[]]$files)) -NewScope { & $args[0] }
    $passed, $failed, $skipped = $run.Passed, $run.Failed, $run.Skipped
}

"$passed passed, $failed failed, $skipped skipped"
exit ($failed -gt 0 -or $passed -eq 0 ? 1 : 0)
