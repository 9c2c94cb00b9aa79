using Refigure.Testing;

namespace Refigure.Build.Tests.EndToEnd;

/// <summary>A clone whose list of models has one of a hub on this machine, and others that are never asked for.</summary>
internal sealed class HubClone : IDisposable
{
    public const string Token = "hf_CanaryOfTheHub0123456789";
    private readonly BareClone _clone = new();

    public HubClone(int weightBytes = 250_000)
    {
        Weights = new byte[weightBytes];
        new Random(1).NextBytes(Weights);
        Hub = new FakeHub(
            ("config.json", "{}"u8.ToArray()),
            ("model.safetensors", Weights),
            ("tokenizer.json", "{\"a\":1}"u8.ToArray())
        );
        _clone.Folder.Write(
            "envs/models.yaml",
            $"""
            models:
              tiny:
                label: Tiny
                hugging_face: {FakeHub.Id}
                revision: {FakeHub.Commit}
                gated: manual
                approximate_disk_bytes: 300000
                licence: MIT
                tokenizer_megabytes: 2
              tiny-tensorized:
                label: Tiny (tensorized)
                tensorized_from: tiny
                tensorized_with: vllm-0.10.1.1
              newest:
                label: Newest
                hugging_face: owner/newest
                gated: no
                disk_bytes: 2500000000
            """
        );
    }

    public FakeHub Hub { get; }

    public byte[] Weights { get; }

    public string Model => _clone.Folder["artifacts", "store", "models", "huggingface", "hub", "models--owner--tiny"];

    public string Snapshot => Path.Combine(Model, "snapshots", FakeHub.Commit);

    public TemporaryFolder Folder => _clone.Folder;

    /// <summary>The variables of a call: the hub's address and a token, and nothing of this machine's own.</summary>
    public (string Name, string Value)[] Variables(string token = Token) =>
        [
            ("HF_ENDPOINT", Hub.Endpoint.AbsoluteUri),
            ("HF_TOKEN", token),
            ("HF_TOKEN_PATH", _clone.Folder["no-token"]),
            ("HF_HOME", _clone.Folder["no-home"]),
            ("HOME", _clone.Folder["no-home"]),
        ];

    public HostResult Models(params string[] arguments) => Models(Token, arguments);

    public HostResult Models(string token, string[] arguments)
    {
        var result = HostProcess.RunIn(
            _clone.Root,
            _clone.Root,
            Variables(token),
            ["--target", "Models", .. arguments]
        );
        (result.Output + result.Error).ShouldNotContain(Token);
        return result;
    }

    public void ShouldBeWhole() => File.ReadAllBytes(Path.Combine(Snapshot, "model.safetensors")).ShouldBe(Weights);

    public void Dispose()
    {
        Hub.Dispose();
        _clone.Dispose();
    }
}
