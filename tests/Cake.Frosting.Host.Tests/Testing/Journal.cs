namespace Cake.Frosting.Testing;

/// <summary>What tasks note while they run.</summary>
internal sealed class Journal
{
    public List<string> Lines { get; } = [];

    public void Note(string line) => Lines.Add(line);
}
