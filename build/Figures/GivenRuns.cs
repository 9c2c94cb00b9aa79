using Cake.Common.Diagnostics;
using Refigure.Imports;

namespace Refigure.Build.Figures;

/// <summary>
/// The runs of what <c>--from</c> names where nothing is to be taken over for good: for this call alone, and nothing of them joins
/// the user's runs.
/// </summary>
public sealed class GivenRuns
{
    private readonly Importer _importer;
    private string? _root;

    /// <summary>With what makes runs of other layouts.</summary>
    public GivenRuns(Importer importer)
    {
        _importer = importer;
    }

    /// <summary>The root of these runs, made by the first call; null if <c>--from</c> names nothing.</summary>
    /// <exception cref="UserErrorException">What is named cannot be read, or the folder for it cannot be emptied.</exception>
    public string? Root(BuildContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        if (context.Options.From is not { } from)
        {
            return null;
        }

        if (_root is null)
        {
            var root = Path.Combine(context.Root, "artifacts", "from");
            try
            {
                if (Directory.Exists(root))
                {
                    Directory.Delete(root, recursive: true);
                }
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                throw new UserErrorException($"{root} cannot be emptied ({e.Message.TrimEnd('.')}): delete it.", e);
            }

            foreach (var path in context.Options.FromAll.DefaultIfEmpty(from))
            {
                TakeOver(path, root, context);
            }

            _root = root;
        }

        return _root;
    }

    private void TakeOver(string from, string root, BuildContext context)
    {
        var options = new ImportOptions(from, root) { Node = context.Options.Node, Profile = context.Options.Profile };
        var plan = _importer.Plan(options);
        plan.RefuseIncomplete(options);
        var result = _importer.Apply(plan, options);
        context.Information(
            "{0} {1} of {2}, for these figures alone.",
            result.New,
            result.New == 1 ? "run" : "runs",
            from
        );
        foreach (var finding in plan.Findings)
        {
            context.Information("  {0}: {1}", finding.Kind, finding.Message);
        }
    }
}
