# A record that is taken by its index: what is assigned to its properties is in the array.

BeforeAll {
    Import-Module $PSScriptRoot/../../artifacts/MemMap/MemMap.psd1 -Force

    function New-Rows([string] $Mode = 'w+') {
        $path = Join-Path $TestDrive "$(New-Guid).dat"
        $dtype = [ordered]@{ price = 'i4'; name = 'S4'; codes = '3i2'; head = [ordered]@{ size = 'u2'; up = 'f8' } }
        $rows = New-MemMap $path $dtype w+ -Shape 4
        $rows['price'] = 10, 20, 30, 40
        if ($Mode -ne 'w+') {
            $rows | Close-MemMap
            $rows = New-MemMap $path $dtype $Mode
        }
        , $rows
    }

    function Get-Clixml($Object) { [System.Management.Automation.PSSerializer]::Serialize($Object) }
    function Read-Clixml($Text) { [System.Management.Automation.PSSerializer]::Deserialize($Text) }

    # What an assignment throws: its id, category and message.
    function Get-Failure([scriptblock] $Script) {
        try {
            & $Script
            'no error'
        } catch {
            "$($_.FullyQualifiedErrorId -replace ',.*')|$($_.CategoryInfo.Category)|$($_.Exception.Message)"
        }
    }
}

