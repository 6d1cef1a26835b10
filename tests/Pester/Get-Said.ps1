# What a line of a script says: its errors and warnings, as text. It is read into a test's BeforeAll, whose variables the line sees.
function Get-Said([string] $Script) {
    try {
        & ([scriptblock]::Create($Script)) *>&1 | Where-Object {
            $_ -is [System.Management.Automation.ErrorRecord] -or $_ -is [System.Management.Automation.WarningRecord]
        } | ForEach-Object { "$_" }
    } catch {
        "$_"
    }
}
