using Refigure.Environments;
using Refigure.Environments.Python;
using Refigure.Files;
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
        return new EnvironmentCatalog(
            Path.Combine(context.Root, "envs"),
            new PackageSource(context.Options.Wheelhouse, context.Options.SystemSitePackages, context.Options.Python)
        );
    }

    /// <summary>What installs them below <c>--store</c>.</summary>
    public IEnvironmentInstaller Installer(BuildContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        var folder = Path.Combine(context.Options.Store, "envs");
        return new EnvironmentInstaller(
            new NpmInstaller(folder, _machine.FreeDisk, _tools, _system),
            new VenvInstaller(
                folder,
                Path.Combine(context.Root, "envs", "installed.py"),
                _machine.FreeDisk,
                _tools,
                _system
            )
        );
    }
}
