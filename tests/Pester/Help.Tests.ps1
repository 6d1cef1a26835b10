# Get-Help shows everything there is to know, and docs/cmdlets is what `build.ps1 Docs` makes of the same doc comments.

BeforeDiscovery {
    $root = Convert-Path $PSScriptRoot/../..
    Import-Module $root/artifacts/MemMap
    $names = Get-Command -Module MemMap | ForEach-Object Name
}

BeforeAll {
    $root = Convert-Path $PSScriptRoot/../..
    Import-Module $root/artifacts/MemMap

    # The text of something that has paragraphs in a property; of what isn't there, none.
    function Get-Paragraph($Holder, [string]$Property) {
        $found = $Holder ? $Holder.PSObject.Properties[$Property] : $null
        @($found ? $found.Value.Text : '') -join "`n"
    }
}

Describe 'The help of <_>' -ForEach $names {
    BeforeAll {
        $name = $_
        $help = Get-Help $name -Full
    }

    It 'has a synopsis and a description' {
        $help.Synopsis | Should -Match '\.\s*$'
        $help.Synopsis | Should -Not -Match $name
        Get-Paragraph $help description | Should -Match '\w'
    }

    It 'describes every parameter' {
        $common = [System.Management.Automation.Cmdlet]::CommonParameters
        $expected = (Get-Command $name).Parameters.Values |
            Where-Object { $common -notcontains $_.Name -and $_.Attributes.DontShow -notcontains $true } | ForEach-Object Name
        $described = $help.parameters.parameter | Where-Object { Get-Paragraph $_ description }
        $described.name | Sort-Object | Should -Be ($expected | Sort-Object)
    }

    It 'tells inputs, outputs and notes' {
        foreach ($type in (Get-Command $name).OutputType) {
            $short = [regex]::Match($type.Name, '\w+(\[\])?$').Value
            # The help says `long`, as one would write it.
            $output = $help.returnValues.returnValue | Where-Object { $_.type.name -eq $short -or ($_.type.name -as [type]) -eq $type.Type }
            Get-Paragraph $output description | Should -Match '\w' -Because "it may give $short"
        }
        foreach ($parameter in (Get-Command $name).ParameterSets.Parameters | Where-Object ValueFromPipeline) {
            @($help.inputTypes.inputType.type.name).Count | Should -BeGreaterThan 0 -Because "$($parameter.Name) comes from the pipeline"
        }
        Get-Paragraph $help.alertSet alert | Should -Match '\w'
    }

    It 'has three examples or more' {
        # Readme.Tests.ps1 runs them.
        $examples = @($help.examples.example)
        $examples.Count | Should -BeGreaterOrEqual 3
        foreach ($example in $examples) {
            $example.title | Should -Match 'Example \d+: \w'
            $example.code | Should -Match '^PS> '
        }
    }

    It 'leads to its page' {
        @($help.relatedLinks.navigationLink)[0].uri | Should -BeExactly "https://github.com/memmap/memmap/blob/main/docs/cmdlets/$name.md"
    }
}

Describe 'docs/cmdlets' {
    It 'is what build.ps1 Docs makes' {
        $made, $kept = foreach ($folder in @('artifacts/docs/cmdlets', 'docs/cmdlets')) {
            $pages = @{}
            Get-ChildItem $root/$folder | ForEach-Object { $pages[$_.Name] = Get-Content $_ -Raw }
            $pages
        }
        $kept.Keys | Sort-Object | Should -Be ($made.Keys | Sort-Object)
        foreach ($page in $made.Keys) {
            $kept[$page] | Should -BeExactly $made[$page] -Because "$page is made of a doc comment that has changed; run build.ps1 Docs"
        }
    }
}
