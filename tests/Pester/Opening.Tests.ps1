# Looking at files changes none of them, and of an archive opens what can be opened.

BeforeAll {
    Import-Module $PSScriptRoot/../../artifacts/MemMap -Force

    # Everything below a folder: names, lengths, times and contents.
    function Get-State([string]$Folder) {
        Get-ChildItem $Folder -Recurse -Force -File | Sort-Object FullName |
            ForEach-Object { "$($_.FullName) $($_.Length) $($_.LastWriteTimeUtc.Ticks) $((Get-FileHash -LiteralPath $_.FullName).Hash)" }
    }

    function New-Archive([string]$Path, [System.Collections.IDictionary]$Members) {
        $stream = [System.IO.File]::Create($Path)
        $zip = [System.IO.Compression.ZipArchive]::new($stream, 'Create')
        foreach ($name in $Members.Keys) {
            $content = $zip.CreateEntry($name, $(if ($name -match 'deflated') { 'Optimal' } else { 'NoCompression' })).Open()
            $content.Write([byte[]]$Members[$name])
            $content.Dispose()
        }
        $zip.Dispose()
    }

    $folder = (New-Item -ItemType Directory (Join-Path $TestDrive work)).FullName
    $array = [MemMap.NDArray]::Arange(0, 40, 1, 'i4')
    $array | Export-MemMap $folder/whole.npy
    [byte[]]$npy = [System.IO.File]::ReadAllBytes("$folder/whole.npy")
}

Describe 'Looking at a file' {
    BeforeAll {
        [System.IO.File]::WriteAllBytes("$folder/raw.dat", [byte[]](0..99))
        [System.IO.File]::WriteAllBytes("$folder/short.npy", $npy[0..199])
        New-Archive $folder/all.npz ([ordered]@{
            'stored.npy' = $npy; 'deflated.npy' = $npy; 'short.npy' = $npy[0..199]; 'text.txt' = 65, 66 })
        $array | Export-MemMap $folder/whole.zarr -ChunkLength 20
        $array | Export-MemMap $folder/short.zarr -ChunkLength 20
        [System.IO.File]::WriteAllBytes("$folder/short.zarr/c.1", [byte[]](0..9))
        $array | Export-MemMap $folder/link.zarr -ChunkLength 20
        Remove-Item $folder/link.zarr/c.1
        $null = New-Item -ItemType SymbolicLink -Path $folder/link.zarr/c.1 -Target $folder/raw.dat -ErrorAction SilentlyContinue
        $names = 'raw.dat', 'whole.npy', 'short.npy', 'all.npz', 'whole.zarr', 'short.zarr', 'link.zarr'
        $before = Get-State $folder
    }

    AfterEach {
        Get-MemMap | Close-MemMap
        Get-State $folder | Should -Be $before
    }

    It 'changes nothing when it is opened as <Name>' -ForEach @(
        @{ Name = 'its bytes'; Arguments = @{} }
        @{ Name = 'more than there is'; Arguments = @{ DType = 'i4'; Shape = 1000 } }
        @{ Name = 'more than there is, raw'; Arguments = @{ DType = 'i4'; Shape = 1000; Format = 'Raw'; Sparse = $true } }
        @{ Name = 'what is behind its end'; Arguments = @{ Offset = 5000; Shape = 3 } }
        @{ Name = 'other numbers'; Arguments = @{ DType = 'f8' } }
        @{ Name = 'a buffered file'; Arguments = @{ DType = 'i4'; Shape = 1000; Access = 'Buffered' } }
        @{ Name = 'a file to write to'; Arguments = @{ Mode = 'r+' } }
        @{ Name = 'private memory'; Arguments = @{ Mode = 'c'; Shape = 1000 } }
        @{ Name = 'a new file, perhaps'; Arguments = @{ Mode = 'w+'; Shape = 1000; WhatIf = $true } }
    ) {
        foreach ($item in $names) {
            New-MemMap $folder/$item @Arguments -ErrorAction SilentlyContinue -WarningAction SilentlyContinue | Close-MemMap
        }
    }

    It 'changes nothing whatever is done with it' {
        # A chunk that is too short is an error when it is used.
        $quiet = @{ ErrorAction = 'SilentlyContinue'; WarningAction = 'SilentlyContinue' }
        $maps = foreach ($item in $names -ne 'short.zarr') { New-MemMap $folder/$item @quiet }
        $maps.Count | Should -BeGreaterThan 5
        $out = Join-Path $TestDrive out
        $null = foreach ($m in $maps) {
            $m | Measure-MemMap
            $m | Show-MemMap -Width 60
            $m | Find-MemMapValue -EQ 7 -First 1
            $m | ConvertFrom-MemMap
            $m | Compare-MemMap $m
            $m | Get-MemMapSlice ':3' -Copy
            $m | Split-MemMap 2
            $m | Export-MemMap $out
            $m | Out-String
            if ($m -is [MemMap.MemMapArray]) { $m | Invoke-MemMapFlush }
            Export-Clixml "$out.xml" -InputObject $m
            (Import-Clixml "$out.xml") | Get-MemMapSlice 0
            $m | Set-MemMapValue 0 1 -WhatIf -ErrorAction SilentlyContinue
        }
        Get-MemMap | Out-String -Width 300 | Should -Match 'whole.npy'
    }

    It 'changes nothing where nothing is appended' {
        @() | ConvertTo-MemMap $folder/raw.dat u1 -Append | Close-MemMap
        @() | ConvertTo-MemMap $folder/whole.npy -Append | Close-MemMap
    }

    It 'tells that -Mode r+ extends a file that is too short' {
        { New-MemMap $folder/raw.dat f8 -Shape 1000 -ErrorAction Stop } |
            Should -Throw '*has 100 bytes*-Mode r+ is written out, here to 8000 bytes: the default*' -ErrorId 'FileTooShort,*'
        { [MemMap.MemMapArray]::Open("$folder/raw.dat", 'f8', $null, $null, 1000) } | Should -Throw '*-Mode r+*'
        Copy-Item $folder/raw.dat $TestDrive/longer.dat
        (New-MemMap $TestDrive/longer.dat f8 -Mode r+ -Shape 1000).NBytes | Should -Be 8000
        (Get-Item $TestDrive/longer.dat).Length | Should -Be 8000
    }

    It 'tells of a chunk that is too short, in mode <_>' -ForEach 'r', 'r+', 'c' {
        { New-MemMap $folder/short.zarr -Mode $_ | Measure-MemMap -ErrorAction Stop } |
            Should -Throw '*has 10 bytes, and each of this store has 80*' -ErrorId 'ZarrChunkTooShort,*'
    }
}

