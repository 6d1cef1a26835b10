# The first line that one types: arguments in the order that comes to mind, names of parameters that other cmdlets have.

BeforeDiscovery {
    Import-Module $PSScriptRoot/../../artifacts/MemMap -Force
    $told = @(
        @{ Line = 'Find-MemMapValue missing.bin GNU'; Hint = "no file 'missing.bin', and none 'GNU'; *Find-MemMapValue 'GNU' FILE" }
        @{ Line = 'Find-MemMapValue a.bin missing.bin'; Hint = "*the pattern comes first: Find-MemMapValue 'missing.bin' 'a.bin'" }
        @{ Line = 'Find-MemMapValue readme dump'; Hint = "no file 'dump', and 'readme' is one; *Find-MemMapValue 'dump' 'readme'" }
        @{ Line = 'Find-MemMapValue * dump'; Hint = "no file 'dump', and '?' is one; *Find-MemMapValue 'dump' '?'" }
        @{ Line = 'Find-MemMapValue folder passwd'; Hint = "there is no file '*passwd'" }
        @{ Line = 'Find-MemMapValue a.bin "no''file.bin"'; Hint = "*Find-MemMapValue 'no''file.bin' 'a.bin'" }
        @{ Line = 'Find-MemMapValue -Text a.bin -Lenght 3'; Hint = '*no parameter -Lenght; *' }
        @{ Line = 'Find-MemMapValue a.bin b.bin -Contxt 3'; Hint = '*no parameter -Contxt; did you mean -Context?' }
        @{ Line = 'Measure-MemMap a.bin, missing.bin'; Hint = "there is no file '*missing.bin'*" }
        @{ Line = 'New-MemMap new.dat u1 r 0 3 C $m'; Hint = '*one argument too many: New-MemMap takes -Path, *' }
        @{ Line = 'Show-MemMap a.bin Line x.png'; Hint = "*-OutFile 'x.png' writes the picture to it" }
        @{ Line = 'Show-MemMap a.bin Line b.bin'; Hint = "*several files are separated by commas: 'a.bin', 'b.bin'" }
        @{ Line = 'New-MemMap new.dat -Mode "<i4"'; Hint = "*New-MemMap x.dat '<i4' r;*" }
        @{ Line = 'Find-MemMapValue a.bin 5'; Hint = "*Find-MemMapValue 'a.bin' -EQ 5 for a value, *-Pattern 5 'a.bin' for a byte" }
        @{ Line = 'Find-MemMapValue GNU -Regex a.bin'; Hint = "*Find-MemMapValue 'a.bin' -Regex 'GNU'" }
        @{ Line = 'Find-MemMapValue 5 -EQ a.bin'; Hint = "*Find-MemMapValue 'a.bin' -EQ 5" }
        @{ Line = 'Find-MemMapValue a.bin { $_ -eq 71 }'; Hint = '*-Where { $_ -eq 71 }, or before*' }
        @{ Line = 'Find-MemMapValue GNU $m'; Hint = '*write $m | *' }
        @{ Line = 'Find-MemMapValue a.bin b.bin GNU'; Hint = "*Find-MemMapValue 'GNU' 'a.bin', 'b.bin'" }
        @{ Line = 'Find-MemMapValue GNU a.bin b.bin'; Hint = "*separated by commas: 'a.bin', 'b.bin'" }
        @{ Line = 'Find-MemMapValue a.bin -Text GNU'; Hint = "*leave -Text out: Find-MemMapValue 'GNU' 'a.bin'; *-Like '?GNU?'" }
        @{ Line = 'Find-MemMapValue GNU -Text a.bin'; Hint = "*leave -Text out: Find-MemMapValue 'GNU' 'a.bin'; *-Like '?GNU?'" }
        @{ Line = '$m | Find-MemMapValue -Text GNU'; Hint = '*takes none: $m | Find-MemMapValue ''GNU'' finds that one' }
        @{ Line = 'Find-MemMapValue a.bin -String GNU'; Hint = '*no parameter -String; -Pattern takes text*' }
        @{ Line = 'Find-MemMapValue GNU a.bin -Contxt 8'; Hint = '*no parameter -Contxt; did you mean -Context?' }
        @{ Line = 'Find-MemMapValue a.bin -EQ 5 -Encoding utf8'; Hint = '-Encoding is for -Pattern*leave -Encoding out' }
        @{ Line = 'Find-MemMapValue a.bin -Regex G -Encoding utf8'; Hint = '-Encoding is for -Pattern*' }
        @{ Line = 'Export-MemMap a.bin b.npy'; Hint = "*Get-Item 'a.bin' | Export-MemMap 'b.npy'" }
        @{ Line = 'Export-MemMap b.npy a.bin'; Hint = "*Get-Item 'a.bin' | Export-MemMap 'b.npy'" }
        @{ Line = 'Export-MemMap b.npy $m'; Hint = '*write $m | Export-MemMap ''b.npy''' }
        @{ Line = 'Export-MemMap $m b.npy'; Hint = '*write $m | *' }
        @{ Line = 'Export-MemMap a.bin'; Hint = '*Get-Item ''a.bin'' | Export-MemMap x.npy*' }
        @{ Line = 'Invoke-MemMapFlush $m'; Hint = '*write $m | Invoke-MemMapFlush, or Invoke-MemMapFlush -InputObject $m' }
        @{ Line = 'Merge-MemMapMeasure $m'; Hint = '*write $m | Merge-MemMapMeasure*' }
        @{ Line = 'Get-MemMapSlice a.bin 1 3'; Hint = '*one argument, with commas between them: 1, 3*' }
        @{ Line = 'Get-MemMapHash a.bin SHA256 b.bin'; Hint = "*separated by commas: 'a.bin', 'b.bin'" }
        @{ Line = 'Show-MemMap a.bin Hex 3'; Hint = "'3' is one argument too many: Show-MemMap takes -Path, -As without *" }
        @{ Line = 'Show-MemMap a.bin -Histogram'; Hint = '*no parameter -Histogram; write -As Histogram' }
        @{ Line = '$m | Export-MemMap x.bin -Patch'; Hint = '*no parameter -Patch; write -Format Patch' }
        @{ Line = 'Get-MemMapHash a.bin -md5'; Hint = '*no parameter -md5; write -Algorithm MD5' }
        @{ Line = 'Measure-MemMap a.bin -Average'; Hint = '*no parameter -Average; *(Measure-MemMap ...).Mean' }
        @{ Line = '$m | Measure-MemMap -Sum -Maximum'; Hint = '*no parameter -Sum; *(Measure-MemMap ...).Sum' }
        @{ Line = 'Measure-MemMap a.bin -WhatIf'; Hint = '*no parameter -WhatIf; it asks for no confirmation' }
        @{ Line = 'Close-MemMap b.bin -Confirm'; Hint = '*no parameter -Confirm; it asks for no confirmation' }
        @{ Line = '$splat = @{ Unikue = $true }; Measure-MemMap a.bin @splat'; Hint = '*did you mean -Unique?' }
        @{ Line = 'Set-MemMapValue a.bin -Undo'; Hint = '*no parameter -Undo; -Patch FILE -Reverse takes the changes of a patch back*' }
        @{ Line = 'Set-MemMapValue a.bin x.patch'; Hint = "'x.patch' is a patch*Set-MemMapValue 'a.bin' -Patch 'x.patch'*-Reverse*" }
        @{ Line = 'New-MemMap b.bin | Set-MemMapValue x.patch'; Hint = "*`$m | Set-MemMapValue -Patch 'x.patch'*" }
        @{ Line = 'New-MemMap new.dat int32 w+'; Hint = "shape must be given if mode is 'w+'; add -Shape 100 *-Shape 3,4 *" }
        @{ Line = 'New-MemMap new.dat w+'; Hint = '*New-MemMap x.dat float32 w+ -Shape 100' }
        @{ Line = 'New-MemMap new.dat int32 100'; Hint = '*100 is no mode; the lengths of the axes are -Shape 100*' }
        @{ Line = 'New-MemMap new.dat int32 3,4'; Hint = '*3,4 is no mode; the lengths of the axes are -Shape 3,4*' }
        @{ Line = 'New-MemMap new.dat int32 w+ 3,4'; Hint = '*3,4 is no offset*-Shape 3,4' }
        @{ Line = 'New-MemMap new.dat 3,4 int32'; Hint = "*'int32' is a data type, which stands before the mode*" }
        @{ Line = 'Get-MemMapType *.nothing'; Hint = "no data type has a name like '?.nothing', and no file matches it*" }
        @{ Line = 'Unregister-MemMapType a.bin'; Hint = "'a.bin' names a file*Get-MemMapType 'a.bin' says what it may be*" }
        @{ Line = 'Unregister-MemMapType *.bin'; Hint = "'?.bin' names a file*" }
        @{ Line = 'Register-MemMapType a.bin'; Hint = "*a.bin' is no text*Get-MemMapType *" }
        @{ Line = 'Get-MemMapRecord a.bin b.bin'; Hint = "*type of their records is missing*Get-MemMapRecord zip_local 'a.bin', 'b.bin'" }
        @{ Line = '[MemMap.NDArray]::Arange(9) | Measure-MemMap -Unique -MaxUnique 2'; Hint = '*-MaxUnique 20 allows more*' }
        @{ Line = '$r | Measure-MemMap -Field v -GroupBy id -MaxGroups 2'; Hint = '*-MaxGroups 20 allows more*' }
        @{ Line = '$r | Measure-MemMap -Field id -GroupBy v -Quantile 0.5 -MaxUnique 2'; Hint = '*-MaxUnique 20 allows more*-Where*' }
        @{ Line = 'Find-MemMapValue GNU a.bin -Encoding klingon'; Hint = '*no encoding is named ''klingon''; *utf16*ansi*windows-1252*' }
    )
    $encodings = @(
        'utf16', 'utf-16', 'UTF16LE', 'utf-16le', 'unicode', 'Unicode', 'ucs2', 1200 | ForEach-Object { @{ Name = $_; Code = 'utf-16' } }
        'utf16be', 'utf-16BE', 'bigendianunicode' | ForEach-Object { @{ Name = $_; Code = 'utf-16BE' } }
        'utf32', 'utf-32le', 'UTF32LE' | ForEach-Object { @{ Name = $_; Code = 'utf-32' } }
        'utf32be', 'bigendianutf32' | ForEach-Object { @{ Name = $_; Code = 'utf-32BE' } }
        'utf8', 'utf-8', 'UTF_8', 'utf8BOM', 'utf8NoBOM', 'default', 65001 | ForEach-Object { @{ Name = $_; Code = 'utf-8' } }
        'latin1', 'latin-1', 'iso-8859-1', 'iso8859-1' | ForEach-Object { @{ Name = $_; Code = 'iso-8859-1' } }
        'windows-1252', 'cp1252', 1252, '1252' | ForEach-Object { @{ Name = $_; Code = 'windows-1252' } }
    )
    $cmdlets = (Get-Command -Module MemMap).Name
}

