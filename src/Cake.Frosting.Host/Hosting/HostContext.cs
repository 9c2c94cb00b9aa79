using Cake.Core;
using Cake.Core.Diagnostics;

namespace Cake.Frosting.Hosting;

/// <summary>The context under the project's own.</summary>
internal sealed class HostContext(ICakeEnvironment environment, ICakeLog log, ICakeArguments arguments) : ICakeContext
{
    public ICakeEnvironment Environment => environment;

    public ICakeLog Log => log;

    public ICakeArguments Arguments => arguments;
}
