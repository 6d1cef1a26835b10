using CsCheck;
using MemMap.Tests.Memory;
using MemMap.Viewer;

namespace MemMap.Tests.Viewer;

public class HexViewerTests : TempFolder
{
    private static readonly string[] Moves =
        ["{Left}", "{Right}", "{Up}", "{Down}", "{PgUp}", "{PgDn}", "{Home}", "{End}", "{Ctrl+Home}", "{Ctrl+End}"];

    [Fact]
    public void A_screen_has_the_title_the_bytes_the_types_the_state_and_the_keys()
    {
        HexViewer viewer = New([.. "MZ"u8, 0x90, 0, 3, 0, 0, 0, 4, 0, 0, 0, 0xff, 0xff, 0, 0, 0xb8], 80, 12);
        Assert.Equal(
            """
             data.bin: uint8 (17,)                                                read-only
            00000000  4d 5a 90 00 03 00 00 00  04 00 00 00 ff ff 00 00  MZ..............
            00000010  b8                                                .



            little-endian (o: big-endian)
            bits        01001101                    float16     201.6
            int8        77                          float32     1.3256705e-38
            uint8       77                          float64     6.3706613826e-314
            0x0 (0)  0 % of 17 bytes
             q leave  / find  n next  g go to  m mark  ' jump  t panel  o order  ? help
            """,
            string.Join('\n', viewer.Lines()));
    }

    [Fact]
    public void Beside_the_bytes_there_is_room_for_both_byte_orders_in_a_wide_window()
    {
        string[] lines = New([1, 0, 0, 0, 0, 0, 0, 0], 150, 24).Lines();
        Assert.Matches("little-endian +big-endian$", lines[1]);
        Assert.Matches(@"int16 +1 +256$", lines[5]);
    }

    [Fact]
    public void Any_moves_go_where_a_naive_model_goes_and_the_cursor_stays_on_the_screen()
        => Gen.Select(Gen.Int[1, 300], Gen.Int[24, 100], Gen.Int[5, 30], Gen.Int[0, Moves.Length - 1].Array[1, 60])
            .Sample((length, width, height, moves) =>
            {
                HexViewer viewer = new(NDArray.Zeros([length], DType.UInt8).Ref, "");
                viewer.Resize(width, height);
                int perLine = new[] { 16, 8, 4, 2, 1 }.First(
                    count => count == 1 || 8 + 2 + (3 * count) + (count == 16 ? 1 : 0) + 1 + count <= width);
                int cursor = 0;
                int line() => cursor / perLine;
                foreach (int move in moves)
                {
                    viewer.Press(Moves[move]);
                    int vertical(int lines) => Math.Min(
                        length - 1, (Math.Clamp(line() + lines, 0, (length - 1) / perLine) * perLine) + (cursor % perLine));
                    if (move is 4 or 5)
                    {
                        // How far a page is depends on the panel: it goes by whole lines, and not beyond the ends.
                        int to = (int)viewer.Cursor;
                        Assert.True(move == 4 ? to <= cursor : to >= cursor);
                        Assert.True(to % perLine == cursor % perLine || to == length - 1);
                        cursor = to;
                    }
                    else
                    {
                        cursor = move switch
                        {
                            0 => Math.Max(0, cursor - 1),
                            1 => Math.Min(length - 1, cursor + 1),
                            2 => vertical(-1),
                            3 => vertical(1),
                            6 => line() * perLine,
                            7 => Math.Min(length, (line() + 1) * perLine) - 1,
                            8 => 0,
                            _ => length - 1,
                        };
                    }
                    Assert.Equal(cursor, viewer.Cursor);
                    string address = (line() * perLine).ToString("x8", System.Globalization.CultureInfo.InvariantCulture);
                    Assert.Contains(viewer.Lines(), text => text.StartsWith(address, StringComparison.Ordinal));
                }
            });

    [Fact]
    public void Whatever_is_pressed_and_shown_no_control_character_and_no_line_that_is_too_long_comes_out()
    {
        string[] keys =
        [
            .. Moves, "g", "/", "n", "N", "m", "'", "t", "o", "e", "=", "u", "w", "?", "[", "]", "{Tab}", "{Esc}", "{Enter}",
            "{Backspace}", "{Ctrl+Z}", "{Ctrl+Y}", "{Ctrl+S}", "{F3}", "{Shift+F3}", "{Insert}", "{Delete}", "a", "0", "7", "f", "x",
            "+", "#", "%", " ", "é",
        ];
        DType[] dtypes = ["u1", "<i2", ">f8", "S3", "U2", "M8[s]", "i4,S5,(2,)>u2", "V7", "c16"];
        Gen.Select(Gen.Byte.Array[0, 400], Gen.Int[0, dtypes.Length - 1], Gen.Int[0, 170], Gen.Int[0, 40],
            Gen.Int[0, keys.Length - 1].Array[0, 60]).Sample((bytes, dtype, width, height, pressed) =>
            {
                int count = bytes.Length / dtypes[dtype].ItemSize;
                NDArray array = NDArray.FromBytes(bytes[..(count * dtypes[dtype].ItemSize)], [count], dtypes[dtype]);
                HexViewer viewer = new(array.Ref, "a\e]0;title\a\u202eb");
                viewer.Resize(width, height);
                foreach (int key in pressed)
                {
                    viewer.Press(keys[key]);
                    Screen screen = viewer.Draw();
                    for (int row = 0; row < screen.Height; row++)
                    {
                        Assert.All(screen[row], part => Assert.InRange(part.Column + part.Text.Length, 0, width));
                        Assert.DoesNotContain(screen.TextOf(row), character => char.IsControl(character) || character == '\u202e');
                    }
                    Assert.True(screen.Cursor is not { } cursor || (cursor.Row < height && cursor.Column < width));
                }
            });
    }

