using System.Collections.Immutable;
using Refigure.Evaluation;

namespace Refigure.Build.Evaluation;

/// <summary>A step of an evaluation.</summary>
internal interface IEvaluationStep
{
    /// <summary>Its name, unique in an evaluation: <c>smoke/page-cache</c>.</summary>
    string Name { get; }

    /// <summary>What it does, in a few words for people.</summary>
    string Title { get; }

    /// <summary>Whether it need not be done again while what it depends on is the same.</summary>
    bool IsRemembered { get; }

    /// <summary>What it depends on, each with its digest or value.</summary>
    /// <exception cref="UserErrorException">Something of it is damaged.</exception>
    ImmutableSortedDictionary<string, string> Inputs();

    /// <summary>What it costs.</summary>
    /// <param name="counted">Environments and models that an earlier step pays for; this one's are added.</param>
    /// <exception cref="UserErrorException">What it reads is damaged.</exception>
    StepPrice Price(ISet<string> counted);

    /// <summary>Does it.</summary>
    /// <returns>Its lines of the table; what went wrong in one of them does not keep the others from being done.</returns>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    Task<ImmutableArray<EvaluationLine>> RunAsync(CancellationToken cancellation);
}
