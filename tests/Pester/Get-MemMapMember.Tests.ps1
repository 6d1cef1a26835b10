# Files that say which arrays are in them: Get-MemMapMember, and New-MemMap of what it lists.

BeforeAll {
    Import-Module $PSScriptRoot/../../artifacts/MemMap -Force
    $golden = Convert-Path $PSScriptRoot/../Golden/containers
}

AfterAll {
    Get-MemMap | Close-MemMap
}

Describe 'Get-MemMapMember' {
    It 'lists the arrays of a container' {
        $members = Get-MemMapMember $golden/model.safetensors
        $members.Name | Should -Be weight, half, flag, scalar, empty, eight
        $members[0].DType | Should -Be float32
        $members[0].Shape | Should -Be 2, 3
        $members[0].IsMapped | Should -BeTrue
        $members[0].Attributes['format'] | Should -Be pt
        ($members | Out-String -Width 200) | Should -Match 'weight\s+float32\s+\(2, 3\)'
    }

    It 'lists the members of an .npz, compressed or not, and of a .npy' {
        [MemMap.NDArray]::Arange(3), [MemMap.NDArray]::Arange(4) | Export-MemMap $TestDrive/z.npz -Name a, b -Compress
        $members = Get-MemMapMember $TestDrive/z.npz
        $members.Name | Should -Be a, b
        $members.IsMapped | Should -Be $false, $false
        $members.NBytes | Should -Be 24, 32
        [MemMap.NDArray]::Arange(3) | Export-MemMap $TestDrive/one.npy
        (Get-ChildItem $TestDrive/one.npy | Get-MemMapMember).Offset | Should -Be 128
    }

    It 'says why an array cannot be opened, and opens the others' {
        (Get-MemMapMember $golden/five.mat -Name cell).Problem | Should -Match 'cell array'
        $arrays = New-MemMap $golden/five.mat -Mode r -ErrorVariable problem -ErrorAction SilentlyContinue
        $arrays.Member | Should -Be d, i, z.real, z.imag, one
        "$problem" | Should -Match 'five\.mat:cell'
    }

    It 'takes names with wildcards' {
        (Get-MemMapMember $golden/five.mat -Name 'z.*').Name | Should -Be z.real, z.imag
    }

    It 'refuses a file that says nothing, and names -Format' {
        Set-Content $TestDrive/text.txt 'hello'
        Get-MemMapMember $TestDrive/text.txt -ErrorVariable problem -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
        "$problem" | Should -Match '-Format'
    }
}

