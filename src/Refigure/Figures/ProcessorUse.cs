namespace Refigure.Figures;

/// <summary>Use of each core over time, as a run recorded it.</summary>
/// <param name="Samples">Number of samples.</param>
/// <param name="Cores">Number of cores.</param>
/// <param name="Percent">Percent of a core, 0 to 100, sample after sample: the core varies fastest.</param>
/// <param name="Source">The raw file, relative to the runs root.</param>
public sealed record ProcessorUse(int Samples, int Cores, ReadOnlyMemory<double> Percent, string Source)
{
    /// <summary>Samples in a second where no times were recorded; the study's sampler takes ten.</summary>
    public double SamplesPerSecond { get; init; } = 10;

    /// <summary>When each sample ended, in seconds; empty if it was not recorded.</summary>
    public ReadOnlyMemory<double> Ends { get; init; }

    /// <summary>When a sample began, in seconds.</summary>
    public double BeginOf(int sample) =>
        Ends.IsEmpty ? sample / SamplesPerSecond
        : sample == 0 ? 0
        : Ends.Span[sample - 1];
}