Describe 'An offset from the end' {
    BeforeAll {
        $file = Join-Path $TestDrive end.dat
        [System.IO.File]::WriteAllBytes($file, [byte[]](0..99))
        $short = Join-Path $TestDrive short.dat
        [System.IO.File]::WriteAllBytes($short, [byte[]](1..3))
    }

    AfterEach {
        Get-MemMap | Close-MemMap
    }

    It 'is taken by <_>' -ForEach @(
        'New-MemMap $file -Mode r -Offset -4 | ConvertFrom-MemMap'
        'New-MemMap $file -Mode r -Offset -4 -Join | ConvertFrom-MemMap'
        'Join-MemMap $file -Offset -4 -Mode r | ConvertFrom-MemMap'
        'ConvertFrom-MemMap $file -Offset -4'
        'Get-ChildItem $file | ConvertFrom-MemMap -Offset -4'
        '(Measure-MemMap $file -Offset -4 -Unique).Unique.Value'
    ) {
        Invoke-Expression $_ | Should -Be 96, 97, 98, 99
    }

    It 'is taken of a stream, and of the records of a format' {
        $stream = [System.IO.File]::OpenRead($file)
        try {
            (New-MemMap -Stream $stream -Mode r -Offset -2).ToArray() | Should -Be 98, 99
        }
        finally {
            $stream.Dispose()
        }
        $zip = Join-Path $PSScriptRoot .. Golden formats two.zip
        (New-MemMap $zip zip_end r -Offset -22).Size | Should -Be 1
        (Get-MemMapType -Path $zip -Offset -22).Name | Should -Contain zip_end
    }

    It 'is an error where the file is shorter' -ForEach @(
        'New-MemMap $short -Mode r -Offset -4', 'ConvertFrom-MemMap $short -Offset -4', 'Join-MemMap $short -Offset -4'
        'Get-MemMapType -Path $short -Offset -4'
    ) {
        { Invoke-Expression "$_ -ErrorAction Stop" } |
            Should -Throw "offset -4 counts from the end of '$short', which has 3 bytes: it must be from -3 to 3"
    }

    It 'is none where a file is created' {
        { New-MemMap (Join-Path $TestDrive new.dat) -Mode w+ -Shape 4 -Offset -4 } | Should -Throw '*must not be negative*'
    }
}

