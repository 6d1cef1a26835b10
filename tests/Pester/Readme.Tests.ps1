Describe 'The documents' {
    It '<_> shows what is really printed' -ForEach 'README.md' {
        $root = [System.IO.Path]::GetFullPath([System.IO.Path]::Combine($PSScriptRoot, '..', '..'))
        $path = [System.IO.Path]::Combine($root, $_)
        $printed = & ([System.IO.Path]::Combine($root, 'tools', 'Invoke-Transcript.ps1')) $path
        $printed | Should -BeExactly ([System.IO.File]::ReadAllText($path))
    }
}
