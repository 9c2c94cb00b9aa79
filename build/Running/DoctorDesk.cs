using System.Collections.Immutable;
using Refigure.Build.Figures;
using Refigure.Catalog;
using Refigure.Doctor;
using Refigure.Environments;
using Refigure.Files;
using Refigure.Models.Hub;
using Refigure.Nodes;
using Refigure.Nodes.Gpus;
using Refigure.Planning;
using Refigure.Plotting.Fonts;

namespace Refigure.Build.Running;

/// <summary>Puts together what looks at this machine, and what it looks for.</summary>
public sealed class DoctorDesk
{
    private readonly Workshop _workshop;
    private readonly RunLibrary _library;
    private readonly EnvironmentSetup _setup;
    private readonly INodeInspector _node;
    private readonly IGpuMonitor _gpus;
    private readonly IToolRunner _tools;

    /// <summary>With what plans, what knows models, and the machine.</summary>
    public DoctorDesk(
        Workshop workshop,
        RunLibrary library,
        EnvironmentSetup setup,
        INodeInspector node,
        IGpuMonitor gpus,
        IToolRunner tools
    )
    {
        _workshop = workshop;
        _library = library;
        _setup = setup;
        _node = node;
        _gpus = gpus;
        _tools = tools;
    }

    /// <summary>Looks.</summary>
    /// <param name="context">The options.</param>
    /// <param name="plan">What is to be run; null for the machine in general.</param>
    /// <param name="cancellation">Ends it.</param>
    public async Task<ImmutableArray<Finding>> LookAsync(
        BuildContext context,
        Plan? plan,
        CancellationToken cancellation
    )
    {
        ArgumentNullException.ThrowIfNull(context);
        var needs = Needs(context, plan);
        var hub = ModelSetup.Hub();
        using var client = HubDoor.Client();
        var models = _library.Models(context).Models.Select(m => m.Hub).OfType<HubSource>();
        var asksHub = needs.IsGeneral || needs.Cases.Any(c => c.Hub is not null && c.Model is not { IsThere: true });
        var server = new ServerClock(client, hub.Endpoint, TimeProvider.System);
        var report = _gpus.Report();
        var examination = new Examination([
            new NodeCheck(_node, _workshop.Nodes(context)),
            new MemoryCheck(_node),
            new DiskCheck(_node),
            new PageCacheCheck(
                OperatingSystem.IsLinux() ? new LinuxPageCache() : new UnknownPageCache(),
                PhysicalFileSystem.Instance
            ),
            new GpuCheck(report),
            new GpuMemoryCheck(report),
            new GpuProcessCheck(
                report,
                report.Devices.IsEmpty ? new GpuProcessList([], Problem: null) : _gpus.Processes()
            ),
            new GpuStateCheck(report),
            new LibraryCheck(CLibrary.GlibcVersion()),
            new ProgramCheck(_tools),
            new EnvironmentCheck(_setup.Installer(context), Workshop.Engines, _tools),
            new HubCheck(
                new HubDoor(client, Quick(hub), TimeProvider.System),
                hub.Token() is not null,
                [.. models.Where(m => m.Gate is { } gate && gate != HubGate.None)]
            ),
            new PortCheck(Environment.GetEnvironmentVariable),
            new ClockCheck(_tools, token => asksHub ? server.AheadAsync(token) : Task.FromResult<TimeSpan?>(null)),
            new SlurmCheck(_tools, Environment.UserName),
            new FontCheck(() => Font(context.Options.Font)),
        ]);
        return await examination.MakeAsync(needs, cancellation);
    }

    private DoctorNeeds Needs(BuildContext context, Plan? plan)
    {
        var environments = EnvironmentSetup.Catalog(context);
        var catalog = _library.Models(context);
        var stores = ModelSetup.Stores(context, catalog, _node.FreeDisk, _setup, _gpus);
        return new DoctorNeeds(
            plan is null ? [] : [.. Cases(plan).Select(Needed)],
            plan,
            context.Options.Store,
            context.Options.Runs
        );

        NeededCase Needed(PlannedRun run)
        {
            var environment = environments.Find(run.Case.Environment);
            var hub = catalog.Find(run.Case.Model)?.Hub;
            return new NeededCase(
                run.Identity.Experiment,
                run.Case,
                environment,
                environment is null ? null : Workshop.Engines.Find(environment.Engine),
                stores.Describe(run.StoredModel)
            )
            {
                // A copy that is not there yet is made from the model itself, which may be.
                Hub = stores.Describe(run.Case.Model) is { IsThere: true } ? null : hub,
                EstimatedBytes = hub?.Bytes,
            };
        }
    }

    private static IEnumerable<PlannedRun> Cases(Plan plan) =>
        plan.ToMake.DistinctBy(r => (r.Identity.Experiment, r.Case.Name));

    // Who only asks does not wait as long as who fetches.
    private static HubOptions Quick(HubOptions hub) =>
        hub with
        {
            Tries = 2,
            Stall = TimeSpan.FromSeconds(10),
            FirstPause = TimeSpan.FromSeconds(0.5),
            LongestWait = TimeSpan.FromSeconds(5),
        };

    private static string Font(string? named)
    {
        try
        {
            return FontLibrary.ForThisMachine().Find(named).Regular.FamilyName;
        }
        catch (FontException e)
        {
            throw new UserErrorException(e.Message, e);
        }
    }
}
