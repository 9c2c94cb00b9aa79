using System.Globalization;
using NSubstitute;
using Refigure.Catalog;
using Refigure.Environments;
using Refigure.Files;
using Refigure.Models;
using Refigure.Models.Tensorized;
using Refigure.Tests.Patches;
using Refigure.Tests.Results;

namespace Refigure.Tests.Models.Tensorized;

/// <summary>A store of one tensorized model, what it is made from, and an engine that is played.</summary>
internal sealed class TensorizedRig : IDisposable, IToolRunner, IModelStore
{
    public const string Name = "tiny-tensorized";
    private const string Environment = "vllm-0.10.1.1";
    private readonly TemporaryFolder _folder = new();
    private readonly IEnvironmentCatalog _environments = Substitute.For<IEnvironmentCatalog>();
    private readonly IEnvironmentInstaller _installer = Substitute.For<IEnvironmentInstaller>();

    public TensorizedRig()
    {
        _folder.Write("source/config.json", "{}");
        _folder.Write("source/tokenizer.json", "{\"a\":1}");
        _folder.Write("source/model.safetensors", "abcdefgh");
        _environments.Find(Environment).Returns(_ => Spec);
        _environments.Names.Returns([Environment]);
        _installer.Find(Arg.Any<EnvironmentSpec>()).Returns(_ => IsSetUp ? Installed : null);
    }

    public EnvironmentSpec Spec { get; set; } =
        new()
        {
            Name = Environment,
            Folder = "/envs/" + Environment,
            Kind = "python-venv",
            Engine = "vllm",
            EngineVersion = "0.10.1.1",
            LockHash = new string('a', 64),
            Lock = "/lock",
            Driver = Path.Combine(ShippedPatches.Checkout, "envs/vllm/startup.py"),
        };

    public string Program { get; set; } = "/python";

    public bool IsSetUp { get; set; } = true;

    public string? WhyNoGpu { get; set; }

    public string SourceDigest { get; set; } = "digest of the source";

    public long FreeDisk { get; set; } = long.MaxValue;

    public IWorkProgress Progress { get; } = Substitute.For<IWorkProgress>();

    /// <summary>What the engine does; gives its exit code. The target is its last argument.</summary>
    public Func<ToolCall, Action<string>, int> Engine { get; set; } = Write;

    public List<ToolCall> Calls { get; } = [];

    public IToolRunner? Tools { get; set; }

    public string Folder => _folder["models"];

    public string Model => Path.Combine(Folder, Name);

    public TensorizedModelStore Store(IFileSystem? system = null) =>
        new(
            Catalog(),
            Folder,
            this,
            new Tensorizer(
                _environments,
                _installer,
                () => WhyNoGpu,
                Tools ?? this,
                system ?? PhysicalFileSystem.Instance
            ),
            _ => FreeDisk,
            system ?? PhysicalFileSystem.Instance
        );

    public Task<ModelFiles> Ensure(TensorizedModelStore? store = null, CancellationToken cancellation = default) =>
        (store ?? Store()).EnsureAsync(Name, Progress, cancellation);

    public async Task<string> Refusal() => (await Should.ThrowAsync<UserErrorException>(() => Ensure())).Message;

    /// <summary>Whether the folder holds the model whole.</summary>
    public void ShouldBeWhole()
    {
        File.ReadAllText(Path.Combine(Model, "model.tensors")).ShouldBe("hgfedcba");
        File.ReadAllText(Path.Combine(Model, "config.json")).ShouldBe("{}");
        File.ReadAllText(Path.Combine(Model, "tokenizer.json")).ShouldBe("{\"a\":1}");
    }

    /// <summary>What the engine of the test does: the weights the other way round.</summary>
    public static int Write(ToolCall call, Action<string> onLine)
    {
        onLine("{\"mark\": \"begin\", \"pid\": 1}");
        var source = call.Arguments[^3];
        var content = File.ReadAllText(Path.Combine(source, "model.safetensors")).Reverse().ToArray();
        File.WriteAllText(call.Arguments[^1], new string(content));
        onLine("{\"mark\": \"written\", \"bytes\": 4}");
        onLine(string.Create(CultureInfo.InvariantCulture, $"{{\"mark\": \"end\", \"bytes\": {content.Length}}}"));
        return 0;
    }

    public void Dispose() => _folder.Dispose();

    string? IToolRunner.Find(string program) => null;

    Task<int> IToolRunner.RunAsync(ToolCall call, Action<string> onLine, CancellationToken cancellation)
    {
        Calls.Add(call);
        cancellation.ThrowIfCancellationRequested();
        return Task.FromResult(Engine(call, onLine));
    }

    ModelSource? IModelStore.Describe(string model) =>
        model == "tiny" ? new ModelSource("tiny", SourceDigest, 17, IsThere: true, IsSynthetic: false) : null;

    Task<ModelFiles> IModelStore.EnsureAsync(string model, IWorkProgress progress, CancellationToken cancellation) =>
        Task.FromResult(
            new ModelFiles(
                ((IModelStore)this).Describe(model)!,
                _folder["source"],
                [.. Directory.GetFiles(_folder["source"]).Order(StringComparer.Ordinal)]
            )
        );

    private InstalledEnvironment Installed => new(Spec, "/prefix", Program);

    private static ModelCatalog Catalog()
    {
        using var yaml = new StringReader(
            $"""
            models:
              tiny:
                label: Tiny
                hugging_face: owner/tiny
                disk_bytes: 17
              {Name}:
                label: Tiny (tensorized)
                tensorized_from: tiny
                tensorized_with: {Environment}
            """
        );
        return ModelCatalog.Read(yaml, "models.yaml");
    }
}
