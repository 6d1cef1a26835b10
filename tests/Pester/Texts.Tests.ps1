# What outputs are as text: in CSV, in JSON, in lists.

BeforeDiscovery {
    Import-Module $PSScriptRoot/../../artifacts/MemMap -Force
    # Every property that is a list, of everything that a cmdlet writes and of what that consists of.
    $types = [System.Collections.Generic.HashSet[type]]::new()
    $queue = [System.Collections.Generic.Queue[type]]::new()
    Get-Command -Module MemMap | ForEach-Object { $_.OutputType.Type } | ForEach-Object { $queue.Enqueue($_) }
    foreach ($name in 'EnvelopeResult', 'HeatMapResult', 'HistogramResult', 'UniqueCountsResult') {
        $queue.Enqueue("MemMap.$name" -as [type])
    }
    $lists = while ($queue.Count) {
        $type = $queue.Dequeue()
        if (-not $type -or $type.Namespace -notlike 'MemMap*' -or -not $types.Add($type)) {
            continue
        }
        foreach ($property in $type.GetProperties('Instance, Public')) {
            $shown = $property.PropertyType
            if ($shown -ne [string] -and [System.Collections.IEnumerable].IsAssignableFrom($shown) -and $shown.Name -ne 'GroupList`1') {
                # Arrays have a table of their own, which Get-MemMap's list is.
                $name = [MemMap.NDArray].IsAssignableFrom($type) -and $property.Name -ne 'Parts' ? 'MemMap.OpenMap' : $type.FullName
                @{ Type = $name; Property = $property.Name }
            }
            $item = $shown.IsArray ? $shown.GetElementType() : $shown.IsGenericType ? $shown.GetGenericArguments()[-1] : $null
            if ($item) {
                $queue.Enqueue($item)
            }
        }
    }
    # Of what nobody exports by itself: data types are texts, and the magics of a type are a line of it.
    $lists = $lists | Where-Object { $_.Type -notin 'MemMap.DType', 'MemMap.FieldMagic' } |
        Sort-Object { "$($_.Type).$($_.Property)" } -Unique
}

BeforeAll {
    Import-Module $PSScriptRoot/../../artifacts/MemMap -Force
    Push-Location $TestDrive
    $m = [MemMap.NDArray]::Array((1.5, 2.5, 2.5, 9))
    $namesOfTypes = 'System\.|\[\]|`\d'
}

AfterAll {
    Get-MemMap | Close-MemMap
    Pop-Location
}

Describe 'A list in an output' {
    It 'has a text of its own: <Type>.<Property>' -ForEach $lists {
        $types = @($Type)
        for ($parent = ($Type -as [type])?.BaseType; $parent; $parent = $parent.BaseType) {
            $types += $parent.FullName
        }
        (Get-TypeData -TypeName $types).Members.Keys | Should -Contain $Property
    }

    It 'is readable in CSV: <Name>' -ForEach @(
        @{ Name = 'quantiles'; Do = { $m | Measure-MemMap -Quantile 0.5, 0.9 }; Text = '0.5: 2.5, 0.9: 7.05' }
        @{ Name = 'bins'; Do = { $m | Measure-MemMap -Histogram 2 -Range 0, 10 }; Text = '0 to 5: 3, 5 to 10: 1' }
        @{ Name = 'distinct elements'; Do = { $m | Measure-MemMap -Unique }; Text = '1.5: 1, 2.5: 2, 9: 1' }
        @{ Name = 'axes'; Do = { $m.Reshape(2, 2) | Measure-MemMap -Axis 0 }; Text = '"0"' }
        @{ Name = 'differences'; Do = { Compare-MemMap $m ($m + 1) -First 2 }; Text = '`[0`]: 1.5 -> 2.5, `[1`]: 2.5 -> 3.5' }
        @{ Name = 'places'; Do = { (Compare-MemMap $m.Reshape(2, 2) ($m + 1).Reshape(2, 2)).Differences }; Text = '"1, 0"' }
        @{ Name = 'indices'; Do = { $m.Reshape(2, 2) | Find-MemMapValue -GT 5 }; Text = '"1, 1"' }
        @{ Name = 'bytes'; Do = { [MemMap.NDArray]::Array([byte[]](1, 77, 90)) | Find-MemMapValue '0x4D5A' }; Text = '4D5A' }
        @{ Name = 'dumps'; Do = { [MemMap.NDArray]::Array([byte[]](1, 77, 90)) | Find-MemMapValue '0x4D5A' -Context 1 }
            Text = '`[4d 5a`]' }
        @{ Name = 'types'; Do = { Get-MemMapType zip_end }; Text = 'uint32' }
        @{ Name = 'maps'; Do = { $null = New-MemMap small.dat f4 w+ -Shape 2, 3; Get-MemMap }; Text = '"2, 3"' }
        @{ Name = 'members'; Do = { $m.Reshape(2, 2) | Export-MemMap x.npy; Get-MemMapMember x.npy }; Text = '"2, 2"' }
        @{ Name = 'envelopes'; Do = { $m.Envelope(2) }; Text = '"2, 5.75"' }
        @{ Name = 'bytes and lists of records'; Do = {
                [MemMap.NDArray]::Array([byte[]](1, 2, 3, 4, 5)).View('raw V2, ids 3u1') | ConvertFrom-MemMap
            }; Text = '"0102","3, 4, 5"'
        }
        @{ Name = 'ranges'; Do = {
                $a = [MemMap.NDArray]::Array([byte[]](0..99))
                (Compare-MemMap $a ([MemMap.NDArray]::Array([byte[]](@(7, 7) + 0..99))) -Realign).Differences
            }; Text = '"0707"'
        }
    ) {
        $csv = & $Do | ConvertTo-Csv | Out-String
        $csv | Should -BeLike "*$Text*"
        $csv | Should -Not -Match $namesOfTypes
        Get-MemMap | Close-MemMap
    }

    It 'stays a list' {
        $r = $m | Measure-MemMap -Quantile 0.5, 0.9 -Unique
        $r.Quantiles.Count | Should -Be 2
        [math]::Round($r.Quantiles[1].Value, 9) | Should -Be 7.05
        @(foreach ($q in $r.Quantiles) { $q.Quantile }) | Should -Be 0.5, 0.9
        ($r.Quantiles | Measure-Object Value -Maximum).Maximum | Should -BeGreaterThan 7
        ($r | ConvertTo-Json -Depth 3 | ConvertFrom-Json).Quantiles[0].Value | Should -Be 2.5
        $r.Unique.Value | Should -Be 1.5, 2.5, 9
        $found = [MemMap.NDArray]::Array([byte[]](77, 90)) | Find-MemMapValue '0x4D5A'
        [System.Text.Encoding]::ASCII.GetString($found.Bytes) | Should -Be 'MZ'
        $found.Bytes -is [byte[]] | Should -BeTrue
        (New-Object psobject -Property @{ b = $found.Bytes } | ConvertTo-Json -Compress) | Should -Be '{"b":[77,90]}'
    }

    It 'leaves the columns where they were' {
        (Compare-MemMap $m ($m + 1)).Differences | ConvertTo-Csv | Select-Object -First 1 |
            Should -Be '"Index","Field","ReferenceValue","DifferenceValue","FileName"'
        [MemMap.NDArray]::Array([byte[]](77, 90)) | Find-MemMapValue '0x4D5A' | ConvertTo-Csv | Select-Object -First 1 |
            Should -Be '"Offset","FileOffset","Bytes","FileName","Text"'
        $m | Measure-MemMap | ConvertTo-Csv | Select-Object -First 1 | Should -BeLike '"FileName","Field","DType","Axis",*'
    }

    It 'of a record is read back from CSV' {
        $r = [MemMap.NDArray]::Array([byte[]](1, 2, 3, 4)).View('raw V2, id u2')
        $r | ConvertFrom-MemMap | Export-Csv r.csv
        $back = Import-Csv r.csv | ConvertTo-MemMap -DType $r.DType
        $back.ArrayEqual($r) | Should -BeTrue
    }
}

