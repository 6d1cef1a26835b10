# Every session in the documents, in the help topics and in the cmdlets' doc comments shows what is really printed.

BeforeDiscovery {
    $root = Convert-Path $PSScriptRoot/../..
    $files = @(
        'README.md'
        'docs/guide.md'
        'docs/session.ansi'
        # Connect-MemMap needs hosts: its own tests have them, and its examples print nothing.
        Get-ChildItem $root/src/MemMap.PowerShell/Commands, $root/src/MemMap.PowerShell/en-US -Exclude ConnectMemMapCommand.cs |
            Where-Object { Select-String 'PS> ' $_ -SimpleMatch -Quiet } | Resolve-Path -Relative -RelativeBasePath $root
    )
}

Describe 'The documents' {
    BeforeAll {
        $root = Convert-Path $PSScriptRoot/../..
        $printed = @{}
    }

    It '<File> shows what is really printed' -ForEach ($files | ForEach-Object { @{ File = $_; Files = $files } }) {
        if ($printed.Count -eq 0) {
            # All at once: a process of its own for each file would take long.
            $paths = $Files | ForEach-Object { Convert-Path $root/$_ }
            & $root/tools/Invoke-Transcript.ps1 $paths | ForEach-Object { $printed[$_.Path] = $_.Text }
        }
        $path = Convert-Path $root/$File
        $printed[$path] | Should -BeExactly (Get-Content $path -Raw)
    }

    It 'docs/session.svg shows docs/session.ansi' {
        $picture = & $root/tools/New-SessionPicture.ps1 $root/docs/session.ansi
        Get-Content $root/docs/session.svg -Raw | Should -BeExactly $picture -Because 'build.ps1 Docs makes it'
    }
}
