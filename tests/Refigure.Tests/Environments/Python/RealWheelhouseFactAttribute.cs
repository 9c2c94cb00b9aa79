using Refigure.Environments;
using Refigure.Environments.Python;
using Refigure.Testing;

namespace Refigure.Tests.Environments.Python;

/// <summary>A fact over real wheels; skipped with the reason where they, Python 3.12, tar or xz are not there.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class RealWheelhouseFactAttribute : FactAttribute
{
    private static readonly Lazy<string?> Reason = new(WhyNot);

    public RealWheelhouseFactAttribute()
    {
        Skip = Reason.Value;
    }

    private static string? WhyNot()
    {
        if (SharedData.Root is null || !Directory.Exists(SharedData.Path("wheelhouse")))
        {
            return SharedData.WhyAbsent;
        }

        var tools = new ToolRunner();
        if (!OperatingSystem.IsLinux() || tools.Find("tar") is null || tools.Find("xz") is null)
        {
            return "needs Linux, tar and xz";
        }

        try
        {
            PythonInterpreter
                .FindAsync("it", "3.12", null, tools, OtherPythons.Of("3.12"), CancellationToken.None)
                .GetAwaiter()
                .GetResult();
            return null;
        }
        catch (UserErrorException)
        {
            return "needs Python 3.12";
        }
    }
}
