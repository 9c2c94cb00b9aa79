using System.Text.RegularExpressions;
using Refigure.Environments;

namespace Refigure.Build.Publishing;

/// <summary>The version of a release: the tag of the commit that is checked out.</summary>
internal static partial class ReleaseVersion
{
    private const int CommitDigits = 12;

    /// <summary>
    /// <c>1.2.3</c> for the tag <c>v1.2.3</c>; else <c>0.0.0-COMMIT</c>, or <c>0.0.0-unknown</c> without git. Changes that are not
    /// committed are told.
    /// </summary>
    public static async Task<string> OfAsync(string root, IToolRunner tools, CancellationToken cancellation)
    {
        if (tools.Find("git") is not { } git)
        {
            return "0.0.0-unknown";
        }

        var said = new List<string>();
        if (await RunAsync("describe", "--tags", "--exact-match", "--match", "v[0-9]*") && said is [var tag])
        {
            if (Form().IsMatch(tag))
            {
                return tag[1..] + await DirtyAsync();
            }

            throw new UserErrorException(
                $"The tag {tag} is no version: expected vMAJOR.MINOR.PATCH, such as v1.2.0 or v1.2.0-rc.1."
            );
        }

        return await RunAsync("rev-parse", $"--short={CommitDigits}", "HEAD") && said is [var commit]
            ? $"0.0.0-{commit}{await DirtyAsync()}"
            : "0.0.0-unknown";

        async Task<string> DirtyAsync() =>
            await RunAsync("status", "--porcelain", "--untracked-files=no") && said.Count == 0 ? "" : ".dirty";

        async Task<bool> RunAsync(params string[] arguments)
        {
            said.Clear();
            return await tools.RunAsync(
                    new ToolCall(git, ["-C", root, .. arguments], root),
                    line => said.Add(line),
                    cancellation
                ) == 0;
        }
    }

    [GeneratedRegex(
        @"\Av(0|[1-9]\d{0,8})\.(0|[1-9]\d{0,8})\.(0|[1-9]\d{0,8})(-[0-9A-Za-z.-]{1,40})?\z",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking
    )]
    private static partial Regex Form();
}
