using System.Globalization;
using Refigure.Nodes;

namespace Refigure.Doctor;

/// <summary>Whether the machine's memory holds the engine and what it keeps of the model there.</summary>
/// <param name="node">This machine.</param>
public sealed class MemoryCheck(INodeInspector node) : ICheck
{
    /// <inheritdoc />
    public Task<IReadOnlyList<Finding>> CheckAsync(DoctorNeeds needs, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(needs);
        return Task.FromResult<IReadOnlyList<Finding>>([Check(needs)]);
    }

    private Finding Check(DoctorNeeds needs)
    {
        if (node.AvailableMemory() is not { } free)
        {
            return new Finding("memory", "the system does not say what is free", Verdict.Note);
        }

        var total =
            node.Facts.TryGetValue("memory_bytes", out var text)
            && long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var bytes)
                ? $" of {Amounts.Of(bytes)}"
                : "";
        var found = $"{Amounts.Of(free)}{total} free";
        var (needed, largest) = needs
            .Cases.Where(c => c.Engine is not null && c.ModelBytes is not null)
            .Select(c => (c.Engine!.MemoryNeeded(c.ModelBytes!.Value, c.Case.Arguments), c))
            .DefaultIfEmpty()
            .MaxBy(c => c.Item1);
        return largest is null ? new Finding("memory", found, Verdict.Ok)
            : needed <= free
                ? new Finding(
                    "memory",
                    $"{found}, about {Amounts.Of(needed)} needed ({largest.Case.Model})",
                    Verdict.Ok
                )
            : new Finding(
                "memory",
                $"{found}, and {largest.Case.Model} needs about {Amounts.Of(needed)}",
                Verdict.Blocks,
                "end other programs, or run a smaller model"
            );
    }
}
