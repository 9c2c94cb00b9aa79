using System.Text.RegularExpressions;
using Refigure.Testing;

namespace Refigure.Build.Tests.EndToEnd.Lab;

/// <summary>The package in <c>stub/</c> that plays vLLM, as a wheel, and patches for it that do what those of the real one do.</summary>
internal static class StubVllm
{
    private const string Tokenizer = "vllm/renderers/registry.py";
    private const string Loader = "vllm/model_executor/model_loader/base_loader.py";
    private const string Runner = "vllm/v1/worker/gpu_model_runner.py";
    private const string NewRunner = "vllm/v1/worker/gpu/model_runner.py";

    private static string Folder => Checkout.PathOf("tests", "Build.Tests", "EndToEnd", "Lab", "stub");

    /// <summary>The wheel of a version.</summary>
    public static TinyWheel Wheel(string version) =>
        TinyWheel.OfFiles(
            "vllm",
            version,
            [
                .. Directory
                    .GetFiles(Folder, "*.py", SearchOption.AllDirectories)
                    .Order(StringComparer.Ordinal)
                    .Select(path => (Path.GetRelativePath(Folder, path), File.ReadAllText(path))),
                ("vllm/_version.py", $"__version__ = version = '{version}'\n"),
            ]
        );

    /// <summary>
    /// Puts patches for the stub in the place of those for the real files. What a start must print remains as it is written there.
    /// </summary>
    /// <param name="folder">Such as <c>patches/vllm-0.25.1</c>.</param>
    public static void ReplacePatches(string folder)
    {
        foreach (var patch in Directory.GetFiles(folder, "*.patch"))
        {
            File.Delete(patch);
        }

        var (expected, changes) = (Path.Combine(folder, "expected.yaml"), Changes());
        var text = File.ReadAllText(expected);
        foreach (var (name, change) in changes)
        {
            File.WriteAllText(Path.Combine(folder, name), change.Diff);
            text = Regex.Replace(
                text,
                $"(?<={Regex.Escape(change.Path)}:\n    before: )[0-9a-f]+\n    after: [0-9a-f]+",
                $"{change.DigestBefore}\n    after: {change.DigestAfter}"
            );
        }

        File.WriteAllText(Path.Combine(folder, "series"), string.Concat(changes.Select(c => c.Name + "\n")));
        File.WriteAllText(expected, text);
    }

    private static (string Name, StubChange Change)[] Changes() =>
        [
            (
                "tokenizer-init.patch",
                Change(
                    Tokenizer,
                    """
                        logger.debug("Loading CachedHfTokenizer for tokenizer_mode='hf'")
                        load_tokenizer(model)

                    """,
                    """
                        logger.debug("Loading CachedHfTokenizer for tokenizer_mode='hf'")
                        took = Watch()
                        load_tokenizer(model)
                        logger.info("NEW: Init Tokenizer took %.4f seconds", took())

                    """
                )
            ),
            (
                "model-init.patch",
                Change(
                    Loader,
                    """
                    def load_model(model, layers):
                        make_model(layers)

                    """,
                    """
                    def load_model(model, layers):
                        took = Watch()
                        make_model(layers)
                        logger.info("NEW: Initializing Model took %.4f seconds", took())

                    """
                )
            ),
            ("graph-capture.patch", Capture(Runner)),
            ("graph-capture-v2.patch", Capture(NewRunner)),
        ];

    private static StubChange Capture(string path) =>
        Change(
            path,
            """
                elapsed = took()
                logger.info("Graph capturing finished in %.0f secs, took %.2f GiB", elapsed, 0.01 * len(sizes))

            """,
            """
                elapsed = took()
                logger.info("Graph capturing finished in %.2f secs, took %.2f GiB", elapsed, 0.01 * len(sizes))

            """
        );

    private static StubChange Change(string path, string old, string @new) =>
        new(path, File.ReadAllText(Path.Combine(Folder, path)), old, @new);
}
