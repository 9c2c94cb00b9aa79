using System.Collections.Immutable;

namespace Refigure.Build.Evaluation;

/// <summary>Makes one report of all that an evaluation drew.</summary>
public interface IEvaluationReport
{
    /// <summary>Why none can be made, a clause; null if one can.</summary>
    string? WhyNot { get; }

    /// <summary>Makes it.</summary>
    /// <param name="context">The call.</param>
    /// <param name="folder">The folder that it is written into.</param>
    /// <param name="sets">What was drawn.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <returns>Its file.</returns>
    /// <exception cref="UserErrorException">It cannot be made or written.</exception>
    Task<string> MakeAsync(
        BuildContext context,
        string folder,
        ImmutableArray<EvaluationSet> sets,
        CancellationToken cancellation
    );
}
