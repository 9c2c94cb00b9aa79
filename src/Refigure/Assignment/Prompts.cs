namespace Refigure.Assignment;

/// <summary>What the assignment asks of the student, at the places for it.</summary>
internal static class Prompts
{
    public const string Ttft =
        "A brief analysis of the plot of TTFTs: how do the configurations differ, in which part of the curves, and what is going on in the server that explains it?";

    public const string Tpot =
        "A brief analysis of the plot of TPOTs: what changes from one configuration to the next, by how much, and why not more, or less?";

    public const string AllReduce =
        "Identify the all-reduce in the drawing above (or in your screenshot of the Nsight desktop client): which kernel is it, and what is it for in tensor-parallel inference?";

    public const string WithoutTimeline =
        "There is no timeline above: put your screenshot of one all-reduce in the Nsight desktop client beside this report, and identify it: which kernel is it, and what is it for in tensor-parallel inference?";

    public const string Difficulties =
        "One paragraph on the difficulties that you had in this assignment, or on results that surprised you.";
}