Describe 'New-MemMap of containers' {
    It 'prints and keeps the member, and has attributes' {
        $sci = New-MemMap $golden/all.fits -Member SCI -Mode r
        ($sci | Out-String) | Should -Match '>f4 \(2, 3, 4\) r .*all\.fits \(member SCI\)'
        $sci.Attributes['EXPTIME'] | Should -Be 12.5
        $sci[0].Attributes['exptime'] | Should -Be 12.5
        $sci.Attributes.Count | Should -BeGreaterThan 5
        [MemMap.NDArray]::Zeros(3).Attributes.Count | Should -Be 0
    }

    It 'opens a sound with -Format Wav only' {
        $sound = New-MemMap $golden/wav_i2_2.wav -Format Wav -Mode r
        $sound.Shape | Should -Be 7, 2
        $sound.Attributes['SampleRate'] | Should -Be 8000
        (New-MemMap $golden/wav_i2_2.wav -Mode r).DType | Should -Be uint8
        $wide = New-MemMap $golden/wav_24.wav -Format Wav -Verbose 4>&1
        "$($wide[0])" | Should -Match 'read into memory'
        New-MemMap $golden/wav_24.wav -Format Wav -Mode r+ -ErrorVariable problem -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
        "$problem" | Should -Match 'mode r or c'
    }

    It 'opens datasets of HDF5 by their paths' {
        $members = Get-MemMapMember $golden/old.h5 -Name deep*
        $members.Name | Should -Be deep/deeper/data, deep/relative
        (New-MemMap $golden/old.h5 -Member deep/deeper/data -Mode r).Sum() | Should -Be 15
        (New-MemMap $golden/old.h5 -Member floats -Mode r).Attributes['units'] | Should -Be 'm/s'
        "$((New-MemMap $golden/old.h5 -Member colors -Mode r)[1])" | Should -Be blue
        $chunks = New-MemMap $golden/chunks.h5 -Member gzip -Verbose 4>&1
        "$($chunks[0])" | Should -Match 'chunks\.h5:gzip \(\d+ parts\), read into memory when they are used'
        New-MemMap $golden/old.h5 -Member words -ErrorVariable problem -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
        "$problem" | Should -Match 'old\.h5:words.*variable length'
    }

    It 'opens columns of Arrow, those of several record batches as one array' {
        $column = New-MemMap $golden/batches.arrow -Member f64 -Mode r
        $column.Parts.Count | Should -Be 3
        $column.Sum() | Should -Be 15
        ($column | Measure-MemMap).Count | Should -Be 10
        (New-MemMap $golden/kinds.arrow -Member point.y -Mode r).GetType().Name | Should -Be MemMapArray
        (New-MemMap $golden/batches.arrows -Format Arrow -Member i8 -Mode r)[0] | Should -Be -5
        $nulls = New-MemMap $golden/nulls.arrow -Mode r -ErrorVariable problem -ErrorAction SilentlyContinue
        $nulls.Member | Should -Be f, t, whole
        $problem.Count | Should -Be 2
        "$problem" | Should -Match 'nulls\.arrow:i.*nulls \(1\)'
    }

    It 'takes the names of axes that the file has' {
        $rain = New-MemMap $golden/four.nc -Member rain -Mode r
        ($rain | Measure-MemMap -Axis time).Mean.ToArray() | Should -Be 4.5, 5.5, 6.5
        ($rain | Measure-MemMap time).Mean.ToArray() | Should -Be 4.5, 5.5, 6.5
        ($rain | Measure-MemMap -Axis time, x).Mean | Should -Be 5.5
        ($rain['1:3'] | Measure-MemMap -Axis X).Mean.ToArray() | Should -Be 4, 7
        @($rain | ConvertFrom-MemMap -Axis x).Count | Should -Be 3
        ($rain, $rain | Join-MemMap -Axis x).Shape | Should -Be 4, 6
        $classic = New-MemMap $golden/classic.nc -Member rain -Mode r
        ($classic | Measure-MemMap -Axis time).Maximum.ToArray() | Should -Be 3, 30, 300
        $rain | Measure-MemMap -Axis tiem -ErrorVariable problem -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
        "$problem" | Should -BeExactly "there is no axis 'tiem'; the axes are 'time', 'x'"
        [MemMap.NDArray]::Zeros((2, 2)) | Measure-MemMap -Axis time -ErrorVariable problem -ErrorAction SilentlyContinue
        "$problem" | Should -Match 'the axes have no names'
        { $rain | Measure-MemMap -Axis $null } | Should -Throw
        $line = '$rain | Measure-MemMap -Axis t'
        (TabExpansion2 $line $line.Length).CompletionMatches.CompletionText | Should -Be time
    }

    It 'completes -Member' {
        $line = "New-MemMap '$golden/model.safetensors' -Member w"
        (TabExpansion2 $line $line.Length).CompletionMatches.CompletionText | Should -Be weight
        $line = "New-MemMap '$golden/five.mat' -Member "
        (TabExpansion2 $line $line.Length).CompletionMatches.CompletionText | Should -Contain d
    }

    It 'joins one member of many files' {
        Copy-Item $golden/two.nii $TestDrive/a.nii
        Copy-Item $golden/two.nii $TestDrive/b.nii
        (Join-MemMap $TestDrive/*.nii -Mode r -Axis -1).Shape | Should -Be 2, 3, 4, 4
    }

    It 'writes none of them' {
        [MemMap.NDArray]::Arange(3) | Export-MemMap $TestDrive/x.fits -Format Fits -ErrorVariable problem -ErrorAction SilentlyContinue
        $problem[0].FullyQualifiedErrorId | Should -Match '^ReadOnlyFormat'
        Test-Path $TestDrive/x.fits | Should -BeFalse
    }
}
