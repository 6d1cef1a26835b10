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

    It 'leaves what there was if an object is bad' {
        { 1, 2, 'three', 4 | ConvertTo-MemMap $file u1 } | Should -Throw -ErrorId 'BadObject*'
        Test-Path $file | Should -BeFalse
        1, 2 | ConvertTo-MemMap $file u1 | Close-MemMap
        { 3, 'four' | ConvertTo-MemMap $file u1 -Append } | Should -Throw -ErrorId 'BadObject*'
        [System.IO.File]::ReadAllBytes($file) | Should -Be 1, 2
    }

    It 'keeps what came when the pipeline fails elsewhere' {
        { & { 1; 2; throw 'mine' } | ConvertTo-MemMap $file u1 } | Should -Throw mine
        [System.IO.File]::ReadAllBytes($file) | Should -Be 1, 2
    }

    It 'infers what holds all objects' {
        $names = Get-ChildItem $PSScriptRoot -File | ForEach-Object Name | ConvertTo-MemMap $file
        $names.ItemSize |
            Should -Be (4 * (Get-ChildItem $PSScriptRoot -File | ForEach-Object { $_.Name.Length } | Measure-Object -Maximum).Maximum)
        $names | Close-MemMap
        $m = @(Get-Item $PSScriptRoot) + (Get-ChildItem $PSScriptRoot -File) | Select-Object Name, Length, LastWriteTime |
            ConvertTo-MemMap $file
        $m['Length'].DType -eq 'float64' | Should -BeTrue
        [double]::IsNaN($m['Length'][0]) | Should -BeTrue
        $m['Length'][1] | Should -BeGreaterThan 0
    }

    It 'says which -DType to write where none holds all objects' {
        $objects = [pscustomobject]@{ id = 1; x = 'a' }, [pscustomobject]@{ id = 'none'; x = 'abc' }
        $caught = { $objects | ConvertTo-MemMap $file } | Should -Throw -PassThru
        $caught.Exception.Message | Should -BeLike "*such as -DType 'id <U20, x <U3'"
        ($objects | ConvertTo-MemMap $file -DType 'id <U20, x <U3')[1].id | Should -Be none
    }

    It 'takes objects by the names of their properties, as Import-Csv gives them' {
        $rows = [pscustomobject]@{ When = '2024-05-06'; Id = '7'; Load = '0.25' }, [pscustomobject]@{ When = ''; Id = '8'; Load = '1e3' }
        $m = $rows | ConvertTo-MemMap $file ([ordered]@{ Id = 'u2'; Load = 'f8'; When = 'M8[D]' })
        $back = @($m | ConvertFrom-MemMap)
        $back[0].Id, $back[0].Load, $back[0].When | Should -Be 7, 0.25, ([datetime]::new(2024, 5, 6))
        $back[1].Load | Should -Be 1000
        $back[1].When | Should -BeNullOrEmpty
    }

    It 'warns where a name promises another format: <_>' -ForEach '.arrow', '.json', '.xlsx' {
        $other = Join-Path $TestDrive "p$_"
        $m = [pscustomobject]@{ a = 1; b = 2 } | ConvertTo-MemMap $other -WarningVariable warning -WarningAction SilentlyContinue
        $warning | Should -HaveCount 1
        $warning | Should -BeLike "*p$_' has the raw bytes of the elements, whatever its name says; .npy is written by name*-Format Raw*"
        $m | Close-MemMap
        [pscustomobject]@{ a = 1; b = 2 } | ConvertTo-MemMap $other 'a i8, b i8' -Append 3>&1 | Should -BeOfType ([MemMap.MemMapArray])
        Get-MemMap | Close-MemMap
        [pscustomobject]@{ a = 1; b = 2 } | ConvertTo-MemMap $other -Format Raw 3>&1 | Should -BeOfType ([MemMap.MemMapArray])
    }

    It 'takes bytes for a copy of a file of another format, and tells -Verbose otherwise' {
        1, 2 | ConvertTo-MemMap (Join-Path $TestDrive copy.gz) u1 3>&1 | Should -BeOfType ([MemMap.MemMapArray])
        $told = 1, 2 | ConvertTo-MemMap $file -Verbose 4>&1
        "$told" | Should -BeLike "*without their dtype and shape: New-MemMap '$file' 'int64' opens it; .npy has them*"
    }

    It 'refuses names of formats that objects are not written as: <_>' -ForEach '.csv', '.npz', '.zarr', '.safetensors', '.patch', '.png' {
        $other = Join-Path $TestDrive "q$_"
        { 1, 2 | ConvertTo-MemMap $other } | Should -Throw
        Test-Path $other | Should -BeFalse
    }

    It 'cuts no number in a .npy file whose dtype nobody named' {
        $npy = Join-Path $TestDrive whole.npy
        1..3 | ConvertTo-MemMap $npy | Close-MemMap
        { 1.5 | ConvertTo-MemMap $npy -Append } |
            Should -Throw "*position 0*the file has int64, and Double 1.5 is none without loss; -DType 'int64' casts it*-DType 'float64'*"
        { 4, 1.5 | ConvertTo-MemMap $npy -Append } | Should -Throw '*position 1*'
        (New-MemMap $npy -Mode r).ToArray() | Should -Be 1, 2, 3
        (4.0, 5 | ConvertTo-MemMap $npy -Append).ToArray() | Should -Be 1, 2, 3, 4, 5
        Get-MemMap | Close-MemMap
        (6.7 | ConvertTo-MemMap $npy int64 -Append).ToArray() | Should -Be 1, 2, 3, 4, 5, 6
    }

    It 'appends elements of the dtype that the file is open with' {
        $objects = [pscustomobject]@{ Name = 'longer'; Id = 1 }, [pscustomobject]@{ Name = 'x'; Id = 2 }
        $m = $objects | ConvertTo-MemMap $file
        $bytes = New-MemMap $file -Mode r
        $all = $objects[1] | ConvertTo-MemMap $file -Append -WarningVariable warning
        $warning | Should -BeNullOrEmpty
        $all.DType | Should -Be $m.DType
        $all['Name'].ToArray() | Should -Be longer, x, x
        $length = (Get-Item $file).Length
        { [pscustomobject]@{ Id = 3 } | ConvertTo-MemMap $file -Append } | Should -Throw "*no value for field 'Name'*"
        (Get-Item $file).Length | Should -Be $length
        $m, $bytes, $all | Close-MemMap
        { [pscustomobject]@{ Name = 'xyz'; Id = 4 } | ConvertTo-MemMap $file -Append -WarningAction Ignore } |
            Should -Throw '*not a multiple*-DType says which elements the file has*'
        (Get-Item $file).Length | Should -Be $length
    }

    It 'appends rows of the length that the file is open with' {
        $m = 1..4 | ConvertTo-MemMap $file f4 -Shape 2
        $all = 5, 6 | ConvertTo-MemMap $file -Append
        $all.Shape | Should -Be ($m.Shape[0] + 1), 2
    }

    It 'appends elements where the open maps of a file have other rows: <First> first' -ForEach @(
        @{ First = 'rows'; Shapes = @(3, 2), @(, 6) }, @{ First = 'elements'; Shapes = @(, 6), @(3, 2) }
    ) {
        $null = 1..6 | ConvertTo-MemMap $file f4 | Close-MemMap
        $null = $Shapes | ForEach-Object { New-MemMap $file f4 -Shape $_ }
        $all = 7..9 | ConvertTo-MemMap $file -Append
        "$($all.DType) $($all.Shape)" | Should -Be 'float32 9'
    }

    It 'takes no dtype of a map that is open of a part of the file' {
        $null = 1..8 | ConvertTo-MemMap $file int64 | Close-MemMap
        $head = New-MemMap $file 'a i4, b i4' -Mode r -Shape 1
        $all = 9..11 | ConvertTo-MemMap $file -Append -WarningVariable warning -WarningAction SilentlyContinue
        $all.ToArray() | Should -Be (1..11)
        "$warning" | Should -BeLike '*int64, which was inferred*'
        $head | Close-MemMap
    }

    It 'names the column, the value and the row that a column of integers can not have: <Cell>' -ForEach @(
        @{ Cell = '1.5'; Like = "string '1.5' is none without loss" }, @{ Cell = ''; Like = 'an empty value is none' }
    ) {
        $npy = Join-Path $TestDrive rows.npy
        [pscustomobject]@{ a = 1; b = 2 } | ConvertTo-MemMap $npy | Close-MemMap
        $rows = "a,b`n3,4`n5,""$Cell""`n" | ConvertFrom-Csv
        $caught = { $rows | ConvertTo-MemMap $npy -Append } | Should -Throw -PassThru
        $caught.Exception.Message |
            Should -BeLike "*position 1*column 'b' of the file has int64, and $Like; give an integer*-DType 'a int64, b float64'"
        (New-MemMap $npy -Mode r).Size | Should -Be 1
        Get-MemMap | Close-MemMap
        ($rows | ConvertTo-MemMap $npy -DType 'a int64, b float64').Size | Should -Be 2
    }

    It 'names the column where a dtype is named, also within a record, and for each format' {
        { 'a,b', '3,4', '5,1.5' | ConvertFrom-Csv | ConvertTo-MemMap $file 'a i8, b i8' } |
            Should -Throw "*position 1*: column 'b': could not convert string '1.5' to int64"
        { 'a,b', '3,' | ConvertFrom-Csv | ConvertTo-MemMap $file 'a i8, b i8' } |
            Should -Throw "*position 0*: column 'b': cannot convert null to int64; for nothing, floats have NaN*"
        { @{ p = @{ x = 1; y = 'z' } } | ConvertTo-MemMap $file ([ordered]@{ p = [ordered]@{ x = 'u1'; y = 'f4' } }) } |
            Should -Throw "*: column 'p.y': *'z'*"
    }

    It 'says which properties to select of an object: <_>' -ForEach @(
        'Get-Process -Id $PID | ConvertTo-MemMap $file', 'Get-Process -Id $PID | ConvertTo-MemMap (Join-Path $TestDrive p.npy)'
    ) {
        $run = [scriptblock]::Create($_)
        $run | Should -Throw '*no dtype has a Process; choose*| Select-Object Name, Id |*'
        (Get-Process -Id $PID | Select-Object Name, Id | ConvertTo-MemMap $file)[0].Id | Should -Be $PID
    }

    It 'names a property that no dtype has: <Type>' -ForEach @(
        @{ Type = 'Version'; Value = [version]'1.2' }, @{ Type = 'Char'; Value = [char]'x' }
        @{ Type = 'DateTimeOffset'; Value = [datetimeoffset]::new(2026, 5, 6, 7, 0, 0, 0) }
        @{ Type = 'Process'; Value = (Get-Process -Id $PID) }
    ) {
        $like = "*property 'v' is a $Type, which no dtype has*Select-Object Name, Id*"
        { [pscustomobject]@{ v = $Value; Name = 'x'; Id = 1 } | ConvertTo-MemMap $file } | Should -Throw $like
        { 1, $Value | ConvertTo-MemMap $file } | Should -Throw "*no dtype has a $Type; make text of it*"
        $objects = 1, $Value | ForEach-Object { [pscustomobject]@{ v = $_; Name = 'x'; Id = 1 } }
        { $objects | ConvertTo-MemMap $file } | Should -Throw $like
        Test-Path $file | Should -BeFalse
    }

    It 'warns once of a property that only later objects have' {
        $objects = [pscustomobject]@{ a = 1 }, [pscustomobject]@{ A = 2 }, [pscustomobject]@{ a = 3; b = 4 }, @{ a = 5; c = 6 }
        $m = $objects | ConvertTo-MemMap $file -Format Raw -WarningVariable warning -WarningAction SilentlyContinue
        $m['a'].ToArray() | Should -Be 1, 2, 3, 5
        $warning | Should -HaveCount 1
        $warning | Should -BeLike "property 'b' of the object at position 2 is left out*"
        Get-MemMap | Close-MemMap
        $objects[0, 2] | ConvertTo-MemMap $file ([ordered]@{ a = 'i8' }) -WarningVariable named | Should -HaveCount 1
        $named | Should -BeNullOrEmpty
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

Describe 'ConvertTo-MemMap without a file' {
    BeforeAll {
        Push-Location (New-Item $TestDrive/memory -ItemType Directory)
    }

    AfterAll {
        Pop-Location
    }

    It 'makes an array in memory' {
        $a = 1..3 | ConvertTo-MemMap
        $a | Should -BeOfType ([MemMap.NDArray])
        $a -is [MemMap.MemMapArray] | Should -BeFalse
        $a.DType | Should -Be int64
        $a.ToArray() | Should -Be 1, 2, 3
        $a[0] = 7
        ($a + 1).ToArray() | Should -Be 8, 3, 4
        Get-ChildItem | Should -BeNullOrEmpty
        Get-MemMap | Should -BeNullOrEmpty
    }

    It 'infers as it does for a file: <Name>' -ForEach @(
        @{ Name = 'fractions'; Objects = 1, 2.5; Type = 'float64' }, @{ Name = 'text'; Objects = 'a', 'bcd'; Type = '<U3' }
        @{ Name = 'many'; Objects = @(1..3000) + 0.5; Type = 'float64' }
        @{ Name = 'many texts'; Objects = @('a') * 3000 + 'longer'; Type = '<U6' }
        @{ Name = 'objects'; Objects = [pscustomobject]@{ id = 1; x = 0.5 }; Type = "[('id', '<i8'), ('x', '<f8')]" }
        @{ Name = 'bytes'; Objects = , [byte[]](1, 2, 3); Type = '|V3' }
    ) {
        $a = $Objects | ConvertTo-MemMap
        "$($a.DType)" | Should -Be $Type
        $m = $Objects | ConvertTo-MemMap same.dat
        $a.DType | Should -Be $m.DType
        , $a.ToBytes() | Should -Be (, $m.ToBytes())
        $m | Close-MemMap
        Remove-Item same.dat
    }

    It 'takes -DType, -Shape, -Truncate and -InputObject' {
        $a = 1..6 | ConvertTo-MemMap -DType f4 -Shape 3
        $a.Shape | Should -Be 2, 3
        $a.DType | Should -Be float32
        { 1..5 | ConvertTo-MemMap -Shape 3 } | Should -Throw '5 elements are no whole number of sub-arrays of shape (3,)'
        ('long' | ConvertTo-MemMap -DType S2 -Truncate)[0] | Should -Be lo
        (ConvertTo-MemMap -InputObject 5)[0] | Should -Be 5
        ((1, 2, 3), (4, 5, 6) | ConvertTo-MemMap -DType 3i2).Shape | Should -Be 2, 3
        (1..3 | ConvertTo-MemMap -WhatIf).Size | Should -Be 3
        { 1, 'two' | ConvertTo-MemMap -DType u1 } | Should -Throw -ErrorId 'BadObject*'
        (@() | ConvertTo-MemMap -DType i4).Size | Should -Be 0
    }

    It 'reads a table' {
        Set-Content t.csv 'id,x', '1,0.5', '2,1'
        $a = ConvertTo-MemMap -CsvPath t.csv
        "$($a.DType)" | Should -Be "[('id', '<i8'), ('x', '<f8')]"
        $a['x'].ToArray() | Should -Be 0.5, 1
        $a -is [MemMap.MemMapArray] | Should -BeFalse
        Set-Content n.csv '1,2,3', '4,5,6'
        (ConvertTo-MemMap -CsvPath n.csv -DType i2).Shape | Should -Be 2, 3
        Remove-Item t.csv, n.csv
    }

    It 'says what is for a file: <Do>' -ForEach @(
        @{ Do = '1 | ConvertTo-MemMap -Append'; Like = '-Append is for a file*ConvertTo-MemMap x.npy -Append'; Id = 'NeedsFile' }
        @{ Do = '1 | ConvertTo-MemMap -NoClobber'; Like = '-NoClobber is for a file*'; Id = 'NeedsFile' }
        @{ Do = '1 | ConvertTo-MemMap -Format Npy'; Like = '-Format is for a file*'; Id = 'NeedsFile' }
        @{ Do = '1 | ConvertTo-MemMap int32'; Like = "'int32' is a data type*-DType int32 for an array in memory*"; Id = 'DTypeForFile' }
        @{ Do = 'ConvertTo-MemMap'; Like = 'no objects come through the pipeline: write $objects | ConvertTo-MemMap*'; Id = 'NothingPiped' }
        @{ Do = 'ConvertTo-MemMap -DType i4'; Like = 'no objects come*'; Id = 'NothingPiped' }
    ) {
        { & ([scriptblock]::Create($Do)) } | Should -Throw $Like -ErrorId "$Id,*"
        Get-ChildItem | Should -BeNullOrEmpty
    }

    It 'takes the name of a data type for a file where that is certain' {
        1 | ConvertTo-MemMap ./int32 | Close-MemMap
        2 | ConvertTo-MemMap int32 | Close-MemMap
        3 | ConvertTo-MemMap -Path int64 | Close-MemMap
        (Get-ChildItem).Name | Should -Be int32, int64
        Remove-Item int32, int64
    }
}

Describe 'Dates and bools in text' {
    BeforeAll {
        Push-Location (New-Item $TestDrive/dates -ItemType Directory)
    }

    AfterAll {
        Pop-Location
    }

    It 'are the same by Import-Csv and -CsvPath: <_>' -ForEach @(
        '2026-05-06', '2026-05-06T07:08:09', '2026-05-06 07:08', '2026-05-06T07:08:09.25', 'NaT', 'True', 'false', '2026', '06.05.2026',
        '2026-05', '05/06/2026 07:00:00', '12:30', 'no date', '7 days', '1.5', '007', '', '2026-13-45'
    ) {
        foreach ($second in '2026-05-06', '2026-05-06T07:08:09', 'True', 'word', '', '12', '2026-05-06T07:08:09.123456') {
            if (-not $_ -and -not $second) {
                continue # Of nothing, a table makes NaN.
            }
            Set-Content t.csv 'id,cell', "1,$_", "2,$second"
            $a = Import-Csv t.csv | ConvertTo-MemMap
            $b = ConvertTo-MemMap -CsvPath t.csv
            "$($a.DType)" | Should -Be "$($b.DType)" -Because "of '$_' and '$second'"
            , $a.ToBytes() | Should -Be (, $b.ToBytes())
        }
    }

    It 'are dates where all are' {
        $a = [pscustomobject]@{ at = '2026-05-06' }, [pscustomobject]@{ at = '2026-05-06T07:00' } | ConvertTo-MemMap
        $a['at'].DType | Should -Be 'datetime64[s]'
        $a[1].at | Should -Be ([datetime]'2026-05-06 07:00')
        ('2026-05-06', 'x' | ConvertTo-MemMap).DType | Should -Be '<U10'
    }

    It 'are an error that has the -DType to write, where a later one is none' {
        { @('2026-05-06') * 3000 + 'x' | ConvertTo-MemMap } | Should -Throw '*-DType*U*'
        { @('True') * 3000 + 'x' | ConvertTo-MemMap } | Should -Throw '*-DType*U*'
    }
}

Describe 'Records on their way from file to file' {
    BeforeAll {
        $wtmp = Join-Path $PSScriptRoot .. Golden formats wtmp
        $file = Join-Path $TestDrive way.dat
    }

    AfterEach {
        Get-MemMap | Close-MemMap
    }

    It 'keep their dtype, and every byte' {
        $all = ConvertFrom-MemMap $wtmp utmp | ConvertTo-MemMap $file
        "$($all.DType)" | Should -Be "$([MemMap.DType]'utmp')"
        $all | Get-MemMapHash | ForEach-Object Hash | Should -Be (New-MemMap $wtmp -Mode r | Get-MemMapHash).Hash
        $all | Close-MemMap
        $some = ConvertFrom-MemMap $wtmp utmp | Where-Object type -EQ UserProcess | ConvertTo-MemMap $file
        $some.ItemSize, $some[0].user | Should -Be 384, 'alice'
    }

    It 'keep <_>' -ForEach 'id >i2, price <f4, kind S4',
        "{'names': ['a', 'b'], 'formats': ['u1', '<u4'], 'offsets': [0, 8], 'itemsize': 16}" {
        $m = New-MemMap (Join-Path $TestDrive from.dat) $_ w+ -Shape 3
        $again = $m | ConvertFrom-MemMap | ConvertTo-MemMap $file
        $again.DType | Should -Be $m.DType
        $again | Close-MemMap
        ($m | ConvertFrom-MemMap -Where { $true } | ConvertTo-MemMap $file).DType | Should -Be $m.DType
    }

    It 'of some fields have those alone, one behind the other' {
        $m = New-MemMap (Join-Path $TestDrive from.dat) 'a u1, b <u4, c >i2' w+ -Shape 2
        $m['b'] = 7, 8
        $some = $m | ConvertFrom-MemMap -Field a, c | ConvertTo-MemMap $file
        "$($some.DType)" | Should -Be "[('a', 'u1'), ('c', '>i2')]"
        $some.ToBytes() | Should -Be 0, 0, 0, 0, 0, 0
    }

    It 'take -Truncate and changes, and are other objects when they are made anew' {
        $m = New-MemMap (Join-Path $TestDrive from.dat) 'id <i2, kind S4' w+ -Shape 2
        $changed = $m | ConvertFrom-MemMap | ForEach-Object { $_.kind = 'longer'; $_ } | ConvertTo-MemMap $file -Truncate
        $changed[0].kind | Should -Be 'long'
        $changed | Close-MemMap
        ($m | ConvertFrom-MemMap | ForEach-Object { [pscustomobject]@{ id = $_.id } } | ConvertTo-MemMap $file).ItemSize | Should -Be 8
    }
}

Describe 'ConvertTo-MemMap -CsvPath' {
    BeforeEach {
        Push-Location (New-Item $TestDrive/$([System.IO.Path]::GetRandomFileName()) -ItemType Directory)
        Set-Content a.csv 'id,name,x', '1,one,0.5', '2,"t,wo",', '3,three,-1e3'
    }

    AfterEach {
        Get-MemMap | Close-MemMap
        Pop-Location
    }

    It 'infers what the columns are' {
        $m = ConvertTo-MemMap a.dat -CsvPath a.csv
        "$($m.DType)" | Should -Be "[('id', '<i8'), ('name', '<U5'), ('x', '<f8')]"
        "$m" | Should -Be "[(1, 'one',  5.e-01) (2, 't,wo',     nan) (3, 'three', -1.e+03)]"
        "$($m.Mode)" | Should -Be r+
        (Get-Item a.dat).Length | Should -Be $m.NBytes
    }

    It 'takes columns by the names of fields, from one file of a pattern, into a .npy file, and appends' {
        $null = ConvertTo-MemMap a.npy ([ordered]@{ X = 'f4'; id = 'u1' }) -CsvPath *.csv
        $m = ConvertTo-MemMap a.npy -CsvPath a.csv -Append
        $m.Size | Should -Be 6
        "$($m.DType)" | Should -Be "[('X', '<f4'), ('id', 'u1')]"
        $m.Field('id').ToArray() | Should -Be 1, 2, 3, 1, 2, 3
    }

    It 'makes rows of columns without names, or what -Shape says' {
        Set-Content b.csv '1;2', '3;4', '5;6'
        (ConvertTo-MemMap b.dat i2 -CsvPath b.csv).Shape | Should -Be 3, 2
        Get-MemMap | Close-MemMap
        (ConvertTo-MemMap b.dat i2 -CsvPath b.csv -Shape 3).Shape | Should -Be 2, 3
        Get-MemMap | Close-MemMap
        (ConvertTo-MemMap b.dat -CsvPath b.csv -Header a, b)['b'].ToArray() | Should -Be 2, 4, 6
        Get-MemMap | Close-MemMap
        { ConvertTo-MemMap b.dat i2 -CsvPath b.csv -Shape 4 } | Should -Throw '*6 elements*no whole number*'
        (ConvertTo-MemMap b.dat -CsvPath b.csv -NoHeader -Delimiter ',')[0] | Should -Be '1;2'
    }

    It 'names a bad row, and leaves the file as it was' {
        Set-Content a.dat before -NoNewline
        Add-Content a.csv '4,four'
        { ConvertTo-MemMap a.dat -CsvPath a.csv } |
            Should -Throw "line 5 of *a.csv' has 2 cells, and the table has 3 columns*" -ErrorId 'CsvRow,*'
        { ConvertTo-MemMap a.dat ([ordered]@{ id = 'i4' }) -CsvPath a.csv -NoHeader } | Should -Throw '*has 3 columns, and*has 1 value'
        Set-Content a.csv 'id', '1', 'x1'
        { ConvertTo-MemMap a.dat ([ordered]@{ id = 'i4' }) -CsvPath a.csv } |
            Should -Throw "line 3, column 'id' of *: could not convert string 'x1' to int32" -ErrorId 'CsvCell,*'
        { ConvertTo-MemMap new.dat ([ordered]@{ ID2 = 'i4' }) -CsvPath a.csv } | Should -Throw "*no column 'ID2'*'id' meant*"
        { ConvertTo-MemMap a.dat -CsvPath none.csv } | Should -Throw "there is no file *none.csv'" -ErrorId 'FileNotFound,*'
        { ConvertTo-MemMap a.csv -Format Raw -CsvPath a.csv } | Should -Throw '*both the table that is read and the file that is written*'
        Get-Content a.dat | Should -Be before
        Get-ChildItem -Name -Force | Should -Be a.csv, a.dat
    }

    It 'does nothing with -WhatIf, or where -NoClobber protects the file' {
        ConvertTo-MemMap a.dat -CsvPath a.csv -WhatIf | Should -BeNullOrEmpty
        Test-Path a.dat | Should -BeFalse
        Set-Content a.dat before -NoNewline
        { ConvertTo-MemMap a.dat -CsvPath a.csv -NoClobber } | Should -Throw -ErrorId 'FileExists,*'
        Get-Content a.dat | Should -Be before
    }

    It 'loads the library only when it is used' {
        $script = 'Import-Module $args[0]; $m = 1 | ConvertTo-MemMap x.dat; function Get-Sep { @(' +
            '[AppDomain]::CurrentDomain.GetAssemblies() | Where-Object { $_.GetName().Name -eq "Sep" }).Count }; ' +
            'Get-Sep; $m = ConvertTo-MemMap y.dat -CsvPath a.csv -Format Raw; Get-Sep'
        pwsh -NoProfile -Command "& { $script } '$((Get-Module MemMap).ModuleBase)'" | Should -Be 0, 1
    }
}