BeforeAll {
    Import-Module $PSScriptRoot/../../artifacts/MemMap -Force
    Push-Location $TestDrive
    [System.IO.File]::WriteAllBytes("$TestDrive/a.bin", [byte[]](@(0) * 30 + [byte[]][char[]]'GNU hello GNU' + @(0) * 21))
    [System.IO.File]::WriteAllBytes("$TestDrive/b.bin", [byte[]](@(0) * 10 + [byte[]][char[]]'gnu Hello' + @(0) * 45))
    Copy-Item $PSScriptRoot/../Golden/formats/tone.wav .
    Set-Content readme 'dump me'
    $null = New-Item -ItemType Directory folder
    $edit = New-MemMap a.bin -Mode c
    $edit[0] = 65
    $edit | Export-MemMap x.patch
    $edit | Close-MemMap
    $m = New-MemMap a.bin -Mode r
    $r = [MemMap.NDArray]::Zeros(9, 'id i4, v f8')
    $r['id'][':'] = 0..8
    $r['v'][':'] = 0..8

    . $PSScriptRoot/Get-Said.ps1
}

AfterAll {
    Get-MemMap | Close-MemMap
    Pop-Location
}

Describe 'A line that does not work' {
    It 'says what to write: <Line>' -ForEach $told {
        $before = [System.IO.File]::ReadAllBytes("$TestDrive/a.bin")
        $said = @(Get-Said $Line)
        $said[0] | Should -BeLike "*$Hint"
        $said[0] | Should -Not -Match '\n|positional parameter|parameter set|System\.Object'
        $said | Where-Object { $_ -ne $said[0] -and $_ -notlike '*b.bin*' } | Should -BeNullOrEmpty
        [System.IO.File]::ReadAllBytes("$TestDrive/a.bin") | Should -Be $before
        Test-Path b.npy, new.dat | Should -Not -Contain $true
    }

    It 'has an id and the argument' {
        $failure = { Export-MemMap a.bin b.npy } | Should -Throw -ErrorId 'Misplaced,*' -PassThru
        $failure.CategoryInfo.Category | Should -Be InvalidArgument
        $failure.TargetObject | Should -Be 'b.npy'
        { Measure-MemMap a.bin -Nothing } | Should -Throw -ErrorId 'NoParameter,*'
    }

    It 'is known to each cmdlet, and shown by none: <_>' -ForEach $cmdlets {
        $rest = (Get-Command $_).Parameters['Misplaced'].Attributes | Where-Object DontShow
        $rest.ValueFromRemainingArguments | Should -BeTrue
        (TabExpansion2 "$_ -").CompletionMatches.CompletionText | Should -Not -Contain '-Misplaced'
        (Get-Help $_).parameters.parameter.name | Should -Not -Contain 'Misplaced'
    }
}

