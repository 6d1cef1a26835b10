using CsCheck;
using MemMap.Tests.Memory;
using MemMap.Viewer;

namespace MemMap.Tests.Viewer;

public class ViewedBytesTests : TempFolder
{
    private static readonly Gen<(int Action, int Position, byte[] Bytes)> Steps
        = Gen.Select(Gen.Int[0, 4], Gen.Int[0, 23], Gen.Byte[0, 3].Array[1, 3]);

    [Fact]
    public void Any_changes_read_undo_and_save_as_in_a_list_of_versions()
        => Steps.Array[0, 40].Sample(steps =>
        {
            NDArray array = NDArray.Zeros([24], DType.UInt8);
            ViewedBytes bytes = new(array.Ref);
            List<byte[]> versions = [new byte[24]];
            int at = 0;
            byte[] saved = versions[0];
            foreach ((int action, int position, byte[] written) in steps)
            {
                byte[] next = [.. versions[at]];
                switch (action)
                {
                    case 0:
                        Assert.Equal(at > 0, bytes.Undo() is not null);
                        at = Math.Max(0, at - 1);
                        break;
                    case 1:
                        Assert.Equal(at + 1 < versions.Count, bytes.Redo() is not null);
                        at = Math.Min(versions.Count - 1, at + 1);
                        break;
                    case 2:
                        bytes.Save();
                        saved = versions[at];
                        break;
                    case 3 when position + written.Length > next.Length:
                        Assert.Throws<ArgumentException>(() => bytes.Write(position, written));
                        break;
                    default:
                        byte[] fitting = written[..Math.Min(written.Length, next.Length - position)];
                        bytes.Write(position, fitting);
                        fitting.CopyTo(next, position);
                        versions = [.. versions[..(at + 1)], next];
                        at++;
                        break;
                }
                Assert.Equal(versions[at], bytes.Read(0, 24));
                Assert.Equal(versions[at][5..9], bytes.Read(5, 4));
                Assert.Equal(saved, array.ToBytes());
                Assert.Equal(versions[at].Zip(saved, (now, then) => now != then).Count(differs => differs), bytes.ChangeCount);
            }
        });

    [Fact]
    public void Bytes_of_a_view_with_gaps_are_in_C_order_and_saved_where_they_are()
    {
        NDArray table = NDArray.Arange(0, 24).AsType("<u2").Reshape(4, 6);
        NDArray view = (NDArray)table["::-1, 1::2"]!;
        ViewedBytes bytes = new(view.Ref);
        Assert.Equal(view.ToBytes(), bytes.Read(0, 100));
        Assert.Equal(view.ToBytes()[3..6], bytes.Read(3, 3));
        bytes.Write(3, [7, 8, 9]);
        Assert.Equal(3, bytes.Save());
        Assert.Equal([.. view.Copy().ToBytes()], bytes.Read(0, 100));
        Assert.Equal([7, 8, 9], view.ToBytes()[3..6]);
    }

    [Fact]
    public void A_saved_change_is_in_the_file_and_one_that_is_not_saved_is_not()
    {
        string path = NewFile([1, 2, 3, 4]);
        using MemMapArray map = MemMapArray.Open(path, DType.UInt8, MapMode.ReadWrite, 1);
        ViewedBytes bytes = new(map.Ref);
        Assert.Equal((1, 3), (bytes.Origin, bytes.Length));
        bytes.Write(1, [9]);
        Assert.Equal([1, 2, 3, 4], Content(path));
        bytes.Save();
        Assert.Equal([1, 2, 9, 4], Content(path));
        bytes.Undo();
        Assert.Equal(1, bytes.ChangeCount);
        Assert.Equal([1, 2, 9, 4], Content(path));
    }

    [Fact]
    public void Mode_c_leaves_the_file_as_it_is()
    {
        string path = NewFile([1, 2, 3, 4]);
        using MemMapArray map = MemMapArray.Open(path, DType.UInt8, MapMode.CopyOnWrite);
        ViewedBytes bytes = new(map.Ref);
        bytes.Write(0, [9]);
        bytes.Save();
        Assert.Equal([9, 2, 3, 4], map.ToBytes());
        Assert.Equal([1, 2, 3, 4], Content(path));
    }

    [Fact]
    public void Read_only_bytes_are_refused()
    {
        using MemMapArray map = MemMapArray.Open(NewFile([1, 2]), DType.UInt8, MapMode.ReadOnly);
        Assert.Throws<InvalidOperationException>(() => new ViewedBytes(map.Ref).Write(0, [1]));
        ViewedBytes memory = new(NDArray.Zeros([2], DType.UInt8).Ref, isReadOnly: true);
        Assert.Throws<InvalidOperationException>(() => memory.Write(0, [1]));
    }

    [Theory]
    [InlineData("V1000000000")]
    [InlineData("u1")]
    public void Elements_and_arrays_of_any_size_are_read_in_part(string dtype)
    {
        using (FileStream file = File.Create(NewPath()))
        {
            file.SetLength(3_000_000_000);
        }
        using MemMapArray map = MemMapArray.Open(NewPath(), DType.Parse(dtype), MapMode.ReadOnly);
        ViewedBytes bytes = new(map.Ref);
        Assert.Equal(3_000_000_000, bytes.Length);
        Assert.Equal(new byte[16], bytes.Read(2_999_999_984, 17));
    }
}
