using System.Globalization;
using Cake.Common.Diagnostics;
using Cake.Core;

namespace Refigure.Build;

/// <summary>Progress as plain lines, for logs: one when work begins, and one a quarter.</summary>
/// <param name="write">Writes a line.</param>
internal sealed class LineProgress(Action<string> write) : IWorkProgress
{
    private const int Steps = 4;

    /// <summary>To the log of a call.</summary>
    public LineProgress(ICakeContext context)
        : this(line => context.Information("{0}", line)) { }

    private string _what = string.Empty;
    private int _step;

    /// <inheritdoc />
    public void Report(string what, double? fraction)
    {
        if (what != _what)
        {
            (_what, _step) = (what, 0);
            write($"{what} …");
            return;
        }

        var step = (int)((fraction ?? 0) * Steps);
        if (step > _step && step < Steps)
        {
            _step = step;
            write(string.Create(CultureInfo.InvariantCulture, $"{what}: {step * 100 / Steps} %"));
        }
    }
}
