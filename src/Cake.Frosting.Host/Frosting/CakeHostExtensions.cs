using Cake.Core.IO;

namespace Cake.Frosting;

/// <summary>The parts of a host, one call each.</summary>
public static class CakeHostExtensions
{
    /// <summary>Registers the services of a startup class.</summary>
    public static CakeHost UseStartup<TStartup>(this CakeHost host)
        where TStartup : IFrostingStartup, new() => host.ConfigureServices(new TStartup().Configure);

    /// <summary>Sets the context that tasks get; the last registration counts.</summary>
    public static CakeHost UseContext<TContext>(this CakeHost host)
        where TContext : class, IFrostingContext => host.ConfigureServices(services => services.UseContext<TContext>());

    /// <summary>Sets what runs before the first and after the last task; the last registration counts.</summary>
    public static CakeHost UseLifetime<TLifetime>(this CakeHost host)
        where TLifetime : class, IFrostingLifetime =>
        host.ConfigureServices(services => services.UseLifetime<TLifetime>());

    /// <summary>Sets what runs before the first task; the last registration counts.</summary>
    public static CakeHost UseSetup<TSetup>(this CakeHost host)
        where TSetup : class, IFrostingSetup => host.ConfigureServices(services => services.UseSetup<TSetup>());

    /// <summary>Sets what runs after the last task; the last registration counts.</summary>
    public static CakeHost UseTeardown<TTeardown>(this CakeHost host)
        where TTeardown : class, IFrostingTeardown =>
        host.ConfigureServices(services => services.UseTeardown<TTeardown>());

    /// <summary>Sets what runs around each task; the last registration counts.</summary>
    public static CakeHost UseTaskLifetime<TTaskLifetime>(this CakeHost host)
        where TTaskLifetime : class, IFrostingTaskLifetime =>
        host.ConfigureServices(services => services.UseTaskLifetime<TTaskLifetime>());

    /// <summary>Sets what runs before each task; the last registration counts.</summary>
    public static CakeHost UseTaskSetup<TTaskSetup>(this CakeHost host)
        where TTaskSetup : class, IFrostingTaskSetup =>
        host.ConfigureServices(services => services.UseTaskSetup<TTaskSetup>());

    /// <summary>Sets what runs after each task; the last registration counts.</summary>
    public static CakeHost UseTaskTeardown<TTaskTeardown>(this CakeHost host)
        where TTaskTeardown : class, IFrostingTaskTeardown =>
        host.ConfigureServices(services => services.UseTaskTeardown<TTaskTeardown>());

    /// <summary>Sets the working directory, relative to the caller's; <c>--working</c> counts more.</summary>
    public static CakeHost UseWorkingDirectory(this CakeHost host, DirectoryPath path) =>
        host.ConfigureServices(services => services.UseWorkingDirectory(path));
}
