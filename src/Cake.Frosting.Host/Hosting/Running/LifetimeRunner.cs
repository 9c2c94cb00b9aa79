using Cake.Core;
using Cake.Core.Diagnostics;
using Cake.Frosting.Hosting.Output;

namespace Cake.Frosting.Hosting.Running;

/// <summary>Runs the project's setup and teardown of the whole run.</summary>
internal sealed class LifetimeRunner(ICakeContext context, Lifetimes lifetimes, TimeProvider time)
{
    private const string SetupName = "Setup";
    private const string TeardownName = "TearDown";

    public void Setup(RunInfo info, ICollection<ReportEntry> entries)
    {
        if (lifetimes.Setup is { } setup)
        {
            Run(SetupName, () => setup.Setup(context, info), entries);
        }
    }

    /// <summary>The teardown's own error; only a log line if the run had failed already, and null then.</summary>
    public Exception? Teardown(RunInfo info, ICollection<ReportEntry> entries)
    {
        if (lifetimes.Teardown is not { } teardown)
        {
            return null;
        }

        try
        {
            Run(TeardownName, () => teardown.Teardown(context, info), entries);
            return null;
        }
        // Whatever a project's teardown throws is the run's failure, unless there is an earlier one to report.
        catch (Exception exception)
        {
            context.Log.Error("An error occurred in the teardown: {0}", exception.Message);
            return info.Successful ? exception : null;
        }
    }

    private void Run(string name, Action action, ICollection<ReportEntry> entries)
    {
        Header.ForLifetime(context.Log, name);
        var start = time.GetTimestamp();
        var status = EntryStatus.Failed;
        try
        {
            action();
            status = EntryStatus.Succeeded;
        }
        finally
        {
            entries.Add(new ReportEntry(name, time.GetElapsedTime(start), status, IsLifetime: true));
        }
    }
}
