namespace Refigure.Figures.Serving;

/// <summary>What configurations of an engine differ in.</summary>
/// <param name="Argument">The engine's argument; null for the number of GPUs.</param>
/// <param name="One">The noun of one of it.</param>
/// <param name="Many">The noun of more.</param>
public sealed record ServingConfiguration(string? Argument, string One, string Many)
{
    /// <summary>GPUs that the model is spread over.</summary>
    public static ServingConfiguration Gpus { get; } = new(null, "GPU", "GPUs");

    internal double? Of(ServingCase one) => Argument is null ? one.Gpus : one.Argument(Argument);

    internal string KeyOf(ServingCase one) =>
        $"{one.TaskKey}/{one.EngineKey}/{one.LoadKey}/{(Argument is null ? "" : one.GpusKey)}/"
        + $"{one.ArgumentsKey(Argument ?? "tensor-parallel-size")}/{one.Stem}";
}
