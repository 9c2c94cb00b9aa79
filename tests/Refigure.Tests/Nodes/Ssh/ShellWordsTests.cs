using System.Diagnostics;
using Refigure.Nodes.Ssh;

namespace Refigure.Tests.Nodes.Ssh;

public sealed class ShellWordsTests
{
    private static readonly string[] Words =
    [
        "plain",
        "",
        "two words",
        "it's",
        "''",
        "$HOME `id` $(id) \\ \" ! * ? [a] {b,c} ~ ; & | < > # \n\ttab",
        "-n",
        "ä€🦀",
    ];

    [Fact]
    public void A_real_shell_reads_back_exactly_the_words_that_were_quoted()
    {
        using var shell = Process.Start(
            new ProcessStartInfo("sh", ["-c", ShellWords.Quote(["printf", "%s\\0", .. Words])])
            {
                RedirectStandardOutput = true,
                UseShellExecute = false,
                StandardOutputEncoding = System.Text.Encoding.UTF8,
            }
        )!;
        var read = shell.StandardOutput.ReadToEnd();
        shell.WaitForExit();

        read.Split('\0')[..^1].ShouldBe(Words);
    }

    [Fact]
    public void What_means_nothing_to_a_shell_stays_readable()
    {
        ShellWords.Quote(["--runs", "a/b-1.c", "it's"]).ShouldBe("--runs a/b-1.c 'it'\\''s'");
    }

    [Fact]
    public void A_word_with_a_NUL_is_refused()
    {
        Should.Throw<ArgumentException>(() => ShellWords.Quote(["a\0b"]));
    }
}
