using Refigure.Environments;

namespace Refigure.Doctor;

/// <summary>Whether this is a machine of a Slurm cluster, and under which accounts this user may run there.</summary>
/// <param name="tools">Asks Slurm.</param>
/// <param name="user">The user's name.</param>
public sealed class SlurmCheck(IToolRunner tools, string user) : ICheck
{
    private const string What = "Slurm";

    /// <inheritdoc />
    public async Task<IReadOnlyList<Finding>> CheckAsync(DoctorNeeds needs, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(needs);
        if (!needs.IsGeneral)
        {
            return [];
        }

        if (tools.Find("sinfo") is null)
        {
            return [new Finding(What, "not here", Verdict.Missing, "only nodes of a Slurm cluster need it")];
        }

        if (await Tools.AskAsync(tools, "sinfo", cancellation, "--noheader", "--format", "%P %a") is not { } partitions)
        {
            return
            [
                new Finding(What, "sinfo does not answer", Verdict.Note, "see whether the cluster's controller runs"),
            ];
        }

        var found = $"partitions {string.Join(", ", Words(partitions))}";
        var accounts = await Tools.AskAsync(
            tools,
            "sacctmgr",
            cancellation,
            "--noheader",
            "--parsable2",
            "show",
            "associations",
            $"user={user}",
            "format=account"
        );
        return Words(accounts ?? "") is { Length: > 0 } names
            ? [new Finding(What, $"{found}; accounts of {user}: {string.Join(", ", names)}", Verdict.Ok)]
            :
            [
                new Finding(
                    What,
                    $"{found}; accounts of {user}: {(accounts is null ? "not known" : "none")}",
                    Verdict.Note,
                    "where jobs need an account, ask the cluster's administrators for one"
                ),
            ];
    }

    // The first word of each line; a default partition ends in a star.
    private static string[] Words(string lines) =>
        [
            .. lines
                .Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
                .Select(line => Amounts.Line(line.Split(' ')[0].TrimEnd('*')))
                .Where(word => word.Length > 0)
                .Distinct(StringComparer.Ordinal),
        ];
}
