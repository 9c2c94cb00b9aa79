using Refigure.Catalog;
using Refigure.Testing;

namespace Refigure.Build.Tests.EndToEnd;

/// <summary>A hub on this machine that has the model that a command of a page fetches, with small files in its place.</summary>
internal sealed class ReadmeHub : IDisposable
{
    private readonly FakeHub _hub;

    private ReadmeHub(HubSource source)
    {
        _hub = new FakeHub(
            ("config.json", "{}"u8.ToArray()),
            ("model.safetensors", new byte[1000]),
            ("tokenizer.json", "{}"u8.ToArray())
        )
        {
            Model = source.Id,
            Revision = source.Revision!,
        };
    }

    public (string Name, string Value)[] Variables => [("HF_ENDPOINT", _hub.Endpoint.AbsoluteUri)];

    /// <summary>For a command that fetches one; null for any other.</summary>
    public static ReadmeHub? For(string[] arguments)
    {
        var at = Array.IndexOf(arguments, "--models");
        if (at < 0)
        {
            return null;
        }

        using var text = File.OpenText(Checkout.PathOf("envs", "models.yaml"));
        return ModelCatalog.Read(text, "envs/models.yaml").Find(arguments[at + 1])?.Hub is { } source
            ? new ReadmeHub(source)
            : null;
    }

    public void Dispose() => _hub.Dispose();
}
