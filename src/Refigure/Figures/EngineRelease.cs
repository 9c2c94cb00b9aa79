namespace Refigure.Figures;

/// <summary>When engine versions were released: those of vLLM as the study prints it.</summary>
internal static class EngineRelease
{
    /// <summary>Month and year, such as <c>Feb 24</c>; null if unknown.</summary>
    public static string? MonthOf(string engine, string version) =>
        engine == "llamacpp" ? MonthOfNodeLlamaCpp(version) : MonthOfVllm(version);

    private static string? MonthOfVllm(string version) =>
        version switch
        {
            "0.3.1" => "Feb 24",
            "0.4.0" => "Apr 24",
            "0.5.0" => "Jun 24",
            "0.6.0" => "Sep 24",
            "0.7.0" => "Jan 25",
            "0.8.0" => "Mar 25",
            "0.9.0" => "May 25",
            "0.10.0" => "Jul 25",
            "0.11.0" => "Oct 25",
            _ => null,
        };

    // The releases that envs/ pins.
    private static string? MonthOfNodeLlamaCpp(string version) =>
        version switch
        {
            "3.1.1" => "Oct 24",
            "3.6.0" => "Feb 25",
            "3.10.0" => "Jun 25",
            "3.14.0" => "Oct 25",
            "3.18.1" => "Mar 26",
            "3.22.1" => "Sep 26",
            _ => null,
        };
}
