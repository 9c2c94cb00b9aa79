namespace Refigure.Serving;

/// <summary>Names of the raw files of a load in a run folder.</summary>
public static class ServingFiles
{
    /// <summary>A line a request (<see cref="RequestRecord"/>), in the order in which they ended.</summary>
    public const string Requests = "requests.jsonl";

    /// <summary>What load it was (<see cref="LoadFacts"/>).</summary>
    public const string Load = "load.json";

    /// <summary>The same load as <c>vllm bench serve --save-detailed</c> writes it.</summary>
    public const string VllmBench = "vllm-bench.json";

    /// <summary>The same load as the client of the serving course's assignment prints it, a line a prompt.</summary>
    public const string PerPrompt = "per-prompt.txt";
}
