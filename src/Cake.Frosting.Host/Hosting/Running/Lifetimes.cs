using Microsoft.Extensions.DependencyInjection;

namespace Cake.Frosting.Hosting.Running;

/// <summary>What the project runs around the run and around each task; null where it has nothing.</summary>
internal sealed record Lifetimes(
    IFrostingSetup? Setup = null,
    IFrostingTeardown? Teardown = null,
    IFrostingTaskSetup? TaskSetup = null,
    IFrostingTaskTeardown? TaskTeardown = null
)
{
    public static Lifetimes From(IServiceProvider services)
    {
        var run = services.GetService<IFrostingLifetime>();
        var task = services.GetService<IFrostingTaskLifetime>();
        return new Lifetimes(
            services.GetService<IFrostingSetup>() ?? run,
            services.GetService<IFrostingTeardown>() ?? run,
            services.GetService<IFrostingTaskSetup>() ?? task,
            services.GetService<IFrostingTaskTeardown>() ?? task
        );
    }
}
