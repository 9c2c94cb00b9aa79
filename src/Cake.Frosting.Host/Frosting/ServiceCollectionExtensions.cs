using Cake.Core.IO;
using Cake.Frosting.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace Cake.Frosting;

/// <summary>The parts of a host as services.</summary>
public static class ServiceCollectionExtensions
{
    /// <summary>Sets the context that tasks get; the last registration counts.</summary>
    public static IServiceCollection UseContext<TContext>(this IServiceCollection services)
        where TContext : class, IFrostingContext => services.AddSingleton<IFrostingContext, TContext>();

    /// <summary>Sets what runs before the first and after the last task; the last registration counts.</summary>
    public static IServiceCollection UseLifetime<TLifetime>(this IServiceCollection services)
        where TLifetime : class, IFrostingLifetime => services.AddSingleton<IFrostingLifetime, TLifetime>();

    /// <summary>Sets what runs before the first task; the last registration counts.</summary>
    public static IServiceCollection UseSetup<TSetup>(this IServiceCollection services)
        where TSetup : class, IFrostingSetup => services.AddSingleton<IFrostingSetup, TSetup>();

    /// <summary>Sets what runs after the last task; the last registration counts.</summary>
    public static IServiceCollection UseTeardown<TTeardown>(this IServiceCollection services)
        where TTeardown : class, IFrostingTeardown => services.AddSingleton<IFrostingTeardown, TTeardown>();

    /// <summary>Sets what runs around each task; the last registration counts.</summary>
    public static IServiceCollection UseTaskLifetime<TTaskLifetime>(this IServiceCollection services)
        where TTaskLifetime : class, IFrostingTaskLifetime =>
        services.AddSingleton<IFrostingTaskLifetime, TTaskLifetime>();

    /// <summary>Sets what runs before each task; the last registration counts.</summary>
    public static IServiceCollection UseTaskSetup<TTaskSetup>(this IServiceCollection services)
        where TTaskSetup : class, IFrostingTaskSetup => services.AddSingleton<IFrostingTaskSetup, TTaskSetup>();

    /// <summary>Sets what runs after each task; the last registration counts.</summary>
    public static IServiceCollection UseTaskTeardown<TTaskTeardown>(this IServiceCollection services)
        where TTaskTeardown : class, IFrostingTaskTeardown =>
        services.AddSingleton<IFrostingTaskTeardown, TTaskTeardown>();

    /// <summary>Sets the working directory, relative to the caller's; <c>--working</c> counts more.</summary>
    public static IServiceCollection UseWorkingDirectory(this IServiceCollection services, DirectoryPath path) =>
        services.AddSingleton(new WorkingDirectory(path));
}
