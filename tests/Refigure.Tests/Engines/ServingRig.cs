using System.Collections.Immutable;
using NSubstitute;
using Refigure.Catalog;
using Refigure.Engines;
using Refigure.Environments;
using Refigure.Files;
using Refigure.Models;
using Refigure.Nodes;
using Refigure.Running;
using Refigure.Running.Processes;
using Refigure.Running.Readiness;
using Refigure.Tests.Environments;
using Refigure.Tests.Results;

namespace Refigure.Tests.Engines;

/// <summary>
/// <c>envs/transformers/server.py</c> as a real process, served by a real session, with stubs in the places of torch and
/// transformers: a token is a letter, and the next one is the next letter.
/// </summary>
internal sealed class ServingRig : IDisposable
{
    private readonly HttpHealthProbe _health = new();
    private readonly HttpClient _scraping = ServingSession.Client();

    public ServingRig()
    {
        Directory.CreateDirectory(Folder["run"]);
        Directory.CreateDirectory(Folder["model"]);
    }

    public TemporaryFolder Folder { get; } = new();

    public string RunFolder => Folder["run"];

    /// <summary>Asks the server as its users do.</summary>
    public HttpClient Client { get; } = new() { Timeout = TimeSpan.FromSeconds(60) };

    /// <summary>What generate() was asked for.</summary>
    public string[] Notes => File.Exists(Folder["notes"]) ? File.ReadAllLines(Folder["notes"]) : [];

    public ImmutableSortedDictionary<string, string> Arguments { get; set; } = Texts();

    public ImmutableSortedDictionary<string, string> Variables { get; set; } = Texts();

    public static ImmutableSortedDictionary<string, string> Texts(params (string Name, string Value)[] all) =>
        all.ToImmutableSortedDictionary(a => a.Name, a => a.Value, StringComparer.Ordinal);

    public static RunMachine Machine(IHealthProbe health)
    {
        var pages = Substitute.For<IPageCache>();
        pages.Fill(default!, default).ReturnsForAnyArgs([]);
        pages.Measure(default!).ReturnsForAnyArgs([]);
        return new RunMachine(
            new ProcessSupervisor(TimeProvider.System),
            pages,
            Substitute.For<INodeInspector>(),
            PhysicalFileSystem.Instance,
            health,
            TimeProvider.System
        );
    }

    public static CaseSpec Case(
        ImmutableSortedDictionary<string, string> arguments,
        ImmutableSortedDictionary<string, string> variables
    ) =>
        new()
        {
            Name = "c",
            Model = "m",
            Environment = "e",
            Caches = [],
            Arguments = arguments,
            Variables = variables,
            ReadyTimeout = TimeSpan.FromMinutes(2),
        };

    public Task<ServingRun<T>> ServeAsync<T>(
        Func<ServingEndpoint, CancellationToken, Task<T>> load,
        CancellationToken cancellation = default
    )
    {
        var spec = new EnvironmentSpec
        {
            Name = "transformers",
            Folder = "/envs/transformers",
            Kind = "python-venv",
            Engine = "transformers",
            EngineVersion = "5.23.0",
            LockHash = "00",
            Lock = null,
            Driver = RealEngine.Folder("envs/transformers/server.py"),
        };
        var start = new ServingStart(
            new TransformersEngine(),
            new InstalledEnvironment(spec, "/prefix", new ToolRunner().Find("python3")!),
            new ModelFiles(new ModelSource("letters", "d", 1, true, true), Folder["model"], []),
            Case(
                Arguments,
                Texts(
                        ("PYTHONPATH", RealEngine.Folder("tests/Refigure.Tests/Engines/stub-transformers")),
                        ("PYTHONDONTWRITEBYTECODE", "1"),
                        ("STUB_NOTES", Folder["notes"])
                    )
                    .SetItems(Variables)
            ),
            RunFolder
        );
        return new ServingSession(Machine(_health), _scraping).RunAsync(
            start,
            load,
            Substitute.For<IRunProgress>(),
            cancellation
        );
    }

    public void Dispose()
    {
        Client.Dispose();
        _scraping.Dispose();
        _health.Dispose();
        Folder.Dispose();
    }
}
