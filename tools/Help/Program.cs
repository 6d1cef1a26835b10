using System.Management.Automation;
using System.Text;
using MemMap.Commands;
using MemMap.Help;

// Makes the help of all cmdlets from their doc comments: MAML for Get-Help, and pages of Markdown.
//
//     dotnet run --project tools/Help -- HELPFILE PAGESFOLDER ONLINEURI
if (args is not [string helpFile, string pages, string online])
{
    Console.Error.WriteLine("usage: HELPFILE PAGESFOLDER ONLINEURI");
    return 64;
}

DocComments comments = new(Path.ChangeExtension(typeof(MemMapCmdlet).Assembly.Location, ".xml"));
CmdletHelp[] cmdlets = [.. typeof(MemMapCmdlet).Assembly.GetExportedTypes()
    .Where(type => type.IsDefined(typeof(CmdletAttribute), inherit: false))
    .Select(type => new CmdletHelp(type, comments))
    .OrderBy(cmdlet => cmdlet.Name, StringComparer.Ordinal)];

// The same bytes on every system.
void Write(string file, string text)
    => File.WriteAllText(file, text.ReplaceLineEndings("\n"), new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));

Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(helpFile))!);
Write(helpFile, Maml.Write(cmdlets, online));
Directory.CreateDirectory(pages);
foreach (CmdletHelp cmdlet in cmdlets)
{
    Write(Path.Combine(pages, $"{cmdlet.Name}.md"), Markdown.Page(cmdlet));
}
Write(Path.Combine(pages, "README.md"), Markdown.Index(cmdlets));
return 0;
