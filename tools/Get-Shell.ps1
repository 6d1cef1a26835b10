# Gives the command that starts the shell running this script: a program, and what comes before the shell's own arguments.
#
#     $shell, [string[]]$assembly = & tools/Get-Shell.ps1
#     & $shell @assembly -NoProfile -File script.ps1
#
# PowerShell that was installed as a .NET tool is an assembly, and dotnet the process.
[System.Environment]::ProcessPath
if ([System.IO.Path]::GetFileNameWithoutExtension([System.Environment]::ProcessPath) -eq 'dotnet') {
    [System.Environment]::GetCommandLineArgs()[0]
}
