namespace Refigure.Environments;

/// <summary>Runs a set-up command to its end.</summary>
public interface ICommandRunner
{
    /// <summary>Runs it; on cancellation ends the whole process tree.</summary>
    /// <param name="program">The program, absolute.</param>
    /// <param name="arguments">Its arguments, one each; no shell reads them.</param>
    /// <param name="folder">Its working directory.</param>
    /// <param name="log">Where its outputs are written, over what is there.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <returns>The exit code.</returns>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    Task<int> RunAsync(
        string program,
        IReadOnlyList<string> arguments,
        string folder,
        string log,
        CancellationToken cancellation
    );
}
