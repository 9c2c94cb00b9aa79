using Cake.Common.Diagnostics;
using Cake.Core;

namespace Refigure.Build;

/// <summary>Progress as plain lines, for logs: one when work begins, and one a quarter.</summary>
internal sealed class LineProgress(ICakeContext context) : IWorkProgress
{
    private const int Steps = 4;
    private string _what = string.Empty;
    private int _step;

    /// <inheritdoc />
    public void Report(string what, double? fraction)
    {
        if (what != _what)
        {
            (_what, _step) = (what, 0);
            context.Information("{0} …", what);
            return;
        }

        var step = (int)((fraction ?? 0) * Steps);
        if (step > _step && step < Steps)
        {
            _step = step;
            context.Information("{0}: {1} %", what, step * 100 / Steps);
        }
    }
}
