using Refigure.Build.Options;

namespace Refigure.Build.Evaluation;

/// <summary>Where an evaluation leaves what it makes: <c>evaluation</c> in the folder of figures, or in the one that <c>--out</c> names.</summary>
/// <param name="root">The folder, absolute.</param>
internal sealed class EvaluationFolder(string root)
{
    /// <summary>That of a call.</summary>
    public static EvaluationFolder Of(BuildOptions options) => new(Path.Combine(options.Out, "evaluation"));

    public string Root => root;

    /// <summary>What an evaluation that was stopped goes on from.</summary>
    public string State => Path.Combine(root, "state.json");

    /// <summary>The result for other programs.</summary>
    public string Result => Path.Combine(root, "evaluation.json");

    /// <summary>The table for people.</summary>
    public string Table => Path.Combine(root, "evaluation.txt");

    /// <summary>The figures of a part.</summary>
    public string FiguresOf(string part) => Path.Combine(root, part);

    /// <summary>The runs of a part that has its own.</summary>
    public string RunsOf(string part) => Path.Combine(root, part, "runs");

    /// <summary>A file of it, as it is written in the table.</summary>
    public string NameOf(string path) => Path.GetRelativePath(root, path).Replace('\\', '/');

    /// <summary>Writes a file whole or not at all.</summary>
    /// <exception cref="UserErrorException">It cannot be written.</exception>
    public static void Write(string path, Action<Stream> content)
    {
        var partial = $"{path}.{Environment.ProcessId}.partial";
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            using (var stream = File.Create(partial))
            {
                content(stream);
            }

            File.Move(partial, path, overwrite: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            PartialFile.Delete(partial);
            throw new UserErrorException(
                $"{path} cannot be written ({e.Message.TrimEnd('.')}): name another folder with --out DIR.",
                e
            );
        }
    }
}
