# Operators, casts and arguments of .NET methods, as for lists of PowerShell.

BeforeAll {
    $root = Convert-Path $PSScriptRoot/../..
    Import-Module $root/artifacts/MemMap
    $list = 0, 1, 77, 200, 255
    $array = [MemMap.NDArray]::Array([byte[]]$list)
    $file = Join-Path $TestDrive bytes.bin
    [System.IO.File]::WriteAllBytes($file, [byte[]]$list)
    $map = New-MemMap $file -Mode r
}

AfterAll {
    Get-MemMap | Close-MemMap
}

Describe 'Bitwise operators' {
    It '<Operator> is that of each element' -ForEach @(
        @{ Operator = '-band'; Do = { param($x, $y) $x -band $y } }
        @{ Operator = '-bor'; Do = { param($x, $y) $x -bor $y } }
        @{ Operator = '-bxor'; Do = { param($x, $y) $x -bxor $y } }
        @{ Operator = '-shl'; Do = { param($x, $y) $x -shl $y } }
        @{ Operator = '-shr'; Do = { param($x, $y) $x -shr $y } }
    ) {
        $numbers = $array.AsType('int32')
        $expected = $list | ForEach-Object { & $Do $_ 3 }
        (& $Do $numbers 3).ToArray() | Should -Be $expected
        (& $Do $numbers ([MemMap.NDArray]::Array(3))).ToArray() | Should -Be $expected
        if ($Operator -notlike '-sh?') {
            (& $Do 3 $numbers).ToArray() | Should -Be ($list | ForEach-Object { & $Do 3 $_ })
        }
        { & $Do $array 1.5 } | Should -Throw '*float64*'
    }

    It '-bnot is that of each element' {
        (-bnot $array.AsType('int32')).ToArray() | Should -Be ($list | ForEach-Object { -bnot $_ })
        (-bnot $map).ToArray() | Should -Be ($list | ForEach-Object { 255 - $_ })
    }

    It 'says how a number is shifted by an array' {
        { 3 -shl $array } | Should -Throw '*::Array(3) -shl $m*'
        ([MemMap.NDArray]::Array(3) -shl $array['0:2']).ToArray() | Should -Be 3, 6
    }
}

Describe 'Casts' {
    It '[<Type>] has the elements in C order' -ForEach @(
        'byte[]', 'int[]', 'long[]', 'double[]', 'float[]', 'string[]', 'decimal[]' | ForEach-Object { @{ Type = $_ } }
    ) {
        foreach ($of in $array, $map, $map.Reshape(5, 1), $map['::-1']['::-1']) {
            $cast = switch ($Type) {
                'byte[]' { , [byte[]]$of }
                'int[]' { , [int[]]$of }
                'long[]' { , [long[]]$of }
                'double[]' { , [double[]]$of }
                'float[]' { , [float[]]$of }
                'string[]' { , [string[]]$of }
                'decimal[]' { , [decimal[]]$of }
            }
            , $cast | Should -BeOfType ($Type -as [type])
            $cast | Should -Be $list
        }
    }

    It 'converts elements as PowerShell converts those of a list' {
        $half = [MemMap.NDArray]::Arange(0, 6).Reshape(2, 3) / 2
        [int[]]$half | Should -Be ([int[]](0, 0.5, 1, 1.5, 2, 2.5))
        [string[]]$half | Should -Be '0', '0.5', '1', '1.5', '2', '2.5'
        { [int[]]($half * 1e12) } | Should -Throw '*Int32*'
        [bool[]]$array['0:2'] | Should -Be $false, $true
        [char[]]$array['2:3'] | Should -Be ([char]'M')
    }

    It 'gives dates, text and names' {
        $log = @{ at = [datetime]'2024-02-29 12:00'; name = 'north' }, @{ at = [datetime]'2024-03-01'; name = 'south' } |
            ConvertTo-MemMap (Join-Path $TestDrive log.dat) ([ordered]@{ at = 'unixtime'; name = 'S8' })
        [datetime[]]$log['at'] | Should -Be ([datetime]'2024-02-29 12:00'), ([datetime]'2024-03-01')
        [string[]]$log['name'] | Should -Be 'north', 'south'
    }

    It 'binds to parameters and arguments of such types' {
        function Get-Kind([byte[]]$Bytes, [double[]]$Numbers) { "$($Bytes.Count) $($Numbers.Count)" }
        Get-Kind $map ($map['1:3'] + 0.5) | Should -BeExactly '5 2'
        [System.Text.Encoding]::ASCII.GetString($map['2:3']) | Should -BeExactly 'M'
        [System.Convert]::ToHexString($map) | Should -BeExactly '00014DC8FF'
        [System.BitConverter]::ToInt32($map, 1) | Should -Be 0xFFC84D01
        # A span.
        [System.Buffers.Binary.BinaryPrimitives]::ReadUInt16LittleEndian($map) | Should -Be 256
        [System.Buffers.Binary.BinaryPrimitives]::ReadUInt16LittleEndian($array) | Should -Be 256
        [System.IO.File]::WriteAllBytes((Join-Path $TestDrive copy.bin), $map)
        Compare-MemMap $file (Join-Path $TestDrive copy.bin) -Quiet | Should -BeTrue
    }

    It 'takes no numbers of several bytes for bytes' {
        { [byte[]]([MemMap.NDArray]::Arange(0, 3)) } | Should -Throw '*int64*ToBytes()*'
        { [System.Convert]::ToHexString($array.AsType('float32')) } | Should -Throw '*float32*ToBytes()*'
    }

    It 'makes a number of one element, and says so of several' {
        [int]$array['3:4'] | Should -Be 200
        { [int]$array } | Should -Throw '*5 elements is no Int32; $m`[0`] is an element*'
    }
}

