namespace Refigure.Build.Tests.EndToEnd;

/// <summary>What a clone has that the host reads: the models and the recorded runs, and no other run.</summary>
internal sealed class BareClone : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public BareClone()
    {
        Checkout.Copy(Checkout.PathOf("envs"), folder["envs"]);
        Checkout.Copy(Checkout.PathOf("figures", "recorded"), folder["figures", "recorded"]);
    }

    public string Root => folder.Root;

    public TemporaryFolder Folder => folder;

    public HostResult Run(params string[] arguments) => HostProcess.Run(Root, arguments);

    public string Read(int figure, string extension) => File.ReadAllText(PathOf(figure, extension));

    public string PathOf(int figure, string extension) =>
        folder["figures", $"figure-{figure}", $"figure{figure}.{extension}"];

    public void Dispose() => folder.Dispose();
}
