# Assigning and computing in place; what is in the file afterwards.

BeforeAll {
    Import-Module $PSScriptRoot/../../artifacts/MemMap -Force
}

Describe 'Set-MemMapValue' {
    BeforeEach {
        $file = Join-Path $TestDrive values.dat
        $m = New-MemMap $file -DType int16 -Mode w+ -Shape 2, 3
        $m | Set-MemMapValue -Value (0..5)
    }

    AfterEach {
        Get-MemMap | Close-MemMap
    }

    It 'refuses bytes that are mostly hexadecimal, and writes nothing: <_>' -ForEach 'DE AD B', 'DE AD BG', 'DE,AD,B', '0xDE 0xAD1' {
        $image = Join-Path $TestDrive image.img
        Set-Content $image ('x' * 64) -NoNewline
        { New-MemMap $image | Set-MemMapValue 0x10 -Bytes $_ -ErrorAction Stop } | Should -Throw -ErrorId 'BytesMalformed,*'
        Get-Content $image | Should -Be ('x' * 64)
        New-MemMap $image | Set-MemMapValue 0x10 -Bytes $_ -Encoding ascii
        Get-Content $image | Should -BeLike "xxxx*$_*xxxx"
    }

    It 'fills in C order from a flat list whose count fits' {
        $m.Ravel().ToArray() | Should -Be (0..5)
        $m | Close-MemMap
        [System.IO.File]::ReadAllBytes($file) | Should -Be 0, 0, 1, 0, 2, 0, 3, 0, 4, 0, 5, 0
    }

    It '<Name>' -ForEach @(
        @{ Name = 'a number to everything'; Index = '...'; Value = 7; Expected = 7, 7, 7, 7, 7, 7 }
        @{ Name = 'a number to a row'; Index = 1; Value = 7; Expected = 0, 1, 2, 7, 7, 7 }
        @{ Name = 'a number to a slice'; Index = ':, 1:'; Value = 7; Expected = 0, 7, 7, 3, 7, 7 }
        @{ Name = 'a number to an element'; Index = 1, 2; Value = 7; Expected = 0, 1, 2, 3, 4, 7 }
        @{ Name = 'a row to every row'; Index = '...'; Value = 7, 8, 9; Expected = 7, 8, 9, 7, 8, 9 }
        @{ Name = 'a column to every column'; Index = '...'; Value = @(7), @(8); Expected = 7, 7, 7, 8, 8, 8 }
        @{ Name = 'nested lists'; Index = ':, :2'; Value = (6, 7), (8, 9); Expected = 6, 7, 2, 8, 9, 5 }
        @{ Name = 'a list to an integer list'; Index = 0, (0, 2); Value = 8, 9; Expected = 8, 1, 9, 3, 4, 5 }
        @{ Name = 'the last of two values for one place'; Index = 0, (1, 1); Value = 8, 9; Expected = 0, 9, 2, 3, 4, 5 }
        @{ Name = 'a float without its fraction'; Index = 0, 0; Value = 2.7; Expected = 2, 1, 2, 3, 4, 5 }
        @{ Name = 'a typed array'; Index = 0; Value = [double[]](7.9, 8, 9); Expected = 7, 8, 9, 3, 4, 5 }
        @{ Name = 'text of a number'; Index = 0, 0; Value = '-12'; Expected = -12, 1, 2, 3, 4, 5 }
    ) {
        $m | Set-MemMapValue -Index $Index -Value $Value
        $m.Ravel().ToArray() | Should -Be $Expected
    }

    It 'takes index and value by position, negative ones too' {
        $m | Set-MemMapValue '1:' -5
        $m.Ravel().ToArray() | Should -Be 0, 1, 2, -5, -5, -5
    }

    It 'refuses an index of $null, which nothing found gives: <Name>' -ForEach @(
        @{ Name = 'by position'; Run = { $m | Set-MemMapValue $null 65 -ErrorAction Stop } }
        @{ Name = 'nothing found'; Run = { $m | Set-MemMapValue ($m | Find-MemMapValue -GT 1000) 65 -ErrorAction Stop } }
        @{ Name = 'bytes'; Run = { $m | Set-MemMapValue ($m | Find-MemMapValue 'X!') -Bytes 'Z' -ErrorAction Stop } }
        @{ Name = 'an operation'; Run = { $m | Set-MemMapValue $null 65 -Operation Add -ErrorAction Stop } }
        @{ Name = 'an indexer'; Run = { $m[$null] = 66 } }
        @{ Name = 'a property of nothing'; Run = { $m[($m | Find-MemMapValue -GT 1000).Index] = 66 } }
    ) {
        $run = $Run
        { . $run } | Should -Throw '*the index is $null*'
        $m.Ravel().ToArray() | Should -Be (0..5)
    }

    It 'assigns to where a mask holds' {
        $mask = [MemMap.NDArray]::Array(@(@($true, $false, $true), @($false, $false, $true)))
        $m | Set-MemMapValue $mask -1
        $m.Ravel().ToArray() | Should -Be -1, 1, -1, 3, 4, -1
    }

    It 'casts the elements of an array as numpy does' {
        $m | Set-MemMapValue 0 ([MemMap.NDArray]::Array([int[]](65537, 65538, -65537)))
        $m.Ravel().ToArray() | Should -Be 1, 2, -1, 3, 4, 5
    }

    It 'behaves as if an overlapping source had been copied first' {
        $row = New-MemMap (Join-Path $TestDrive row.dat) -Mode w+ -Shape 5
        $row | Set-MemMapValue -Value (1..5)
        $row | Set-MemMapValue '1:' ($row | Get-MemMapSlice ':-1')
        $row.ToArray() | Should -Be 1, 1, 2, 3, 4
    }

    It 'fails with -WhatIf where it would without: <Name>' -ForEach @(
        @{ Name = 'a text'; Parameters = @{ Index = 0; Value = 'abc' } }
        @{ Name = 'a number too large'; Parameters = @{ Index = 0; Value = 70000 } }
        @{ Name = 'a number too large in a list'; Parameters = @{ Index = 0; Value = 1, 2, 70000 } }
        @{ Name = 'too many values'; Parameters = @{ Index = 0; Value = 1, 2, 3, 4 } }
        @{ Name = 'too many values for a list of places'; Parameters = @{ Index = 0, (0, 2); Value = 1, 2, 3 } }
        @{ Name = 'an operation with results of another kind'; Parameters = @{ Value = 1.5; Operation = 'Add' } }
        @{ Name = 'an operation with too many values'; Parameters = @{ Value = [int16[]](1, 2, 3, 4); Operation = 'Add' } }
    ) {
        $m | Set-MemMapValue @Parameters -ErrorVariable real -ErrorAction SilentlyContinue
        $m | Set-MemMapValue @Parameters -ErrorVariable asked -ErrorAction SilentlyContinue -WhatIf
        "$real" | Should -Not -BeNullOrEmpty
        "$asked" | Should -Be "$real"
        $asked[0].FullyQualifiedErrorId | Should -Be $real[0].FullyQualifiedErrorId
        $m.Ravel().ToArray() | Should -Be (0..5)
    }

    It 'tells what a date or a flag is written as' {
        $r = New-MemMap (Join-Path $TestDrive meant.dat) ([ordered]@{ at = 'unixtime'; day = [DayOfWeek] }) w+ -Shape 2
        { $r | Set-MemMapValue 0 yesterday -Field at -ErrorAction Stop } |
            Should -Throw "*'yesterday' to unixtime; write a date such as 2024-02-29*" -ErrorId 'NumberText,*'
        { $r | Set-MemMapValue 0 Someday -Field day -WhatIf -ErrorAction Stop } |
            Should -Throw "*'Someday' to DayOfWeek; write a number or one of Sunday, *"
        $r | Set-MemMapValue 0 '2024-02-29' -Field at
        $r[0].at | Should -Be ([datetime]'2024-02-29')
    }

    It 'writes bytes from a position on, and what was found' {
        $b = New-MemMap (Join-Path $TestDrive bytes.bin) -Mode w+ -Shape 16
        $b | Set-MemMapValue 2 -Bytes 'MZ'
        $b | Set-MemMapValue -2 -Bytes '4D 5A'
        $b | Set-MemMapValue 0x8 -Bytes 255, 254
        $b | Set-MemMapValue '4:6' -Bytes 'é' -Encoding latin1
        $b.ToBytes() | Should -Be 0, 0, 0x4D, 0x5A, 0xE9, 0xE9, 0, 0, 255, 254, 0, 0, 0, 0, 0x4D, 0x5A
        $found = $b | Find-MemMapValue 'MZ'
        ($b | Get-MemMapSlice $found[1]).ToBytes() | Should -Be 0x4D, 0x5A
        { $b | Set-MemMapValue $found[0] -Bytes 'NE!' -WhatIf -ErrorAction Stop } |
            Should -ErrorId 'OtherLength,*' -Throw 'the match at 2 has 2 bytes and 3 are given: they would overwrite what follows*-Force'
        { $b | Set-MemMapValue $found[1] -Bytes 1 -ErrorAction Stop } | Should -Throw '*would leave its end*' -ErrorId 'OtherLength,*'
        $b | Set-MemMapValue $found[0] -Bytes 'NE!' -Force
        $b | Set-MemMapValue $found -Bytes 'ne'
        $b | Set-MemMapValue ($b | Find-MemMapValue -GE 254) 7
        $b.ToBytes() | Should -Be 0, 0, 0x6E, 0x65, 0x21, 0xE9, 0, 0, 7, 7, 0, 0, 0, 0, 0x6E, 0x65
        { $b | Set-MemMapValue 14 -Bytes 'end' -ErrorAction Stop } |
            Should -Throw '3 bytes from 14 on are not all within an array of 16' -ErrorId 'BytesBeyondEnd,*'
        { $b | Set-MemMapValue 0 -Bytes '4D ??' -ErrorAction Stop } | Should -Throw -ErrorId 'UnknownByte,*'
        { $m | Set-MemMapValue 0 -Bytes 'MZ' -ErrorAction Stop } | Should -Throw '*int16 (2, 3)*without a data type' -ErrorId 'NotBytes,*'
    }

    It 'replaces matches that overlap from left to right, each byte once' -ForEach @(
        @{ pattern = 'AA AA'; bytes = '01 02'; after = 1, 2, 1, 2, 0xAA, 0, 0 }
        @{ pattern = 'AA AA AA'; bytes = '01 02 03'; after = 1, 2, 3, 0xAA, 0xAA, 0, 0 }
    ) {
        $b = New-MemMap ([System.IO.Path]::Combine($TestDrive, 'run.bin')) -Mode w+ -Shape 7
        $b['0:5'] = 0xAA
        $found = @($b | Find-MemMapValue $pattern)
        [array]::Reverse($found)
        $b | Set-MemMapValue $found -Bytes $bytes
        $b.ToBytes() | Should -Be $after
    }

    It 'reads bytes in the forms that are printed, and asks where they may be text' {
        $b = New-MemMap ([System.IO.Path]::Combine($TestDrive, 'forms.bin')) -Mode w+ -Shape 4
        foreach ($form in 'BE-EF', '0xBE 0xEF', 'BE,EF', '0xBE,0xEF', '0xBEEF', 'be ef',
            [System.BitConverter]::ToString([byte[]](0xBE, 0xEF))) {
            $b['...'] = 0
            $b | Set-MemMapValue 1 -Bytes $form
            $b.ToBytes() | Should -Be 0, 0xBE, 0xEF, 0
            ($b | Find-MemMapValue $form).Offset | Should -Be 1
        }
        { $b | Set-MemMapValue 0 -Bytes BEEF -ErrorAction Stop } | Should -ErrorId 'BytesAmbiguous,*' `
            -Throw "'BEEF' may be text or hexadecimal digits: write '0xBEEF' for the digits, or add -Encoding ascii for the text"
        $b | Set-MemMapValue 0 -Bytes BEEF -Encoding ascii
        $b.ToBytes() | Should -Be 0x42, 0x45, 0x45, 0x46
    }

    It 'refuses text that is too long, and cuts it with -Truncate' {
        $r = New-MemMap ([System.IO.Path]::Combine($TestDrive, 'text.dat')) ([ordered]@{ s = 'S3'; u = 'U2'; v = 'V2' }) w+ -Shape 2
        { $r | Set-MemMapValue 0 (, 'abcd') -Field s -ErrorAction Stop } |
            Should -Throw '*4 characters*S3 holds 3*' -ErrorId 'TextTooLong,*'
        { $r | Set-MemMapValue 0 @{ s = 'abc'; u = 'é中文'; v = [byte[]](1, 2) } -ErrorAction Stop } |
            Should -Throw '*3 characters and <U2 holds 2*'
        $r.ToBytes() | Should -Be (@(0) * 26)
        $r | Set-MemMapValue 0 @{ s = 'abcd'; u = 'é中文'; v = [byte[]](1, 2, 3) } -Truncate
        "$($r[0].s) $($r[0].u) $($r[0].v)" | Should -Be 'abc é中 1 2'
        $r | Set-MemMapValue -Field s -Value 'ÿ1', 'longer' -Truncate
        $r['s'].ToBytes() | Should -Be 0xFF, 0x31, 0, 0x6C, 0x6F, 0x6E
    }

    It 'takes what was found on several axes' {
        $m | Set-MemMapValue ($m | Find-MemMapValue -GE 3) -1
        $m | Set-MemMapValue ($m | Find-MemMapValue -EQ 2) 9
        $m.Ravel().ToArray() | Should -Be 0, 1, 9, -1, -1, -1
    }

    It 'writes nothing, or the array with -PassThru' {
        $m | Set-MemMapValue 0 1 | Should -BeNullOrEmpty
        ($m | Set-MemMapValue 0 1 -PassThru).FileName | Should -Be $file
    }

    It 'computes in place: <Operation>' -ForEach @(
        @{ Operation = 'Add'; Expected = 2, 3, 4 }, @{ Operation = 'Subtract'; Expected = -2, -1, 0 },
            @{ Operation = 'Multiply'; Expected = 0, 2, 4 }
    ) {
        $m | Set-MemMapValue 0 2 -Operation $Operation
        $m.Ravel().ToArray() | Should -Be ($Expected + 3, 4, 5)
    }

    It 'divides floats in place' {
        $f = New-MemMap (Join-Path $TestDrive floats.dat) -DType f4 -Mode w+ -Shape 2
        $f | Set-MemMapValue -Value 1, 3
        $f | Set-MemMapValue -Value 2 -Operation Divide
        $f.ToArray() | Should -Be 0.5, 1.5
    }

    It 'computes with a negative number that is typed as an argument' {
        $m | Set-MemMapValue 1 -2 -Operation Multiply
        $m.Ravel().ToArray() | Should -Be 0, 1, 2, -6, -8, -10
    }

    It 'adds once where a list names an element twice' {
        $m | Set-MemMapValue 0, (0, 0) 1 -Operation Add
        $m[0, 0] | Should -Be 1
    }

    It 'assigns a field, and a record from an object' {
        $r = New-MemMap (Join-Path $TestDrive records.dat) ([ordered]@{ id = 'i4'; x = 'f8' }) w+ -Shape 2
        $r | Set-MemMapValue -Field x -Value 1.5, 2.5
        $r | Set-MemMapValue 1 ([pscustomobject]@{ x = 9; id = 7 })
        $r[0].x, $r[1].x, $r[1].id | Should -Be 1.5, 9, 7
    }
}

Describe 'Set-MemMapValue -Where' {
    BeforeEach {
        $r = New-MemMap (Join-Path $TestDrive stock.dat) 'id <i4, price <f8, kind S4' w+ -Shape 6
        $r['id'] = [MemMap.NDArray]::Arange(0, 6)
        $r | Set-MemMapValue -Field price -Value 1, 20, 3, 40, 5, 60
        $n = New-MemMap (Join-Path $TestDrive numbers.dat) int16 w+ -Shape 2, 3
        $n | Set-MemMapValue -Value (0..5)
    }

    AfterEach {
        Get-MemMap | Close-MemMap
    }

    It 'changes the records for which a condition holds' {
        $r | Set-MemMapValue -Where { $_.price -gt 10 } -Field kind -Value dear
        $r['kind'].ToArray() | Should -Be '', 'dear', '', 'dear', '', 'dear'
        $limit = 30
        $r | Set-MemMapValue { $_.price -gt $limit -and $_.kind -eq 'dear' } 0.5 -Field price -Operation Multiply
        $r['price'].ToArray() | Should -Be 1, 20, 3, 20, 5, 30
        $r | Set-MemMapValue { $_.id -lt 3 } -Field price -Value 7, 8, 9
        $r['price'].ToArray() | Should -Be 7, 8, 9, 20, 5, 30
    }

    It 'asks elements of any shape, with what can not be compiled too' {
        $n | Set-MemMapValue { $_ % 2 -eq 1 } -1
        $n.Ravel().ToArray() | Should -Be 0, -1, 2, -1, 4, -1
        $n | Set-MemMapValue { [math]::Sqrt($_) -ge 2 } 99
        $n.Ravel().ToArray() | Should -Be 0, -1, 2, -1, 99, -1
        $n | Set-MemMapValue { $false } 5
        $n.Ravel().ToArray() | Should -Be 0, -1, 2, -1, 99, -1
        $one = [MemMap.NDArray]::Array(4)
        $one | Set-MemMapValue { $_ -eq 4 } 6
        $one.Item() | Should -Be 6
    }

    It 'asks all records before any is changed, on all cores' {
        $big = [MemMap.NDArray]::Arange(0, 300000)
        $big | Set-MemMapValue { $_ -ge 150000 } 7 -Operation Add
        $big[149999], $big[150000], $big[299999] | Should -Be 149999, 150007, 300006
    }

    It 'changes nothing with -WhatIf, or where the value does not fit' {
        $n | Set-MemMapValue { $_ -gt 2 } 9 -WhatIf
        { $n | Set-MemMapValue { $_ -gt 2 } (1, 2) -ErrorAction Stop } | Should -Throw
        { $n | Set-MemMapValue { $_ -gt 2 } 99999 -ErrorAction Stop } | Should -Throw '*99999*'
        $n.Ravel().ToArray() | Should -Be (0..5)
        { $n | Set-MemMapValue 0 9 -Where { $_ -gt 2 } } | Should -Throw '-Where and -Index exclude one another'
        { $n | Set-MemMapValue { $_ } 9 -Where { $_ -gt 2 } } | Should -Throw '-Where and -Index exclude one another'
        { $r | Set-MemMapValue { $_.prize -gt 2 } 9 -ErrorAction Stop } | Should -Throw "*'prize'*price*"
    }
}

Describe 'Set-MemMapValue: what to write instead' {
    BeforeEach {
        $b = New-MemMap (Join-Path $TestDrive bytes.dat) -Mode w+ -Shape 20
        $n = New-MemMap (Join-Path $TestDrive numbers.dat) int32 w+ -Shape 20
    }

    AfterEach {
        Get-MemMap | Close-MemMap
    }

    It 'text for bytes: <_>' -ForEach 10, '10:13', '...' {
        { $b | Set-MemMapValue $_ GNU -ErrorAction Stop } | Should -Throw "*'GNU'*; text is written into bytes with -Bytes*"
        { $b | Set-MemMapValue $_ 300 -ErrorAction Stop } | Should -Throw '*300 is out of bounds for uint8'
    }

    It 'a list for one element' {
        { $b | Set-MemMapValue 10 (71, 78, 85) -ErrorAction Stop } |
            Should -Throw "*an integer selects one element, and '10:13' as many as there are values; *Set-MemMapValue 10 -Bytes * too"
        { $n | Set-MemMapValue -5 (1, 2) -ErrorAction Stop } |
            Should -Throw "*an integer selects one element, and '15:17' as many as there are values"
        { $n | Set-MemMapValue 5 ([MemMap.NDArray]::Arange(4)) -Operation Add -ErrorAction Stop } | Should -Throw "*'5:9'*"
        # What is said fits.
        $b | Set-MemMapValue '10:13' (71, 78, 85)
        $b | Set-MemMapValue 13 -Bytes (71, 78, 85)
        [string]$b['10:16'] | Should -Be '[71 78 85 71 78 85]'
        { $n | Set-MemMapValue 5 abc -ErrorAction Stop } | Should -Throw "*'abc'*int32*"
    }

    It 'a match of another part of the file is replaced where it is in the file' {
        $b | Set-MemMapValue 12 -Bytes needle
        $found = Find-MemMapValue needle (Join-Path $TestDrive bytes.dat) -Offset 10
        $found.Offset, $found.FileOffset | Should -Be 2, 12
        $b | Set-MemMapValue $found -Bytes NEEDLE
        [System.Text.Encoding]::ASCII.GetString($b['12:18'].ToBytes()) | Should -BeExactly NEEDLE
        $b | Set-MemMapValue $found 0
        $b.CountNonZero() | Should -Be 0
    }
}

Describe 'What -Verbose tells of a change' {
    BeforeAll {
        $numbers = [MemMap.NDArray]::Array((1..6), 'int32')
    }

    It 'is the number of elements, none included: <Script>' -ForEach @(
        @{ Script = { $numbers | Set-MemMapValue -Where { $_ -gt 4 } -Value 4 -Verbose }; Said = 'Set 2 elements of *' }
        @{ Script = { $numbers | Set-MemMapValue -Where { $_ -gt 100 } -Value 4 -Verbose }; Said = 'Set 0 elements of *where*' }
        @{ Script = { $numbers | Set-MemMapValue '1:4' 7 -Verbose }; Said = 'Set 3 elements of *1:4*' }
        @{ Script = { $numbers | Set-MemMapValue 0 1 -Operation Add -Verbose }; Said = 'Changed 1 element of *' }
        @{ Script = { [MemMap.NDArray]::Array([byte[]](1..9)) | Set-MemMapValue 2 -Bytes 'xy' -Verbose }; Said = 'Set 2 elements of *' }
    ) {
        $told = @(& $Script 4>&1 | ForEach-Object { "$_" })
        $told[-1] | Should -BeLike $Said
    }
}
