using System.Collections.Immutable;
using System.Globalization;

namespace Refigure.Imports.Serving;

/// <summary>
/// Results of <c>vllm bench serve</c>: one object, or with <c>--append-result</c> one a line; with or without the lists of
/// <c>--save-detailed</c>; also those that <c>vllm bench sweep serve</c> wrote again with their parameters.
/// </summary>
internal static class VllmBenchFile
{
    /// <summary>The results in the file.</summary>
    /// <exception cref="UserErrorException">It is cut off, of an unknown version, or a value is not what it must be.</exception>
    public static IEnumerable<ServingResult> Read(ResultFile file)
    {
        if (!HasLines(file))
        {
            // Newer versions of the sweep also write the runs of a case as one list.
            var json = file.ReadJson();
            if (json.Kind == System.Text.Json.JsonValueKind.Array)
            {
                ImmutableArray<SourceFile> sources = [file.AsSource()];
                return json.Items()
                    .Select(
                        (item, i) =>
                            Result(
                                file,
                                string.Create(CultureInfo.InvariantCulture, $"{file.From}#{i}"),
                                item,
                                null
                            ) with
                            {
                                Sources = sources,
                            }
                    );
            }

            return [Result(file, file.From, json, file.ReadJson) with { Sources = [file.AsSource()] }];
        }

        return FileLines.Of(file).Select(line => OfLine(file, line));
    }

    private static ServingResult OfLine(ResultFile file, FileLine line)
    {
        var (number, offset, length) = (line.Number, line.Offset, line.Bytes.Length);
        var json = new JsonPart(PythonJson.Parse(line.Bytes, file.Path, number).RootElement, file.Path, "");
        var from = string.Create(CultureInfo.InvariantCulture, $"{file.From}:{number}");
        return Result(file, from, json, Again) with { Sources = [LineSource.Of(file, line)] };

        JsonPart Again() =>
            new(PythonJson.Parse(LineSource.Read(file, offset, length), file.Path, number).RootElement, file.Path, "");
    }

    // One object over many lines, or one a line: the first line of the latter is an object by itself.
    private static bool HasLines(ResultFile file)
    {
        var head = file.ReadHead().Span.TrimStart("\uFEFF"u8);
        var end = head.IndexOf((byte)'\n');
        return file.Extension == ".jsonl"
            || (end > 0 && head[..end].TrimEnd("\r "u8) is [.., (byte)'}'] && head[end..].IndexOf((byte)'{') >= 0);
    }

    private static ServingResult Result(ResultFile file, string from, JsonPart json, Func<JsonPart>? again)
    {
        var bench = new VllmBenchResult(json);
        var sweep = SweepPlace.Of(file, json);
        var facts = bench.Facts();
        if (sweep is not null)
        {
            facts = facts with
            {
                // No key says what was asked, and sweeps over different prompts must not pass for one.
                Dataset = sweep.Label,
                Remarks = facts.Remarks.Add(
                    "The data set is called by the name of the sweep's folder: the file does not say it."
                ),
            };
        }

        var model = StudyEnvironment.BaseName(bench.Model);
        var arguments = bench.Arguments();
        return new()
        {
            File = file,
            From = from,
            Key = $"vllm bench {bench.Stamp}",
            Detail = bench.Listed + (again is null ? 0 : 1),
            Case = CaseName.Of([
                sweep?.Label ?? CaseName.Folders(file),
                model,
                CaseName.Requests(facts),
                CaseName.Load(facts),
                .. bench.Parameters().Select(static pair => $"{pair.Key}={pair.Value}"),
            ]),
            Iteration = sweep?.Iteration,
            Engine = bench.Engine,
            Model = model.Length == 0 ? ServingResult.Unknown : model,
            Arguments = arguments,
            Facts = facts,
            Requests = again is null || !bench.HasPlacedRequests ? null : () => new VllmBenchResult(again()).Requests(),
            Completed = bench.Completed,
            Sources = [],
        };
    }
}
