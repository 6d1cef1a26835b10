# What is read and written again is the bytes that it was, or an error that says why.

BeforeAll {
    Import-Module $PSScriptRoot/../../artifacts/MemMap/MemMap.psd1 -Force

    function Path($name) { [System.IO.Path]::Combine($TestDrive, $name) }

    # Bytes that are likely to be something special: zeros, letters, halves of surrogate pairs, any.
    function RandomBytes([System.Random] $random, [int] $count) {
        $special = 0, 0, 0, 1, 2, 0x20, 0x22, 0x2C, 0x61, 0x7A, 0x7F, 0x80, 0xD8, 0xDC, 0xFF
        $bytes = [byte[]]::new($count)
        for ($i = 0; $i -lt $count; $i++) {
            $bytes[$i] = $random.Next(3) -eq 0 ? $random.Next(256) : $special[$random.Next($special.Length)]
        }
        , $bytes
    }

    function Hex($array) { [System.Convert]::ToHexString($array.ToBytes()) }

    $dtypes = @((Get-MemMapType).DType) + @(
        $codes = '?', 'u1', '>i2', '<u8', 'f2', '>f4', 'f8', 'c8', '>c16', 'S5', '<U3', '>U2', 'V4', 'M8', 'm8', 'M8[D]', 'M8[ns]',
            '>M8[as]', 'M8[25s]', 'm8[ns]', '>m8[M]'
        foreach ($code in $codes) {
            [MemMap.DType]$code
        }
        [MemMap.DType][System.DayOfWeek]
        [MemMap.DType]("{'names':['a','at','flags'],'formats':['u1',[('x','>M8[ns]'),('name','U2')],('?',(2,3))]," +
            "'offsets':[1,4,22],'itemsize':30}")
        [MemMap.DType]"[('parts',[('n','i2'),('s','S3')],(2,2)),('raw','V3',(2,))]"
    )
}

Describe 'A round trip' {
    AfterEach {
        Get-MemMap | Close-MemMap
    }

    It 'of an element leaves its bytes, for every dtype that has a name and every kind (seed <_>)' -ForEach 1, 2 {
        $random = [System.Random]::new($_)
        foreach ($dtype in $dtypes) {
            $bytes = RandomBytes $random ($dtype.ItemSize * 4)
            [System.IO.File]::WriteAllBytes((Path 'a.dat'), $bytes)
            $a = New-MemMap (Path 'a.dat') $dtype r+ -SkipMagicCheck
            0..3 | ForEach-Object { $a[$_] = $a[$_] }
            # Select-Object would leave out a $null, which a date of zero is.
            $a[0] = @($a | ConvertFrom-MemMap)[0]
            $b = $a | ConvertFrom-MemMap | ConvertTo-MemMap (Path 'b.dat') $dtype
            $wrong = @(if ((Hex $a) -ne [System.Convert]::ToHexString($bytes)) { "assigned: $dtype $(Hex $a)" }
                if ((Hex $b) -ne [System.Convert]::ToHexString($bytes)) { "piped: $dtype $(Hex $b)" })
            $wrong -join "`n" | Should -Be ''
            Get-MemMap | Close-MemMap
        }
    }

    It 'of real files leaves their bytes: <name> at <offset> of <file>' -ForEach @(
        @{ name = 'gpt_entry'; file = 'gpt.img'; offset = 1024 }
        @{ name = 'gpt'; file = 'gpt.img'; offset = 512 }
        @{ name = 'mbr'; file = 'mbr.img'; offset = 0 }
        @{ name = 'elf64'; file = 'true.elf'; offset = 0 }
        @{ name = 'pe_dos'; file = 'library.dll'; offset = 0 }
        @{ name = 'utmp'; file = 'wtmp'; offset = 0 }
        @{ name = 'wav'; file = 'tone.wav'; offset = 0 }
        @{ name = 'bmp'; file = 'five.bmp'; offset = 0 }
        @{ name = 'npy'; file = 'six.npy'; offset = 0 }
        @{ name = 'pcap'; file = 'two.pcap'; offset = 0 }
    ) {
        $source = [System.IO.Path]::Combine($PSScriptRoot, '..', 'Golden', 'formats', $file)
        $a = New-MemMap $source $name c $offset -Shape 1 -Format Raw
        $before = Hex $a
        $a[0] = $a[0]
        Hex $a | Should -Be $before
        Hex ($a | ConvertFrom-MemMap | ConvertTo-MemMap (Path 'b.dat') $name) | Should -Be $before
    }

    It 'of a name ends at its NUL, and keeps what stands behind it until another is written' {
        $g = New-MemMap (Path 'gpt.dat') gpt_entry w+ -Shape 2
        $g.View('u1').Reshape(2, 128)[0, '56:72'] = [System.Text.Encoding]::Unicode.GetBytes("EFI`0rest")[0..15]
        $g[0].name | Should -BeExactly 'EFI'
        $before = Hex $g[':1']
        $g[1] = $g[0]
        Hex $g['1:'] | Should -Be $before
        $record = $g[0]
        $record.name = 'EFI'
        $g[1] = $record
        Hex $g['1:'] | Should -Be ($before.Substring(0, 2 * 62) + '0' * (2 * 66))
        { $g['name'][0] = 'x' * 37 } | Should -Throw '*37 UTF-16 units and the element holds 36*'
    }

    It 'of what a value leaves out is a value all the same' {
        $t = New-MemMap (Path 't.dat') 'M8[ns]' w+ -Shape 3
        $t[0] = '2024-02-29T12:00:00.123456789'
        $t[0] | Should -BeOfType ([datetime])
        $t[0].Year | Should -Be 2024
        $t[1] = $t[0]
        $t[2] = [datetime]$t[0].AddTicks(0)
        "$t" | Should -Match '(?s)123456789.*123456789.*123456700'
        $b = New-MemMap (Path 'b.dat') '?' w+ -Shape 2
        $b.View('u1')[0] = 7
        $b[0] | Should -BeTrue
        ($b[0] -eq $true) | Should -BeTrue
        $b[1] = $true
        $b.View('u1').ToArray() | Should -Be 7, 1
        $d = New-MemMap (Path 'd.dat') dosdate w+ -Shape 2
        $d.View('u2')[0] = 0x7E0
        $d[0] | Should -Be 0x7E0
        $d[1] | Should -Be $null
        $d[1] = $d[0]
        $d[0] = $null
        $d.View('u2').ToArray() | Should -Be 0, 0x7E0
    }

    It 'of fields that differ by case only is refused' {
        $r = New-MemMap (Path 'case.dat') ([MemMap.DType]"[('a','u1'),('A','u1')]") w+ -Shape 2
        $r.View('u1')['...'] = 1, 2, 3, 4
        { $r[0] = $r[0] } | Should -Throw "*'a' and 'A'*"
        { $r | ConvertFrom-MemMap | ConvertTo-MemMap (Path 'b.dat') $r.DType } | Should -Throw "*'a' and 'A'*"
        $r[0] = 5, 6
        $r.View('u1').ToArray() | Should -Be 5, 6, 3, 4
    }
}

