using System.Globalization;
using System.Text;
using Cake.Common.Diagnostics;
using Refigure.Build.Running;
using Refigure.Evaluation;

namespace Refigure.Build.Evaluation;

/// <summary>The state of an evaluation and its result, as files and on the console.</summary>
internal static class EvaluationFiles
{
    /// <summary>What is done already. A damaged state is said, and nothing of it relied on.</summary>
    public static EvaluationState ReadState(BuildContext context, EvaluationFolder folder)
    {
        if (!File.Exists(folder.State))
        {
            return EvaluationState.Empty;
        }

        if (EvaluationStateFile.Read(File.ReadAllText(folder.State)) is { } state)
        {
            return state;
        }

        context.Warning(
            "{0} cannot be read, so all steps are done again; runs that are there are not.",
            Shown(folder.State)
        );
        return EvaluationState.Empty;
    }

    /// <summary>Writes down what is done.</summary>
    public static void Save(EvaluationFolder folder, EvaluationState state) =>
        EvaluationFolder.Write(folder.State, stream => EvaluationStateFile.Write(stream, state));

    /// <summary>Says what it came to, and writes it down for people and for programs.</summary>
    public static void Tell(
        BuildContext context,
        EvaluationFolder folder,
        EvaluationResult result,
        DateTimeOffset began,
        DateTimeOffset ended
    )
    {
        string[] lines =
        [
            .. EvaluationTable.OfResult(result),
            string.Create(
                CultureInfo.InvariantCulture,
                $"{result.Summary}, in {RunWords.Of(ended - began)}{(result.WasStopped ? "; stopped" : "")}."
            ),
        ];
        foreach (var line in lines)
        {
            context.Information("{0}", line);
        }

        EvaluationFolder.Write(
            folder.Result,
            stream => EvaluationResultFile.Write(stream, result, Repository.Commit(), began, ended)
        );
        EvaluationFolder.Write(
            folder.Table,
            stream => stream.Write(Encoding.UTF8.GetBytes(string.Join('\n', lines) + "\n"))
        );
        context.Information("{0} and {1} have it all.", Shown(folder.Table), Shown(folder.Result));
        if (result.Report is { } report)
        {
            context.Information("{0}", Shown(Path.Combine(folder.Root, report)));
        }
    }

    private static string Shown(string path) => Path.GetRelativePath(Directory.GetCurrentDirectory(), path);
}
