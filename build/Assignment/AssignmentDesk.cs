using Cake.Common.Diagnostics;
using Cake.Core;
using Refigure.Assignment;
using Refigure.Build.Figures;
using Refigure.Build.Publishing;
using Refigure.Figures;
using Refigure.Files;
using Refigure.Results;
using Refigure.Secrets;

namespace Refigure.Build.Assignment;

/// <summary>Makes the assignment's archive: what is missing is run, or taken over, and everything is drawn and written.</summary>
public sealed class AssignmentDesk(
    FigureStudio studio,
    FigureRuns runs,
    RunLibrary library,
    IFileSystem files,
    SecretMask secrets
)
{
    private static readonly int[] Numbers = [18, 19, 20];

    /// <summary>Makes it, and says what is in it and what is not.</summary>
    /// <exception cref="UserErrorException">There is nothing to make it of, or it cannot be written.</exception>
    /// <exception cref="CakeException">It is made, and parts are missing; exit code 1.</exception>
    public async Task MakeAsync(BuildContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        // What would keep the archive from being written is found before hours of runs, not after.
        var path = PathOf(context);
        FigureFolder.RefuseUnwritable(Path.GetDirectoryName(path)!);
        var fonts = studio.FontsFor(context);
        _ = FigureStudio.SourceDate();
        library.MakesRuns = !context.Options.NoRun && context.Options.From is null;
        library.Profile = library.ProfileOf(FigureRecipes.Find(Numbers[0])!, context);

        // Figure 19 shows the runs of figure 18.
        await runs.EnsureAsync(FigureRecipes.Find(18)!, context);
        await runs.EnsureAsync(FigureRecipes.Find(20)!, context);

        var data = new AssignmentReader(studio, library).Read(context, Numbers);
        var (outputs, leftOut) = data.Kernels is { } kernels ? ProfilerOutputs.Of(kernels.Run, secrets) : ([], null);
        data = leftOut is null ? data : data with { Gaps = data.Gaps.Add(leftOut) };
        var made = AssignmentFiles.Of(data, fonts, outputs, secrets.Masked);
        Pack(made, path);
        Tell(context, data, made.Length, path);
    }

    private void Pack(IEnumerable<AssignmentFile> made, string path)
    {
        try
        {
            files.CreateDirectory(Path.GetDirectoryName(path)!);
            new ReleaseArchive(files).Pack(
                made.Select(f => new ReleaseEntry(f.Name, () => new MemoryStream([.. f.Content]), f.IsProgram)),
                path
            );
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new UserErrorException(
                $"{path} cannot be written ({e.Message.TrimEnd('.')}): name another folder with --out DIR.",
                e
            );
        }
    }

    private static string PathOf(BuildContext context)
    {
        var name = context.Options.NetId ?? "netid";
        if (!FolderName.IsSafe(name))
        {
            throw new UserErrorException(
                $"--netid {name}: expected letters, digits and . _ - as in the name of a file, such as ab1234."
            );
        }

        var folder = context.Options.OutNamed
            ? context.Options.Out
            : Path.Combine(context.Root, "artifacts", "assignment");
        return Path.Combine(folder, $"{name}_a1.zip");
    }

    private static void Tell(BuildContext context, AssignmentData data, int count, string path)
    {
        if (data.Caution is { } caution)
        {
            context.Information("{0}", caution);
        }

        var names = string.Join(", ", data.Configurations.Select(c => c.Name).DefaultIfEmpty("no configuration"));
        context.Information(
            "{0}: {1} files of profile {2}: {3}; {4}.",
            Path.GetRelativePath(Directory.GetCurrentDirectory(), path),
            count,
            data.Profile,
            names,
            data.Kernels is null ? "no kernels" : "the kernels with the most time"
        );
        if (context.Options.NetId is null)
        {
            context.Information("The course wants it named after you: --netid NAME.");
        }

        foreach (var gap in data.Gaps.Where(g => !g.IsMissed))
        {
            context.Information("{0}", gap.Sentence);
        }

        foreach (var gap in data.Gaps.Where(g => g.IsMissed))
        {
            context.Warning("{0}", gap.Sentence);
        }

        var missed = data.Gaps.Count(g => g.IsMissed);
        if (missed > 0)
        {
            throw new CakeException(
                1,
                $"The archive is made, and {(missed == 1 ? "1 part of it is" : $"{missed} parts of it are")} missing; see above, and its report."
            );
        }
    }
}