    [Fact]
    public void A_terabyte_is_as_quick_as_a_line()
    {
        NDArray array = NDArray.Zeros([1], DType.UInt8).BroadcastTo(1L << 40);
        HexViewer viewer = new(array.Ref, "");
        viewer.Press("{Ctrl+End}{PgUp}{Up}{Home}g50%{Enter}");
        Assert.Equal((1L << 39) - 1, viewer.Cursor);
        Assert.Contains(viewer.Lines(), line => line.StartsWith("07ffffffff0  00 00", StringComparison.Ordinal));
    }

    [Fact]
    public void Jumps_go_back_and_marks_are_kept()
    {
        HexViewer viewer = New(new byte[1000], 80, 24);
        viewer.Press("g0x64{Enter}ma{Ctrl+End}mbg#5{Enter}");
        Assert.Equal(5, viewer.Cursor);
        Assert.Equal(999, viewer.Press("'b").Cursor);
        Assert.Equal(100, viewer.Press("'a").Cursor);
        Assert.Contains("mark a", viewer.State(), StringComparison.Ordinal);
        Assert.Equal("there is no mark c", viewer.Press("'c").State());
        Assert.Contains("a 0x64, b 0x3e7", viewer.Press("'").State(), StringComparison.Ordinal);
        Assert.Equal(999, viewer.Press("{Esc}{Backspace}").Cursor);
        Assert.Equal(0, viewer.Press("{Backspace}{Backspace}{Backspace}{Backspace}").Cursor);
        Assert.Equal("there was no jump", viewer.Press("{Backspace}").State());
    }

    [Fact]
    public void A_place_that_is_none_can_be_mended()
    {
        HexViewer viewer = New(new byte[1000], 80, 24);
        viewer.Press("gx{Enter}");
        Assert.Contains("'x' is no place", viewer.Lines()[^3], StringComparison.Ordinal);
        Assert.Equal(10, viewer.Press("{Backspace}11{Left}0{Delete}{Enter}").Cursor);
        Assert.EndsWith(": 10", viewer.Press("g{Up}").State(), StringComparison.Ordinal);
        Assert.Equal(10, viewer.Press("{Esc}").Cursor);
    }

    [Fact]
    public void Elements_and_their_values_are_told()
    {
        NDArray table = NDArray.Arange(0, 12).AsType("<f8").Reshape(3, 4);
        HexViewer viewer = new(table.Ref, "");
        Assert.Contains("[1, 1] = 5.0", viewer.Press("#5").Press("g#5{Enter}").State(), StringComparison.Ordinal);
        Assert.Equal(48, viewer.Press("]").Cursor);
        Assert.Equal(40, viewer.Press("{Right}[[").Cursor);
        Assert.Equal(88, viewer.Press("{Ctrl+End}]").Cursor);
    }

    [Fact]
    public void Records_show_the_fields_at_the_cursor()
    {
        NDArray records = NDArray.Zeros([3], DType.Parse("[('id', '<u2'), ('name', 'S4'), ('x', '>f4')]"));
        records.Field("name")[1] = "ab";
        records.Field("x")[1] = 1.5;
        HexViewer viewer = new(records.Ref, "");
        viewer.Press("]{Right}{Right}");
        string[] lines = viewer.Lines();
        Assert.Contains("record 1 of 3; [ and ] go to others", lines);
        Assert.Contains("name     2  b'ab'", lines);
        Assert.Contains("x        6  1.5", lines);
        Screen screen = viewer.Draw();
        Assert.Contains(Enumerable.Range(0, screen.Height).SelectMany(row => screen[row]),
            part => part.Text == "name" && part.Style.IsReversed);
    }

    [Fact]
    public void A_file_that_is_cut_short_is_told_and_can_be_left()
    {
        string path = NewFile(new byte[10_000]);
        using MemMapArray map = MemMapArray.Open(path, DType.UInt8, MapMode.ReadOnly);
        HexViewer viewer = new(map.Ref, "");
        map.Close();
        Assert.Contains("the bytes can't be read", viewer.Lines()[1], StringComparison.Ordinal);
        Assert.True(viewer.Press("/x{Enter}q").IsLeft);
    }

    [Fact]
    public void Nothing_at_all_can_be_looked_at()
    {
        HexViewer viewer = new(NDArray.Zeros([0], DType.UInt8).Ref, "");
        Assert.Equal("there are no bytes", viewer.Lines()[1]);
        Assert.True(viewer.Press("{Ctrl+End}{PgDn}]e7{Esc}/x{Enter}nq").IsLeft);
    }

    [Fact]
    public void Every_command_is_in_the_help()
    {
        HexViewer viewer = New([1], 80, 24);
        string help = viewer.Press("?").Draw().ToString();
        Assert.All(new[] { "PgUp PgDn", "Backspace", "go to a place", "find text, bytes, numbers", "undo", "q Esc Ctrl+C" },
            text => Assert.Contains(text, help, StringComparison.Ordinal));
        Assert.DoesNotContain("undo", viewer.Press("x").Draw().ToString(), StringComparison.Ordinal);
    }

    private HexViewer New(byte[] content, int width, int height)
    {
        MemMapArray map = MemMapArray.Open(NewFile(content), DType.UInt8, MapMode.ReadOnly);
        HexViewer viewer = new(map.Ref, $"data.bin: uint8 ({content.Length},)");
        viewer.Resize(width, height);
        return viewer;
    }
}
