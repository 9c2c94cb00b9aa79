using Refigure.Environments;
using Refigure.Environments.Containers;
using Refigure.Environments.Python;
using Refigure.Files;
using Refigure.Models.Tensorized;
using Refigure.Nodes;

namespace Refigure.Build;

/// <summary>Where this checkout describes its environments, and where its store holds them.</summary>
public sealed class EnvironmentSetup
{
    private readonly INodeInspector _machine;
    private readonly IToolRunner _tools;
    private readonly IFileSystem _system;

    /// <summary>With the machine, its tools and its files.</summary>
    public EnvironmentSetup(INodeInspector machine, IToolRunner tools, IFileSystem system)
    {
        _machine = machine;
        _tools = tools;
        _system = system;
    }

    /// <summary>The environments of <c>envs/</c>.</summary>
    public static IEnvironmentCatalog Catalog(BuildContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        return new EnvironmentCatalog(Path.Combine(context.Root, "envs"), Source(context, context.Options.Wheelhouse));
    }

    /// <summary>The environments of <c>envs/</c>, with the packages of the index whatever a wheelhouse holds.</summary>
    public static IEnvironmentCatalog CatalogOfIndex(BuildContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        return new EnvironmentCatalog(Path.Combine(context.Root, "envs"), Source(context, wheelhouse: null));
    }

    /// <summary>Reads an environment that the user named.</summary>
    /// <exception cref="UserErrorException">There is none of that name; the sentence says which there are.</exception>
    public static EnvironmentSpec Named(IEnvironmentCatalog catalog, string name)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        return catalog.Find(name)
            ?? throw new UserErrorException(
                $"--env {name}: there is no such environment; expected one of {string.Join(", ", catalog.Names)}."
            );
    }

    /// <summary>What has an environment's engine write models in another form.</summary>
    /// <param name="context">The options.</param>
    /// <param name="whyNoGpu">Why there is no GPU here; null if there is one.</param>
    public Tensorizer Tensorizer(BuildContext context, Func<string?> whyNoGpu) =>
        new(Catalog(context), Installer(context), whyNoGpu, _tools, _system);

    /// <summary>What fills wheelhouses.</summary>
    public Wheelhouse Wheelhouse() => new(_machine.FreeDisk, _tools, _system);

    /// <summary>Takes an installed environment away; nothing if it is not there.</summary>
    public void Remove(BuildContext context, EnvironmentSpec spec)
    {
        ArgumentNullException.ThrowIfNull(context);
        EnvironmentInstaller.Remove(spec, Folder(context), _system);
    }

    /// <summary>What installs them below <c>--store</c>.</summary>
    public IEnvironmentInstaller Installer(BuildContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        var folder = Folder(context);
        return new EnvironmentInstaller(
            new NpmInstaller(folder, _machine.FreeDisk, _tools, _system),
            new VenvInstaller(
                folder,
                Path.Combine(context.Root, "envs", "installed.py"),
                _machine.FreeDisk,
                _tools,
                _system
            ),
            new ContainerInstaller(folder, _machine.FreeDisk, _tools, _system)
        );
    }

    private static string Folder(BuildContext context) => Path.Combine(context.Options.Store, "envs");

    private static PackageSource Source(BuildContext context, string? wheelhouse) =>
        new(wheelhouse, context.Options.SystemSitePackages, context.Options.Python)
        {
            AllowUnlocked = context.Options.Unlocked,
        };
}
