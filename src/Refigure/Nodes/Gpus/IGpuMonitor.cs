using System.Collections.Immutable;

namespace Refigure.Nodes.Gpus;

/// <summary>Asks a machine's GPUs. Never throws for what they answer, and never waits for long.</summary>
public interface IGpuMonitor
{
    /// <summary>What GPUs there are, and the state that they are in now.</summary>
    GpuReport Report();

    /// <summary>Who computes on them now.</summary>
    GpuProcessList Processes();

    /// <summary>The program whose lines <see cref="GpuSampleReader"/> reads; null if there is none.</summary>
    /// <param name="gpus">Which GPUs, by <see cref="GpuDevice.Uuid"/>.</param>
    /// <param name="every">How often.</param>
    GpuQuery? SampleQuery(ImmutableArray<string> gpus, TimeSpan every);

    /// <summary>The program whose lines <see cref="GpuProcessReader"/> reads; null if there is none.</summary>
    /// <param name="every">How often.</param>
    GpuQuery? ProcessQuery(TimeSpan every);
}
