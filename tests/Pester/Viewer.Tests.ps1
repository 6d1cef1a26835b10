# Show-MemMap -Interactive where there is no terminal. What its keys do is tested in tests/Unit/Viewer.

BeforeAll {
    $module = Convert-Path $PSScriptRoot/../../artifacts/MemMap
    Import-Module $module
}

Describe 'Show-MemMap -Interactive without a terminal' {
    BeforeAll {
        $file = Join-Path $TestDrive bytes.bin
        [System.IO.File]::WriteAllBytes($file, [byte[]](0..255))
    }

    It 'is an error that says why, and leaves nothing open' {
        $output = "Import-Module '$module'; try { Show-MemMap '$file' -Interactive } " +
            'catch { $_.FullyQualifiedErrorId, $_.CategoryInfo.Category, $_.Exception.Message }; @(Get-MemMap).Count' |
            pwsh -NoProfile -NonInteractive -Command -
        $output[0] | Should -Match 'NoConsole,MemMap.Commands.ShowMemMapCommand$'
        $output[1] | Should -Be 'InvalidOperation'
        $output[2] | Should -Match '^-Interactive needs a terminal for keys and a screen, and the (in|out)put is redirected; '
        $output[3] | Should -Be 0
    }

    It 'is an error in a job' {
        $job = Start-Job { param($module, $file) Import-Module $module; Show-MemMap $file -Interactive } -ArgumentList $module, $file
        { $job | Receive-Job -Wait -AutoRemoveJob -ErrorAction Stop } | Should -Throw '*needs a terminal*'
    }

    It 'excludes -<name>' -ForEach @(
        @{ name = 'OutFile'; value = 'x.png' }, @{ name = 'First'; value = 3 }, @{ name = 'Bins'; value = 3 }
        @{ name = 'Width'; value = 80 }, @{ name = 'Height'; value = 20 }, @{ name = 'As'; value = 'Line' }
        @{ name = 'X'; value = 'a' }, @{ name = 'Graphics'; value = 'Sixel' }
    ) {
        $parameters = @{ $name = $value }
        { Show-MemMap $file -Interactive @parameters } | Should -Throw "-Interactive and -$name exclude one another"
    }
}
