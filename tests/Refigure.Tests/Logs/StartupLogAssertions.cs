using System.Text;
using Refigure.Logs;

namespace Refigure.Tests.Logs;

/// <summary>Short forms for what the tests of the log reader say often.</summary>
internal static class StartupLogAssertions
{
    public static StartupLog Read(string text) => StartupLogReader.Read(Encoding.UTF8.GetBytes(text));

    public static PhaseReading Phase(this StartupLog log, string phase) =>
        log.Find(phase) ?? throw new ArgumentException($"the reader does not know {phase}", nameof(phase));

    public static double ValueOf(this StartupLog log, string phase) =>
        log.Phase(phase).Value ?? throw new ArgumentException($"no value: {log.Phase(phase)}", nameof(phase));

    public static void ShouldHave(this StartupLog log, string phase, double? expected, string where)
    {
        var reading = log.Phase(phase);
        if (expected is not { } value)
        {
            reading.Value.ShouldBeNull($"{where}: {reading}");
            reading.Status.ShouldBeOneOf(PhaseStatus.Missing, PhaseStatus.NotApplicable, PhaseStatus.Unparsed);
            return;
        }

        reading.Value.ShouldNotBeNull($"{where}: {reading}");
        reading.Value.Value.ShouldBe(value, Math.Abs(value) * 1e-9, $"{where}: {reading}");
        reading.Lines.ShouldNotBeEmpty($"{where}: {reading}");
    }
}
