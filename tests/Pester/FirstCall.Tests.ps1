# The first call of an operation runs optimized code: its loops aren't compiled without optimization first, and again while they run.

BeforeAll {
    $module = Convert-Path $PSScriptRoot/../../artifacts/MemMap
}

Describe 'The first call' {
    It 'finds the code that the build has compiled for this system' {
        $architecture = [System.Runtime.InteropServices.RuntimeInformation]::ProcessArchitecture.ToString().ToLowerInvariant()
        $compiled = Join-Path $module lib "$($IsWindows ? 'win' : $IsMacOS ? 'osx' : 'linux')-$architecture" MemMap.Core.dll
        $expected = (Test-Path $compiled) ? $compiled : (Join-Path $module lib MemMap.Core.dll)
        pwsh -NoProfile -Command "Import-Module '$module'; [MemMap.NDArray].Assembly.Location" | Should -Be $expected
    }

    It 'runs no loop that is not optimized' {
        $script = Join-Path $TestDrive calls.ps1
        $log = Join-Path $TestDrive methods.txt
        Set-Content $script @"
            `$ErrorActionPreference = 'Stop'
            Import-Module '$module'
            foreach (`$dtype in 'f4', 'f2', 'u1', 'i8', '>f4') {
                `$a = ([MemMap.NDArray]::Arange(200000) % 1000).AsType(`$dtype).Reshape(-1, 100)
                foreach (`$m in `$a, `$a[':, ::2'], `$a.T) {
                    foreach (`$name in 'Sum', 'Mean', 'Std', 'Min', 'ArgMax', 'All', 'CountNonZero', 'Prod') {
                        `$null = `$m.`$name(), `$m.`$name(0), `$m.`$name(1)
                    }

                    `$null = `$m.Sqrt(), `$m.Exp(), `$m.Sin(), `$m.Abs(), `$m.Copy(), `$m.Sort(), `$m.CumSum(), `$m.Percentile(90)
                    `$null = `$m.Unique()
                    `$null = (`$m + `$m), (`$m * 3), (`$m / 7), `$m.Gt(3), `$m.Eq(`$m), `$m.CountWhere('Gt', 3), `$m[`$m.Gt(3)]
                    foreach (`$target in 'f4', 'f8', 'i2', 'u1', 'i8', 'c8') { `$null = `$m.AsType(`$target) }
                    `$null = (`$m | Measure-MemMap), `$m.Histogram(10)
                }
            }
"@
        $env:DOTNET_JitStdOutFile, $env:DOTNET_JitDisasmSummary = $log, '1'
        try {
            pwsh -NoProfile -File $script | Should -BeNullOrEmpty
        }
        finally {
            Remove-Item Env:DOTNET_JitStdOutFile, Env:DOTNET_JitDisasmSummary
        }

        $lines = Get-Content $log
        # What was compiled at once with full optimization.
        ($lines -match 'compiled System\.Numerics\.Tensors\.TensorPrimitives:.*FullOpts').Count | Should -BeGreaterThan 20
        # A loop whose code was replaced while it ran.
        $lines -match 'compiled (MemMap\.Compute|System\.Numerics\.Tensors)\..*-OSR' | Should -BeNullOrEmpty
    }
}
