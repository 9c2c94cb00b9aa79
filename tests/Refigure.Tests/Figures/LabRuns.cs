using System.Text.Json;
using Refigure.Figures;
using Refigure.Results;
using Refigure.Testing;

namespace Refigure.Tests.Figures;

/// <summary>Our own recordings as imported runs, made from the numbers known of them.</summary>
internal static class LabRuns
{
    private static readonly Lazy<FigureInput> Loaded = new(Load);

    public static FigureInput Input => Loaded.Value;

    private static FigureInput Load()
    {
        using var json = JsonDocument.Parse(File.ReadAllBytes(SharedData.Path("reference/lab.json")));
        var runs = json.RootElement.GetProperty("startup").EnumerateArray().Select(Run);
        return new FigureInput("lab", [.. runs], StudyRuns.Models);
    }

    private static MeasuredRun Run(JsonElement start)
    {
        var path = (start.Text("path") ?? "").Split('/');
        var (name, cold) = (path[2], start.Text("cache") == "compile-cold");
        var sizes = name.Contains("+sizes", StringComparison.Ordinal) ? int.Parse(name.Split("+sizes")[1]) : 51;
        List<(string, double?)> values =
        [
            .. start.GetProperty("phases").EnumerateObject().Select(p => (p.Name, Value(p.Value))),
            .. start.GetProperty("extra").EnumerateObject().Select(p => (p.Name, Value(p.Value))),
            ("cudagraph_capture_sizes", sizes),
            ("initialize_engine", Value(start.GetProperty("extra").GetProperty("mark_engine"))),
        ];
        if (start.Text("node") == "h200" && cold && start.Text("version") == "0.25.1")
        {
            values.Add(
                (
                    "capture_stamps",
                    sizes switch
                    {
                        3 => 0.570,
                        10 => 0.855,
                        20 => 1.214,
                        _ => 2.122,
                    }
                )
            );
        }
        else
        {
            values.Add(("capture_stamps", Value(start.GetProperty("extra").GetProperty("capture_bracket"))));
        }

        List<(string, string)> arguments = [("max_model_len", "4096")];
        if (sizes != 51)
        {
            arguments.Add(("cudagraph_capture_sizes", "listed"));
        }

        var model = name.Contains("0.1b", StringComparison.Ordinal) ? "synthetic-llama-0.1b" : "synthetic-llama-1b";
        return TestRuns.Run(
            "imported",
            model,
            values,
            start.Text("node") ?? "",
            name,
            CacheStates.Parse(start.Text("cache")) ?? CacheState.Warm,
            (int)start.Number("iteration") + (cold && sizes == 51 ? 1 : 0),
            "lab",
            start.Text("version"),
            arguments
        );
    }

    private static double? Value(JsonElement value) =>
        value.ValueKind == JsonValueKind.Number ? value.GetDouble() : null;
}
