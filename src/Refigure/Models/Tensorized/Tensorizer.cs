using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using Refigure.Catalog;
using Refigure.Environments;
using Refigure.Files;

namespace Refigure.Models.Tensorized;

/// <summary>Has vLLM write a model's weights in its tensorizer's form: <c>tensorize.py</c>, beside the environment's driver.</summary>
/// <param name="environments">The environments.</param>
/// <param name="installer">Tells whether they are installed.</param>
/// <param name="whyNoGpu">Why there is no GPU here; null if there is one.</param>
/// <param name="tools">Runs it.</param>
/// <param name="system">What changes files.</param>
public sealed class Tensorizer(
    IEnvironmentCatalog environments,
    IEnvironmentInstaller installer,
    Func<string?> whyNoGpu,
    IToolRunner tools,
    IFileSystem system
)
{
    private const string Script = "tensorize.py";
    private const int LongestQuote = 300;

    /// <summary>The engine and version whose form it is.</summary>
    /// <exception cref="UserErrorException">There is no such environment.</exception>
    public string Version(TensorizedFrom from)
    {
        var spec = Spec(from);
        return $"{spec.Engine} {spec.EngineVersion}";
    }

    /// <summary>The environment, installed, on a machine with a GPU.</summary>
    /// <exception cref="UserErrorException">The model cannot be made here.</exception>
    public InstalledEnvironment Require(string model, TensorizedFrom from)
    {
        ArgumentNullException.ThrowIfNull(from);
        var spec = Spec(from);
        if (whyNoGpu() is { } problem)
        {
            throw new UserErrorException(
                $"{model} is made from {from.Model} on an NVIDIA GPU, and this machine has none: {problem.TrimEnd('.')}; make it on one that has."
            );
        }

        return installer.Find(spec)
            ?? throw new UserErrorException(
                $"{model} is made from {from.Model} by the environment {spec.Name}, which is not set up: ./build.sh --target Setup --env {spec.Name}."
            );
    }

    /// <summary>Writes the file.</summary>
    /// <param name="environment">The environment.</param>
    /// <param name="model">The name of what is made, for messages.</param>
    /// <param name="source">The folder of the model that it is made from.</param>
    /// <param name="target">The file to write.</param>
    /// <param name="log">Where all that is said is kept.</param>
    /// <param name="wrote">Told how many bytes of the file there are.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <exception cref="UserErrorException">It failed; one sentence says how.</exception>
    internal async Task RunAsync(
        InstalledEnvironment environment,
        string model,
        string source,
        string target,
        string log,
        Action<long> wrote,
        CancellationToken cancellation
    )
    {
        var work = Path.Combine(Path.GetDirectoryName(target)!, "caches");
        try
        {
            system.CreateDirectory(work);
            using var kept = new SetupLog(model, log, tools, system)
            {
                Explain = (exitCode, lines, path) => Failure(model, exitCode, lines, path),
            };
            var end = 0L;
            await kept.RunAsync(
                new ToolCall(environment.Program, [ScriptOf(environment.Spec), "--model", source, "--to", target], work)
                {
                    Variables = Variables(environment.Spec, work),
                    WithoutSecrets = true,
                },
                line =>
                {
                    if (Mark(line) is { } mark && mark.TryGetProperty("bytes", out var bytes))
                    {
                        end = mark.GetProperty("mark").GetString() == "end" ? bytes.GetInt64() : end;
                        wrote(bytes.GetInt64());
                    }
                },
                cancellation
            );
            if (!File.Exists(target) || new FileInfo(target).Length != end || end == 0)
            {
                throw Failure(model, 0, ["it did not say that the file is whole"], log);
            }
        }
        finally
        {
            system.DeleteDirectory(work);
        }
    }

    private EnvironmentSpec Spec(TensorizedFrom from) =>
        environments.Find(from.Environment)
        ?? throw new UserErrorException(
            $"envs/models.yaml: tensorized_with is '{from.Environment}', and there is no such environment; expected one of {string.Join(", ", environments.Names)}."
        );

    private static string ScriptOf(EnvironmentSpec spec) =>
        Path.Combine(
            Path.GetDirectoryName(
                spec.Driver
                    ?? throw new UserErrorException(
                        $"{Path.Combine(spec.Folder, "env.yaml")} names no driver: expected the path of startup.py."
                    )
            )!,
            Script
        );

    private static ImmutableSortedDictionary<string, string> Variables(EnvironmentSpec spec, string work)
    {
        var variables = ImmutableSortedDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        variables["VLLM_CACHE_ROOT"] = Path.Combine(work, "vllm");
        variables["TORCHINDUCTOR_CACHE_DIR"] = Path.Combine(work, "torchinductor");
        variables["TRITON_CACHE_DIR"] = Path.Combine(work, "triton");
        variables["HF_HUB_OFFLINE"] = "1";
        variables["VLLM_NO_USAGE_STATS"] = "1";
        variables["PYTHONUNBUFFERED"] = "1";
        variables["PYTHONDONTWRITEBYTECODE"] = "1";
        if (spec.Unlocked is null)
        {
            variables["REFIGURE_EXPECT_VLLM"] = spec.EngineVersion;
        }

        variables.AddRange(spec.Variables.Where(v => !variables.ContainsKey(v.Key)));
        return variables.ToImmutable();
    }

    private static JsonElement? Mark(string line)
    {
        if (!line.StartsWith("{\"mark\": ", StringComparison.Ordinal))
        {
            return null;
        }

        try
        {
            using var json = JsonDocument.Parse(line);
            return json.RootElement.Clone();
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static UserErrorException Failure(string model, int exitCode, IReadOnlyList<string> lines, string log)
    {
        var said =
            lines
                .Select(Mark)
                .Select(m => m is { } mark && mark.TryGetProperty("error", out var error) ? error.GetString() : null)
                .LastOrDefault(error => error is not null)
            ?? lines.LastOrDefault(l => l.Trim().Length > 0)
            ?? string.Create(CultureInfo.InvariantCulture, $"nothing, exit code {exitCode}");
        var text = string.Concat(said.Where(c => !char.IsControl(c))).Trim().TrimEnd('.');
        return new UserErrorException(
            $"{model} could not be made. vLLM said: {(text.Length > LongestQuote ? text[..LongestQuote] + "…" : text)}. All of it: {log}."
        );
    }
}
