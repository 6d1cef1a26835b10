# Methods of arrays, as they are called at the prompt.

BeforeAll {
    Import-Module $PSScriptRoot/../../artifacts/MemMap -Force
    $m = [MemMap.NDArray]::Array((3, 1, 2))
    $r = [pscustomobject]@{ id = 2; name = 'b' }, [pscustomobject]@{ id = 1; name = 'c' }, [pscustomobject]@{ id = 1; name = 'a' } |
        ConvertTo-MemMap

    function Get-Message([scriptblock] $Script) {
        try {
            $null = & $Script
            'no error'
        } catch {
            $_.CategoryInfo.Category | Should -Not -Be OperationStopped
            "$($_.FullyQualifiedErrorId -replace ',.*')|$($_.Exception.Message)"
        }
    }
}

Describe 'Records sorted by a field' {
    It 'are sorted by its name: <_>' -ForEach "'name'", "@('name')", "@('name', 'id')", "([string[]]('name', 'id'))", "-1, 'name'",
        "@{ n = 'name' }['n']" {
        $sorted = & ([scriptblock]::Create("`$r.Sort($_)"))
        ($sorted | ConvertFrom-MemMap).name | Should -Be a, b, c
        (& ([scriptblock]::Create("`$r.ArgSort($_)"))).ToArray() | Should -Be 2, 0, 1
        $copy = $r.Copy()
        & ([scriptblock]::Create("`$copy.SortInPlace($_)"))
        ($copy | ConvertFrom-MemMap).name | Should -Be a, b, c
    }

    It 'take the most important field first' {
        ($r.Sort(('id', 'name')) | ConvertFrom-MemMap).name | Should -Be a, c, b
    }

    It 'have axes too: <_>' -ForEach '0', '-1', '0L', '0.0', '[int]0' {
        (& ([scriptblock]::Create("`$m.Sort($_)"))).ToArray() | Should -Be 1, 2, 3
        (& ([scriptblock]::Create("`$m.ArgSort($_)"))).ToArray() | Should -Be 1, 2, 0
    }

    It 'are a line without an axis' {
        $m.Reshape(3, 1).Sort($null).Shape | Should -Be 3
        $m.Reshape(3, 1).ArgSort($null).Shape | Should -Be 3
    }

    It 'say what an order is: <Call>' -ForEach @(
        @{ Call = '$r.Sort("nome")'; Like = "*no field of name 'nome'*" }
        @{ Call = '$m.Sort("name")'; Like = "*no field of name 'name'*" }
        @{ Call = '$r.Sort(@(1, 2))'; Like = '*a field*a list of fields, or an axis*not (1, 2)"' }
        @{ Call = '$r.Sort(1.5)'; Like = '*an order is*not 1.5"' }
        @{ Call = '$r.Sort($true)'; Like = '*an order is*not $true"' }
        @{ Call = '$r.Sort("id", "name")'
            Like = "UnfitCall|Sort('id', 'name') can't be called*a list is one argument: Sort(('id', 'name'))" }
        @{ Call = '$list = [object[]]::new(1); $list[0] = $list; $r.Sort($list)'; Like = '*an order is*not (a Object`[`])"' }
        @{ Call = '$list = [object[]]::new(1); $list[0] = $list; $m.Roll($list, $list, $list)'; Like = '*Roll((a Object`[`]), *' }
        @{ Call = '$r.SortInPlace($null)'; Like = '*an order is*not $null"' }
    ) {
        Get-Message ([scriptblock]::Create($Call)) | Should -BeLike $Like
    }
}

