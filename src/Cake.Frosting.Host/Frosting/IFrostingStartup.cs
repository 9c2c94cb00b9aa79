using Microsoft.Extensions.DependencyInjection;

namespace Cake.Frosting;

/// <summary>Registers services in a class of its own.</summary>
public interface IFrostingStartup
{
    /// <summary>Adds the services.</summary>
    void Configure(IServiceCollection services);
}
