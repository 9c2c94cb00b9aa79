using System.Collections.Immutable;
using Refigure.Logs;

namespace Refigure.Results;

/// <summary>The phases of a startup log as measurements.</summary>
public static class LogMeasurements
{
    /// <summary>
    /// One measurement a phase, in the log's order. A phase with a value names the last line that it came from; one that is
    /// missing or could not be parsed is there without value and names the file alone; one that does not apply is left out.
    /// </summary>
    /// <param name="log">What the log says.</param>
    /// <param name="path">The log's path for the source, relative to the runs root, without <c>.gz</c>.</param>
    public static ImmutableArray<Measurement> From(StartupLog log, string path)
    {
        var measurements = ImmutableArray.CreateBuilder<Measurement>(log.Phases.Length);
        foreach (var phase in log.Phases)
        {
            switch (phase.Status)
            {
                case PhaseStatus.Read or PhaseStatus.Derived:
                    var source = phase.Lines.IsDefaultOrEmpty ? path : $"{path}:{phase.Lines[^1]}";
                    measurements.Add(new(phase.Phase, phase.Value, phase.Unit, source));
                    break;
                case PhaseStatus.Missing or PhaseStatus.Unparsed:
                    measurements.Add(new(phase.Phase, null, phase.Unit, path));
                    break;
            }
        }

        return measurements.DrainToImmutable();
    }
}
