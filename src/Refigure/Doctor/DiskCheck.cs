using Refigure.Nodes;

namespace Refigure.Doctor;

/// <summary>Whether the disk holds what is fetched, set up and measured.</summary>
/// <param name="node">This machine.</param>
public sealed class DiskCheck(INodeInspector node) : ICheck
{
    /// <inheritdoc />
    public Task<IReadOnlyList<Finding>> CheckAsync(DoctorNeeds needs, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(needs);
        var store = needs.Plan is { } plan ? plan.Environments.Values.Sum() + plan.Models.Values.Sum() : 0;
        return Task.FromResult<IReadOnlyList<Finding>>([
            Check("disk for environments and models", needs.Store, "--store", store),
            Check("disk for runs", needs.Runs, "--runs", needs.Plan?.RunsDisk ?? 0),
        ]);
    }

    private Finding Check(string what, string folder, string option, long needed)
    {
        long free;
        try
        {
            free = node.FreeDisk(folder);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return new Finding(
                what,
                $"{folder} cannot be looked at ({Amounts.Line(e.Message)})",
                Verdict.Blocks,
                $"name another folder with {option}"
            );
        }

        var found = $"{Amounts.Of(free)} free at {folder}{(needed > 0 ? $", {Amounts.Of(needed)} needed" : "")}";
        return free >= needed
            ? new Finding(what, found, Verdict.Ok)
            : new Finding(what, found, Verdict.Blocks, $"make room, or name another folder with {option}");
    }
}