Describe 'A table' {
    AfterEach {
        Get-MemMap | Close-MemMap
    }

    It 'is read back as it was written (seed <_>)' -ForEach 1, 2, 3 {
        $random = [System.Random]::new($_)
        $dtype = [MemMap.DType]("[('n','>i4'),('x','f4'),('h','f2'),('z','c8'),('ok','?'),('s','S4'),('u','U4'),('raw','V3')," +
            "('at','M8[ns]'),('day','M8[D]'),('took','m8[25s]'),('m','m8[M]'),('in',[('p','f8',(2,2)),('q','U2')]),('flags','?',(3,))]")
        $a = New-MemMap (Path 'a.dat') $dtype w+ -Shape 20
        $texts = ' ab', 'b ', "`t", '', ',', '"', '"a"', "a`r", "`n", '#TYPE', 'é', 'ÿÿÿÿ', '0', 'x y', "'", '1e5'
        $numbers = 0, -0.0, 1.1, 1e30, 1e-30, [double]::NaN, [double]::NegativeInfinity, 65504, -3
        for ($i = 0; $i -lt 20; $i++) {
            $number = $numbers[$random.Next($numbers.Length)]
            $a[$i] = [ordered]@{
                n = $random.Next(); x = $number; h = $number
                z = [System.Numerics.Complex]::new($number, $random.Next(3) - 1); ok = $random.Next(2) -eq 1
                s = $texts[$random.Next(14)].Replace('#TYPE', '#')
                u = $texts[$random.Next($texts.Length)].Replace('#TYPE', '#TYP'); raw = [byte[]](1, $random.Next(256), 0)
                at = $random.Next(4) ? [datetime]::UnixEpoch.AddTicks($random.NextInt64(9e16)) : $null
                day = $random.Next(4) ? '2024-02-29' : $null
                took = $random.Next(4) ? $random.Next(-1000, 1000) : $null; m = $random.Next(-5, 5)
                in = @{ p = (1.5, $number), (3, $number); q = (' a', 'b ', '', '""')[$random.Next(4)] }
                flags = $true, $false, ($random.Next(2) -eq 0)
            }
        }
        $a | Export-MemMap (Path 'a.csv')
        $b = Import-Csv (Path 'a.csv') | ConvertTo-MemMap (Path 'b.dat') $dtype
        $b.ToString() | Should -Be $a.ToString()
        $canonical = $a | ConvertFrom-MemMap | ConvertTo-MemMap (Path 'c.dat') $dtype
        Hex $canonical | Should -Be (Hex $a)
        # A NaN has no sign and no payload in a table.
        if ("$a" -notmatch 'nan') { Hex $b | Should -Be (Hex $a) }
        $c = ConvertTo-MemMap (Path 'd.dat') $dtype -CsvPath (Path 'a.csv')
        Hex $c | Should -Be (Hex $b)
    }

    It 'that Export-Csv wrote in <_> is understood' -ForEach 'en-US', 'de-DE', 'ja-JP', 'fr-CA', '' {
        $before = [cultureinfo]::CurrentCulture
        try {
            [cultureinfo]::CurrentCulture = $_
            $dtype = [ordered]@{ at = 'M8[s]'; unix = 'unixtime'; span = 'm8[s]'; ok = '?' }
            $a = New-MemMap (Path 'a.dat') $dtype w+ -Shape 2
            $a[0] = [ordered]@{ at = '2024-05-06T17:08:09'; unix = '1999-12-31T23:59:59'; span = [timespan]'1.02:03:04'; ok = $true }
            $a[1] = [ordered]@{ at = $null; unix = 0; span = $null; ok = $false }
            $a | ConvertFrom-MemMap | Export-Csv (Path 'a.csv')
            $b = Import-Csv (Path 'a.csv') | ConvertTo-MemMap (Path 'b.dat') $dtype
            Hex $b | Should -Be (Hex $a)
            Hex (ConvertTo-MemMap (Path 'd.dat') $dtype -CsvPath (Path 'a.csv')) | Should -Be (Hex $a)
            [cultureinfo]::CurrentCulture = ''
            $c = [pscustomobject]@{ at = '05/06/2024 17:08:09' } | ConvertTo-MemMap (Path 'c.dat') ([ordered]@{ at = 'M8[s]' })
            "$c" | Should -Be "[('2024-05-06T17:08:09',)]"
        }
        finally { [cultureinfo]::CurrentCulture = $before }
    }

    It 'with empty cells gives NaN, NaT and empty text, and an error where there is no such value' {
        $dtype = [ordered]@{ x = 'f4'; z = 'c16'; at = 'M8[D]'; took = 'm8[s]'; s = 'S3'; u = 'U3' }
        $r = [pscustomobject]@{ x = ''; z = ' '; at = ''; took = ''; s = ''; u = '' } | ConvertTo-MemMap (Path 'a.dat') $dtype
        "$r" | Should -Be "[(nan, nan+nanj, 'NaT', 'NaT', b'', '')]"
        Set-Content (Path 'empty.csv') 'x,z,at,took,s,u', ', ,,"",,'
        "$(ConvertTo-MemMap (Path 'c.dat') $dtype -CsvPath (Path 'empty.csv'))" | Should -Be "$r"
        { [pscustomobject]@{ n = '' } | ConvertTo-MemMap (Path 'b.dat') ([ordered]@{ n = 'i4' }) } |
            Should -Throw "*could not convert string '' to int32*"
        { [pscustomobject]@{ n = '' } | ConvertTo-MemMap (Path 'b.dat') ([ordered]@{ n = '?' }) } |
            Should -Throw '*write True, False, 1 or 0*'
    }

    It 'refuses what it cannot hold, and says what can' {
        $u = New-MemMap (Path 'u.dat') U2 w+ -Shape 2
        $u.View('u4')[2] = 0xD800
        { $u | Export-MemMap (Path 'u.csv') } | Should -Throw '*at position 1*no Unicode character*.npy*'
        $comment = New-MemMap (Path 'comment.dat') ([ordered]@{ '#' = 'i4'; x = 'i4' }) w+ -Shape 1
        { $comment | Export-MemMap (Path 'comment.csv') } | Should -Throw "*'#'*takes a first line with a # at its start for a comment*"
        { $comment.Field('x', '#') | Export-MemMap (Path 'comment.csv') } | Should -Not -Throw
        (Import-Csv (Path 'comment.csv')).'#' | Should -Be 0
        $parts = [MemMap.DType]"[('in',[('s','S9')]),('list','U20',(2,))]"
        { [pscustomobject]@{ in = '@{s=a}'; list = 'System.String[]' } | ConvertTo-MemMap (Path 'parts.dat') $parts } |
            Should -Throw "*field 'in' has several parts, and '@{s=a}' is one text*"
        { [pscustomobject]@{ in = @{ s = 'a' }; list = 'System.String[]' } | ConvertTo-MemMap (Path 'parts.dat') $parts } |
            Should -Throw "*field 'list' has several parts*"
        $one = New-MemMap (Path 'one.dat') ([ordered]@{ s = 'U2' }) w+ -Shape 2
        { $one | Export-MemMap (Path 'one.csv') } | Should -Throw "*at position 0 of 's' is empty and alone in its row*"
    }

    It 'cuts text with -Truncate only' {
        $dtype = [ordered]@{ s = 'S2' }
        { [pscustomobject]@{ s = 'abc' } | ConvertTo-MemMap (Path 'a.dat') $dtype } |
            Should -Throw '*3 characters and |S2 holds 2*-Truncate*'
        $r = [pscustomobject]@{ s = 'abc' } | ConvertTo-MemMap (Path 'a.dat') $dtype -Truncate
        $r[0].s | Should -Be 'ab'
        Set-Content (Path 'long.csv') 's', 'abc'
        { ConvertTo-MemMap (Path 'b.dat') $dtype -CsvPath (Path 'long.csv') } | Should -Throw "line 2, column 's'*3 characters*-Truncate*"
        (ConvertTo-MemMap (Path 'b.dat') $dtype -CsvPath (Path 'long.csv') -Truncate)[0].s | Should -Be 'ab'
    }
}
