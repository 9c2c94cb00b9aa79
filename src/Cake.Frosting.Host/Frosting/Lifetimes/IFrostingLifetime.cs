namespace Cake.Frosting;

/// <summary>Runs once, before the first task and after the last task, also when something failed.</summary>
public interface IFrostingLifetime : IFrostingSetup, IFrostingTeardown;
