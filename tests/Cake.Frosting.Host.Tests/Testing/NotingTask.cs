namespace Cake.Frosting.Testing;

/// <summary>A task that notes its class's name when it runs.</summary>
internal abstract class NotingTask(Journal journal) : FrostingTask
{
    protected Journal Journal => journal;

    public override void Run(ICakeContext context) => journal.Note(GetType().Name);
}
