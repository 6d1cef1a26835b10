using System.Diagnostics;

namespace MemMap.Tests.Memory;

/// <summary>A disk is read as a file is, where the system has a loop device to try it with.</summary>
public class BlockDeviceTests : TempFolder
{
    [Fact]
    public void A_block_device_is_read_by_position()
    {
        byte[] content = new byte[1 << 20];
        Random.Shared.NextBytes(content);
        string image = NewPath("disk.img");
        File.WriteAllBytes(image, content);
        string device = Run("losetup", "--find", "--show", "--read-only", image);
        Assert.SkipUnless(device.StartsWith("/dev/", StringComparison.Ordinal), "there is no loop device, or no right to use one");
        try
        {
            using (MemMapArray map = MemMapArray.Open(device, mode: MapMode.ReadOnly))
            {
                Assert.Equal(content.Length, map.Size);
                Assert.Equal(AccessHint.Buffered, map.Access);
                Assert.Equal(content, map.ToBytes());
            }
            using (MemMapArray map = MemMapArray.Open(device, DType.UInt32, MapMode.ReadOnly, 446, [3]))
            {
                Assert.Equal(content[446..458], map.ToBytes());
            }
            Assert.Equal("NotAFile", IdOf(Assert.Throws<IOException>(() => MemMapArray.Open(device, mode: MapMode.ReadWrite))));
            Assert.Contains(
                "mode r only", Assert.Throws<IOException>(() => MemMapArray.Open(device)).Message, StringComparison.Ordinal);
        }
        finally
        {
            Run("losetup", "--detach", device);
        }
    }

    private static string Run(string program, params string[] arguments)
    {
        try
        {
            using Process process = Process.Start(
                new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
            string output = process.StandardOutput.ReadToEnd().Trim();
            process.WaitForExit();
            return process.ExitCode == 0 ? output : "";
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return "";
        }
    }
}
