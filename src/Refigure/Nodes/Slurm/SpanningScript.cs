namespace Refigure.Nodes.Slurm;

/// <summary>The part of a batch script that lets an engine span the machines of the allocation.</summary>
internal static class SpanningScript
{
    /// <summary>The text.</summary>
    public static string Of(SlurmBatch batch, SpanningEngine engine) => "";
}
