using System.Text;
using MemMap.Formats;

namespace MemMap.Fuzz;

/// <summary>
/// A table in text: its dtype, or none to infer it, and behind a line end the text. All of it is read, or nothing is written.
/// </summary>
internal sealed class CsvTarget : Target
{
    private readonly string _folder = Directory.CreateTempSubdirectory("memmap").FullName;

    internal CsvTarget() => AppDomain.CurrentDomain.ProcessExit += (_, _) => Directory.Delete(_folder, recursive: true);

    internal override string Name => "csv";

    private protected override void Read(byte[] input)
    {
        string from = Path.Combine(_folder, "from.csv"), to = Path.Combine(_folder, "to.dat");
        int end = Array.IndexOf(input, (byte)'\n');
        DType? dtype = end <= 0 ? null : DType.Parse(Encoding.UTF8.GetString(input, 0, end));
        File.WriteAllBytes(from, input[(end + 1)..]);
        File.WriteAllBytes(to, [1]);
        try
        {
            using CsvImport table = new(new CsvOptions(from), dtype);
            table.Scan();
            AppendTarget target = AppendTarget.Find(to, FileFormat.Raw, new ArraySpec(dtype), append: false);
            using ElementAppender appender = new(target with { Row = table.Row }, table.DType, noClobber: false, isWhole: true);
            appender.Append(table.Bytes, table.Write);
            long rows = appender.Complete()[0];
            Require(new FileInfo(to).Length == table.Bytes && rows >= 0, "all rows");
        }
        catch
        {
            Require(File.ReadAllBytes(to) is [1], "the file as it was");
            throw;
        }
        finally
        {
            Require(Directory.GetFiles(_folder).Length == 2, "no other file");
        }
    }
}
