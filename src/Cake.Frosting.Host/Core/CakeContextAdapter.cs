using Cake.Core.Diagnostics;

namespace Cake.Core;

/// <summary>A context that passes everything on to another one.</summary>
public abstract class CakeContextAdapter : ICakeContext
{
    private readonly ICakeContext context;

    /// <summary>Wraps <paramref name="context"/>.</summary>
    protected CakeContextAdapter(ICakeContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        this.context = context;
    }

    /// <inheritdoc/>
    public virtual ICakeEnvironment Environment => context.Environment;

    /// <inheritdoc/>
    public virtual ICakeLog Log => context.Log;

    /// <inheritdoc/>
    public virtual ICakeArguments Arguments => context.Arguments;
}
