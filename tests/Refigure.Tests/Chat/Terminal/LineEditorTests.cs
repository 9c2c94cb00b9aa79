using Refigure.Chat.Terminal;

namespace Refigure.Tests.Chat.Terminal;

public sealed class LineEditorTests
{
    [Theory]
    [InlineData("hello\r", "hello")]
    [InlineData("helo\blo\n", "hello")]
    [InlineData("two words\u0017lines\r", "two lines")]
    [InlineData("gone\u0015here\r", "here")]
    [InlineData("\b\u0017\u0015ok\r", "ok")]
    [InlineData("a😀\u007fb\r", "ab")]
    [InlineData("a\u001b\u0001b\tc\r", "ab c")]
    [InlineData("x\u0004y\r", "xy")]
    public void Keys_make_a_line(string keys, string line)
    {
        var editor = Type(keys);

        editor.IsDone.ShouldBeTrue();
        editor.Line.ShouldBe(line);
    }

    [Theory]
    [InlineData("\u0004")]
    [InlineData("abc\u0003")]
    public void Control_D_on_an_empty_line_and_Control_C_end_the_input(string keys)
    {
        var editor = Type(keys);

        editor.IsDone.ShouldBeTrue();
        editor.Line.ShouldBeNull();
    }

    [Fact]
    public void As_many_cells_are_wiped_as_a_letter_takes()
    {
        var editor = new LineEditor();

        editor.Press(Key('日')).ShouldBe("日");
        editor.Press(Key('\b')).ShouldBe("\b \b\b \b");
        editor.Press(Key('a')).ShouldBe("a");
        editor.Press(Key('\b')).ShouldBe("\b \b");
        editor.Press(Key('\b')).ShouldBe("");
    }

    private static LineEditor Type(string keys)
    {
        var editor = new LineEditor();
        foreach (var key in keys)
        {
            editor.Press(Key(key));
        }

        return editor;
    }

    internal static ConsoleKeyInfo Key(char letter) =>
        new(letter, letter == '\b' ? ConsoleKey.Backspace : ConsoleKey.None, false, false, control: letter < ' ');
}
