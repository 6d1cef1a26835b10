using System.Management.Automation;
using MemMap.Parameters;

namespace MemMap.Commands;

/// <summary>Draws an array: its bytes, a histogram, a line or a heat map, in the terminal or in a picture file.</summary>
/// <remarks>
/// <para>
/// The picture is written to the pipeline as strings, one for each line. So it can be stored in a variable, searched and saved like any
/// text. Colors are escape sequences in the strings. They are omitted if $PSStyle.OutputRendering is PlainText, if the output is
/// redirected, or if NO_COLOR is set; shades and dots replace them. With OutputRendering Ansi, colors are always written.
/// </para>
/// <para>
/// All elements are taken into account, however many there are: a column of a line spans from its smallest to its largest element, and a
/// cell of a heat map is the mean of its elements. NaN, NaT and infinities are not drawn; a note below the picture states their number. A
/// hex dump reads only the elements that it shows, so a large file takes no longer than a small one.
/// </para>
/// <para>
/// With -OutFile, the picture is written to an .svg or .png file, and nothing to the pipeline. An existing file is replaced
/// only when the new one is complete.
/// </para>
/// <para>
/// Images are shown as pixels in the terminals that are known to show them (kitty, iTerm2 and others by their environment, those with
/// sixels by their answer to a question), and as colored characters elsewhere; -Graphics chooses. To always have sixels, set
/// $PSDefaultParameterValues['Show-MemMap:Graphics'] = 'Sixel'. In a file, an image has its own pixels, without title and axes.
/// </para>
/// <para>
/// With -Interactive, the bytes are shown in a viewer with keys, and nothing is written to the pipeline. A file is read-only there: to
/// change it, pipe a map that was opened with -Mode r+, or with -Mode c to try changes that leave the file as it is. The viewer needs a
/// terminal; in a job, a service or with redirected input or output, it is an error.
/// </para>
/// </remarks>
/// <notes>
/// A line is drawn in Unicode's Braille patterns, which the terminal's font must contain. Pictures in files have a font of their own, for
/// ASCII; any other character is a box in a .png file.
/// </notes>
/// <output cref="string">The lines of the picture.</output>
/// <output cref="FileInfo">With -PassThru: the file that was written.</output>
/// <example>
/// <summary>Inspect an unknown file</summary>
/// <code>
/// PS> Show-MemMap tone.wav -First 64
/// tone.wav: uint8 (3244,)
/// 00000000  52 49 46 46 a4 0c 00 00 57 41 56 45 66 6d 74 20  RIFF....WAVEfmt
/// 00000010  10 00 00 00 01 00 02 00 40 1f 00 00 00 7d 00 00  ........@....}..
/// 00000020  04 00 10 00 64 61 74 61 80 0c 00 00 53 02 82 03  ....data....S...
/// 00000030  4f 15 23 1f fe 28 64 37 f1 36 c4 3f fe 3e 47 38  O.#..(d7.6.?.>G8
/// 3,180 more elements; -First shows more, -Skip others
/// PS> Show-MemMap tone.wav -Around (Find-MemMapValue 'data' tone.wav) -First 32
/// tone.wav: uint8 (3244,)
/// 00000010  10 00 00 00 01 00 02 00 40 1f 00 00 00 7d 00 00  ........@....}..
/// 00000020  04 00 10 00 64 61 74 61 80 0c 00 00 53 02 82 03  ....data....S...
/// 3,196 more elements behind these, and 16 before them; -First shows more, -Skip others
/// PS> Show-MemMap tone.wav -Last 32
/// tone.wav: uint8 (3244,)
/// 00000c8c  5a e8 e7 35 c6 d5 18 1e d0 c7 d4 fd e7 c0 bb de  Z..5............
/// 00000c9c  01 c1 b9 c7 10 c9 3c c0 03 d7 9d c8 b1 ea db e0  ......&lt;.........
/// PS> Show-MemMap tone.wav -First 16 -Skip (Find-MemMapValue 'data' tone.wav).Offset
/// tone.wav: uint8 (3244,)
/// 00000024  64 61 74 61 80 0c 00 00 53 02 82 03 4f 15 23 1f  data....S...O.#.
/// 3,192 more elements behind these, and 36 before them; -First shows more, -Skip others
/// </code>
/// </example>
/// <example>
/// <summary>What was found, and numbers</summary>
/// <code>
/// PS> Find-MemMapValue 'fmt ', 'data' tone.wav | Show-MemMap -First 16
/// tone.wav: uint8 (3244,)
/// 00000000  52 49 46 46 a4 0c 00 00 57 41 56 45 66 6d 74 20  RIFF....WAVEfmt
/// 3,228 more elements; -First shows more, -Skip others
/// tone.wav: uint8 (3244,)
/// 00000020  04 00 10 00 64 61 74 61 80 0c 00 00 53 02 82 03  ....data....S...
/// 3,196 more elements behind these, and 32 before them; -First shows more, -Skip others
/// PS> 1, 4, 9, 4, 1 | Show-MemMap Histogram -Width 40
/// int64 (5,)
/// 1  ███████████████████████████████████ 2
/// 2  0
/// 3  0
/// 4  ███████████████████████████████████ 2
/// 5  0
/// 6  0
/// 7  0
/// 8  0
/// 9  ██████████████████ 1
/// </code>
/// <para>Each match is shown in its array or file, as -Around does. Numbers from the pipeline are one array.</para>
/// </example>
/// <example>
/// <summary>Records, field by field: offset, name, bytes, characters, value</summary>
/// <code>
/// PS> Show-MemMap tone.wav -DType wav -Shape 1 -Width 80
/// tone.wav: records of 36 bytes (1,)
/// 00000000  [0]
/// 00000000  riff         52 49 46 46              RIFF      RIFF
/// 00000004  riff_size    a40c0000                 ....      3236
/// 00000008  wave         57 41 56 45              WAVE      WAVE
/// 0000000c  fmt          66 6d 74 20              fmt       fmt
/// 00000010  fmt_size     10000000                 ....      16
/// 00000014  format       0100                     ..        Pcm
/// 00000016  channels     0200                     ..        2
/// 00000018  rate         401f0000                 @...      8000
/// 0000001c  byte_rate    007d0000                 .}..      32000
/// 00000020  block_align  0400                     ..        4
/// 00000022  bits         1000                     ..        16
/// </code>
/// </example>
/// <example>
/// <summary>A line through samples, in the terminal and in files</summary>
/// <code>
/// PS> $left = (New-MemMap tone.wav '&lt;i2' r -Offset 44 -Shape 800, 2)[':200, 0']
/// PS> $left | Show-MemMap -Width 60 -Height 10
/// tone.wav: int16 (200,)
///       16,384 ┤⢸⡇  ⢠⢳  ⢀⢷   ⡞⡄  ⡞⡄  ⢸⡇  ⢸⡇  ⢀⢷   ⣾   ⡞⡄  ⢸⡇
///              │⡇⢸  ⢸⢸  ⢸⠘⡄ ⢀⠇⡇  ⡇⡇  ⡇⢱  ⢸⢸  ⢸⠘⡄ ⢀⠟⡄ ⢀⠇⡇  ⡇⡇
///              │⡇⢸  ⡎⢸  ⢸ ⡇ ⢸ ⡇  ⡇⢱  ⡇⢸  ⡎⢸  ⡜ ⡇ ⢸ ⡇ ⢸ ⢣  ⡇⢱
///              │⡇⠈⡆ ⡇ ⡇ ⡸ ⡇ ⢸ ⢇ ⢸ ⢸ ⢰⠁⠈⡆ ⡇ ⡇ ⡇ ⡇ ⢸ ⡇ ⢸ ⢸ ⢰⠁⢸
///            0 ┤  ⡇ ⡇ ⡇ ⡇ ⢸ ⡇ ⢸ ⢸ ⠸⡀⢸  ⡇⢀⠇ ⡇ ⡇ ⢱ ⡇ ⢸ ⡎ ⢸ ⢸ ⠸⡀
///              │  ⢇⢸  ⢣ ⡇ ⢸ ⡇ ⢸ ⡜  ⡇⡸  ⡇⢸  ⢇⢸  ⢸ ⡇ ⢸ ⡇  ⡇⡸  ⡇⢰
///              │  ⢸⢸  ⢸⢠⠃ ⠈⣦⠃ ⠈⡆⡇  ⡇⡇  ⡇⢸  ⢸⢸  ⢸⢠⠃ ⠈⡆⡇  ⡇⡇  ⡇⡸
///      -16,383 ┤  ⢸⡇  ⠈⡾   ⢿   ⢧⠃  ⢸⡇  ⢸⡇  ⠘⡼  ⠈⡾   ⢧⠃  ⢧⠃  ⢸⡇
///              └──────────────────────────────────────────────
///               0                     99                   199
/// a column is up to 3 elements, from the smallest to the largest
/// PS> $left | Show-MemMap -OutFile left.svg
/// PS> $left | Show-MemMap -OutFile left.png -Width 1200 -Height 400 -PassThru | ForEach-Object Name
/// left.png
/// </code>
/// </example>
/// <example>
/// <summary>Both columns of a table</summary>
/// <code>
/// PS> New-MemMap tone.wav '&lt;i2' r -Offset 44 -Shape 800, 2 | Show-MemMap -First 100 -Width 60 -Height 12
/// tone.wav: int16 (100, 2)
///               [:, 0]
///       16,377 ┤⢀⠎⠑⡄     ⡔⠉⢢     ⡠⠋⠢⡀     ⡔⠉⢆     ⡰⠉⢆     ⢀⠎⠑⡄
///              │⡇  ⠑⡄   ⡰⠁ ⠘⡄    ⡇  ⢣    ⡎  ⠸⡀   ⢠⠃  ⢇   ⢀⠇  ⠑
///              │    ⠱⡀ ⢠⠃   ⠱⡀  ⡜    ⢇  ⡜    ⢣  ⢀⠇   ⠈⡆  ⡎
///      -16,383 ┤     ⢣⡠⠃     ⠣⣀⠔⠁     ⢇⡔⠁     ⠣⣀⠎     ⠘⢄⡎
///               [:, 1]
///       16,352 ┤⡰⠱⡀  ⢀⠎⢆   ⢠⠓⡄   ⡎⢣    ⡏⡆   ⢸⢣    ⡜⡆   ⢀⠷⡀   ⡰
///              │⡇ ⢣  ⢸ ⠈⡆  ⡸ ⢱   ⡇ ⡇  ⢰⠁⠸⡀  ⡎ ⡇  ⢰⠁⠸⡀  ⡎ ⢇  ⢠⠃
///              │  ⠈⡆ ⡜  ⢣ ⢀⠇  ⡇ ⡸  ⢱  ⡇  ⡇ ⢰⠁ ⠸⡀ ⡇  ⢇ ⢠⠃ ⠘⡄ ⡎
///      -16,398 ┤   ⠱⡠⠃  ⠈⢆⠎   ⠘⣤⠃   ⢇⡜   ⠘⣄⠇   ⢣⡜   ⠈⢆⠎   ⠣⡰⠁
///              └──────────────────────────────────────────────
///               0                     49                    99
/// a column is up to 2 elements, from the smallest to the largest
/// </code>
/// <para>A table with few columns is drawn as lines, each with its own scale. Line and -Field draw the fields of records in the same
/// way.</para>
/// </example>
/// <example>
/// <summary>One field over another, and an image</summary>
/// <code>
/// PS> $log = New-MemMap log.dat ([ordered]@{ at = 'unixtime'; level = 'f4' }) w+ -Shape 100
/// PS> $log['at'] = [MemMap.NDArray]::Arange(0, 100) * 3600 + 1700000000
/// PS> $log['level'] = ([MemMap.NDArray]::Arange(0, 100) * 0.1).Sin()
/// PS> $log | Show-MemMap -Field at, level -Width 76 -Height 6
/// log.dat[level over at]: float32 (100,)
///            1 ┤   ⢀⣀⠤⠒⠒⠉⠉⠉⠉⠒⠒⠤⢄                           ⣀⠤⠔⠊⠉⠉⠉⠉⠑⠒⠤⣀⡀
///              │⣀⠔⠒⠁            ⠉⠒⠤⣀                   ⣀⡠⠊⠉            ⠈⠑⠢⣀
///              │                    ⠑⠢⣀⡀            ⡠⠤⠊                    ⠑⠢⢄
///           -1 ┤                       ⠈⠒⠢⠤⣀⣀⣀⣀⡠⠤⠔⠒⠉
///              └──────────────────────────────────────────────────────────────
///               2023-11-14T22:13:20                        2023-11-19T01:13:20
///                                             at
/// PS> Show-MemMap five.bmp -Format Bmp -Width 40
/// five.bmp: uint8 (3, 5, 3)
/// a pixel is the mean of up to 2 x 1
/// </code>
/// </example>
/// <example>
/// <summary>The distribution of values, and a table as a heat map</summary>
/// <code>
/// PS> $table = [MemMap.NDArray]::Arange(0, 32).Reshape(4, 8)
/// PS> $table * $table | Show-MemMap Histogram -Bins 4 -Width 60
/// int64 (4, 8)
/// [  0, 240)  █████████████████████████████████████████████ 16
/// [240, 480)  █████████████████ 6
/// [480, 721)  ██████████████ 5
/// [721, 961]  ██████████████ 5
/// PS> $table | Show-MemMap HeatMap -Width 60 -Height 8
/// int64 (4, 8)
///            0 ┤                                   ░░░░░
///            1 ┤░░░░░░░░░░░░░░░░░░░░░░░░░▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒
///            2 ┤▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓
///            3 ┤▓▓▓▓▓███████████████████████████████████
///              └────────────────────────────────────────
///               0                   3                  7
///            0      ░░░░▒▒▒▒▓▓▓▓████  31
/// </code>
/// </example>
/// <example>
/// <summary>A title of one's own</summary>
/// <code>
/// PS> Show-MemMap tone.wav -Title 'Header of a WAV file' -First 16
/// Header of a WAV file
/// 00000000  52 49 46 46 a4 0c 00 00 57 41 56 45 66 6d 74 20  RIFF....WAVEfmt
/// 3,228 more elements; -First shows more, -Skip others
/// </code>
/// </example>
/// <seealso cref="GetMemMapSliceCommand"/>
/// <seealso cref="ExportMemMapCommand"/>
[Cmdlet(VerbsCommon.Show, "MemMap", DefaultParameterSetName = ArraySet, SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Low)]
[OutputType(typeof(string), typeof(FileInfo))]
public sealed partial class ShowMemMapCommand : ArrayOrFileCmdlet
{
    /// <summary>
    /// The kind of picture. Auto, the default, chooses Line for numbers and times in one dimension, and for long tables with up to 8
    /// columns; HeatMap for other tables; Image for uint8 of shape (h, w, 3) or (h, w, 4); Histogram for more dimensions; and Hex for bytes
    /// (uint8 in one dimension), records, text and everything else. Image also shows uint8 of two dimensions, in gray.
    /// </summary>
    [Parameter(Position = 0, ParameterSetName = ArraySet)]
    [Parameter(Position = 1, ParameterSetName = FileSet)]
    [Parameter(Position = 0, ParameterSetName = LiteralFileSet)]
    [PictureKindArgument]
    public PictureKind As { get; set; }

