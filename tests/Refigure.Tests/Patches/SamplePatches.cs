using System.Security.Cryptography;
using System.Text;
using Refigure.Patches;
using Refigure.Tests.Results;

namespace Refigure.Tests.Patches;

/// <summary>A made-up engine of two files, and the patches for it.</summary>
internal sealed class SamplePatches : IDisposable
{
    public const string Loader = "vllm/loader.py";
    public const string Runner = "vllm/worker/runner.py";

    public const string LoaderBefore = """
        import abc

        logger = init_logger(__name__)


        def load_model(config):
            with device(config):
                model = initialize_model(config)
            return model.eval()

        """;

    public const string LoaderAfter = """
        import abc
        import time

        logger = init_logger(__name__)


        def load_model(config):
            with device(config):
                before_model = time.perf_counter()
                model = initialize_model(config)
                logger.info("NEW: Initializing Model took %.4f seconds",
                            time.perf_counter() - before_model)
            return model.eval()

        """;

    public const string RunnerBefore = """
        def capture_model(elapsed):
            # It is done.
            logger.info("Graph capturing finished in %.0f secs", elapsed)

        """;

    public const string RunnerAfter = """
        def capture_model(elapsed):
            # It is done.
            logger.info("Graph capturing finished in %.2f secs", elapsed)

        """;

    private const string ModelInit = """
        --- a/vllm/loader.py
        +++ b/vllm/loader.py
        @@ -1,2 +1,3 @@
         import abc
        +import time
         
        @@ -7,3 +8,6 @@
             with device(config):
        +        before_model = time.perf_counter()
                 model = initialize_model(config)
        +        logger.info("NEW: Initializing Model took %.4f seconds",
        +                    time.perf_counter() - before_model)
             return model.eval()

        """;

    private const string GraphCapture = """
        --- a/vllm/worker/runner.py
        +++ b/vllm/worker/runner.py
        @@ -2,2 +2,2 @@
             # It is done.
        -    logger.info("Graph capturing finished in %.0f secs", elapsed)
        +    logger.info("Graph capturing finished in %.2f secs", elapsed)

        """;

    private readonly TemporaryFolder _folder = new();

    public SamplePatches()
    {
        Write("model-init.patch", ModelInit);
        Write("graph-capture.patch", GraphCapture);
        Write("series", "# In this order.\nmodel-init.patch\ngraph-capture.patch\n");
        Write("expected.yaml", Expected());
        Restore();
    }

    /// <summary>The folder with the patches.</summary>
    public string Folder => _folder["patches/vllm-1.2.3"];

    /// <summary>The folder with the packages.</summary>
    public string Root => _folder["site-packages"];

    public PatchSeries Series => PatchSeries.Read(Folder);

    /// <summary>Puts the unchanged files back.</summary>
    public void Restore()
    {
        _folder.Write($"site-packages/{Loader}", LoaderBefore);
        _folder.Write($"site-packages/{Runner}", RunnerBefore);
    }

    public void Write(string name, string content) => _folder.Write($"patches/vllm-1.2.3/{name}", content);

    public string Read(string file) => File.ReadAllText(PathOf(file));

    public string PathOf(string file) => Path.Combine(Root, file);

    /// <summary>Everything below the packages, by its relative path.</summary>
    public string[] Files() =>
        [
            .. Directory
                .EnumerateFiles(Root, "*", SearchOption.AllDirectories)
                .Select(f => Path.GetRelativePath(Root, f).Replace('\\', '/'))
                .Order(StringComparer.Ordinal),
        ];

    public static string Digest(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    public static string Expected() =>
        $"""
            files:
              {Loader}:
                before: {Digest(LoaderBefore)}
                after: {Digest(LoaderAfter)}
              {Runner}:
                before: {Digest(RunnerBefore)}
                after: {Digest(RunnerAfter)}
            lines:
              - text: "NEW: Initializing Model took "
                decimals: 4
                files: {Loader}
                unless: [load_format=gguf]
              - text: "Graph capturing finished in "
                decimals: 2
                files: [{Runner}]
                optional: true

            """;

    public void Dispose() => _folder.Dispose();
}
