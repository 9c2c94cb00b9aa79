namespace Refigure.Environments;

/// <summary>Finds and runs the tools that set environments up.</summary>
public interface IToolRunner
{
    /// <summary>The absolute path of a program on the path; null if it is not there.</summary>
    string? Find(string program);

    /// <summary>Runs to the end; on cancellation ends the whole process tree first.</summary>
    /// <param name="call">What to run.</param>
    /// <param name="onLine">Takes each line of both outputs, one call at a time.</param>
    /// <param name="cancellation">Ends the program.</param>
    /// <returns>The exit code.</returns>
    /// <exception cref="UserErrorException">It cannot be started.</exception>
    Task<int> RunAsync(ToolCall call, Action<string> onLine, CancellationToken cancellation);
}
