using Refigure.Imports;
using Refigure.Results;
using Refigure.Serving;
using Refigure.Tests.Results;

namespace Refigure.Tests.Imports.Serving;

/// <summary>Imports results into a runs root of its own, and reads what became of them.</summary>
internal sealed class ServingImports : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly Importer _importer = new(VllmLogReader.Instance);

    public string Runs => _folder["runs"];

    public string this[string relative] => _folder[relative];

    public void Dispose() => _folder.Dispose();

    public string Write(string relative, string content) => _folder.Write(relative, content);

    public ImportResult Import(string from) => _importer.Import(new(from, Runs));

    public ImportPlan Plan(string from) => _importer.Plan(new(from, Runs));

    /// <summary>Imports a file of this content, which is the only one.</summary>
    public ImportedLoad ImportOne(string name, string content)
    {
        Write("in/" + name, content);
        return Load(Import(_folder["in"]).Runs.ShouldHaveSingleItem().Record);
    }

    /// <summary>The sentence that refuses a file of this content.</summary>
    public string Refusal(string name, string content)
    {
        Write("bad/" + name, content);
        var message = Should.Throw<UserErrorException>(() => Import(_folder["bad"])).Message;
        Directory.Exists(Runs).ShouldBeFalse();
        return message;
    }

    public ImportedLoad Load(string run) =>
        Load(new RunStore(VllmLogReader.Instance).Load(Runs, Path.Combine(Runs, run)).Record);

    public ImportedLoad Load(RunRecord record)
    {
        var folder = RunFolder.PathOf(Runs, record.Identity);
        return new(record, LoadFactsFile.Of(folder)!, RequestsFile.Of(folder), folder);
    }
}
