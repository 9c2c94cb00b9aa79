using System.IO.Compression;
using Refigure.Traces.Nsys;
using Refigure.Traces.Reading;
using Refigure.Traces.Scaling;

namespace Refigure.Traces;

/// <summary>
/// Reads traces from a file or from a folder with one for each rank: Kineto's JSON and the tables of Nsight Systems, each plain or
/// gzipped. What a file is, is seen from its first bytes.
/// </summary>
public static class TraceFiles
{
    private const int Buffer = 1 << 16;
    private static readonly string[] Endings = [".json", ".json.gz", ".csv", ".csv.gz", ".nsys-rep", ".sqlite"];

    /// <summary>Reads what is there. In a folder, files that are no traces are left out with a remark.</summary>
    /// <exception cref="UserErrorException">There is nothing, or the file is no trace.</exception>
    /// <param name="path">The file or folder.</param>
    /// <param name="export">Exports a report of Nsight Systems, and gives the database; null where that is not to be done.</param>
    public static TraceSet Read(string path, Func<string, string>? export = null)
    {
        ArgumentNullException.ThrowIfNull(path);
        if (File.Exists(path))
        {
            return Set([ReadFile(path, export)], []);
        }

        if (!Directory.Exists(path))
        {
            throw new UserErrorException($"{path} is not there: name a trace, or the folder with one for each rank.");
        }

        // A report beside its own export is read once.
        var files = Array.FindAll(
            FilesOf(path),
            f => !NsysExport.IsReport(f) || !File.Exists(Path.ChangeExtension(f, ".sqlite"))
        );
        if (files.Length == 0)
        {
            var below = Directory
                .EnumerateDirectories(path)
                .Order(StringComparer.Ordinal)
                .FirstOrDefault(d => FilesOf(d).Length > 0);
            throw new UserErrorException(
                $"{path} has no traces: expected files that end in {string.Join(", ", Endings)}"
                    + (below is null ? "." : $"; {below} has some.")
            );
        }

        var read = new List<object>();
        var remarks = new List<string>();
        foreach (var file in files)
        {
            try
            {
                read.Add(ReadFile(file, export));
            }
            catch (UserErrorException e)
            {
                remarks.Add(e.Message);
            }
        }

        return read.Count > 0
            ? Set(read, remarks)
            : throw new UserErrorException($"{path} has no trace that can be read: {remarks[0]}");
    }

    private static TraceSet Set(IEnumerable<object> read, IEnumerable<string> remarks)
    {
        var all = read.ToArray();
        var summaries = all.OfType<KernelSummary>().ToArray();
        return new TraceSet(
            [.. all.OfType<GpuTrace>()],
            [.. summaries],
            [
                .. remarks,
                .. summaries.SelectMany(RemarksOf),
                .. all.OfType<ExecutionTrace>().Select(e => e.Coverage),
                .. all.OfType<TimingStats>().Select(t => t.Coverage),
            ]
        )
        {
            Executions = [.. all.OfType<ExecutionTrace>()],
            Timings = [.. all.OfType<TimingStats>()],
        };
    }

    private static IEnumerable<string> RemarksOf(KernelSummary summary)
    {
        yield return $"{summary.Source} is a summary over all GPUs: overlap, steps and the ranks' all-reduces cannot be told from it; export cuda_gpu_trace for them.";
        if (summary.IsPart)
        {
            yield return $"{summary.Source} has only some of the kernels: their shares are {100 * summary.Kernels.Sum(k => k.Share):0.0} % together.";
        }

        if (summary.Skipped > 0)
        {
            yield return $"{summary.Source}: {summary.Skipped} lines could not be read and are left out.";
        }
    }

    private static string[] FilesOf(string folder) =>
        [
            .. Directory
                .EnumerateFiles(folder)
                .Where(f => Endings.Any(e => f.EndsWith(e, StringComparison.OrdinalIgnoreCase)))
                .Order(StringComparer.Ordinal),
        ];

    private static object ReadFile(string path, Func<string, string>? export)
    {
        var name = Path.GetFileName(path);
        try
        {
            var (first, isJson) = Begin(path);
            if (first.StartsWith("SQLite format 3\0"u8) || path.EndsWith(".sqlite", StringComparison.OrdinalIgnoreCase))
            {
                return NsysDatabase.Read(path, name);
            }

            if (NsysExport.IsReport(path))
            {
                if (export is not null)
                {
                    return NsysDatabase.Read(export(path), name);
                }

                throw new UserErrorException(
                    $"{name} is a report of Nsight Systems: export it with nsys export --type sqlite {name}, or read it with --target Trace on a machine that has nsys."
                );
            }

            using var stream = Open(path);
            if (isJson && first.AsSpan().IndexOf("chakra"u8) >= 0)
            {
                return ExecutionTraceReader.Read(stream, name);
            }

            if (isJson && (TimingStatsFile.IsName(name) || first.AsSpan().IndexOf("\"iteration_times\""u8) >= 0))
            {
                using var bytes = new MemoryStream();
                stream.CopyTo(bytes);
                return TimingStatsFile.Read(bytes.ToArray(), name);
            }

            if (isJson || first.Length == 0)
            {
                return KinetoReader.Read(stream, name);
            }

            var table = TableText.Open(stream);
            return table is null ? throw NoTrace(name)
                : table.Column("Start") >= 0 ? NsysTraceTable.Read(table, name)
                : table.Column("Instances") >= 0 ? NsysKernelTable.Read(table, name)
                : throw NoTrace(name);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            throw new UserErrorException($"{name} cannot be read: {e.Message.TrimEnd('.')}.", e);
        }
    }

    private static UserErrorException NoTrace(string name) =>
        new(
            $"{name} is no trace: expected the JSON of PyTorch's profiler with \"traceEvents\", or a CSV table of nsys (cuda_gpu_trace, cuda_gpu_kern_sum)."
        );

    // The begin of the text, and whether it is that of a JSON object or array.
    private static (byte[] First, bool IsJson) Begin(string path)
    {
        using var stream = Open(path);
        var bytes = new byte[256];
        int count;
        try
        {
            count = stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
        }
        catch (InvalidDataException)
        {
            count = 0;
        }

        ReadOnlySpan<byte> text = bytes.AsSpan(0, count);
        text = text is [0xEF, 0xBB, 0xBF, ..] ? text[3..] : text;
        text = text.TrimStart(" \r\n\t"u8);
        return (bytes[..count], text is [(byte)'{' or (byte)'[', ..]);
    }

    private static Stream Open(string path)
    {
        var file = new FileStream(
            path,
            FileMode.Open,
            FileAccess.Read,
            FileShare.ReadWrite,
            Buffer,
            FileOptions.SequentialScan
        );
        try
        {
            Span<byte> magic = stackalloc byte[2];
            var isGzip = file.ReadAtLeast(magic, 2, throwOnEndOfStream: false) == 2 && magic is [0x1F, 0x8B];
            file.Position = 0;
            return isGzip ? new GZipStream(file, CompressionMode.Decompress) : file;
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }
}
