namespace Cake.Frosting;

/// <summary>Runs before each task and after each task, also when it failed or was skipped.</summary>
public interface IFrostingTaskLifetime : IFrostingTaskSetup, IFrostingTaskTeardown;
