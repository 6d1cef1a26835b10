BeforeAll {
    Import-Module $PSScriptRoot/../../artifacts/MemMap -Force
}

Describe 'ConvertFrom-MemMap' {
    BeforeEach {
        $file = Join-Path $TestDrive from.dat
        $m = New-MemMap $file -DType int32 -Mode w+ -Shape 2, 3
        $m | Set-MemMapValue -Value (0..5)
    }

    AfterEach {
        Get-MemMap | Close-MemMap
    }

    It 'writes the elements in C order' {
        $m | ConvertFrom-MemMap | Should -Be 0, 1, 2, 3, 4, 5
        $m.T | ConvertFrom-MemMap | Should -Be 0, 3, 1, 4, 2, 5
    }

    It 'writes sub-arrays along an axis' {
        @($m | ConvertFrom-MemMap -Axis 1 | ForEach-Object { $_.Sum() }) | Should -Be 3, 5, 7
    }

    It 'writes positions too' {
        $last = @($m | ConvertFrom-MemMap -WithIndex)[5]
        $last.Index | Should -Be 1, 2
        $last.Value | Should -Be 5
    }

    It 'writes records as objects' {
        $r = New-MemMap $file -DType ([ordered]@{ a = 'i4'; b = '2u1'; t = 'm8[s]' }) -Mode w+ -Shape 2
        $r | Set-MemMapValue 0 (7, (1, 2), 'NaT')
        $first = @($r | ConvertFrom-MemMap)[0]
        $first.a | Should -Be 7
        $first.b | Should -Be 1, 2
        $first.t | Should -BeNullOrEmpty
        $r | ConvertFrom-MemMap -Field a | Should -Be 7, 0
    }
}

Describe 'ConvertFrom-MemMap -Encoding' {
    AfterEach {
        Get-MemMap | Close-MemMap
    }

    It 'reads bytes as text in an encoding, up to their NUL: <name>' -ForEach @(
        @{ name = 'utf8' }, @{ name = 'unicode' }, @{ name = 'bigendianunicode' }, @{ name = 'utf32' }
    ) {
        $encoding = @{
            utf8 = [System.Text.Encoding]::UTF8; unicode = [System.Text.Encoding]::Unicode
            bigendianunicode = [System.Text.Encoding]::BigEndianUnicode; utf32 = [System.Text.Encoding]::UTF32
        }[$name]
        $texts = "Gr`u{fc}n", "a`u{20ac}", ''
        $bytes = [byte[]]::new(60)
        for ($i = 0; $i -lt 3; $i++) { $encoding.GetBytes($texts[$i]).CopyTo($bytes, 20 * $i) }
        $file = Join-Path $TestDrive "$name.dat"
        [System.IO.File]::WriteAllBytes($file, $bytes)
        $m = New-MemMap $file S20 r
        $m | ConvertFrom-MemMap -Encoding $name | Should -Be $texts
        $records = New-MemMap $file ([ordered]@{ name = 'S20' }) r
        ($records | ConvertFrom-MemMap -Encoding $encoding).name | Should -Be $texts
        # What was read is written as the bytes that it was.
        $again = $records | ConvertFrom-MemMap -Encoding $name |
            ConvertTo-MemMap (Join-Path $TestDrive "$name.new") ([ordered]@{ name = 'S20' })
        $again.ToBytes() | Should -Be $bytes
    }

    It 'names the encodings that there are' {
        { [MemMap.NDArray]::Zeros(1, 'S4') | ConvertFrom-MemMap -Encoding utf9 } | Should -Throw '*utf9*'
    }
}