Describe 'A property of a record' {
    AfterAll {
        Get-MemMap | Close-MemMap
    }

    It 'of <Type> that is set to <Value> is <Shown>' -ForEach @(
        @{ Type = 'i1'; Value = '5'; Shown = [sbyte]5 }
        @{ Type = 'u1'; Value = 7.9; Shown = [byte]7 }
        @{ Type = '>i2'; Value = 258; Shown = [int16]258; Bytes = '0102' }
        @{ Type = '<u4'; Value = 1; Shown = [uint32]1; Bytes = '01000000' }
        @{ Type = '>i8'; Value = -2; Shown = [long]-2; Bytes = 'FFFFFFFFFFFFFFFE' }
        @{ Type = 'f2'; Value = 1.5; Shown = [Half]1.5 }
        @{ Type = '>f4'; Value = '1e3'; Shown = [float]1000; Bytes = '447A0000' }
        @{ Type = 'f8'; Value = 3; Shown = [double]3 }
        @{ Type = 'c16'; Value = [System.Numerics.Complex]::new(1, 2); Shown = [System.Numerics.Complex]::new(1, 2) }
        @{ Type = '?'; Value = 1; Shown = $true }
        @{ Type = 'S3'; Value = 'ab'; Shown = 'ab'; Bytes = '616200' }
        @{ Type = '>U2'; Value = 'é'; Shown = 'é'; Bytes = '000000E900000000' }
        @{ Type = 'V2'; Value = [byte[]](1, 2); Shown = [byte[]](1, 2); Bytes = '0102' }
        @{ Type = 'M8[D]'; Value = '2024-02-29'; Shown = [datetime]'2024-02-29' }
        @{ Type = 'm8[s]'; Value = [timespan]'00:01:00'; Shown = [timespan]'00:01:00' }
        @{ Type = [System.DayOfWeek]; Value = 'friday'; Shown = [System.DayOfWeek]::Friday }
        @{ Type = [guid]; Value = '00112233-4455-6677-8899-aabbccddeeff'; Shown = [guid]'00112233-4455-6677-8899-aabbccddeeff' }
        @{ Type = 'unixtime'; Value = '1970-01-02'; Shown = [datetime]'1970-01-02' }
        @{ Type = 'uint24'; Value = 65793; Shown = [uint32]65793; Bytes = '010101' }
        @{ Type = '2i2'; Value = 1, 2; Shown = [int16[]](1, 2); Bytes = '01000200' }
        @{ Type = '(2,2)u1'; Value = 7; Shown = [byte[]](7, 7, 7, 7); Bytes = '07070707' }
    ) {
        $m = [MemMap.NDArray]::Zeros(3, [ordered]@{ before = 'u1'; x = $Type; after = 'u1' })
        $n = $m.Copy()
        $r = $m[1]
        $r.x = $Value
        $n['x'][1] = $Value
        @($r.x) | Should -Be @($Shown)
        @($r.x)[0] | Should -BeOfType @($Shown)[0].GetType()
        $m.ToBytes() | Should -Be $n.ToBytes()
        @($m[1].x) | Should -Be @($Shown)
        if ($Bytes) {
            [System.Convert]::ToHexString($m['x'].ToBytes()) | Should -Be ('0' * $Bytes.Length + $Bytes + '0' * $Bytes.Length)
        }
    }

    It 'is written to the file, and what the object has otherwise is as it was read' {
        $m = New-Rows
        $old = $m[0]
        $m['name'][0] = 'new'
        $m[0].price = 11
        $m[-1].price = 44
        $old.price, $old.name | Should -Be 10, ''
        $old.price = 12
        $old.price, $old.name | Should -Be 12, ''
        $path = $m.FileName
        $m | Close-MemMap
        (New-MemMap $path int32 r -Shape 1)[0] | Should -Be 12
        (Get-Item $path).Length | Should -Be 96
    }

    It 'takes operators' {
        $m = New-Rows
        $r = $m[1]
        $r.price += 5
        $r.price++
        $m[2].price *= 2
        $r.price = $r.price -bor 1
        $m['price'].ToArray() | Should -Be 10, 27, 60, 40
        $flags = [MemMap.NDArray]::Zeros(1, [ordered]@{ f = [System.IO.FileAttributes] })
        $flags[0].f = [System.IO.FileAttributes]::Hidden
        $flags[0].f = $flags[0].f -bor 'ReadOnly'
        $flags[0].f | Should -Be ([System.IO.FileAttributes]'Hidden, ReadOnly')
    }

    It 'is that of a view: <Name>' -ForEach @(
        @{ Name = 'reversed'; View = { $m['::-1'] }; At = , 0; Row = 3 }
        @{ Name = 'with steps'; View = { $m['1::2'] }; At = , 1; Row = 3 }
        @{ Name = 'transposed'; View = { $m.Reshape(2, 2).T }; At = 0, 1; Row = 2 }
        @{ Name = 'without axes'; View = { $m.Reshape(2, 2)[1, '...', 0] }; At = @(); Row = 2 }
        @{ Name = 'of some fields'; View = { $m.Field([string[]]('head', 'price')) }; At = , 1; Row = 1 }
        @{ Name = 'of bytes'; View = { $m.View('V24').View('i4,5V4') }; At = , 2; Row = 2; Field = 'f0' }
    ) {
        $m = New-Rows
        $view = & $View
        $r = $At.Count ? ($At.Count -eq 2 ? $view[$At[0], $At[1]] : $view[$At[0]]) : $view.Item()
        $r.($Field ?? 'price') = 99
        $m['price'][$Row] | Should -Be 99
        $m['price'].Eq(99).CountNonZero() | Should -Be 1
    }

    It 'of elements that a list or a mask selects is that of the copy' {
        $m = New-Rows
        $some = $m[1..2]
        $some[0].price = 99
        $some['price'][0] | Should -Be 99
        $m['price'][1] | Should -Be 20
    }

    It 'of a record in a record, and in a list of records' {
        $m = New-Rows
        $r = $m[2]
        $r.head.size = 300
        $r.head.size, $m[2].head.size | Should -Be 300, 300
        $r.head = @{ size = 1; up = 2.5 }
        $r.head.up = 3
        $m['head']['size'][2], $m['head']['up'][2] | Should -Be 1, 3
        $mbr = New-MemMap $PSScriptRoot/../Golden/formats/mbr.img mbr c -Shape 1
        $name = $mbr[0].partitions[1].psobject.Properties.Name | Where-Object { $_ -like '*sectors*' } | Select-Object -First 1
        $mbr[0].partitions[1].$name = 77
        $mbr['partitions'][$name][0, 1] | Should -Be 77
    }

    It 'that is a sub-array is set as a whole; its elements are those of the field' {
        $m = New-Rows
        $r = $m[0]
        $r.codes = 1, 2, 3
        $m['codes'][0].ToArray() | Should -Be 1, 2, 3
        $m['codes'][0, 1] = 9
        $r.codes | Should -Be 1, 2, 3
        $r.codes.GetType() | Should -Be ([int16[]])
        $r.codes[1] = 5
        $r.codes = $r.codes
        $m['codes'][0, 1] | Should -Be 5
    }

    It 'is that of all records where the array is one object' {
        $m = New-Rows
        foreach ($r in $m) { $r.price *= 2 }
        $m['price'].ToArray() | Should -Be 20, 40, 60, 80
        $m | ForEach-Object { $_.price = 3 }
        $m['price'].ToArray() | Should -Be 3, 3, 3, 3
        $m['1:3'].price = 4, 5
        $m['price'].ToArray() | Should -Be 3, 4, 5, 3
        $m.head.up = 6
        $m['head']['up'].ToArray() | Should -Be 6, 6, 6, 6
        # A member of arrays goes before a field of that name.
        Get-Failure { $m.head.size = 6 } | Should -BeLike "FieldIsMember|InvalidArgument|*'size'*"
        Get-Failure { $m.nosuch = 3 } | Should -BeLike "NoSuchField|InvalidArgument|no field of name 'nosuch'; there are price*"
        Get-Failure { $m.price = 'x' } | Should -BeLike "NumberText|InvalidArgument|*'x'*"
        Get-Failure { $m.Size = 3 } | Should -BeLike '*ReadOnly property*'
    }

    It 'is told by each array anew' {
        $m = New-Rows
        $plain = [MemMap.NDArray]::Zeros(2, 'i4')
        $read = foreach ($x in $plain, $m, $plain) { $x.price ? $x.price[0] : 'none' }
        $read | Should -Be 'none', 10, 'none'
        $set = foreach ($x in $plain, $m, $plain) { (Get-Failure { $x.price = 3 }) -replace '\|.*' }
        $set | Should -Be 'PropertyAssignmentException', 'no error', 'PropertyAssignmentException'
    }

    It 'is undone and saved as any other change' {
        $m = New-Rows c
        $m[1].price = 21
        $patch = Join-Path $TestDrive 'price.patch'
        $m | Export-MemMap $patch
        [System.IO.File]::ReadAllText($patch) | Should -Match '(?s)- 14 .*\+ 15 '
        $path = $m.FileName
        $m | Close-MemMap
        $m = New-MemMap $path $m.DType r+
        $m[1].price | Should -Be 20
        $m | Set-MemMapValue -Patch $patch
        $m[1].price | Should -Be 21
    }
}

