using System.Collections.Immutable;

namespace Refigure.Doctor;

/// <summary>Looks at everything, one after the other.</summary>
/// <param name="checks">What looks.</param>
public sealed class Examination(ImmutableArray<ICheck> checks)
{
    /// <summary>What was found, in the order of the checks.</summary>
    /// <param name="needs">What is to be run.</param>
    /// <param name="cancellation">Ends it.</param>
    public async Task<ImmutableArray<Finding>> MakeAsync(DoctorNeeds needs, CancellationToken cancellation)
    {
        var findings = ImmutableArray.CreateBuilder<Finding>();
        foreach (var check in checks)
        {
            cancellation.ThrowIfCancellationRequested();
            findings.AddRange(await check.CheckAsync(needs, cancellation));
        }

        return findings.ToImmutable();
    }
}
