using Refigure.Nodes.Ssh;

namespace Refigure.Build.Running;

/// <summary>Lines with the node's name before them, for logs.</summary>
/// <param name="write">Writes a line.</param>
/// <param name="here">Hears of the runs that are made here.</param>
internal sealed class PlainNodeBoard(Action<string> write, IRunDisplay here) : INodeBoard
{
    private readonly Lock _lock = new();

    /// <inheritdoc />
    public IRunDisplay Here => here;

    /// <inheritdoc />
    public void SayHere(string line)
    {
        lock (_lock)
        {
            write(line);
        }
    }

    /// <inheritdoc />
    public void Say(string node, string line)
    {
        lock (_lock)
        {
            write($"{node}: {line}");
        }
    }

    /// <inheritdoc />
    public void Show(string node, JobProgress? progress) { }

    /// <inheritdoc />
    public void End(string node, string how) { }

    /// <inheritdoc />
    public void Dispose() => here.Dispose();
}
