using System.Management.Automation.Runspaces;
using Engine = System.Management.Automation.PowerShell;

namespace MemMap.Tests.DataTypes;

/// <summary>What a user writes in PowerShell where a dtype is wanted, in the real engine.</summary>
public sealed class PowerShellConversionTests(PowerShellConversionTests.Session session) : IClassFixture<PowerShellConversionTests.Session>
{
    /// <summary>One session for all: opening it is what takes long.</summary>
    public sealed class Session : IDisposable
    {
        internal Runspace Runspace { get; } = RunspaceFactory.CreateRunspace(InitialSessionState.CreateDefault2());

        public Session() => Runspace.Open();

        public void Dispose() => Runspace.Dispose();
    }

    [Theory]
    [InlineData("[MemMap.DType]'f4'", "float32")]
    [InlineData("[MemMap.DType]'>i2'", ">i2")]
    [InlineData("[MemMap.DType][double]", "float64")]
    [InlineData("[MemMap.DType][byte]", "uint8")]
    [InlineData("[MemMap.DType]([ordered]@{ id = 'i1'; xyz = '3u1' })", "[('id', 'i1'), ('xyz', 'u1', (3,))]")]
    [InlineData("[MemMap.DType][ordered]@{ a = [byte]; b = [ordered]@{ c = [MemMap.DType]'S3' } }", "[('a', 'u1'), ('b', [('c', 'S3')])]")]
    [InlineData("[MemMap.DType]@{ names = 'a', 'b'; formats = 'u1', 'S2'; offsets = 0, 3 }", "{'names': ['a', 'b'], 'formats': ['u1', "
        + "'S2'], 'offsets': [0, 3], 'itemsize': 5}")]
    [InlineData("[MemMap.DType]@{ b = ('S2', 3); a = ('u1', 1) }", "{'names': ['a', 'b'], 'formats': ['u1', 'S2'], 'offsets': [1, 3], "
        + "'itemsize': 5}")]
    [InlineData("[MemMap.DType][ordered]@{ a = ('u1', 0); b = ('S2', 1) }", "[('a', 'u1'), ('b', 'S2')]")]
    [InlineData("[MemMap.DType][ordered]@{ a = ('u1', 2); b = ('S2', 3) }", "[('a', 'u1', (2,)), ('b', 'S2', (3,))]")]
    [InlineData("function f([MemMap.DType] $DType) { $DType } f i4,f8 | ForEach-Object ItemSize", "12")]
    [InlineData("[MemMap.DType](('a', 'u1'), ('b', 'S2', 3))", "[('a', 'u1'), ('b', 'S2', (3,))]")]
    [InlineData("[MemMap.DType]('u1', 3)", "('u1', (3,))")]
    [InlineData("[MemMap.DType]('u1', (3, 2))", "('u1', (3, 2))")]
    [InlineData("[MemMap.DType]([byte], 'S2')", "[('f0', 'u1'), ('f1', 'S2')]")]
    [InlineData("function f([MemMap.DType] $DType) { $DType } f ([int])", "int32")]
    [InlineData("function f([MemMap.DType] $DType) { $DType } f ([ordered]@{ a = ('u1' | ForEach-Object { $_ }) })", "[('a', 'u1')]")]
    [InlineData("[MemMap.DType]::Float32 -eq 'float32'", "True")]
    [InlineData("[MemMap.DType]'f4' -eq 'f8'", "False")]
    [InlineData("[MemMap.DType]'f4' -eq [single]", "True")]
    [InlineData("\"$([MemMap.DType]'M8[s]')\"", "datetime64[s]")]
    [InlineData("([MemMap.DType]'i4,f8').Fields[1].Name", "f1")]
    [InlineData(
        "try { [MemMap.DType]'flaot32' } catch { \"$_\".Contains(\"data type 'flaot32' not understood; did you mean float32?\") }", "True")]
    public void Converts(string script, string expected)
    {
        using Engine shell = Engine.Create(session.Runspace);
        Assert.Equal(expected, Assert.Single(shell.AddScript(script).Invoke()).ToString());
        Assert.Empty(shell.Streams.Error);
    }
}