Describe 'An array as an object' {
    It 'has as many elements as Count says' {
        $array.Count, $map.Reshape(5, 1).Count | Should -Be 5, 5
        @($array).Count | Should -Be 1
    }

    It '<Name> names the cmdlet to put between' -ForEach @(
        @{ Name = 'Format-List *'; Do = { $map | Format-List * | Out-String -Width 120 } }
        @{ Name = 'Select-Object *'; Do = { ($map | Select-Object *).Elements } }
        @{ Name = 'ConvertTo-Csv'; Do = { $map | ConvertTo-Csv } }
        @{ Name = 'ConvertTo-Json'; Do = { $map | ConvertTo-Json -Depth 1 -WarningAction SilentlyContinue } }
    ) {
        & $Do | Out-String | Should -BeLike '*0   1  77 200 255*ConvertFrom-MemMap*'
    }

    It 'has a line of elements there, however many there are' {
        ([MemMap.NDArray]::Arange(0, 100000).Reshape(100, 10, 100) | Select-Object *).Elements |
            Should -Match '^.{1,75}: ConvertFrom-MemMap writes them to the pipeline$'
    }

    It 'offers no property Bytes' {
        (TabExpansion2 '$array.' 7).CompletionMatches.CompletionText | Should -Not -Contain 'Bytes'
        $array.Copy().PSObject.Properties.Name | Should -Contain 'Count'
    }

    It 'has no order, and the error names the cmdlet that asks each element' {
        $r = [MemMap.NDArray]::Zeros(1000, 'cpu f4, kind S4')
        $r['cpu'] = [MemMap.NDArray]::Arange(1000)
        $said = '*-gt compares one value, and this is an array of 1,000: Get-MemMapSlice -Where { $_.cpu -gt 50 } selects elements, ' +
            'and .Gt(50) gives a bool for each*'
        { $r | Where-Object { $_.cpu -gt 50 } -ErrorAction Stop } | Should -Throw $said
        { $r | Where-Object cpu -gt 50 -ErrorAction Stop } | Should -Throw $said
        { if ($r.cpu -gt 50) { } } | Should -Throw $said
        { $r['cpu'] -ge 5 } | Should -Throw '*-ge compares *{ $_.cpu -ge 5 }*.Ge(5)*'
        { $array -lt 5 } | Should -Throw '*-lt compares *{ $_ -lt 5 }*.Lt(5)*'
        { $map -le 'a' } | Should -Throw "*-le compares *{ `$_ -le 'a' }*"
        { $array['0:1'] -gt 5 } | Should -Throw '*write .Item() -gt 5'
        { $array.Where({ $_ -gt 5 }) } | Should -Throw '*Get-MemMapSlice -Where { $_ -gt 5 } selects elements*'
        ($r | Get-MemMapSlice -Where { $_.cpu -gt 50 }).Size | Should -Be 949
    }
}
