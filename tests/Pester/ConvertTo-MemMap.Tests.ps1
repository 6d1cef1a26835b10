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
        (Get-ChildItem $PSScriptRoot -File | ForEach-Object Name | ConvertTo-MemMap $file).ItemSize |
            Should -Be (4 * (Get-ChildItem $PSScriptRoot -File | ForEach-Object { $_.Name.Length } | Measure-Object -Maximum).Maximum)
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
        $some = ConvertFrom-MemMap $wtmp utmp | Where-Object type -EQ UserProcess | ConvertTo-MemMap $file
        $some.ItemSize, $some[0].user | Should -Be 384, 'alice'
    }

    It 'keep <_>' -ForEach 'id >i2, price <f4, kind S4',
        "{'names': ['a', 'b'], 'formats': ['u1', '<u4'], 'offsets': [0, 8], 'itemsize': 16}" {
        $m = New-MemMap (Join-Path $TestDrive from.dat) $_ w+ -Shape 3
        $again = $m | ConvertFrom-MemMap | ConvertTo-MemMap $file
        $again.DType | Should -Be $m.DType
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
        (ConvertTo-MemMap b.dat i2 -CsvPath b.csv -Shape 3).Shape | Should -Be 2, 3
        (ConvertTo-MemMap b.dat -CsvPath b.csv -Header a, b)['b'].ToArray() | Should -Be 2, 4, 6
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
            'Get-Sep; $m = ConvertTo-MemMap y.dat -CsvPath a.csv; Get-Sep'
        pwsh -NoProfile -Command "& { $script } '$((Get-Module MemMap).ModuleBase)'" | Should -Be 0, 1
    }
}
