# What is computed doesn't depend on how many threads compute it.

BeforeAll {
    $module = Convert-Path $PSScriptRoot/../../artifacts/MemMap
}

Describe 'MEMMAP_THREADS' {
    It 'changes no bit of a result' {
        $file = Join-Path $TestDrive figures.ps1
        $data = Join-Path $TestDrive values.dat
        $bytes = [byte[]]::new(12MB)
        [System.Random]::new(5).NextBytes($bytes)
        [System.IO.File]::WriteAllBytes($data, $bytes)
        Set-Content $file @"
            Import-Module '$module'
            # float32 of all magnitudes would be NaN and infinity in the end: integers as floats are not.
            `$a = (New-MemMap '$data' uint16 r).AsType('f4') * 0.37
            `$t = `$a.Reshape(-1, 1536)
            `$results = `$a.Sum(), `$a.Mean(), `$a.Std(), `$a.CumSum()[-1], `$t.Sum(0), `$t.Sum(1), `$t.T.Var(0), `$a.Percentile(37),
                `$a.Histogram(9).Counts, `$a.Sqrt().Sum(), (`$a | Measure-MemMap).Sum
            foreach (`$result in `$results) {
                if (`$result -is [MemMap.NDArray]) {
                    [System.Convert]::ToHexString([System.Security.Cryptography.SHA256]::HashData(`$result.ToBytes()))
                }
                else { [System.BitConverter]::DoubleToInt64Bits(`$result) }
            }
"@
        $before = $env:MEMMAP_THREADS
        try {
            $runs = foreach ($threads in '1', '2', '7') {
                $env:MEMMAP_THREADS = $threads
                , @(pwsh -NoProfile -File $file)
            }
        }
        finally {
            $env:MEMMAP_THREADS = $before
        }
        $runs[0].Count | Should -Be 11
        $runs[1] | Should -Be $runs[0]
        $runs[2] | Should -Be $runs[0]
    }
}
