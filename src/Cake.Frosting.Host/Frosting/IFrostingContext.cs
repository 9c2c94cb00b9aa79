using Cake.Core;

namespace Cake.Frosting;

/// <summary>The context that all tasks of a host share.</summary>
public interface IFrostingContext : ICakeContext;
