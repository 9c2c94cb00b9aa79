using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using Refigure.Catalog;
using Refigure.Engines;
using Refigure.Testing;

namespace Refigure.Tests.Planning;

/// <summary>The study's own commands.</summary>
public sealed partial class PaperCommandsTests
{
    private const string Golden = "tests/Refigure.Tests/Planning/Golden";

    public static TheoryData<string> Experiments =>
        [.. PaperCommands.Catalog.Names.Where(n => PaperCommands.Catalog.Get(n).Profiles["paper"].None is null)];

    [Theory]
    [MemberData(nameof(Experiments))]
    public void The_commands_are_those_that_somebody_has_looked_at(string experiment) =>
        GoldenFile.ShouldMatch(Golden, experiment + ".txt", PaperCommands.Text(experiment));

    // env.json is what the study's own script made its command lines and variables of.
    [SharedTheory]
    [InlineData("figure-2", "startup-breakdown")]
    [InlineData("figure-rest", "model-sweep")]
    [InlineData("figure-9", "graph-sizes")]
    [InlineData("figure-10", "gpu-comparison")]
    [InlineData("figure-14", "load-formats")]
    public void Variables_and_arguments_are_those_of_the_study_s_env_json(string folder, string experiment)
    {
        using var json = JsonDocument.Parse(
            File.ReadAllBytes(SharedData.Path($"data/breaking-the-ice/figures/{folder}/env.json"))
        );
        var wanted = Cases(json.RootElement).Order(StringComparer.Ordinal).ToArray();
        var variables = json
            .RootElement.GetProperty("env")
            .EnumerateObject()
            .ToDictionary(p => p.Name, p => p.Value.ToString());

        var ours = PaperCommands.Of(experiment);

        ours.Select(o => Said(o.Case)).Order(StringComparer.Ordinal).ShouldBe(wanted);
        foreach (var (one, command) in ours)
        {
            one.Variables.ShouldBe(variables, ignoreOrder: true);
            foreach (var (name, value) in variables)
            {
                command.Variables[name].ShouldBe(value);
            }
        }
    }

    // What vLLM itself said that it was started with.
    [SharedTheory]
    [InlineData("figure-9", "graph-sizes")]
    [InlineData("figure-14", "load-formats")]
    [InlineData("figure-rest", "model-sweep")]
    [InlineData("figure-2", "startup-breakdown")]
    public void The_engines_of_the_study_say_that_they_were_started_so(string folder, string experiment)
    {
        var logs = SharedData.Path($"data/breaking-the-ice/figures/{folder}/iterations/1");
        var banners = Directory.GetFiles(logs, "*.txt").Select(Banner).ToArray();
        var ours = PaperCommands.Of(experiment);
        ours.Count.ShouldBe(banners.Length);
        foreach (var (one, command) in ours)
        {
            banners.Count(banner => Says(banner, one, command)).ShouldBe(1, one.Name);
        }
    }

    private static string Banner(string file) =>
        File.ReadLines(file).First(l => l.Contains("LLM engine (v0.10.1.1) with config", StringComparison.Ordinal));

    private static bool Says(string banner, CaseSpec one, EngineCommand command)
    {
        var format = one.Arguments.GetValueOrDefault("load-format", "auto");
        string[] said =
        [
            $"/models/{one.Model}{(format == "tensorizer" ? "-tensorized" : "")}', speculative",
            $"load_format={format},",
            $"enable_prefix_caching={(one.Arguments.ContainsKey("no-enable-prefix-caching") ? "False" : "True")},",
            .. Sizes(command) is { } sizes
                ? [$"\"cudagraph_capture_sizes\":[{string.Join(',', sizes.Reverse())}]"]
                : (string[])[],
        ];
        return said.All(text => banner.Contains(text, StringComparison.Ordinal));
    }

    // One size N is all from 1, 2, 4 and the eights up to N; several are just those (facts on vLLM 0.9 to 0.12).
    private static IEnumerable<int>? Sizes(EngineCommand command)
    {
        var at = command.Arguments.IndexOf("--cuda-graph-sizes");
        if (at < 0)
        {
            return null;
        }

        int[] said =
        [
            .. command
                .Arguments.Skip(at + 1)
                .TakeWhile(a => !a.StartsWith('-'))
                .Select(a => int.Parse(a, CultureInfo.InvariantCulture)),
        ];
        return said.Length > 1 ? said : [1, 2, 4, .. Enumerable.Range(1, said[0] / 8).Select(i => 8 * i)];
    }

    private static IEnumerable<string> Cases(JsonElement root)
    {
        foreach (var config in root.GetProperty("configs").EnumerateArray())
        {
            var own = config.EnumerateObject().Select(p => (p.Name, Value: p.Value.ToString()));
            var defaults = root.GetProperty("default_params").EnumerateObject().ToArray();
            if (defaults.Length == 0)
            {
                yield return Said(own);
                continue;
            }

            foreach (var value in defaults.Single().Value.EnumerateArray())
            {
                yield return Said(own.Append((defaults[0].Name, value.ToString())));
            }
        }
    }

    private static string Said(IEnumerable<(string Name, string Value)> config) =>
        string.Join(
            ' ',
            config
                .Select(p =>
                    p.Name == "model"
                        ? $"model={Tensorized().Replace(Path.GetFileName(p.Value), "")}"
                        : $"{p.Name}={p.Value}"
                )
                .Order(StringComparer.Ordinal)
        );

    private static string Said(CaseSpec one) =>
        Said(one.Arguments.Select(a => (a.Key, a.Value == "true" ? "" : a.Value)).Append(("model", one.Model)));

    [GeneratedRegex("-tensorized$", RegexOptions.None, 1000)]
    private static partial Regex Tensorized();
}