Describe 'Parts of records in JSON' {
    It 'have their bytes' {
        $packet = 'LE struct { uint16_t n; uint8_t data[n]; }'
        $b = [MemMap.NDArray]::Array([byte[]](3, 0, 77, 90, 144, 1, 0, 7))
        $json = $b | Get-MemMapRecord $packet | ConvertTo-Json -WarningAction SilentlyContinue | ConvertFrom-Json
        $json.data.Hex | Should -Be '4D5A90', '07'
    }

    It 'have the first of many' {
        ([MemMap.NDArray]::Arange(10000) | ConvertTo-Json -Depth 1 -WarningAction SilentlyContinue | ConvertFrom-Json).Hex |
            Should -Be '00000000000000000100000000000000 ... (80000 bytes)'
    }
}

Describe 'Fields in hexadecimal' {
    BeforeAll {
        $zip = Join-Path $PSScriptRoot .. Golden formats two.zip
        $b = New-MemMap $zip -Mode r
        $end = $b['-22:'].View('zip_end')
    }

    It 'are alike in the table of an array and in lists of its records: <Name>' -ForEach @(
        @{ Name = 'ConvertFrom-MemMap'; Do = { $end | ConvertFrom-MemMap } }
        @{ Name = 'Get-MemMapRecord'; Do = { $b | Get-MemMapRecord zip_end -Offset -22 } }
        @{ Name = 'an element'; Do = { $end[0] } }
    ) {
        $end | Out-String -Width 200 | Should -Match '0x06054b50'
        $record = & $Do
        $record | Format-List | Out-String | Should -Match 'magic\s+: 0x06054b50'
        # It is a number.
        "$($record.magic)" | Should -Be '101010256'
        $record.magic -band 0xff | Should -Be 0x50
        $record.magic -eq 0x06054b50 | Should -BeTrue
        $record.magic.GetType() | Should -Be ([uint32])
        @{ 101010256 = 'end' }[[int]$record.magic] | Should -Be end
        ($record | Select-Object magic | ConvertTo-Json | ConvertFrom-Json).magic | Should -Be 0x06054b50
        ($record | Where-Object magic -EQ 0x06054b50).entries | Should -Be 2
    }

    It 'are read back from Export-Csv' {
        $type = 'struct { uint32_t a __attribute__((hex)); int8_t b __attribute__((hex)), c __attribute__((hex)); }'
        $r = [MemMap.NDArray]::Array([byte[]](1, 2, 3, 4, 0xff, 0x7f)).View($type)
        $r | ConvertFrom-MemMap | Export-Csv hex.csv
        Get-Content hex.csv | Select-Object -Last 1 | Should -Be '"0x04030201","0xff","0x7f"'
        (Import-Csv hex.csv | ConvertTo-MemMap -DType $type).ToBytes() | Should -Be $r.ToBytes()
        (ConvertTo-MemMap -CsvPath hex.csv -DType $type).ToBytes() | Should -Be $r.ToBytes()
        { [pscustomobject]@{ a = '0x1FFFFFFFF'; b = 0; c = 0 } | ConvertTo-MemMap -DType $type } | Should -Throw "*column 'a'*0x1FFFFFFFF*"
    }

    AfterAll {
        $b | Close-MemMap
    }
}
