using System.Text;
using Cake.Frosting.Hosting;
using Cake.Frosting.Hosting.Output;

namespace Cake.Frosting.Testing;

/// <summary>A host with a few tasks, run in this process, and what it said.</summary>
internal sealed class HostTester
{
    private readonly StringBuilder output = new();
    private readonly StringBuilder error = new();
    private readonly CakeHost host = new();

    public HostTester()
    {
        host.ConfigureServices(services =>
            services.AddSingleton(Journal).AddSingleton(Time).AddSingleton(Interruption)
        );
    }

    public Journal Journal { get; } = new();

    public ManualTime Time { get; } = new();

    public ManualInterruption Interruption { get; } = new();

    public string Output => output.ToString().ReplaceLineEndings("\n");

    public string Error => error.ToString().ReplaceLineEndings("\n");

    public HostTester Task<TTask>()
        where TTask : class, IFrostingTask =>
        With(host => host.ConfigureServices(s => s.AddSingleton<IFrostingTask, TTask>()));

    public HostTester With(Action<CakeHost> change)
    {
        change(host);
        return this;
    }

    public int Run(params string[] words) =>
        host.Run(
            words,
            new HostRun(
                new HostConsole(new StringWriter(output), new StringWriter(error), colours: false),
                Time,
                Interruption
            )
        );
}