Describe 'An archive' {
    BeforeAll {
        New-Archive $folder/mixed.npz ([ordered]@{
                'a.npy' = $npy; 'deflated.npy' = $npy; 'bad.npy' = [byte[]](1..90); 'noextension' = $npy; 'notes.txt' = 65, 66
                'folder/' = @(); 'folder/b.npy' = $npy
            })
    }

    AfterEach {
        Get-MemMap | Close-MemMap
    }

    It 'opens what it can, and names the rest' {
        $quiet = @{ ErrorAction = 'SilentlyContinue'; WarningAction = 'SilentlyContinue' }
        $all = New-MemMap $folder/mixed.npz @quiet -ErrorVariable problems -WarningVariable warnings
        $all.Member | Should -Be 'a', 'deflated', 'noextension', 'folder/b'
        $all | ForEach-Object { $_.Sum() } | Should -Be 780, 780, 780, 780
        $problems.Count | Should -Be 1
        "$($problems[0])" | Should -BeLike '*mixed.npz:bad.npy*'
        $warnings.Count | Should -Be 1
        "$($warnings[0])" | Should -BeLike '*notes.txt*'
    }

    It 'opens the members that are named, also beside one that can not be read' {
        $all = New-MemMap $folder/mixed.npz -Member bad, a -ErrorAction SilentlyContinue -ErrorVariable problems
        $all.Member | Should -Be 'a'
        $problems.Count | Should -Be 1
    }

    It 'tells the member in the header line, in views and on the other side of a job' {
        $a, $deflated = New-MemMap $folder/mixed.npz -Member a, deflated
        @($a | Out-String -Stream) -ne '' | Select-Object -First 1 | Should -BeLike 'int32 (40,) r *mixed.npz (member a)'
        @($deflated | Out-String -Stream) -ne '' | Select-Object -First 1 | Should -Be 'int32 (40,) (member deflated)'
        foreach ($m in $a, $deflated) {
            $m['1:'].Member, $m.Reshape(4, 10).T.Member | Should -Be $m.Member, $m.Member
            "$(($m + 1).Member)$($m.Copy().Member)" | Should -Be ''
            Export-Clixml $TestDrive/m.xml -InputObject $m
            ([MemMap.NDArray](Import-Clixml $TestDrive/m.xml)).Member | Should -Be $m.Member
        }
        (New-MemMap $folder/whole.npy -Mode r).Member | Should -BeNullOrEmpty
    }

    It 'has an array that Close-MemMap lets be, if it is in memory' {
        $deflated = New-MemMap $folder/mixed.npz -Member deflated
        $deflated, $deflated['1:'] | Close-MemMap -ErrorAction Stop
        $deflated.Sum() | Should -Be 780
        { $deflated + 1 | Close-MemMap -ErrorAction Stop } | Should -Throw -ErrorId 'NotAMap,*'
    }

    It 'is an error if it has no arrays: <Name>' -ForEach @(
        @{ Name = 'no members'; Members = @{}; Message = '*without members*' }
        @{ Name = 'other members'; Members = @{ 'one.txt' = 1, 2; 'deflated.csv' = 1, 2 }; Message = '*one.txt*' }
    ) {
        New-Archive $folder/none.npz $Members
        { New-MemMap $folder/none.npz -ErrorAction Stop } | Should -Throw $Message -ErrorId 'NoArrays,*'
    }
}

Describe 'A folder in the place of a Zarr store' {
    BeforeEach {
        $store = Join-Path $TestDrive "$([guid]::NewGuid()).zarr"
        $array | Export-MemMap $store -ChunkLength 20
    }

    It 'is replaced if it is one that was written here' {
        [MemMap.NDArray]::Arange(0, 7) | Export-MemMap $store -ChunkLength 3
        (Get-ChildItem $store -Force).Name | Sort-Object | Should -Be 'c.0', 'c.1', 'c.2', 'zarr.json'
    }

    It 'is left alone with <_> in it' -ForEach 'notes.txt', '.zattrs', '.zgroup', '2', 'c.2', 'c.0.0', 'c.00', 'sub/x' {
        $file = Join-Path $store $_
        $null = New-Item -ItemType Directory -Force (Split-Path $file)
        Set-Content $file 'mine'
        $before = Get-State $store
        { $array | Export-MemMap $store -ErrorAction Stop } | Should -Throw "*$(($_ -split '/')[0])*" -ErrorId 'FolderHasMore,*'
        Get-State $store | Should -Be $before
    }

    It 'is left alone if its description is of another hand' {
        $text = Get-Content -Raw $store/zarr.json
        Set-Content $store/zarr.json ($text -replace '"fill_value": 0', '"fill_value": 1')
        { $array | Export-MemMap $store -ErrorAction Stop } | Should -Throw -ErrorId 'FolderHasMore,*'
    }

    It 'is left alone without a description' {
        Remove-Item $store/zarr.json -Force
        { $array | Export-MemMap $store -ErrorAction Stop } | Should -Throw -ErrorId 'FileExists,*'
        (Get-ChildItem $store).Count | Should -Be 2
    }
}
