# Taking parts of arrays, by every kind of index that can be typed.

BeforeAll {
    Import-Module $PSScriptRoot/../../artifacts/MemMap -Force
}

Describe 'Get-MemMapSlice' {
    BeforeEach {
        $file = Join-Path $TestDrive slices.dat
        $m = New-MemMap $file -DType int32 -Mode w+ -Shape 3, 4
        $m | Set-MemMapValue -Value (0..11)
    }

    AfterEach {
        Get-MemMap | Close-MemMap
    }

    It '<Name>: shape <Shape>' -ForEach @(
        @{ Name = 'one integer'; Index = 1; Shape = @(4); Values = 4, 5, 6, 7 }
        @{ Name = 'a negative integer'; Index = -1; Shape = @(4); Values = 8, 9, 10, 11 }
        @{ Name = 'a slice'; Index = '1:3'; Shape = 2, 4; Values = 4..11 }
        @{ Name = 'a whole expression'; Index = '1:3, ::2'; Shape = 2, 2; Values = 4, 6, 8, 10 }
        @{ Name = 'two slices'; Index = '1:3', '::2'; Shape = 2, 2; Values = 4, 6, 8, 10 }
        @{ Name = 'a slice and an integer'; Index = ':', 1; Shape = @(3); Values = 1, 5, 9 }
        @{ Name = 'an ellipsis'; Index = '...', 0; Shape = @(3); Values = 0, 4, 8 }
        @{ Name = 'backwards'; Index = '::-1, 0'; Shape = @(3); Values = 8, 4, 0 }
        @{ Name = 'two integer lists'; Index = (1, 2), (2, 3); Shape = @(2); Values = 6, 11 }
        @{ Name = 'one integer list'; Index = , (0, 2); Shape = 2, 4; Values = 0, 1, 2, 3, 8, 9, 10, 11 }
        @{ Name = 'an integer list as text'; Index = '[0,2], 1'; Shape = @(2); Values = 1, 9 }
        @{ Name = 'a new axis'; Index = $null, 0, '1:3'; Shape = 1, 2; Values = 1, 2 }
        @{ Name = 'a slice that selects nothing'; Index = '5:'; Shape = 0, 4; Values = @() }
    ) {
        $part = $m | Get-MemMapSlice $Index
        $part.Shape | Should -Be $Shape
        $part.Ravel().ToArray() | Should -Be $Values
    }

    It 'gives the element where every axis has an integer' {
        $element = $m | Get-MemMapSlice 1, 2
        $element | Should -BeOfType ([int])
        $element | Should -Be 6
        $m | Get-MemMapSlice 1, -1 | Should -Be 7
        $m | Get-MemMapSlice '-1, -1' | Should -Be 11
    }

    It 'takes a negative integer as the engine hands it over, as text' {
        ($m | Get-MemMapSlice -1).ToArray() | Should -Be 8, 9, 10, 11
    }

    It 'refuses an index of $null, which nothing found gives: <Name>' -ForEach @(
        @{ Name = 'by position'; Run = { $m | Get-MemMapSlice $null -ErrorAction Stop } }
        @{ Name = 'nothing found'; Run = { $m | Get-MemMapSlice ($m | Find-MemMapValue -GT 1000) -ErrorAction Stop } }
        @{ Name = 'an indexer'; Run = { $m[$null] } }
        @{ Name = 'an indexer of nothing found'; Run = { $m[($m | Find-MemMapValue -GT 1000)] } }
        @{ Name = 'with a condition'; Run = { $m | Get-MemMapSlice $null -Where { $_ -gt 3 } -ErrorAction Stop } }
    ) {
        $run = $Run
        { . $run } | Should -Throw "the index is `$null, as where nothing was found; '...' means all elements*" -ErrorId 'NoPlace*'
    }

    It 'takes newaxis by its name, $null among others, and an empty list for all' {
        ($m | Get-MemMapSlice newaxis).Shape | Should -Be 1, 3, 4
        ($m | Get-MemMapSlice $null, 1).Shape | Should -Be 1, 4
        ($m | Get-MemMapSlice -Index @()).Shape | Should -Be 3, 4
    }

    It 'gives the whole array without an index' {
        ($m | Get-MemMapSlice).Shape | Should -Be 3, 4
    }

    It 'gives a 0-d view for an ellipsis behind integers' {
        ($m | Get-MemMapSlice '1, 2, ...').NDim | Should -Be 0
    }

    It 'takes a bool array as a mask' {
        $mask = [MemMap.NDArray]::Array(@($true, $false, $true))
        ($m | Get-MemMapSlice $mask).ToArray() | Should -Be 0, 1, 2, 3, 8, 9, 10, 11
    }

    It 'takes an integer array' {
        $rows = [MemMap.NDArray]::Array([int[]](2, 0))
        ($m | Get-MemMapSlice $rows, 1).ToArray() | Should -Be 9, 1
    }

    It 'gives a view: same file, same memory' {
        $view = $m | Get-MemMapSlice '1:, 1:'
        $view | Should -BeOfType ([MemMap.MemMapArray])
        $view.FileName, $view.Mode, $view.Offset | Should -Be $file, 'w+', 0
        $view.ByteOffset | Should -Be 20
        $view | Set-MemMapValue 0, 0 -Value 99
        $m[1, 1] | Should -Be 99
    }

    It 'gives a plain array in memory for a fancy index' {
        $copy = $m | Get-MemMapSlice (0, 1), (0, 1)
        $copy | Should -Not -BeOfType ([MemMap.MemMapArray])
        $copy | Should -BeOfType ([MemMap.NDArray])
    }

    It '-Copy gives an array that stays as it is' {
        $copy = $m | Get-MemMapSlice 0 -Copy
        $copy | Should -Not -BeOfType ([MemMap.MemMapArray])
        $m | Set-MemMapValue 0 50
        $m | Close-MemMap
        $copy.ToArray() | Should -Be 0, 1, 2, 3
    }

    It 'writes one object, however many elements it has' {
        @($m | Get-MemMapSlice '1:').Count | Should -Be 1
    }

    It 'works on every array of a pipeline' {
        $m, $m.T | Get-MemMapSlice 0, 1 | Should -Be 1, 4
    }

    It 'refuses a single bool, which is what -eq makes of an array: <_>' -ForEach @(
        '$m[$m -eq 5]', '$m[$m -ne 5]', '$m[$true]', '$m[($m -ne 5), 0]', '$m | Get-MemMapSlice ($m -ne 5)',
            '$m | Get-MemMapSlice -Index $false -Copy'
        '$m[$m -ne 5] = 9', '$m[$m -eq 5] = 9', '$m[0, ($m -ne 5)] = 9', '$m | Set-MemMapValue ($m -ne 5) 9',
            '$m | Set-MemMapValue -Index $true -Value 9'
        '$m | Set-MemMapValue $true 1 -Operation Add', '$m | Set-MemMapValue $true 1 -WhatIf'
    ) {
        { $ErrorActionPreference = 'Stop'; & ([scriptblock]::Create($_)) } | Should -Throw '*$m`[$m.Eq(5)`]*'
        $m.ToArray() | Should -Be (0..11)
    }

    It 'takes an array of bools, with axes and without' {
        $m[$m.Eq(5)].ToArray() | Should -Be 5
        $m[[MemMap.NDArray]::Array($true)].Shape | Should -Be 1, 3, 4
        $m[[MemMap.NDArray]::Array($false)].Shape | Should -Be 0, 3, 4
        $m[@($true, $false, $true)].Shape | Should -Be 2, 4
        $m[[MemMap.NDArray]::Array($false)] = 9
        $m.ToArray() | Should -Be (0..11)
        ($m | Get-MemMapSlice ([MemMap.NDArray]::Array($true))).Shape | Should -Be 1, 3, 4
    }

    Context 'Fields' {
        BeforeEach {
            $r = New-MemMap (Join-Path $TestDrive records.dat) ([ordered]@{ id = 'i4'; xyz = '3f8'; name = 'S5' }) w+ -Shape 4
            $r | Set-MemMapValue -Field id -Value (10, 20, 30, 40)
        }

        It 'is a view of one field' {
            $id = $r | Get-MemMapSlice -Field id
            $id.DType, $id.Strides | Should -Be 'int32', 33
            $id.ToArray() | Should -Be 10, 20, 30, 40
        }

        It 'is a property too, where the array has none of that name' {
            $r = [MemMap.NDArray]::Zeros(2, ([ordered]@{ price = 'f8'; Shape = 'i4' }))
            $plain = [MemMap.NDArray]::Zeros(2)
            $r.price[1] = 2.5
            $r['price'].Max() | Should -Be 2.5
            $r.PRICE.Sum() | Should -Be 2.5
            $r.Shape | Should -Be 2
            # One place in a script, several arrays.
            $sizes = foreach ($array in $r, $plain, $r) { try { & { Set-StrictMode -Version Latest; $array.price.Size } } catch { "$_" } }
            $sizes[0], $sizes[2] | Should -Be 2, 2
            $sizes[1] | Should -BeLike "*'price' cannot be found*"
            & { Set-StrictMode -Off; $plain.price } | Should -BeNullOrEmpty
            # Also where the first of them lacks the field.
            $sums = & { Set-StrictMode -Off; foreach ($array in $plain, $r) { "$($array.price)" } }
            $sums | Should -Be '', '[0.  2.5]'
        }

        It 'is assigned as a property too, with the rules and errors of an assignment' {
            $r = [MemMap.NDArray]::Zeros(2, ([ordered]@{ price = 'f8'; Shape = 'i4'; Kind = 'S2' }))
            $plain = [MemMap.NDArray]::Zeros(2)
            $r.Price = 1, 3
            $r.price += 0.5
            $r.price[1]++
            $r.kind = 'ab'
            $r['price'].ToArray() | Should -Be 1.5, 4.5
            $r['Kind'].ToArray() | Should -Be 'ab', 'ab'
            { $r.Kind = 'abc' } | Should -Throw "*'abc' has 3 characters*"
            { $r.price = 1, 2, 3 } | Should -Throw '*could not broadcast*'
            { $r.Shape = 1 } | Should -Throw -ErrorId 'FieldIsMember*'
            # One place in a script, several arrays.
            $errors = foreach ($array in $plain, $r) { try { $array.price = 9; '' } catch { "$_" } }
            $errors[0] | Should -BeLike "*'price' cannot be found*"
            $errors[1] | Should -Be ''
            $r['price'].ToArray() | Should -Be 9, 9
            $map = New-MemMap $TestDrive/fields.dat -DType ([ordered]@{ price = 'f8' }) -Mode w+ -Shape 2
            $map | Close-MemMap
            $read = New-MemMap $TestDrive/fields.dat -DType ([ordered]@{ price = 'f8' }) -Mode r
            $failure = try { $read.price = 1 } catch { $_ }
            $read | Close-MemMap
            $failure.CategoryInfo.Category | Should -Be PermissionDenied
            "$failure" | Should -BeLike "*read-only*mode 'r'*"
        }

        It 'of a name that logs often have is no property of an array in a file' {
            $file = Join-Path $TestDrive hosts.dat
            $r = New-MemMap $file ([ordered]@{ host = 'i4'; time = 'i8'; name = 'S2'; user = 'S2'; id = 'i4'; kind = 'u1' }) w+ -Shape 2
            $r.host = 4, 5
            $r.host.ToArray() | Should -Be 4, 5
            foreach ($name in 'time', 'name', 'user', 'id', 'kind') { $r.$name.Size | Should -Be 2 }
            $r | Close-MemMap
        }

        It 'of the name Length hides the number of elements, which every other array has there' {
            $r = [MemMap.NDArray]::Zeros(2, ([ordered]@{ Name = 'S1'; Length = 'i8' }))
            $r['Length'] = 7, 8
            $lengths = & {
                Set-StrictMode -Version Latest
                foreach ($array in [MemMap.NDArray]::Zeros(@(2, 3)), $r, [MemMap.NDArray]::Zeros(5)) { "$($array.Length)" }
            }
            $lengths | Should -Be '6', '[7 8]', '5'
        }

        It 'comes before the index, and a sub-array has axes' {
            ($r | Get-MemMapSlice -Field xyz).Shape | Should -Be 4, 3
            $r | Get-MemMapSlice 2 -Field id | Should -Be 30
        }

        It 'is a view of several fields, each at its offset' {
            $two = $r | Get-MemMapSlice -Field name, id
            $two.ItemSize | Should -Be 33
            $two[1].id | Should -Be 20
            $two[1].xyz | Should -BeNullOrEmpty
        }

        It 'gives a record as an object' {
            $record = $r | Get-MemMapSlice 1
            $record | Should -BeOfType ([pscustomobject])
            $record.id, $record.name | Should -Be 20, ''
            @($record.psobject.Properties | ForEach-Object { $_.Name }) | Should -Be 'id', 'xyz', 'name'
        }
    }
}

Describe 'Get-MemMapSlice with a script block as the index' {
    It 'takes it for the condition of -Where' {
        $n = [MemMap.NDArray]::Arange(0, 9)
        ($n | Get-MemMapSlice { $_ -gt 5 }).ToArray() | Should -Be 6, 7, 8
        ($n | Get-MemMapSlice { $_ -gt 5 } -First 2).ToArray() | Should -Be 6, 7
        { $n | Get-MemMapSlice { $_ -gt 5 } -Where { $_ -lt 3 } } | Should -Throw '-Where and -Index exclude one another'
        { $n | Get-MemMapSlice 1 -First 2 } | Should -Throw '*-First is for*'
    }
}
