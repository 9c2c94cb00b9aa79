using CsvHelper;
using Refigure.Environments;
using Refigure.Files;
using Refigure.Traces;
using Refigure.Traces.Analysis;
using Refigure.Traces.Nsys;

namespace Refigure.Build.Running;

/// <summary>Traces from files to tables.</summary>
public sealed class TraceDesk(IFileSystem files, IToolRunner tools, Interruption interruption)
{
    /// <summary>Reads and analyses what is there; reports of Nsight Systems are exported first, into a folder that goes away.</summary>
    /// <exception cref="UserErrorException">There is no trace.</exception>
    public (TraceSet Set, TraceAnalysis Analysis) Read(string path)
    {
        var folder = Path.Combine(Path.GetTempPath(), $"refigure-nsys-{Environment.ProcessId}");
        var exporter = new NsysExport(tools);
        try
        {
            var set = TraceFiles.Read(
                path,
                report =>
                {
                    files.CreateDirectory(folder);
                    return exporter.ExportAsync(report, folder, interruption.Token).GetAwaiter().GetResult();
                }
            );
            return (set, TraceAnalysis.Of(set.Traces));
        }
        finally
        {
            files.DeleteDirectory(folder);
        }
    }

    /// <summary>Writes the tables.</summary>
    /// <returns>Their names.</returns>
    /// <exception cref="UserErrorException">The folder cannot be written to.</exception>
    public IReadOnlyList<string> Write(TraceSet set, TraceAnalysis analysis, string folder)
    {
        try
        {
            files.CreateDirectory(folder);
            var names = new List<string>();
            foreach (var (name, rows) in TraceTables.Of(set, analysis))
            {
                var path = Path.Combine(folder, name);
                var partial = $"{path}.{Environment.ProcessId}.partial";
                using (var stream = files.Create(partial))
                using (var csv = CsvWriter.Create(stream, new CsvWriterOptions { NewLine = "\n" }, leaveOpen: true))
                {
                    foreach (var row in rows)
                    {
                        csv.WriteRecord(row.AsSpan());
                    }
                }

                files.MoveFile(partial, path);
                names.Add(name);
            }

            return names;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new UserErrorException($"--out {folder} cannot be written: {e.Message}", e);
        }
    }
}
