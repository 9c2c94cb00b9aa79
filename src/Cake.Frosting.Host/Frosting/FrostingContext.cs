using Cake.Core;

namespace Cake.Frosting;

/// <summary>The base of a project's own context; made once, before the first task.</summary>
public class FrostingContext : CakeContextAdapter, IFrostingContext
{
    /// <summary>Over the host's context.</summary>
    public FrostingContext(ICakeContext context)
        : base(context) { }
}
