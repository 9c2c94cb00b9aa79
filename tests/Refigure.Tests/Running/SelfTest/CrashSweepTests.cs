using NSubstitute;
using Refigure.Running.Processes;
using Refigure.Running.SelfTest;
using Refigure.Tests.Running.Processes;

namespace Refigure.Tests.Running.SelfTest;

public sealed class CrashSweepTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("refigure-sweep-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [LinuxTheory]
    [InlineData(SweepMode.HostEndsAtFile, 20)]
    [InlineData(SweepMode.HostEndsInWrite, 20)]
    [InlineData(SweepMode.FileFails, 20)]
    [InlineData(SweepMode.HostEndsAtProcess, 20)]
    [InlineData(SweepMode.EngineIsKilled, 20)]
    [InlineData(SweepMode.UserInterrupts, 20)]
    public async Task Whatever_goes_wrong_wherever_a_rerun_completes_with_the_same_results(SweepMode mode, int least)
    {
        var sweep = new CrashSweep(_folder, new ProcessSupervisor(TimeProvider.System), TimeProvider.System);

        var (points, findings) = await sweep.RunAsync(mode, Substitute.For<IWorkProgress>(), CancellationToken.None);

        findings.ShouldBeEmpty();
        points.ShouldBeGreaterThanOrEqualTo(least);
    }
}
