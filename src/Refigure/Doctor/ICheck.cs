namespace Refigure.Doctor;

/// <summary>Looks at one thing. Changes nothing, and waits for nothing for long.</summary>
public interface ICheck
{
    /// <summary>Looks.</summary>
    /// <param name="needs">What is to be run; see <see cref="DoctorNeeds.IsGeneral"/>.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <returns>What was found; nothing where the thing does not matter for what is to be run.</returns>
    Task<IReadOnlyList<Finding>> CheckAsync(DoctorNeeds needs, CancellationToken cancellation);
}