Describe 'A pattern and a file' {
    It 'are taken in either order: <_>' -ForEach @(
        'Find-MemMapValue a.bin GNU', 'Find-MemMapValue GNU a.bin', 'Find-MemMapValue *a.bin GNU', 'Find-MemMapValue a.bin ''47 4E 55'''
        'Find-MemMapValue a.bin, b.bin GNU', 'Find-MemMapValue a.bin GNU -Encoding ascii', 'Find-MemMapValue a.bin -Pattern GNU'
    ) {
        (& ([scriptblock]::Create($_))).Offset | Should -Be 30, 40
    }

    It 'stay as they are where both are files' {
        Find-MemMapValue a.bin b.bin | Should -BeNullOrEmpty
        'a.bin is here' | Set-Content names.txt
        (Find-MemMapValue a.bin names.txt).FileName | Should -BeLike '*names.txt'
    }

    It 'are told by -Verbose where they change places' {
        Find-MemMapValue a.bin GNU -Verbose 4>&1 | Out-String | Should -Match "Searching 'GNU' in 'a.bin'"
    }
}

Describe 'Several files' {
    It 'have a number of matches each, with the file: <_>' -ForEach @(
        'Find-MemMapValue GNU a.bin, b.bin -CountOnly', 'Get-ChildItem *.bin | Find-MemMapValue GNU -CountOnly'
        'Find-MemMapValue -EQ 71 *.bin -CountOnly', '$m, $b | Find-MemMapValue GNU -CountOnly'
    ) {
        $b = New-MemMap b.bin -Mode r
        $counts = & ([scriptblock]::Create($_))
        $b | Close-MemMap
        $counts | Should -Be 2, 0
        $counts.FileName | Split-Path -Leaf | Should -Be a.bin, b.bin
        ($counts | Measure-Object -Sum).Sum | Should -Be 2
        $counts | Out-String | Should -Match '(?s)Count FileName.*2 .*a\.bin.*0 .*b\.bin'
    }

    It 'have their number of matches at once, also where one of them is missing' {
        $counts = & { try { Find-MemMapValue GNU a.bin, missing.bin, b.bin -CountOnly -ErrorAction Stop } catch { "$_" } }
        $counts | Should -HaveCount 2
        $counts[1] | Should -BeLike "*missing.bin'*"
        foreach ($count in $counts[0], (Find-MemMapValue GNU a.bin, missing.bin -CountOnly -ErrorAction SilentlyContinue)) {
            $count | Should -Be 2
            $count.FileName | Should -BeLike '*a.bin'
        }
    }

    It 'have a mere number where there is one' {
        foreach ($count in (Find-MemMapValue GNU a.bin -CountOnly), ($m | Find-MemMapValue GNU -CountOnly)) {
            $count | Should -Be 2
            ($count | Out-String).Trim() | Should -Be '2'
            $count.PSObject.Properties['FileName'] | Should -BeNullOrEmpty
        }
    }

    It 'have their names apart from arrays in memory' {
        $array = [MemMap.NDArray]::Zeros(4, 'u1')
        $counts = (Get-Item a.bin), $array | Find-MemMapValue GNU -CountOnly
        $counts | Should -Be 2, 0
        $counts[0].FileName | Should -BeLike '*a.bin'
        $counts[1].FileName | Should -BeNullOrEmpty
        $said = Get-Said '(Get-Item a.bin), [MemMap.NDArray]::Zeros(4, ''u1'') | Find-MemMapValue -EQ abc -ErrorAction Continue'
        $said[0] | Should -BeLike "*(in '*a.bin')"
        $said[1] | Should -Not -BeLike '*(in *'
        Get-Said 'Find-MemMapValue GNU a.bin, zz*.bin -ErrorAction Continue' | Should -Contain "no file matches 'zz*.bin'"
    }

    It 'have their names in errors and hints' {
        $said = Get-Said 'Find-MemMapValue -EQ abc a.bin, b.bin -ErrorAction Continue'
        $said[0] | Should -BeLike "*(in '*a.bin')"
        $said[1] | Should -BeLike "*(in '*b.bin')"
        Get-Said 'Find-MemMapValue HELLO *.bin' | Should -BeLike "*-IgnoreCase finds 1 match in '*a.bin'"
        Get-Said 'Find-MemMapValue HELLO a.bin' | Should -BeLike '*-IgnoreCase finds 1 match'
        Get-Said 'Find-MemMapValue -EQ abc a.bin' | Should -Not -BeLike '*(in *'
        Copy-Item a.bin abc
        $said = Get-Said 'Find-MemMapValue -EQ abc abc, a.bin -ErrorAction Continue'
        $said[0] | Should -BeLike "*(in '*abc')"
        $said[1] | Should -BeLike "*(in '*a.bin')"
        # An error that names the file itself doesn't say it again.
        $said = @(Get-Said 'Find-MemMapValue GNU -LiteralPath a.bin, missing.bin -ErrorAction Continue')
        $said | Should -BeLike "there is no file '*missing.bin'"
        Remove-Item abc
    }

    It 'have types, where no type has such a name' {
        (Get-MemMapType *.wav).Name | Should -Be wav, riff
        @(Get-Said 'Get-MemMapType *.bin')[0] | Should -BeLike '*no known magic*'
        Get-MemMapType nothing* | Should -BeNullOrEmpty
        (Get-MemMapType wa*).Name | Should -Be wav
    }
}

