namespace Refigure.Doctor;

/// <summary>Whether the system's C library is new enough for the wheels that the locks name.</summary>
/// <param name="version">The version of glibc; null where there is another C library, or none.</param>
public sealed class LibraryCheck(Version? version) : ICheck
{
    // The locks hold the wheels that pip picks on Linux with this one.
    private static readonly Version Least = new(2, 35);

    /// <inheritdoc />
    public Task<IReadOnlyList<Finding>> CheckAsync(DoctorNeeds needs, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(needs);
        var isNeeded = needs.Environments.Any(e => e.Kind is "python-venv" or "conda");
        return Task.FromResult<IReadOnlyList<Finding>>(!needs.IsGeneral && !isNeeded ? [] : [Check(isNeeded)]);
    }

    private Finding Check(bool isNeeded) =>
        version is null
            ? new Finding(
                "C library",
                "not glibc, or its version is not known",
                DoctorNeeds.Absent(isNeeded),
                "the wheels of vLLM are for Linux with glibc: use such a machine, or a container"
            )
        : version >= Least ? new Finding("C library", $"glibc {version}", Verdict.Ok)
        : new Finding(
            "C library",
            $"glibc {version}; the pinned wheels were chosen for {Least} or newer",
            Verdict.Note,
            "if pip refuses a wheel, use a newer system or a container"
        );
}