Describe 'A call that fits no method' {
    It 'has the ways to call it: <Call>' -ForEach @(
        @{ Call = '$m.Unique("id")'; Like = "UnfitCall|Unique('id') can't be called; there are *Unique()*" }
        @{ Call = '$r.Unique("id")'; Like = "*a field is an array of its own: ``['id'``].Unique(...)" }
        @{ Call = '$m.Percentile("x")'; Like = "UnfitCall|Percentile('x') can't be called; there are *double q*" }
        @{ Call = '$m.Sum(1, 2, 3, 4, 5)'
            Like = "UnfitCall|Sum(1, 2, 3, 4, 5) can't be called; there are *Sum(``[int* axis, bool keepDims*" }
        @{ Call = '$m.Reshape("a")'; Like = "UnfitCall|Reshape('a') can't be called*" }
        @{ Call = '$m.Take()'; Like = "UnfitCall|Take() can't be called; there *" }
        @{ Call = '$m.Clip()'; Like = "UnfitCall|Clip() can't be called; there *" }
    ) {
        $message = Get-Message ([scriptblock]::Create($Call))
        $message | Should -BeLike $Like
        $message | Should -Not -Match 'System\.|`\d|Nullable'
    }

    It 'leaves the errors of methods, and those of other names, as they are' {
        Get-Message { $m.Sum(7) } | Should -BeLike '*axis 7 is out of bounds*'
        { $m.NoSuch() } | Should -Throw -ErrorId MethodNotFound
        { $m.Reshape(7) } | Should -Throw '*cannot reshape*'
    }

    It 'goes on with methods of .NET' {
        $m.GetType().Name | Should -Be NDArray
        $m.Equals($m) | Should -BeTrue
        "$($m.ToString())" | Should -Be '[3 1 2]'
        $(foreach ($i in 1..3) { $m.Sum() }) | Should -Be 6, 6, 6
        $m.Max(0, $true).Shape | Should -Be 1
    }
}

Describe 'A text in the place of a bool' {
    It 'is refused: <Call>' -ForEach @(
        @{ Call = '$m.Percentile(30, $null, "Lower")'
            Like = "TextForBool|'Lower' stands for keepDims in Percentile(...), which is `$true or `$false; Method is given by name: " +
                "Percentile(..., @{ Method = 'Lower' })" }
        @{ Call = '$m.Quantile(0.3, 0, "Hazen")'; Like = "TextForBool|*Method = 'Hazen'*" }
        @{ Call = '$m.Sum(0, "float64")'; Like = "TextForBool|'float64' stands for keepDims in Sum(...)*by name, Sum takes *DType*" }
        @{ Call = '$m.Median(0, "False")'; Like = "TextForBool|'False' stands for keepDims*" }
        @{ Call = '$m.IsIn((1, 2), "no")'; Like = "TextForBool|'no' stands for invert*" }
        @{ Call = '$m.ArrayEqual($m, "x")'; Like = "TextForBool|'x' stands for equalNaN*" }
        @{ Call = '$m.Digitize((1, 2), "right")'; Like = "TextForBool|'right' stands for right*" }
    ) {
        Get-Message ([scriptblock]::Create($Call)) | Should -BeLike $Like
    }

    It 'is asked of every argument, and of texts alone' {
        foreach ($flag in $true, 'yes', $false) {
            if ($flag -is [string]) {
                { $m.Max(0, $flag) } | Should -Throw '*keepDims*'
            } else {
                $m.Max(0, $flag) -is [MemMap.NDArray] | Should -Be $flag
            }
        }
    }

    It 'is the only way that any method of arrays takes a bool: <Name>' -ForEach @(
        Import-Module $PSScriptRoot/../../artifacts/MemMap
        [MemMap.NDArray].GetMethods() | Where-Object {
            -not $_.IsStatic -and $_.DeclaringType.Namespace -eq 'MemMap' -and $_.GetParameters().ParameterType -contains [bool]
        } | Group-Object Name | ForEach-Object {
            $parameters = $_.Group[0].GetParameters()
            @{ Name = $_.Name; Place = [Array]::IndexOf($parameters.ParameterType, [bool]); Types = $parameters.ParameterType }
        }
    ) {
        $values = for ($i = 0; $i -lt $Place; $i++) {
            $Types[$i] -eq [object] ? '1' : $Types[$i].IsValueType ? '1' : $Types[$i] -eq [double[]] ? '1.0' : '$null'
        }
        $call = "`$m.$Name($((@($values) + "'text'") -join ', '))"
        Get-Message ([scriptblock]::Create($call)) | Should -BeLike "TextForBool|'text' stands for *"
    }
}