Describe 'The name of an encoding' {
    It '<Name> is <Code>' -ForEach $encodings {
        $known = [System.Text.Encoding]::GetEncoding($Code)
        [System.IO.File]::WriteAllBytes("$TestDrive/encoded.dat", $known.GetBytes('xGNUx'))
        (Find-MemMapValue GNU encoded.dat -Encoding $Name).Offset | Should -Be $known.GetByteCount('x')
    }

    It 'may be that of the system: <_>' -ForEach 'ansi', 'OEM' {
        Find-MemMapValue GNU a.bin -Encoding $_ -CountOnly | Should -Be 2
        Set-Content table.csv 'a;b', '1;2'
        (ConvertTo-MemMap -CsvPath table.csv -Encoding $_).Size | Should -Be 1
    }
}

Describe 'Files before an axis' {
    It 'are measured one by one' {
        @(Measure-MemMap a.bin, b.bin).Count | Should -Be 2
        @([MemMap.NDArray]::Arange(6).Reshape(2, 3) | Measure-MemMap 0, 1).Count | Should -Be 1
    }
}

Describe 'What takes an array as one object' {
    It 'warns: <_>' -ForEach @(
        '$m | ConvertTo-Json -Depth 1', 'ConvertTo-Json $m -Depth 1', '$m | ConvertTo-Csv', '$m | Export-Csv o.csv', '$m | ConvertTo-Html'
    ) {
        Get-Said $_ | Where-Object { $_ -notlike '*truncated*' } | Should -BeLike '*and not its elements; $m | ConvertFrom-MemMap | *'
    }

    It 'does not warn: <_>' -ForEach @(
        '$m | ConvertFrom-MemMap -First 3 | ConvertTo-Json', '$r | ConvertFrom-MemMap | ConvertTo-Csv', '$m | Format-List *'
        '$m | Select-Object *', '$m | Measure-MemMap | ConvertTo-Json', '[pscustomobject]@{ a = $m } | Select-Object a'
    ) {
        Get-Said $_ | Where-Object { $_ -notlike '*truncated*' } | Should -BeNullOrEmpty
    }
}

Describe 'The help' {
    It 'is found by <_>' -ForEach 'undo', 'revert' {
        (Get-Help $_).Name | Should -Contain 'Set-MemMapValue'
    }
}
