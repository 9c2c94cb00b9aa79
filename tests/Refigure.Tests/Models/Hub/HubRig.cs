using Refigure.Catalog;
using Refigure.Files;
using Refigure.Models.Hub;
using Refigure.Testing;
using Refigure.Tests.Results;

namespace Refigure.Tests.Models.Hub;

/// <summary>A store, a hub, and one model of 250,000 bytes of weights in parts of 100,000.</summary>
internal sealed class HubRig : IDisposable
{
    public const string Token = "hf_token_of_the_test";
    private readonly TemporaryFolder _folder = new();
    private readonly HttpClient _client = HubDoor.Client();

    public HubRig()
    {
        Weights = new byte[250_000];
        new Random(1).NextBytes(Weights);
        Hub = new FakeHub(
            ("config.json", "{}"u8.ToArray()),
            ("empty.txt", []),
            ("model.safetensors", Weights),
            ("pytorch_model.bin", [1, 2, 3]),
            ("original/consolidated.00.pth", [1]),
            ("tokenizer.json", "{\"a\":1}"u8.ToArray())
        );
    }

    public byte[] Weights { get; }

    public FakeHub Hub { get; }

    public string Model => _folder["home/hub/models--owner--tiny"];

    public long FreeDisk { get; set; } = long.MaxValue;

    public string? Said { get; set; } = Token;

    /// <summary>How long an answer may be silent: long, so that a busy machine is not taken for a stalled hub.</summary>
    public TimeSpan Stall { get; set; } = TimeSpan.FromSeconds(30);

    public List<double?> Progress { get; } = [];

    public HubOptions Options =>
        new(Hub.Endpoint, () => Said)
        {
            PartBytes = 100_000,
            Connections = 2,
            Tries = 3,
            FirstPause = TimeSpan.FromMilliseconds(1),
            Stall = Stall,
            LongestWait = TimeSpan.FromSeconds(2),
        };

    public HubDoor Door => new(_client, Options, TimeProvider.System);

    public HubModelStore Store(string? revision = FakeHub.Commit, IFileSystem? system = null)
    {
        var pinned = revision is null ? "" : $"\n    revision: {revision}";
        using var yaml = new StringReader(
            $"models:\n  tiny:\n    label: Tiny\n    hugging_face: {FakeHub.Id}{pinned}\n    approximate_disk_bytes: 300000\n    gated: no\n    licence: mit\n"
        );
        return new HubModelStore(
            ModelCatalog.Read(yaml, "models.yaml"),
            _folder["home"],
            _ => FreeDisk,
            system ?? PhysicalFileSystem.Instance,
            () => _client,
            () => Options,
            TimeProvider.System
        );
    }

    public Task<Refigure.Models.ModelFiles> Fetch(
        HubModelStore? store = null,
        string model = "tiny",
        CancellationToken cancellation = default
    ) => (store ?? Store()).EnsureAsync(model, new Heard(Progress), cancellation);

    public async Task<string> Refusal(HubModelStore? store = null) =>
        (await Should.ThrowAsync<UserErrorException>(() => Fetch(store))).Message;

    public void Dispose()
    {
        Hub.Dispose();
        _client.Dispose();
        _folder.Dispose();
    }

    private sealed class Heard(List<double?> heard) : IWorkProgress
    {
        public void Report(string what, double? fraction)
        {
            lock (heard)
            {
                heard.Add(fraction);
            }
        }
    }
}
