namespace Refigure.Running.Processes;

/// <summary>The files that a supervised process's run is recorded in; the only place that creates them.</summary>
internal sealed class OutputFiles : IDisposable
{
    public OutputFiles(string? folder, bool samples)
    {
        if (folder is not null)
        {
            _ = Directory.CreateDirectory(folder);
        }

        Output = Create(folder, "engine.log");
        Error = Create(folder, "engine.stderr.log");
        Arrivals = new StreamWriter(Create(folder, "arrivals.csv"), bufferSize: 1 << 14) { NewLine = "\n" };
        Arrivals.WriteLine("stream,line,seconds");
        Samples = samples ? new StreamWriter(Create(folder, "samples.csv")) { NewLine = "\n" } : null;
    }

    public Stream Output { get; }

    public Stream Error { get; }

    /// <summary>Shared by both outputs: lock it.</summary>
    public StreamWriter Arrivals { get; }

    public StreamWriter? Samples { get; }

    public void Dispose()
    {
        Close(Output);
        Close(Error);
        Close(Arrivals);
        if (Samples is not null)
        {
            Close(Samples);
        }
    }

    private static void Close(IDisposable file)
    {
        try
        {
            file.Dispose();
        }
        catch (IOException)
        {
            // A full disk: the run's end must still be told.
        }
    }

    private static Stream Create(string? folder, string name) =>
        folder is null
            ? Stream.Null
            : new FileStream(
                Path.Combine(folder, name),
                FileMode.Create,
                FileAccess.Write,
                FileShare.Read,
                bufferSize: 0
            );
}