Describe 'What a record does not take' {
    AfterAll {
        Get-MemMap | Close-MemMap
    }

    It 'is the error of the field, and nothing is changed: <Field> = <Value>' -ForEach @(
        @{ Field = 'price'; Value = 'abc'; Id = 'NumberText' }
        @{ Field = 'price'; Value = 1e20; Id = 'IntegerOutOfBounds' }
        @{ Field = 'price'; Value = $null; Id = 'CannotConvert' }
        @{ Field = 'price'; Value = 1, 2; Id = 'CannotBroadcast' }
        @{ Field = 'name'; Value = 'too long'; Id = 'TextTooLong' }
        @{ Field = 'codes'; Value = 1, 2; Id = 'CannotBroadcast' }
        @{ Field = 'codes'; Value = 1, 2, 'x'; Id = 'NumberText' }
        @{ Field = 'head'; Value = @{ size = 1; up = 'x' }; Id = 'NumberText' }
        @{ Field = 'head'; Value = @{ size = 1 }; Id = 'FieldMissing' }
    ) {
        $m = New-Rows
        $bytes = $m.ToBytes()
        $r = $m[0]
        $failure = Get-Failure { $r.$Field = $Value }
        $failure | Should -BeLike "$Id|*"
        $failure | Should -Be (Get-Failure { $m[$Field][0] = $Value })
        $m.ToBytes() | Should -Be $bytes
        "$r" | Should -Be "$($m[0])"
    }

    It 'of a map in mode r says how to open it, and how to change the object alone' {
        $m = New-Rows r
        $r = $m[0]
        $failure = Get-Failure { $r.price = 3 }
        $failure | Should -BeLike 'ReadOnly|PermissionDenied|*-Mode r+*PSObject.Copy()*ConvertFrom-MemMap*'
        $r.price | Should -Be 10
        Get-Failure { $r.head.size = 3 } | Should -BeLike 'ReadOnly|*'
        Get-Failure { $m.price = 3 } | Should -BeLike 'ReadOnly|PermissionDenied|*'
    }

    It 'of a broadcast view, a lazy array and a map that is closed' {
        $m = New-Rows
        $lazy, $wide, $r = $m.Lazy(), $m.BroadcastTo([long[]](2, 4)), $m[0]
        Get-Failure { $wide[0, 0].price = 3 } | Should -BeLike 'ReadOnly|PermissionDenied|*'
        if ($lazy[0] -isnot [MemMap.NDArray]) {
            Get-Failure { $lazy[0].price = 3 } | Should -BeLike 'ReadOnly|PermissionDenied|*lazy*'
        }
        $m | Close-MemMap
        Get-Failure { $r.price = 3 } | Should -BeLike 'Closed|*is closed*PSObject.Copy()*'
        $r.price | Should -Be 10
    }
}

