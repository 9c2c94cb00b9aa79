using Refigure.Environments;
using Refigure.Tests.Results;

namespace Refigure.Tests.Environments;

/// <summary>A folder of environments with one in it, <c>tiny</c>, and its driver beside it.</summary>
internal sealed class SampleEnvironment : IDisposable
{
    public const string Description =
        "kind: npm\nengine: llamacpp\nengine_version: 3.1.1\nllama_cpp: b3889\nreleased: Oct 24\ndriver: ../tiny/server.mjs\ndisk_megabytes: 60\n";

    private const string LockFile = """
        { "packages": { "node_modules/@node-llama-cpp/linux-x64": { "integrity": "sha512-x", "os": ["linux"], "cpu": ["x64"] },
                        "node_modules/@node-llama-cpp/win-x64": { "os": ["none"] } } }
        """;

    private readonly TemporaryFolder _folder = new();

    public SampleEnvironment()
    {
        Directory.CreateDirectory(_folder["envs/tiny"]);
        Write("env.yaml", Description);
        Write("package.json", "{}");
        Write("package-lock.json", LockFile);
        Write("server.mjs", "// the server");
        Write("queue.mjs", "// its queue");
    }

    public EnvironmentCatalog Catalog => new(_folder["envs"]);

    public EnvironmentSpec Spec => Catalog.Find("tiny")!;

    public string Store => _folder["store/envs"];

    public string this[string file] => _folder["envs/tiny/" + file];

    public void Write(string file, string text) => File.WriteAllText(this[file], text);

    public void Dispose() => _folder.Dispose();
}
