namespace Refigure.Doctor;

/// <summary>Whether there is a font to draw with.</summary>
/// <param name="find">Finds the font and tells its name.</param>
public sealed class FontCheck(Func<string> find) : ICheck
{
    /// <inheritdoc />
    public Task<IReadOnlyList<Finding>> CheckAsync(DoctorNeeds needs, CancellationToken cancellation) =>
        Task.FromResult<IReadOnlyList<Finding>>([Check()]);

    private Finding Check()
    {
        try
        {
            return new Finding("font", find(), Verdict.Ok);
        }
        catch (UserErrorException refusal)
        {
            return Finding.Of("font", refusal, Verdict.Blocks);
        }
    }
}
