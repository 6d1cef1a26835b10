BeforeAll {
    Import-Module $PSScriptRoot/../../artifacts/MemMap -Force
}

Describe 'ConvertTo-MemMap' {
    BeforeEach {
        $file = Join-Path $TestDrive to.dat
    }

    AfterEach {
        Get-MemMap | Close-MemMap
        Remove-Item $file -ErrorAction Ignore
    }

    It 'writes numbers and maps them' {
        $m = 1..5 | ConvertTo-MemMap $file
        $m.DType -eq 'int64' | Should -BeTrue
        $m.ToArray() | Should -Be 1, 2, 3, 4, 5
    }

    It 'appends' {
        1, 2 | ConvertTo-MemMap $file f4 | Close-MemMap
        (3, 4 | ConvertTo-MemMap $file f4 -Append).ToArray() | Should -Be 1, 2, 3, 4
    }

    It 'appends for one at a time: another one is an error, and nothing is lost (<Name>)' -ForEach @(@{ Name = 'raw' }, @{ Name = 'npy' }) {
        $file = Join-Path $TestDrive "both.$Name"
        Remove-Item $file -ErrorAction Ignore
        1, 2 | ConvertTo-MemMap $file i8 | Close-MemMap
        $problems = @()
        # The second one appends while the first one's pipeline is under way.
        3..5 | ForEach-Object {
            $_
            try { 70, 80 | ConvertTo-MemMap $file i8 -Append -ErrorAction Stop | Close-MemMap } catch { $problems += $_ }
        } | ConvertTo-MemMap $file i8 -Append | Close-MemMap
        $problems.Count | Should -BeGreaterThan 0
        $problems | ForEach-Object { $_.FullyQualifiedErrorId | Should -BeLike 'AppendInUse,*' }
        $problems[0].CategoryInfo.Category | Should -Be 'ResourceBusy'
        $all = (New-MemMap $file i8 -Mode r).ToArray()
        $all.Count | Should -Be (5 + (2 * (3 - $problems.Count)))
        $all[-1] | Should -Be 5
        (6 | ConvertTo-MemMap $file i8 -Append).ToArray() | Should -Be (@($all) + 6)
    }

    It 'appends in turn' {
        1..20 | ForEach-Object { $_ | ConvertTo-MemMap $file i8 -Append | Close-MemMap }
        (New-MemMap $file i8 -Mode r).ToArray() | Should -Be (1..20)
    }

    It 'replaces a file only when all is there' {
        1, 2 | ConvertTo-MemMap $file u1 | Close-MemMap
        { 3, 'four' | ConvertTo-MemMap $file u1 } | Should -Throw -ErrorId 'BadObject*'
        [System.IO.File]::ReadAllBytes($file) | Should -Be 1, 2
        3 | ConvertTo-MemMap $file u1 | Close-MemMap
        [System.IO.File]::ReadAllBytes($file) | Should -Be 3
    }

    It 'keeps what came before a bad object' {
        { 1, 2, 'three', 4 | ConvertTo-MemMap $file u1 } | Should -Throw -ErrorId 'BadObject*'
        [System.IO.File]::ReadAllBytes($file) | Should -Be 1, 2
    }

    It 'takes objects by the names of their properties, as Import-Csv gives them' {
        $rows = [pscustomobject]@{ When = '2024-05-06'; Id = '7'; Load = '0.25' }, [pscustomobject]@{ When = ''; Id = '8'; Load = '1e3' }
        $m = $rows | ConvertTo-MemMap $file ([ordered]@{ Id = 'u2'; Load = 'f8'; When = 'M8[D]' })
        $back = @($m | ConvertFrom-MemMap)
        $back[0].Id, $back[0].Load, $back[0].When | Should -Be 7, 0.25, ([datetime]::new(2024, 5, 6))
        $back[1].Load | Should -Be 1000
        $back[1].When | Should -BeNullOrEmpty
    }

    It 'gives rows a shape' {
        $m = 1..6 | ConvertTo-MemMap $file -Shape 2
        $m.Shape | Should -Be 3, 2
    }

    It 'writes .npy by the name, and continues it' {
        $npy = Join-Path $TestDrive to.npy
        1..4 | ConvertTo-MemMap $npy '>i2' -Shape 2 | Close-MemMap
        5, 6 | ConvertTo-MemMap $npy -Append | Close-MemMap
        $m = New-MemMap $npy -Mode r
        "$($m.DType) $($m.Shape)" | Should -Be '>i2 3 2'
        $m.ToArray() | Should -Be 1, 2, 3, 4, 5, 6
    }

    It 'refuses a file that exists with -NoClobber' {
        1 | ConvertTo-MemMap $file | Close-MemMap
        { 2 | ConvertTo-MemMap $file -NoClobber } | Should -Throw -ErrorId 'FileExists*'
    }

    It 'writes nothing with -WhatIf' {
        1 | ConvertTo-MemMap $file -WhatIf | Should -BeNullOrEmpty
        Test-Path $file | Should -BeFalse
    }
}
