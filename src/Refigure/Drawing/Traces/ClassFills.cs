using Refigure.Figures.Traces;
using Refigure.Plotting.Colors;
using Refigure.Plotting.Scenes;
using Refigure.Traces;

namespace Refigure.Drawing.Traces;

/// <summary>Paint of the classes of kernels: colour and hatch each say which.</summary>
internal static class ClassFills
{
    /// <summary>The classes' words, in the order of legends.</summary>
    public static readonly string[] Words = [.. Enum.GetValues<KernelClass>().Select(TraceTables.Word)];

    /// <summary>Waiting stands back: the hatch of communication on white.</summary>
    public static Fill Waiting { get; } =
        new(Rgb.White, Hatch.Falling, Palette.Fill((int)KernelClass.Communication).Color);

    /// <summary>Communication without its waiting.</summary>
    public static Fill Communicating => Of(TraceTables.Word(KernelClass.Communication));

    /// <summary>The paint of a class, by its word.</summary>
    public static Fill Of(string word)
    {
        var index = Array.IndexOf(Words, word);
        return index < 0 || index == (int)KernelClass.Other
            ? new Fill(Palette.Tint(Palette.Neutral, 0.35))
            : Palette.Fill(index);
    }

    /// <summary>What a part of a collective is called in a legend.</summary>
    public static string Legend(string part) =>
        part == AllReduceMarks.Waiting ? "waiting for the last rank" : "communicating";
}
