using System.Collections.Immutable;
using Refigure.Catalog;

namespace Refigure.Figures.Serving;

/// <summary>How figures of serving studies call engines and settings.</summary>
internal static class ServingNames
{
    // The order of the study of engines: servers first, then the baseline.
    private static readonly string[] Order = ["vllm", "tgi", "transformers", "llamacpp"];

    public static string Engine(string engine) =>
        engine switch
        {
            "vllm" => "vLLM",
            "tgi" => "TGI",
            "transformers" => "Transformers",
            "llamacpp" => "llama.cpp",
            _ => engine,
        };

    public static int ByEngine(ServingCase a, ServingCase b) => Rank(a).CompareTo(Rank(b));

    /// <summary>What a case was, for people: the model, the engine, the workload.</summary>
    public static string Describe(ServingCase one, ModelCatalog models)
    {
        var version = one.Runs.Version.Length > 0 ? $" {one.Runs.Version}" : "";
        // What was asked may be known by the name alone.
        var words = Workload(one) is { Length: > 0 } known
            ? known
            : one.Stem.Replace("_*", "", StringComparison.Ordinal);
        return $"{models.LabelOf(one.Model)} on {Engine(one.Engine)}{version}{(words.Length > 0 ? $", {words}" : "")}";
    }

    /// <summary>
    /// A name for each of several settings: the engine's; where two have the same, also the first of version, GPUs and
    /// arguments that tells them apart.
    /// </summary>
    public static ImmutableArray<string> Of(ImmutableArray<ServingCase> settings)
    {
        string[] names = [.. settings.Select(s => Engine(s.Engine))];
        Extend(names, settings, s => s.Runs.Version);
        Extend(names, settings, s => s.Gpus is { } gpus ? Count(gpus, "GPU", "GPUs") : "");
        string[] arguments =
        [
            .. settings.SelectMany(s => s.Arguments.Select(a => a.Key)).Distinct().Order(StringComparer.Ordinal),
        ];
        foreach (var argument in arguments)
        {
            Extend(names, settings, s => Argument(s, argument));
        }

        Extend(names, settings, s => s.Runs.Iterations[0].Record.Environment ?? "");
        Extend(names, settings, s => ServingCaseName.Difference(s.Stem, settings.Select(o => o.Stem)));
        return [.. names];
    }

    /// <summary>A number with its noun: <c>1 GPU</c>, <c>2 GPUs</c>.</summary>
    public static string Count(double number, string one, string many) =>
        $"{FigureNumberText.Exact(number)} {(number == 1 ? one : many)}";

    private static string Argument(ServingCase one, string name)
    {
        var value = one.Arguments.FirstOrDefault(a => a.Key == name).Value;
        return (one.Engine, name, value) switch
        {
            (_, _, null) => "",
            ("llamacpp", "parallel", _) => value == "1" ? "1 slot" : $"{value} slots",
            (_, "threads", _) => value == "1" ? "1 thread" : $"{value} threads",
            _ => $"{name} {value}",
        };
    }

    // Only what tells apart those that have the same name so far.
    private static void Extend(string[] names, ImmutableArray<ServingCase> settings, Func<ServingCase, string> more)
    {
        string[] before = [.. names];
        for (var i = 0; i < names.Length; i++)
        {
            var own = more(settings[i]);
            var differs = false;
            for (var j = 0; j < names.Length; j++)
            {
                differs |= before[j] == before[i] && more(settings[j]) != own;
            }

            if (differs && own.Length > 0)
            {
                names[i] = before[i].Contains(' ') ? $"{before[i]}, {own}" : $"{before[i]} {own}";
            }
        }
    }

    private static string Workload(ServingCase one)
    {
        var words = new List<string>();
        if (one.Load?.Dataset is { Length: > 0 } dataset)
        {
            words.Add(dataset);
        }

        if (one.Load?.PromptTokens is { } prompt)
        {
            words.Add($"{prompt} tokens in");
        }

        if (one.Load?.OutputTokens is { } output)
        {
            words.Add($"{output} out");
        }

        return string.Join(", ", words);
    }

    private static int Rank(ServingCase one)
    {
        var rank = Array.IndexOf(Order, one.Engine);
        return rank < 0 ? Order.Length : rank;
    }
}