Describe 'What an array is' {
    AfterAll {
        Get-MemMap | Close-MemMap
    }

    It 'is not changed by its parts: <_>' -ForEach @(
        '$m.DType.Fields[0].Name = "x"', '$m.DType.Fields[0].Offset = 2', '$m.DType.Fields[0] = $m.DType.Fields[1]', '$m.Shape = 2, 2'
        '$m.Attributes.x = 1', '$m.Field([string[]]("price", "name")).DType.Fields[0] = 1', '$m["price"].Value = 3', '$m.Mode = "c"'
        '(Get-MemMapType utmp).Description = "x"', '(Get-MemMapType mbr).Magic[0].Field = "x"'
    ) {
        $m = New-Rows
        $dtype = "$($m.DType)"
        Get-Failure ([scriptblock]::Create($_)) | Should -Not -Be 'no error'
        "$($m.DType)", "$($m.DType.Fields[0].Name)" | Should -Be $dtype, 'price'
    }
}

Describe 'A copy of a record' {
    AfterAll {
        Get-MemMap | Close-MemMap
    }

    It 'is an object of its own: <Name>' -ForEach @(
        @{ Name = 'PSObject.Copy()'; Take = { $m[0].PSObject.Copy() } }
        @{ Name = 'Select-Object *'; Take = { $m[0] | Select-Object * } }
        @{ Name = 'Get-MemMapSlice -Copy'; Take = { $m | Get-MemMapSlice 0 -Copy } }
        @{ Name = 'Get-MemMapSlice of a file'; Take = { Get-MemMapSlice $m.FileName 0 -DType $m.DType } }
        @{ Name = 'ConvertFrom-MemMap'; Take = { $m | ConvertFrom-MemMap -First 1 } }
        @{ Name = 'ConvertFrom-MemMap -Where'; Take = { $m | ConvertFrom-MemMap -Where { $_.price -lt 20 } } }
        @{ Name = 'ConvertFrom-MemMap -OrderBy'; Take = { $m | ConvertFrom-MemMap -OrderBy price -First 1 } }
        @{ Name = 'ToArray()'; Take = { $m.ToArray()[0] } }
        @{ Name = 'Find-MemMapValue'; Take = { ($m | Find-MemMapValue -Where { $_.price -eq 10 }).Value } }
        @{ Name = 'Export-Clixml'; Take = { Read-Clixml (Get-Clixml $m[0]) } }
    ) {
        $m = New-Rows
        $bytes = $m.ToBytes()
        $r = & $Take
        $r.price | Should -Be 10
        $r.price = 'anything'
        $r.price | Should -Be 'anything'
        $m.ToBytes() | Should -Be $bytes
    }

    It 'may be changed while the map is read-only or closed, records in it too' {
        $m = New-Rows r
        $r = $m[0].PSObject.Copy()
        $m | Close-MemMap
        $r.price, $r.head.size = 5, 6
        $r.price, $r.head.size | Should -Be 5, 6
    }
}

Describe 'The object of a record' {
    AfterAll {
        Get-MemMap | Close-MemMap
    }

    It 'is written by others as before' {
        $m = New-Rows
        $copy = $m | ConvertFrom-MemMap -First 1
        ConvertTo-Json $m[0] -Compress | Should -Be (ConvertTo-Json $copy -Compress)
        $m[0] | ConvertTo-Csv | Should -Be ($copy | ConvertTo-Csv)
        Get-Clixml $m[0] | Should -Be (Get-Clixml $copy)
        ($m[0] | Out-String) | Should -Be ($copy | Out-String)
        $m[0].PSObject.Properties.MemberType | Should -Be @('NoteProperty', 'NoteProperty', 'NoteProperty', 'NoteProperty')
        $m[0].PSObject.Properties.TypeNameOfValue | Should -Be $copy.PSObject.Properties.TypeNameOfValue
    }

    It 'is assigned whole, to its own and to another record' {
        $m = New-Rows
        $r = $m[0]
        $r.name = 'one'
        $m[1] = $r
        $m[0] = $r
        $m['price'].ToArray() | Should -Be 10, 10, 30, 40
        $m['name'].ToArray() | Should -Be 'one', 'one', '', ''
        $r.price = 5
        $m['price'].ToArray() | Should -Be 5, 10, 30, 40
        $n = $m[0], $m[2] | ConvertTo-MemMap (Join-Path $TestDrive 'two.dat')
        $n.DType | Should -Be $m.DType
        $n['price'].ToArray() | Should -Be 5, 30
    }

    It 'takes members of its own' {
        $m = New-Rows
        $r = $m[0] | Add-Member note 'mine' -PassThru
        $r.note = 'changed'
        $r.price = 6
        $r.note, $m['price'][0] | Should -Be 'changed', 6
        Get-Failure { $r.nosuch = 3 } | Should -BeLike "NoSuchField|InvalidArgument|no field of name 'nosuch'; there are price*"
        $other = [pscustomobject]@{ a = 1 }
        $other.PSObject.Properties.Add($r.PSObject.Properties['price'])
        $other.price = 7
        $m['price'][0] | Should -Be 6
    }
}
