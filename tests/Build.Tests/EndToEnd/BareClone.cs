namespace Refigure.Build.Tests.EndToEnd;

/// <summary>What a clone has that the host reads: environments, models, patches, experiments and the recorded runs, and no other run.</summary>
internal sealed class BareClone : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public BareClone()
    {
        Checkout.Copy(Checkout.PathOf("envs"), _folder["envs"]);
        Checkout.Copy(Checkout.PathOf("patches"), _folder["patches"]);
        Checkout.Copy(Checkout.PathOf("figures", "experiments"), _folder["figures", "experiments"]);
        Checkout.Copy(Checkout.PathOf("figures", "recorded"), _folder["figures", "recorded"]);
    }

    public string Root => _folder.Root;

    public TemporaryFolder Folder => _folder;

    public HostResult Run(params string[] arguments) => HostProcess.Run(Root, arguments);

    public string Read(int figure, string extension) => File.ReadAllText(PathOf(figure, extension));

    public string PathOf(int figure, string extension) =>
        _folder["figures", $"figure-{figure}", $"figure{figure}.{extension}"];

    public void Dispose() => _folder.Dispose();
}
