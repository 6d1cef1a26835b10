# Every mistake: one error, with its id, its category and its object; and the file stays as it was.

BeforeDiscovery {
    $root = Convert-Path $PSScriptRoot/../..
    Import-Module $root/artifacts/MemMap
}

BeforeAll {
    Import-Module $PSScriptRoot/../../artifacts/MemMap -Force
}

Describe 'Errors' {
    BeforeEach {
        $file = Join-Path $TestDrive kept.dat
        $before = [byte[]](1..24)
        [System.IO.File]::WriteAllBytes($file, $before)
    }

    AfterEach {
        Get-MemMap | Close-MemMap
        [System.IO.File]::ReadAllBytes($file) | Should -Be $before -Because 'a failure changes nothing'
    }

    It 'New-MemMap: <Name>' -ForEach @(
        @{ Name = 'unknown dtype'; Id = 'ParameterArgumentTransformationError'; Category = 'InvalidData';
            Like = "*'flaot32' not understood; did you mean float32?"
            Run = { New-MemMap $file -DType flaot32 -ErrorAction Stop } }
        @{ Name = 'a mode where the dtype comes'; Id = 'ParameterArgumentTransformationError'; Category = 'InvalidData';
            Like = "*'r+' not understood; it is a mode: write New-MemMap -Mode r+*"
            Run = { New-MemMap $file r+ -ErrorAction Stop } }
        @{ Name = 'records that the file is no multiple of'; Id = 'NotAMultiple'; Category = 'InvalidArgument';
            Like = '*(20 bytes)*(8 bytes of uint64); -Shape 1*, -Shape 2 all that are whole, -Offset 8 those up to the end'
            Run = { New-MemMap $file uint64 -Mode r -Offset 4 -ErrorAction Stop } }
        @{ Name = 'a dtype of references'; Id = 'ParameterArgumentTransformationError'; Category = 'InvalidData'; Like = "*'O'*"
            Run = { New-MemMap $file -DType O -ErrorAction Stop } }
        @{ Name = 'a type without a dtype'; Id = 'ParameterArgumentTransformationError'; Category = 'InvalidData';
            Like = '*no data type has elements of type System.Uri'
            Run = { New-MemMap $file -DType ([uri]) -ErrorAction Stop } }
        @{ Name = 'unknown mode'; Id = 'ParameterArgumentTransformationError'; Category = 'InvalidData';
            Like = "*must be one of r, c, r+, w+, readonly, copyonwrite, readwrite, write (got 'rw'); did you mean r+?"
            Run = { New-MemMap $file -Mode rw -ErrorAction Stop } }
        @{ Name = 'a fraction in the shape'; Id = 'ParameterArgumentTransformationError'; Category = 'InvalidData';
            Like = "*list of integers, such as 3,4; not '2.5'"
            Run = { New-MemMap $file -Mode w+ -Shape 2.5 -ErrorAction Stop } }
        @{ Name = 'the shape as one text'; Id = 'ParameterArgumentTransformationError'; Category = 'InvalidData'; Like = "*not '3,4'"
            Run = { New-MemMap $file -Mode w+ -Shape '3,4' -ErrorAction Stop } }
        @{ Name = 'negative shape'; Id = 'NegativeDimension'; Category = 'InvalidArgument'; Like = '*(3, -1)*'
            Run = { New-MemMap $file -Mode w+ -Shape 3, -1 -ErrorAction Stop } }
        @{ Name = 'overflowing shape'; Id = 'ArrayTooBig'; Category = 'LimitsExceeded'; Like = '*(4294967296, 4294967296)*8 bytes*'
            Run = { New-MemMap $file -DType f8 -Mode w+ -Shape 4294967296, 4294967296 -ErrorAction Stop } }
        @{ Name = 'offset and shape that overflow together'; Id = 'MapTooLarge'; Category = 'LimitsExceeded'; Like = '*9223372036854775807*'
            Run = { New-MemMap $file -Mode w+ -Offset ([long]::MaxValue) -Shape 1 -ErrorAction Stop } }
        @{ Name = 'w+ without a shape'; Id = 'ShapeRequired'; Category = 'InvalidArgument'; Like = 'shape must be given*'
            Run = { New-MemMap $file -Mode w+ -ErrorAction Stop } }
        @{ Name = 'the shape in the place of the offset'; Id = 'ShapeRequired'; Category = 'InvalidArgument'; Like = '*write -Shape 10*'
            Run = { New-MemMap $file f4 w+ 10 -ErrorAction Stop } }
        @{ Name = 'a length to be found out'; Id = 'NegativeDimension'; Category = 'InvalidArgument';
            Like = '*(-1, 2); without -Shape*.Reshape(-1, 2)*'
            Run = { New-MemMap $file -Shape -1, 2 -ErrorAction Stop } }
        @{ Name = 'offset before the file'; Id = 'OffsetBeforeStart'; Category = 'InvalidArgument'; Like = 'offset -25 counts*24 bytes*'
            Run = { New-MemMap $file -Offset -25 -ErrorAction Stop } }
        @{ Name = 'negative offset of a new file'; Id = 'NegativeOffset'; Category = 'InvalidArgument'; Like = '*-1*'
            Run = { New-MemMap $file -Mode w+ -Shape 1 -Offset -1 -ErrorAction Stop } }
        @{ Name = 'offset beyond the file'; Id = 'OffsetBeyondEnd'; Category = 'InvalidArgument'; Like = 'offset 25 is beyond*24 bytes'
            Run = { New-MemMap $file -Offset 25 -ErrorAction Stop } }
        @{ Name = 'a remainder'; Id = 'NotAMultiple'; Category = 'InvalidArgument'; Like = '*23 bytes*multiple*4 bytes*'
            Run = { New-MemMap $file -DType i4 -Offset 1 -ErrorAction Stop } }
        @{ Name = 'a file too short for mode r'; Id = 'FileTooShort'; Category = 'InvalidData'
            Like = '*24 bytes*25 bytes*only where -Mode r+ is written out, here to 25 bytes*'
            Run = { New-MemMap $file -Mode r -Shape 25 -ErrorAction Stop } }
        @{ Name = 'a file too short for mode c'; Id = 'FileTooShort'; Category = 'InvalidData'
            Like = '*only where -Mode r+ is written out, here to 25 bytes*'
            Run = { New-MemMap $file -Mode c -Shape 25 -ErrorAction Stop } }
        @{ Name = 'elements without a size'; Id = 'NoItemSize'; Category = 'InvalidArgument'; Like = '*S8*'
            Run = { New-MemMap $file -DType S -ErrorAction Stop } }
        @{ Name = 'a file that is not to be replaced'; Id = 'FileExists'; Category = 'ResourceExists'; Like = "*kept.dat' exists*"
            Run = { New-MemMap $file -Mode w+ -Shape 3 -NoClobber -ErrorAction Stop } }
        @{ Name = 'a directory'; Id = 'PathIsDirectory'; Category = 'InvalidType'; Like = '*is a directory'
            Run = { New-MemMap $TestDrive -ErrorAction Stop } }
        @{ Name = 'a directory to create'; Id = 'PathIsDirectory'; Category = 'InvalidType'; Like = '*is a directory'
            Run = { New-MemMap $TestDrive -Mode w+ -Shape 3 -ErrorAction Stop } }
        @{ Name = 'the name of a directory to create'; Id = 'PathIsDirectory'; Category = 'InvalidType';
            Like = "*new?' is the name of a directory, as it ends with '?'"
            Run = { New-MemMap "$TestDrive/new/" -Mode w+ -Shape 3 -ErrorAction Stop } }
        @{ Name = 'a path with a NUL in it'; Id = 'InvalidPath'; Category = 'InvalidArgument'; Like = "'a\0b' has a NUL character in it*"
            Run = { New-MemMap "a`0b" -ErrorAction Stop } }
        @{ Name = 'a path with a NUL in it to create'; Id = 'InvalidPath'; Category = 'InvalidArgument';
            Like = "'a\0b' has a NUL character in it*"
            Run = { New-MemMap -LiteralPath "a`0b" -Mode w+ -Shape 3 -ErrorAction Stop } }
        @{ Name = 'a missing file'; Id = 'FileNotFound'; Category = 'ObjectNotFound';
            Like = "there is no file '*nowhere.dat'; New-MemMap -Mode w+ with a shape creates one"
            Run = { New-MemMap "$TestDrive/nowhere.dat" -ErrorAction Stop } }
        @{ Name = 'a missing file by wildcards'; Id = 'NoMatch'; Category = 'ObjectNotFound'; Like = "no file matches '*nowhere*.dat'"
            Run = { New-MemMap "$TestDrive/nowhere*.dat" -ErrorAction Stop } }
        @{ Name = 'a missing directory'; Id = 'DirectoryNotFound'; Category = 'ObjectNotFound'; Like = '*no directory*'
            Run = { New-MemMap "$TestDrive/nowhere/new.dat" -Mode w+ -Shape 3 -ErrorAction Stop } }
        @{ Name = 'a missing file by a path behind \\?\, which is no wildcard'; Id = 'FileNotFound'; Category = 'ObjectNotFound'
            Like = "there is no file '*C:\nowhere.dat'*"; Run = { New-MemMap '\\?\C:\nowhere.dat' -Mode r -ErrorAction Stop } }
        @{ Name = 'a path of another provider'; Id = 'NotAFilePath'; Category = 'InvalidType'; Like = "*'Variable:file'*provider Variable*"
            Run = { New-MemMap Variable:file -ErrorAction Stop } }
        @{ Name = 'a drive that is not there'; Id = 'DriveNotFound'; Category = 'ObjectNotFound'; Like = '*nodrive*'
            Run = { New-MemMap nodrive:/file.dat -ErrorAction Stop } }
        @{ Name = 'a stream that can only be read'; Id = 'StreamAccess'; Category = 'InvalidArgument'; Like = '*reading and writing*'
            Run = { $stream = [System.IO.File]::OpenRead($file);
                try { New-MemMap -Stream $stream -ErrorAction Stop } finally { $stream.Dispose() } } }
        @{ Name = 'a closed stream'; Id = 'StreamClosed'; Category = 'ResourceUnavailable'; Like = '*closed*'
            Run = { $stream = [System.IO.File]::OpenRead($file); $stream.Dispose(); New-MemMap -Stream $stream -ErrorAction Stop } }
    ) {
        $failure = $Run | Should -Throw $Like -ErrorId "$Id,MemMap.Commands.NewMemMapCommand" -PassThru
        $failure.CategoryInfo.Category | Should -Be $Category
        @(Get-MemMap).Count | Should -Be 0
    }

    It 'to write: <Name>' -ForEach @(
        @{ Name = 'Export-MemMap a NUL'; Id = 'InvalidPath'; Run = { $array | Export-MemMap "a`0b.npy" -ErrorAction Stop } }
        @{ Name = 'Export-MemMap a directory'; Id = 'PathIsDirectory';
            Run = { $array | Export-MemMap "$TestDrive/new/" -Format Npy -ErrorAction Stop } }
        @{ Name = 'ConvertTo-MemMap a NUL'; Id = 'InvalidPath'; Run = { 1 | ConvertTo-MemMap "a`0b" -ErrorAction Stop } }
        @{ Name = 'ConvertTo-MemMap a directory'; Id = 'PathIsDirectory';
            Run = { 1 | ConvertTo-MemMap "$TestDrive/new/" -ErrorAction Stop } }
        @{ Name = 'Show-MemMap a NUL'; Id = 'InvalidPath'; Run = { $array | Show-MemMap -OutFile "a`0b.svg" -ErrorAction Stop } }
        @{ Name = 'Show-MemMap a directory'; Id = 'PictureName'; Run = { $array | Show-MemMap -OutFile "$TestDrive/n/" -ErrorAction Stop } }
    ) {
        $array = [MemMap.NDArray]::Arange(0, 5)
        $Run | Should -Throw -ErrorId "$Id,*"
        @(Get-ChildItem $TestDrive).Count | Should -Be 1
    }

    It 'New-MemMap: a read-only file with r+' -Skip:(-not $IsWindows -and [System.Environment]::IsPrivilegedProcess) {
        Set-ItemProperty $file IsReadOnly $true
        try {
            $failure = { New-MemMap $file -ErrorAction Stop } | Should -Throw '*denied*' -ErrorId 'AccessDenied,*' -PassThru
            $failure.CategoryInfo.Category | Should -Be 'PermissionDenied'
            (New-MemMap $file -Mode r)[0] | Should -Be 1
        }
        finally {
            Set-ItemProperty $file IsReadOnly $false
        }
    }

    It 'New-MemMap: an unreadable file' -Skip:($IsWindows -or [System.Environment]::IsPrivilegedProcess) {
        [System.IO.File]::SetUnixFileMode($file, 'None')
        try {
            $failure = { New-MemMap $file -Mode r -ErrorAction Stop } | Should -Throw '*denied*' -ErrorId 'AccessDenied,*' -PassThru
            $failure.CategoryInfo.Category | Should -Be 'PermissionDenied'
        }
        finally {
            [System.IO.File]::SetUnixFileMode($file, 'UserRead, UserWrite')
        }
    }

    It 'Get-MemMapSlice: <Name>' -ForEach @(
        @{ Name = 'out of bounds'; Index = 3; Id = 'IndexOutOfBounds'; Like = 'index 3 is out of bounds for axis 0 with size 3' }
        @{ Name = 'out of bounds from the end'; Index = 0, -5; Id = 'IndexOutOfBounds';
            Like = 'index -5 is out of bounds for axis 1 with size 4' }
        @{ Name = 'out of bounds in a list'; Index = , (0, 7); Id = 'IndexOutOfBounds';
            Like = 'index 7 is out of bounds for axis 0 with size 3' }
        @{ Name = 'too many items'; Index = 0, 0, 0; Id = 'TooManyIndices'; Like = '*2-dimensional, but 3 were indexed' }
        @{ Name = 'a float'; Index = 1.0; Id = 'NotAnIndex'; Like = 'only integers*' }
        @{ Name = 'a step of 0'; Index = '::0'; Id = 'SliceStepZero'; Like = '*step cannot be zero' }
        @{ Name = 'no expression'; Index = '1:x'; Id = '*'; Like = "*1:x*" }
        @{ Name = 'lists that don''t broadcast'; Index = (0, 1), (0, 1, 2); Id = 'IndexShapeMismatch'; Like = '*(2,) (3,)' }
    ) {
        $m = New-MemMap $file -DType i2 -Mode r -Shape 3, 4
        $failure = { $m | Get-MemMapSlice $Index -ErrorAction Stop } |
            Should -Throw $Like -ErrorId "$Id,MemMap.Commands.GetMemMapSliceCommand" -PassThru
        $failure.CategoryInfo.Category | Should -Be 'InvalidArgument'
        [object]::ReferenceEquals($failure.TargetObject, $m) | Should -BeTrue
    }

    It 'Get-MemMapSlice: a field that is not there' {
        $m = New-MemMap $file -DType 'i4,i4' -Mode r
        { $m['f0'] | Get-MemMapSlice -Field f2 -ErrorAction Stop } |
            Should -Throw "no field of name 'f2'; elements of dtype * have no fields"
        { $m | Get-MemMapSlice -Field f2 -ErrorAction Stop } |
            Should -Throw "no field of name 'f2'; there are f0, f1" -ErrorId 'NoSuchField,*'
        { $m | Get-MemMapSlice -Field f0, f0 -ErrorAction Stop } | Should -Throw "*'f0' occurs more than once" -ErrorId 'FieldTwice,*'
    }

    It 'Set-MemMapValue: <Name>' -ForEach @(
        @{ Name = 'out of bounds'; Index = 9; Value = 1; Id = 'IndexOutOfBounds'; Category = 'InvalidArgument' }
        @{ Name = 'a shape that doesn''t broadcast'; Index = '...'; Value = 1, 2, 3; Id = 'CannotBroadcast'; Category = 'InvalidArgument' }
        @{ Name = 'a list too long for a row'; Index = 0; Value = 1, 2, 3, 4, 5; Id = 'CannotBroadcast'; Category = 'InvalidArgument' }
        @{ Name = 'ragged lists'; Index = '...'; Value = @(1, 2, 3, 4), @(1); Id = 'Ragged'; Category = 'InvalidArgument' }
        @{ Name = 'NaN to an integer'; Index = 0; Value = [double]::NaN; Id = 'NotFinite'; Category = 'InvalidType' }
        @{ Name = 'NaN behind good numbers'; Index = 0; Value = 1, 2, 3, [double]::NaN; Id = 'NotFinite'; Category = 'InvalidType' }
        @{ Name = 'an integer out of range'; Index = 0; Value = 40000; Id = 'IntegerOutOfBounds'; Category = 'LimitsExceeded' }
        @{ Name = 'text that is no number'; Index = 0; Value = 'abc'; Id = 'NumberText'; Category = 'InvalidArgument' }
        @{ Name = '$null to an integer'; Index = 0; Value = $null; Id = 'CannotConvert'; Category = 'InvalidType' }
    ) {
        $m = New-MemMap $file -DType i2 -Shape 3, 4
        $failure = { $m | Set-MemMapValue $Index $Value -ErrorAction Stop } |
            Should -Throw -ErrorId "$Id,MemMap.Commands.SetMemMapValueCommand" -PassThru
        $failure.CategoryInfo.Category | Should -Be $Category
        [object]::ReferenceEquals($failure.TargetObject, $m) | Should -BeTrue
    }

    It 'Set-MemMapValue: fractions added to integers in place' {
        $m = New-MemMap $file -DType i2
        $failure = { $m | Set-MemMapValue -Value 1.5 -Operation Add -ErrorAction Stop } |
            Should -Throw '*float64 to int16*same_kind*' -ErrorId 'CannotCast,*' -PassThru
        $failure.CategoryInfo.Category | Should -Be 'InvalidType'
    }

    It 'Set-MemMapValue: a read-only map, and any view of one' {
        $m = New-MemMap $file -Mode r
        foreach ($array in $m, ($m | Get-MemMapSlice '1:'), $m.Reshape(4, 6).T) {
            { $array | Set-MemMapValue 0 1 -ErrorAction Stop } |
                Should -Throw 'assignment destination is read-only: *; open it with New-MemMap -Mode r+*' -ErrorId 'ReadOnly,*'
        }
    }

    It 'a closed map: <_>' -ForEach 'Get-MemMapSlice', 'Set-MemMapValue -Value 0', 'Invoke-MemMapFlush' {
        $m = New-MemMap $file
        $view = $m | Get-MemMapSlice '1:'
        $m | Close-MemMap
        $command = [scriptblock]::Create("`$args[0] | $_ -ErrorAction Stop")
        foreach ($array in $m, $view) {
            $failure = { & $command $array } | Should -Throw "the map of '*kept.dat' is closed" -ErrorId 'Closed,*' -PassThru
            $failure.CategoryInfo.Category | Should -Be 'ResourceUnavailable'
        }
    }

    It 'an array in memory: <_>' -ForEach 'Close-MemMap', 'Invoke-MemMapFlush' {
        $array = [MemMap.NDArray]::Arange(0, 3)
        $failure = { $array | & $_ -ErrorAction Stop } |
            Should -Throw "$_ needs a map, and this array (int64 (3,)) is in memory" -ErrorId 'NotAMap,*' -PassThru
        $failure.CategoryInfo.Category | Should -Be 'InvalidArgument'
        [object]::ReferenceEquals($failure.TargetObject, $array) | Should -BeTrue
    }

    It 'an expression where a map is wanted: <_>' -ForEach 'Close-MemMap', 'Resize-MemMap' {
        $lazy, $more = [MemMap.NDArray]::Arange(0, 3).Lazy(), $(if ($_ -eq 'Resize-MemMap') { @{ Length = 5 } } else { @{} })
        { $lazy | & $_ @more -ErrorAction Stop } | Should -Throw "$_ needs a map, and this array (int64 (3,) lazy) is an expression"
    }

    It 'a list where an array is wanted: <Name>' -ForEach @(
        @{ Name = 'arrays'; Value = { , ([MemMap.NDArray]::Arange(3), [MemMap.NDArray]::Arange(4)) }; Like = '*a list of 2: send them *' }
        @{ Name = 'numbers'; Value = { , (1, 2, 3) }; Like = '*a list of 3 values is no array; $list | ConvertTo-MemMap makes one*' }
        @{ Name = 'bytes'; Value = { , [byte[]](1, 2, 3) }; Like = '*a list of 3 values is no array*' }
    ) {
        foreach ($command in 'Join-MemMap', 'Measure-MemMap', 'Close-MemMap', 'Split-MemMap') {
            { & $command -InputObject (& $Value) -ErrorAction Stop } | Should -Throw $Like
        }
    }

    It 'a path where an array is wanted' {
        { Invoke-MemMapFlush -InputObject a.bin -ErrorAction Stop } |
            Should -Throw "*'a.bin' is a text and no array; to work on a file, write (New-MemMap 'a.bin' -Mode r)*"
    }

    It 'something else than an array in the pipeline: <Name>' -ForEach @(
        @{ Name = 'a process'; Value = { Get-Process -Id $PID }; Like = '*(Process) is no array*New-MemMap*' }
        @{ Name = 'a number'; Value = { 5 }; Like = "*'5' (Int32) is no array*New-MemMap*" }
        @{ Name = 'what was found'; Value = { [MemMap.NDArray]::Arange(3) | Find-MemMapValue -EQ 1 }; Like = '*Set-MemMapValue $found*' }
    ) {
        { & $Value | Measure-MemMap -ErrorAction Stop } | Should -Throw $Like
    }

    It 'an expression: <_>' -ForEach @(
        @{ Script = { $m[99] }; Id = 'IndexOutOfBounds'; Category = 'InvalidArgument'; Like = 'index 99 is out of bounds*' }
        @{ Script = { $m['abc'] }; Id = 'InvalidIndex'; Category = 'InvalidArgument';
            Like = "only integers, slices ('1:3'), ellipsis ('...'), newaxis (`$null) and integer or boolean lists*not 'abc'" }
        @{ Script = { $m[@{}] }; Id = 'NotAnIndex'; Category = 'InvalidArgument'; Like = 'only integers*' }
        @{ Script = { $m[[MemMap.NDArray]::Zeros((50, 50))] }; Id = 'NotAnIndex'; Category = 'InvalidArgument';
            Like = '*not float64 (50, 50) (NDArray)' }
        @{ Script = { $m[0] = 300 }; Id = 'IntegerOutOfBounds'; Category = 'LimitsExceeded'; Like = 'integer 300 is out of bounds*' }
        @{ Script = { $m -band 'x' }; Id = 'UnsupportedDType'; Category = 'InvalidType'; Like = 'bitwise_and is not defined*' }
        @{ Script = { $m + 'x' }; Id = 'UnsupportedDType'; Category = 'InvalidType'; Like = 'add is not defined*' }
        @{ Script = { $m | Close-MemMap; $m[0] }; Id = 'Closed'; Category = 'ResourceUnavailable'; Like = 'the map of * is closed' }
    ) {
        $m = New-MemMap $file
        $failure = { & $Script } | Should -Throw $Like -ErrorId $Id -PassThru
        $failure.CategoryInfo.Category | Should -Be $Category
        ($failure | Out-String) -split "`n" | Select-Object -First 1 | Should -Match $Category
        { try { & $Script } catch [System.Management.Automation.ItemNotFoundException] { } } | Should -Throw $Like
    }

    It 'an expression is caught by the type of its exception' {
        $m = New-MemMap $file
        $caught = try { $m[99] } catch [System.IndexOutOfRangeException] { 'yes' }
        $caught | Should -Be yes
    }

    It 'a field that is spelt wrong: <_>' -ForEach 'an index', 'Set-MemMapValue' {
        $r = New-MemMap $file ([ordered]@{ id = 'i4'; price = 'f8' }) r+ -Shape 2
        $value = @{ id = 1; prize = 2 }
        { if ($_ -eq 'an index') { $r[0] = $value } else { $r | Set-MemMapValue 0 $value -ErrorAction Stop } } |
            Should -Throw "no field of name 'prize'; did you mean price? Fields are id, price" -ErrorId 'FieldUnknown*'
    }

    It 'a field that is spelt wrong: an object to store' {
        { [pscustomobject]@{ id = 1; prize = 2 } | ConvertTo-MemMap "$file.new" ([ordered]@{ id = 'i4'; price = 'f8' }) } |
            Should -Throw "*no value for field 'price' of the record; is 'prize' meant to be it?"
    }

    It 'a dtype of other words: <Word>' -ForEach @(
        @{ Word = 'dword'; Like = '*DWORD is uint32: write uint32' }
        @{ Word = 'Word'; Like = '*WORD is uint16: write uint16' }
        @{ Word = 'qword'; Like = '*QWORD is uint64: write uint64' }
        @{ Word = 'integer'; Like = '*integers are int8, int16, int32*' }
        @{ Word = 'boolean'; Like = '*is bool' }
        @{ Word = 'sbyte'; Like = '*is int8' }
        @{ Word = 'hex'; Like = '*bytes are uint8*' }
    ) {
        { New-MemMap $file $Word -ErrorAction Stop } | Should -Throw $Like
    }

    It 'a mode of other words: <Word>' -ForEach @(
        @{ Word = 'r/w'; Mode = 'r+' }, @{ Word = 'shared'; Mode = 'r+' }, @{ Word = 'overwrite'; Mode = 'w+' }
        @{ Word = 'snapshot'; Mode = 'c' }, @{ Word = 'view'; Mode = 'r' }
    ) {
        { New-MemMap $file -Mode $Word -ErrorAction Stop } | Should -Throw "*did you mean $($Mode -replace '\+', '+')?"
    }

    It 'properties of an array in place of its elements' {
        { New-MemMap $file | Select-Object id | ConvertTo-MemMap "$file.new" } |
            Should -Throw 'Select-Object was given the array as one object*ConvertFrom-MemMap | Select-Object*' -ErrorId 'NotElements,*'
        Test-Path "$file.new" | Should -BeFalse
    }

    It 'a named type is called by its name' {
        { (New-MemMap $file mbr_partition r -Shape 1).Sum() } | Should -Throw '*sum is not defined for dtype mbr_partition*'
        $long = [ordered]@{}
        1..9 | ForEach-Object { $long["field$_"] = 'u1' }
        { (New-MemMap $file $long r -Shape 1).Sum() } |
            Should -Throw '*sum is not defined for dtype a record of 9 fields (field1, field2, field3, field4, ...)*'
    }

    It 'an array shows one line of itself at most: <_>' -ForEach '-Shape', '-Last', '-Mode', 'an index' {
        $big = [MemMap.NDArray]::Zeros((100, 3), 'f8')
        $script = switch ($_) {
            '-Shape' { { New-MemMap $file -Shape $big -ErrorAction Stop } }
            '-Last' { { [MemMap.NDArray]::Arange(3) | Show-MemMap -Around $big -ErrorAction Stop } }
            '-Mode' { { New-MemMap $file -Member @{ a = $big } -Format Npz -ErrorAction Stop } }
            default { { (New-MemMap $file)[$big] } }
        }
        $failure = $script | Should -Throw -PassThru
        "$failure" -split "`n" | Where-Object { $_ -match '0\. 0\.|\\n' } | Should -BeNullOrEmpty
    }

    It 'an array as -Path says how arrays come: <_>' -ForEach (Get-Command -Module MemMap -ParameterName Path).Name {
        $array = [MemMap.NDArray]::Arange(3)
        { & $_ -Path $array -ErrorAction Stop } | Should -Throw '*an array comes through the pipeline: write $m |*'
    }

    It 'an array in the first place says how arrays come: <_>' -ForEach @(
        'Close-MemMap', 'ConvertFrom-MemMap', 'Export-MemMap', 'Get-MemMap', 'Get-MemMapHash', 'Get-MemMapMember'
        'Join-MemMap', 'Measure-MemMap', 'Show-MemMap'
    ) {
        $array = [MemMap.NDArray]::Arange(3)
        { & $_ $array -ErrorAction Stop } | Should -Throw '*an array comes through the pipeline: write $m |*'
    }

    It 'Get-MemMap: a file of which no map is open' {
        $failure = { Get-MemMap $file -ErrorAction Stop } | Should -Throw -ErrorId 'NotOpen,*' -PassThru
        $failure.CategoryInfo.Category | Should -Be 'ObjectNotFound'
    }

    It 'do not end the pipeline' {
        $m = New-MemMap $file
        $n = [MemMap.NDArray]::Arange(0, 3)
        $n, $m | Close-MemMap -ErrorAction SilentlyContinue -ErrorVariable failures
        $failures.Count | Should -Be 1
        $m.IsClosed | Should -BeTrue
    }
}
