namespace Refigure.Build;

/// <summary>Starts a program with an argument list and lets it speak on this console.</summary>
public interface IProcessLauncher
{
    /// <summary>Runs to the end; on cancellation ends the whole process tree.</summary>
    /// <param name="program">A program on the path.</param>
    /// <param name="arguments">Its arguments, one each; no shell reads them.</param>
    /// <param name="directory">Its working directory.</param>
    /// <param name="cancellation">Ends the program.</param>
    /// <returns>The exit code.</returns>
    /// <exception cref="UserErrorException">There is no such program.</exception>
    Task<int> RunAsync(
        string program,
        IReadOnlyList<string> arguments,
        string directory,
        CancellationToken cancellation
    );
}
