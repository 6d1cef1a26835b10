Import-Module /tmp/u/artifacts/MemMap/MemMap.psd1
$m = New-MemMap a.dat float32 w+ -Shape 3,4
$m | Set-MemMapValue -Value (0..11); $m
Get-ChildItem a.dat | Measure-MemMap -DType f4 | Select-Object Count, Mean, FileName
Find-MemMapValue -Path a.dat -Pattern '00 00 80 3F' | Out-Default
$m | Get-MemMapSlice '5'
$m | Get-MemMapSlice 0 -Feild x
