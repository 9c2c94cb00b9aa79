using System.Globalization;
using System.Text;
using Refigure.Files;

namespace Refigure.Models.Hub;

/// <summary>
/// A file that is fetched in parts, with a journal beside it that names the parts that are on the disk: what a killed process
/// had fetched is not fetched again. Safe for several threads, each with parts of its own.
/// </summary>
internal sealed class PartedFile
{
    private const string JournalEnding = ".parts";
    private readonly HubFile _file;
    private readonly int _partBytes;
    private readonly IFileSystem _system;
    private readonly Lock _gate = new();
    private readonly HashSet<int> _done = [];

    /// <summary>Takes up what is there of it.</summary>
    /// <param name="file">The file.</param>
    /// <param name="path">Where it grows, absolute.</param>
    /// <param name="partBytes">The size of a part.</param>
    /// <param name="system">What changes files.</param>
    public PartedFile(HubFile file, string path, int partBytes, IFileSystem system)
    {
        (_file, Path, _partBytes, _system) = (file, path, partBytes, system);
        if (!ReadJournal())
        {
            Delete();
        }
    }

    /// <summary>Where it grows.</summary>
    public string Path { get; }

    /// <summary>How many bytes of finished parts there are.</summary>
    public long Bytes => _done.Sum(part => (long)Length(part));

    /// <summary>The parts that are missing, in order.</summary>
    public IEnumerable<int> Missing => [.. Enumerable.Range(0, Count).Where(part => !_done.Contains(part))];

    private int Count => (int)((_file.Bytes + _partBytes - 1) / _partBytes);

    private string Journal => Path + JournalEnding;

    private string Header => string.Create(CultureInfo.InvariantCulture, $"{_file.Tag} {_file.Bytes} {_partBytes}");

    /// <summary>Where a part begins.</summary>
    public long Offset(int part) => (long)part * _partBytes;

    /// <summary>How long it is.</summary>
    public int Length(int part) => (int)Math.Min(_partBytes, _file.Bytes - Offset(part));

    /// <summary>Opens the file for a part.</summary>
    public Stream Open() => _system.OpenWrite(Path);

    /// <summary>Notes that a part is whole.</summary>
    /// <param name="part">The part.</param>
    /// <param name="stream">The stream that it was written to.</param>
    public void Finish(int part, Stream stream)
    {
        _system.Sync(stream);
        lock (_gate)
        {
            using var journal = _system.OpenWrite(Journal);
            var line = string.Create(CultureInfo.InvariantCulture, $"{part}\n");
            if (journal.Seek(0, SeekOrigin.End) == 0)
            {
                line = Header + "\n" + line;
            }

            journal.Write(Encoding.UTF8.GetBytes(line));
            _system.Sync(journal);
            _done.Add(part);
        }
    }

    /// <summary>Removes the journal: the file is whole, and goes to its place.</summary>
    public void DeleteJournal() => _system.DeleteFile(Journal);

    /// <summary>Removes all of it.</summary>
    public void Delete()
    {
        // The journal first: without it nothing of the file counts.
        _system.DeleteFile(Journal);
        _system.DeleteFile(Path);
        _done.Clear();
    }

    // Lines of another file or cut are of no use. A torn last line is no part, and would glue itself to the next one.
    private bool ReadJournal()
    {
        if (!File.Exists(Journal))
        {
            return !File.Exists(Path);
        }

        var text = File.ReadAllText(Journal);
        var whole = text[..(text.LastIndexOf('\n') + 1)];
        var lines = whole.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        if (lines.Length == 0 || lines[0] != Header || !File.Exists(Path))
        {
            return false;
        }

        foreach (var line in lines.Skip(1))
        {
            if (int.TryParse(line, NumberStyles.None, CultureInfo.InvariantCulture, out var part) && part < Count)
            {
                _done.Add(part);
            }
        }

        if (whole.Length < text.Length)
        {
            var mended = PartialName.For(Journal);
            using (var file = _system.Create(mended))
            {
                file.Write(Encoding.UTF8.GetBytes(whole));
                _system.Sync(file);
            }

            _system.MoveFile(mended, Journal);
        }

        return true;
    }
}
