# Every session in the documents, in the help topics and in the cmdlets' doc comments shows what is really printed.

BeforeDiscovery {
    $root = [System.IO.Path]::GetFullPath([System.IO.Path]::Combine($PSScriptRoot, '..', '..'))
    $files = @(
        'README.md'
        'docs/guide.md'
        'docs/session.txt'
        foreach ($folder in @('src/MemMap.PowerShell/Commands', 'src/MemMap.PowerShell/en-US')) {
            foreach ($file in [System.IO.Directory]::GetFiles([System.IO.Path]::Combine($root, $folder))) {
                # Connect-MemMap needs hosts: its own tests have them, and its examples print nothing.
                if ([System.IO.File]::ReadAllText($file).Contains('PS> ') -and -not $file.EndsWith('ConnectMemMapCommand.cs')) { [System.IO.Path]::GetRelativePath($root, $file) }
            }
        }
    )
}

Describe 'The documents' {
    BeforeAll {
        $root = [System.IO.Path]::GetFullPath([System.IO.Path]::Combine($PSScriptRoot, '..', '..'))
        $printed = @{}
    }

    It '<File> shows what is really printed' -ForEach ($files | ForEach-Object { @{ File = $_; Files = $files } }) {
        if ($printed.Count -eq 0) {
            # All at once: a process of its own for each file would take long.
            $paths = foreach ($name in $Files) { [System.IO.Path]::Combine($root, $name) }
            & ([System.IO.Path]::Combine($root, 'tools', 'Invoke-Transcript.ps1')) $paths | ForEach-Object { $printed[$_.Path] = $_.Text }
        }
        $path = [System.IO.Path]::Combine($root, $File)
        $printed[$path] | Should -BeExactly ([System.IO.File]::ReadAllText($path))
    }

    It 'docs/session.svg shows docs/session.txt' {
        $picture = & ([System.IO.Path]::Combine($root, 'tools', 'New-SessionPicture.ps1')) ([System.IO.Path]::Combine($root, 'docs', 'session.txt'))
        [System.IO.File]::ReadAllText([System.IO.Path]::Combine($root, 'docs', 'session.svg')) | Should -BeExactly $picture -Because 'build.ps1 Docs makes it'
    }
}