    /// <summary>
    /// The field of the records to draw. Several fields of numbers or times are a line over the first one, as with -X; with -As Line, each
    /// is a line over the positions. Other fields give a hex dump.
    /// </summary>
    [Parameter]
    [Alias("Property")]
    [ValidateNotNullOrEmpty, ArgumentCompleter(typeof(FieldCompleter))]
    public string[]? Field { get; set; }

    /// <summary>
    /// The number of elements to show. The default is as many as fit into the window for a hex dump, and all for other pictures. In arrays
    /// of several dimensions, other pictures count along the first axis.
    /// </summary>
    [Parameter]
    [Alias("Count")]
    [ValidateRange(1, long.MaxValue)]
    public long First { get; set; }

    /// <summary>
    /// The number of elements to skip before the first one that is shown. In a dump of bytes, this is the offset at which it begins. A
    /// negative number counts from the end.
    /// </summary>
    [Parameter]
    public long Skip { get; set; }

    /// <summary>Shows only so many elements, the last ones.</summary>
    [Parameter]
    [ValidateRange(1, long.MaxValue)]
    public long Last { get; set; }

    /// <summary>
    /// Shows the elements around a place: a match of Find-MemMapValue, a difference of Compare-MemMap, or the position of an element. Of
    /// several, each is shown. What differs is in brackets; an array that was not compared is taken for the first one.
    /// With a small -First, the dump begins at the line of the place, and otherwise before it.
    /// </summary>
    [Parameter]
    [Alias("At")]
    [ValidateNotNull]
    public object? Around { get; set; }

    /// <summary>
    /// Shows the bytes in a hex viewer, which takes the whole terminal until it is left with q. It scrolls through arrays of any size,
    /// jumps, searches and keeps marks, and shows the bytes at the cursor as every type or, for records, their fields. ? lists the keys.
    /// Bytes of an array that is writeable can be changed: changes are made only when they are saved, and can be undone.
    /// </summary>
    [Parameter]
    public SwitchParameter Interactive { get; set; }

    /// <summary>
    /// The number of bins of a histogram. The default suits the size of the picture; if there are only a few different integers, each is a
    /// bin.
    /// </summary>
    [Parameter]
    [ValidateRange(1, 10_000)]
    public int Bins { get; set; }
}
