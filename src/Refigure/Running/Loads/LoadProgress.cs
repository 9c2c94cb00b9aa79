using System.Globalization;

namespace Refigure.Running.Loads;

/// <summary>Hears how far a load is, and tells it as phases of a run, in steps of a tenth.</summary>
internal sealed class LoadProgress(IRunProgress progress) : IWorkProgress
{
    private string _last = "";

    /// <inheritdoc/>
    public void Report(string what, double? fraction)
    {
        var phase = fraction is { } part
            ? string.Create(CultureInfo.InvariantCulture, $"{what} {Math.Floor(part * 10) * 10:0} %")
            : what;
        if (phase != _last)
        {
            _last = phase;
            progress.Phase(phase);
        }
    }
}