Describe 'ConvertFrom-MemMap -Wait' {
    BeforeAll {
        function Add-Number([string] $Path, [int[]] $Number) {
            $Number | ConvertTo-MemMap $Path int32 -Append | Close-MemMap
        }
    }

    BeforeEach {
        $file = Join-Path $TestDrive "$([guid]::NewGuid()).dat"
        Add-Number $file 1, 2, 3
    }

    It 'writes what is appended, and what is in the file that replaces it' {
        $all = ConvertFrom-MemMap $file -DType int32 -Wait | ForEach-Object {
            $_
            switch ($_) {
                3 { Add-Number $file 4, 5 }
                5 { Move-Item $file "$file.1"; Add-Number "$file.1" 6; Add-Number $file 7, 8 }
                8 { [System.IO.File]::WriteAllBytes($file, [byte[]](9, 0, 0, 0)) }
            }
        } | Select-Object -First 9
        $all | Should -Be 1, 2, 3, 4, 5, 6, 7, 8, 9
    }

    It 'waits for whole elements, and ends with -First' {
        [System.IO.File]::AppendAllText($file, 'ab')
        $all = ConvertFrom-MemMap $file -DType int32 -Wait -Skip 1 -First 3 | ForEach-Object {
            $_
            if ($_ -eq 3) { [System.IO.File]::AppendAllText($file, 'cdef') }
        }
        $all | Should -Be 2, 3, ([System.BitConverter]::ToInt32([byte[]][char[]]'abcd', 0))
    }

    It 'begins with the last elements, and counts' {
        $all = ConvertFrom-MemMap $file -DType int32 -Wait -Last 1 -WithIndex | ForEach-Object {
            "$($_.Index): $($_.Value)"
            if ($_.Value -eq 3) { Add-Number $file 4 }
        } | Select-Object -First 2
        $all | Should -Be '2: 3', '3: 4'
    }

    It 'writes only elements for which a condition holds, across the files that replace it' {
        $all = ConvertFrom-MemMap $file -DType int32 -Wait -Where { $_ -gt 1 -and $_ -ne 5 } -Skip 1 -First 5 -WithIndex | ForEach-Object {
            "$($_.Index): $($_.Value)"
            switch ($_.Value) {
                3 { Add-Number $file 0, 4, 1; Add-Number $file 5, 6 }
                6 { Move-Item $file "$file.1"; Add-Number "$file.1" 7, 1; Add-Number $file 1, 8, 9, 10 }
            }
        }
        $all | Should -Be '2: 3', '4: 4', '7: 6', '8: 7', '1: 8'
    }

    It 'begins with the last matches, and goes on with a field of new ones' {
        $records = "$file.records"
        $dtype = [ordered]@{ n = 'i4'; kind = 'S4' }
        @{ n = 1; kind = 'warn' }, @{ n = 2; kind = 'warn' }, @{ n = 3; kind = 'ok' } | ConvertTo-MemMap $records $dtype | Close-MemMap
        $all = ConvertFrom-MemMap $records -DType $dtype -Wait -Where { $_.kind -eq 'warn' } -Last 1 -Field n | ForEach-Object {
            $_
            if ($_ -eq 2) { @{ n = 4; kind = 'ok' }, @{ n = 5; kind = 'warn' } | ConvertTo-MemMap $records $dtype -Append | Close-MemMap }
        } | Select-Object -First 2
        $all | Should -Be 2, 5
    }

    It 'ends with the error of a condition' {
        { ConvertFrom-MemMap $file -DType int32 -Wait -Where { throw 'wrong' } -ErrorAction Stop } | Should -Throw '*wrong*'
    }

    It 'follows a .npy file' {
        $npy = "$file.npy"
        1, 2 | ConvertTo-MemMap $npy int32 | Close-MemMap
        ConvertFrom-MemMap $npy -Wait -First 4 | ForEach-Object {
            $_
            if ($_ -eq 2) { 3, 4 | ConvertTo-MemMap $npy -Append | Close-MemMap }
        } | Should -Be 1, 2, 3, 4
    }

    It 'stops when it is asked to' {
        $shell = [powershell]::Create()
        try {
            $null = $shell.AddScript('param($module, $file) Import-Module $module; ConvertFrom-MemMap $file -DType int32 -Wait').
                AddArgument((Get-Module MemMap).Path).AddArgument($file)
            $out = [System.Management.Automation.PSDataCollection[psobject]]::new()
            $running = $shell.BeginInvoke([System.Management.Automation.PSDataCollection[psobject]]$null, $out)
            while ($out.Count -lt 3 -and -not $running.IsCompleted) { Start-Sleep -Milliseconds 10 }
            $shell.Stop()
            $out | Should -Be 1, 2, 3
            $shell.InvocationStateInfo.State | Should -Be 'Stopped'
        }
        finally {
            $shell.Dispose()
        }
    }

    It 'says what it does not take: <Arguments>' -ForEach @(
        @{ Arguments = @{ Axis = 0 }; Id = 'OneOf' }
        @{ Arguments = @{ DType = 'int32'; Shape = 3 }; Id = 'ShapeOfGrowing' }
    ) {
        { ConvertFrom-MemMap $file @Arguments -Wait -ErrorAction Stop } | Should -Throw -ErrorId "$Id,*"
    }
}
